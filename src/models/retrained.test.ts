import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCode } from '#base/index.ts'
import { maskForModels } from '#kernel/index.ts'
import { readEntries } from '#ledger/index.ts'
import { engineer, type TestModels, taskName, taskRows, testModels } from '../../test/test-models.ts'
import { approveModel } from './approve-model.ts'
import { compareModels } from './compare-models.ts'
import { createHeldModels } from './held-models.ts'
import { selectBytes, selectVersion } from './model.store.ts'
import { retireModel } from './retire-model.ts'
import { packTexts } from './seen-texts.rules.ts'

const train = async ({ models, task }: TestModels, by: string) => {
  const rows = models.ownRows(task)
  return (await models.train({ task, rows, source: 'cases', by, activate: false })).version
}
const lax = { permits: () => true }

test('who approved a model in use is never turned into its trainer by training it again', async t => {
  const world = await testModels(t)
  await train(world, 'anna')
  world.teach(taskRows(30, 2))
  const second = await train(world, 'anna')
  const parts = { database: world.database, permissions: lax }
  await approveModel(parts, { versionId: second.id, note: null }, engineer('bert'))
  const again = await train(world, 'bert')
  assert.deepEqual(
    [again.id, again.state, again.trained_by, again.approved_by],
    [second.id, 'active', 'anna', 'bert'],
  )
  // The second training is in the ledger all the same, with whose it was.
  const entries = (await readEntries(world.database, `model:${second.id}`)) as unknown as {
    kind: string
    body: { by: string }
  }[]
  assert.deepEqual(
    entries.map(entry => [entry.kind, entry.body.by]),
    [
      ['model.trained', 'anna'],
      ['model.activated', 'bert'],
      ['model.trained', 'bert'],
    ],
  )
})

test('a retired model that is trained again waits anew, without the marks of its first life', async t => {
  const world = await testModels(t)
  const first = await train(world, 'anna')
  await retireModel(world.database, { versionId: first.id, note: '旧' }, engineer('bert'))
  world.teach(taskRows(30, 2))
  await train(world, 'anna')
  world.teach(taskRows(40, 1))
  const again = await train(world, 'carl')
  assert.equal(again.id, first.id)
  assert.deepEqual(
    [again.state, again.trained_by, again.approved_by, again.retired_by, again.retired_at, again.note],
    ['candidate', 'carl', null, null, null, null],
  )
  const own = approveModel(
    { database: world.database, permissions: lax },
    { versionId: again.id, note: null },
    engineer('carl'),
  )
  await assert.rejects(own, error => isCode(error, 'models.own-model'))
})

test('two trainings of the same rows at once keep one version, and of two first ones one is in use', async t => {
  const world = await testModels(t)
  const same = await Promise.all([train(world, 'anna'), train(world, 'bert')])
  assert.equal(same[0]!.id, same[1]!.id)
  assert.equal((await selectVersion(world.database, same[0]!.id))?.state, 'active')
})

test('approval and retirement at once leave one of the two, never a version both in use and retired', async t => {
  const world = await testModels(t)
  await train(world, 'anna')
  world.teach(taskRows(30, 2))
  const { id } = await train(world, 'anna')
  const decision = { versionId: id, note: null }
  await Promise.allSettled([
    approveModel({ database: world.database, permissions: lax }, decision, engineer('bert')),
    retireModel(world.database, decision, engineer('carl')),
  ])
  const row = (await selectVersion(world.database, id))!
  assert.equal(row.state === 'active', row.retired_by === null)
})

test('the comparison is what counting by hand gives, on rows that the old model has not seen', async t => {
  const world = await testModels(t)
  const before = await train(world, 'anna')
  const held = (await createHeldModels(world.database).find(taskName))!
  const kept = (await selectBytes(world.database, before.id))!
  // As they are gathered: what is highly sensitive in them is a token.
  const seenTexts = taskRows(40, 1).map(row => maskForModels(row.text))
  const fresh = taskRows(10, 77)
  // The new model is right on three of every four fresh rows, and wrong wherever the old one could have learned the row.
  const outOfFold = [
    ...seenTexts.map(() => ({ truth: 'roads', ranked: [{ label: 'wages', confidence: 0.9 }] })),
    ...fresh.map((row, at) => ({
      truth: row.label,
      ranked: [{ label: at % 4 === 3 ? 'nobody' : row.label, confidence: 0.9 }],
    })),
  ]
  const texts = [...seenTexts, ...fresh.map(row => row.text)]
  const compared = (await compareModels({ ...held, seen: kept.seen }, { texts, outOfFold }))!
  assert.deepEqual([compared.against, compared.rows, compared.accuracy], [before.id, 40, 0.75])
  const answers = await Promise.all(
    fresh.map(row => world.models.port.classify({ task: taskName, text: row.text, explain: false })),
  )
  const right = answers.filter((answer, at) => answer!.ranked[0]!.label === fresh[at]!.label).length
  assert.equal(compared.accuracyBefore, right / 40)
  // Macro-F1 by hand: ten rows a label in this order, so all of the last label are called "nobody".
  const wrong = fresh.filter((_, at) => at % 4 === 3)
  assert.ok(wrong.every(row => row.label === wrong[0]!.label))
  assert.ok(Math.abs(compared.macroF1 - 3 / 5) < 1e-12)
  const few = { texts: texts.slice(0, 189), outOfFold: outOfFold.slice(0, 189) }
  assert.equal(await compareModels({ ...held, seen: kept.seen }, few), null)
  assert.equal(await compareModels({ ...held, seen: packTexts(texts) }, { texts, outOfFold }), null)
})
