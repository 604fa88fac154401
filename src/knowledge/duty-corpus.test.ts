import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction } from '#base/index.ts'
import { type CitySnapshot, createCity, editDuty, readSnapshot, seedCity } from '#city/index.ts'
import { testDatabase } from '../../test/test-database.ts'
import { demoCity } from '../city/demo/demo-city.ts'
import { createKnowledge } from './create-knowledge.ts'
import { dutyCorpus, dutyCorpusName } from './duty-corpus.ts'

test('the duty list of the demo city is found by its own words and follows an edit', async t => {
  const { database } = await testDatabase(t)
  await inTransaction(database, tx => seedCity(tx, demoCity()))
  const city = createCity({ database })
  const knowledge = createKnowledge()
  knowledge.register(dutyCorpus(city.snapshot))
  const ask = (query: string) => knowledge.retrieve({ corpus: dutyCorpusName, query, limit: 3 })
  const { duties, version } = await city.snapshot()
  let first = 0
  for (const duty of duties) {
    const hits = await ask(`您好，我想反映${duty.title}的问题`)
    if (hits[0]?.documentId === duty.id) first++
  }
  assert.ok(first / duties.length > 0.9, `${first} of ${duties.length} by their own title`)
  const [duty] = duties
  const change = { version: 1, validFrom: duty!.validFrom, title: '魔方比赛场地' }
  await inTransaction(database, tx => editDuty(tx, duty!.id, { change, by: 'p1' }))
  const [hit] = await ask('魔方比赛在哪里报名')
  assert.equal(hit?.documentId, duty!.id)
  assert.notEqual(hit?.corpusVersion, version)
})

test('the corpus is public, of the version of the city, one document a duty', async t => {
  const { database } = await testDatabase(t)
  const snapshot: CitySnapshot = await readSnapshot(database)
  const corpus = dutyCorpus(async () => snapshot)
  assert.equal(corpus.level, 'L1')
  assert.equal(await corpus.version(), snapshot.version)
  assert.deepEqual(await corpus.load(), { version: snapshot.version, documents: [] })
})
