import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { personActor } from '../../test/fixtures/actors.ts'
import { contentPurposes } from './kernel.contract.ts'
import { algorithm, code, person, settlement, testKernel } from './kernel.fixture.ts'
import { lookAtDecision } from './look-at-decision.ts'

const below = (level: 'L1' | 'L2' | 'L3') =>
  personActor('below', { scope: { departments: 'all', regions: 'all', own: null, level } })

async function world(t: Parameters<typeof testKernel>[0]) {
  const usual = algorithm()
  const { kernel, database } = await testKernel(t, { algorithms: [usual] })
  const made = await kernel.infer(usual, { subject: 'case:1', input: { text: '停水了，王先生家' } }, person)
  await inTransaction(database, tx => kernel.settle(tx, made.decisionId, settlement('case:1')))
  const looks = async () =>
    (await readEntries(database, 'case:1')).filter(entry => entry.kind === 'decision.content-looked')
  return { database, decisionId: made.decisionId, looks }
}

test('the content of a decision opens to who says what for, and the look is in the ledger', async t => {
  const { database, decisionId, looks } = await world(t)
  const closed = await lookAtDecision(database, person, { decisionId })
  assert.deepEqual([closed.content, closed.asksPurpose, closed.acts[0]?.value], [null, true, null])
  assert.equal(closed.contentIntact, true, 'what it is compared with needs no look')
  assert.deepEqual(await looks(), [])
  for (const [place, purpose] of contentPurposes.entries()) {
    const open = await lookAtDecision(database, person, { decisionId, purpose })
    assert.deepEqual((open.content as { input: unknown }).input, { text: '停水了，王先生家' })
    assert.equal(open.asksPurpose, undefined)
    const recorded = await looks()
    assert.equal(recorded.length, place + 1)
    const body = JSON.stringify(recorded.map(entry => entry.body))
    assert.ok(body.includes(`"purpose":"${purpose}"`) && body.includes(`"by":"${person.id}"`))
    assert.ok(!body.includes('王先生'))
  }
})

test('below the level a purpose opens nothing, and nothing is recorded of it', async t => {
  const { database, decisionId, looks } = await world(t)
  for (const level of ['L1', 'L2', 'L3'] as const) {
    const record = await lookAtDecision(database, below(level), { decisionId, purpose: 'audit' })
    assert.deepEqual([record.content, record.asksPurpose], [null, undefined], level)
    assert.ok(!JSON.stringify(record).includes('王先生'), level)
  }
  assert.deepEqual(await looks(), [])
  await assert.rejects(
    lookAtDecision(database, person, { decisionId: crypto.randomUUID(), purpose: 'audit' }),
    code('kernel.decision-not-found'),
  )
})
