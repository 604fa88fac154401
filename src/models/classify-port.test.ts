import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCode } from '#base/index.ts'
import { taskName, taskRows, testModels } from '../../test/test-models.ts'
import { createHeldModels } from './held-models.ts'
import { runTrain } from './run-train.ts'

test('without a model there is no answer; with one there are ranked labels and the words that weighed', async t => {
  const { models } = await testModels(t)
  const ask = (explain: boolean) =>
    models.port.classify({ task: taskName, text: '反映一个问题：和平广场井盖缺失，请尽快处理。', explain })
  assert.equal(await ask(false), null)
  const { version } = await runTrain(models, { task: taskName })
  const plain = await ask(false)
  assert.equal(plain?.modelVersion, version.id)
  assert.equal(plain.threshold, version.metrics.threshold)
  assert.equal(plain.ranked[0]!.label, 'roads')
  assert.ok(plain.ranked[0]!.confidence > 0.5)
  assert.deepEqual(plain.terms, [])
  const explained = await ask(true)
  assert.ok(explained!.terms.some(one => '井盖缺失'.includes(one.term)))
  assert.ok(explained!.terms.every(one => one.weight > 0))
})

test('what is asked in one turn is answered as if it were asked alone, in any number', async t => {
  const { models } = await testModels(t)
  await runTrain(models, { task: taskName })
  const texts = taskRows(100, 7).map(row => row.text)
  const ask = (text: string) => models.port.classify({ task: taskName, text, explain: true })
  const together = await Promise.all(texts.map(ask))
  for (const place of [0, 7, 8, 255, 256, 399]) {
    assert.deepEqual(together[place], await ask(texts[place]!))
  }
})

test('a text without one known word is left to a person, however common the commonest label is', async t => {
  const { models } = await testModels(t)
  await runTrain(models, { task: taskName })
  for (const text of ['', ' \n', '\u{1F600}']) {
    const answer = await models.port.classify({ task: taskName, text, explain: true })
    assert.ok(answer!.threshold > 1)
    assert.deepEqual(answer!.terms, [])
    assert.ok(answer!.ranked.length > 0)
  }
})

test('a version is reached by its reference whatever its state, but not under another task', async t => {
  const { models, teach } = await testModels(t)
  await runTrain(models, { task: taskName })
  teach(taskRows(30, 2))
  const second = (await runTrain(models, { task: taskName })).version
  assert.equal(second.state, 'candidate')
  const request = { text: '路灯不亮', explain: false }
  const answer = await models.port.classify({ ...request, task: `${taskName}@${second.id}` })
  assert.equal(answer?.modelVersion, second.id)
  for (const task of [`test.other@${second.id}`, `${taskName}@0123456789abcdef`])
    await assert.rejects(models.port.classify({ ...request, task }), error =>
      isCode(error, 'models.unknown-version'),
    )
})

test('an activation elsewhere is seen within two seconds, in this process at once', async t => {
  const { models, database, teach } = await testModels(t)
  let now = 1_000_000
  // Another process: it has its own memory of what is in use.
  const other = createHeldModels(database, () => now)
  assert.equal(await other.find(taskName), null)
  const first = (await runTrain(models, { task: taskName })).version.id
  now += 1999
  assert.equal(await other.find(taskName), null)
  now += 1
  assert.equal((await other.find(taskName))?.id, first)
  teach(taskRows(30, 2))
  const second = (await runTrain(models, { task: taskName, activate: true })).version.id
  const here = await models.port.classify({ task: taskName, text: '路灯不亮', explain: false })
  assert.equal(here?.modelVersion, second)
  assert.equal((await other.find(taskName))?.id, first)
  other.reload()
  assert.equal((await other.find(taskName))?.id, second)
})

test('bytes that were changed in the database are not used', async t => {
  const { models, database } = await testModels(t)
  const { version } = await runTrain(models, { task: taskName })
  const tables = database.withTables<{ 'models.model_version': { id: string; bytes: Buffer } }>()
  await tables
    .updateTable('models.model_version')
    .set({ bytes: Buffer.from('something else') })
    .execute()
  const fresh = createHeldModels(database)
  await assert.rejects(fresh.find(taskName), error => isCode(error, 'models.unreadable-model'))
  assert.match(version.id, /^[0-9a-f]{16}$/)
})
