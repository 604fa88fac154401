import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCode } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { taskName, taskRows, testModels } from '../../test/test-models.ts'
import { selectActive, selectVersions } from './model.store.ts'
import { runTrain } from './run-train.ts'
import type { TrainingStep } from './train-task.ts'

test('the first model of a task goes into use, and the ledger says that and why', async t => {
  const { models, database } = await testModels(t)
  const steps: TrainingStep[] = []
  const made = await runTrain(models, { task: taskName, onStep: step => steps.push(step) })
  assert.equal(made.version.state, 'active')
  assert.equal(made.activation, 'first')
  assert.equal(made.exitCode, 0)
  assert.deepEqual(made.version.training.kinds, { decided: 160 })
  assert.equal(made.version.labels, 4)
  assert.ok(made.version.accuracy > 0.9, `${made.version.accuracy}`)
  assert.equal(made.version.metrics.figures.rows, 160)
  const training = steps.filter(step => step.stage === 'training')
  assert.ok(training.length > 4)
  assert.equal(training.at(-1)!.done, training.at(-1)!.total)
  const entries = await readEntries(database, `model:${made.version.id}`)
  assert.deepEqual(
    entries.map(entry => [entry.kind, entry.intact]),
    [
      ['model.trained', true],
      ['model.activated', true],
    ],
  )
  const [, activated] = entries as unknown as { body: Record<string, unknown> }[]
  assert.equal(activated!.body.cause, 'first')
  assert.equal(activated!.body.replaces, null)
})

test('a second model waits, unless the operator puts it in use; then the first is retired', async t => {
  const { models, database, teach } = await testModels(t)
  const first = await runTrain(models, { task: taskName })
  teach([...taskRows(40, 1), ...taskRows(20, 2)])
  const second = await runTrain(models, { task: taskName })
  assert.equal(second.version.state, 'candidate')
  assert.equal(second.activation, null)
  assert.equal((await selectActive(database)).get(taskName), first.version.id)
  teach(taskRows(50, 3))
  const third = await runTrain(models, { task: taskName, activate: true })
  assert.equal(third.version.state, 'active')
  assert.equal(third.activation, 'by-operator')
  const states = new Map((await selectVersions(database, taskName)).map(row => [row.id, row.state]))
  assert.deepEqual(
    [first, second, third].map(one => states.get(one.version.id)),
    ['retired', 'candidate', 'active'],
  )
})

test('old and new are compared on rows that the old one had not seen', async t => {
  const { models, teach } = await testModels(t)
  teach(taskRows(15, 1))
  const first = await runTrain(models, { task: taskName })
  teach([...taskRows(15, 1), ...taskRows(30, 2)])
  const { comparison } = (await runTrain(models, { task: taskName })).version
  assert.equal(comparison?.against, first.version.id)
  assert.equal(comparison.rows, 120, 'the 60 rows of the first are left out')
  assert.ok(comparison.accuracy >= comparison.accuracyBefore - 0.05)
  assert.ok(comparison.accuracyBefore > 0.5)
})

test('without enough new rows nothing is compared', async t => {
  const { models, teach } = await testModels(t)
  teach(taskRows(20, 1))
  await runTrain(models, { task: taskName })
  teach([...taskRows(20, 1), ...taskRows(5, 2)])
  assert.equal((await runTrain(models, { task: taskName })).version.comparison, null)
})

test('the same rows give the same version, which keeps its state', async t => {
  const { models, database } = await testModels(t)
  const first = await runTrain(models, { task: taskName })
  const again = await runTrain(models, { task: taskName })
  assert.equal(again.version.id, first.version.id)
  assert.equal(again.version.state, 'active')
  assert.equal((await selectVersions(database)).length, 1)
  assert.ok(again.version.trainedAt > first.version.trainedAt)
})

test('a file with a label that the city does not know gives a trial, even if the operator activates', async t => {
  const { models, database, file } = await testModels(t)
  const rows = taskRows(20, 5).map(({ id, text, label }) => ({
    id,
    text,
    label: label === 'roads' ? '城乡建设' : label,
  }))
  const made = await runTrain(models, { task: taskName, file: await file(rows), activate: true })
  assert.equal(made.version.state, 'trial')
  assert.equal(made.activation, null)
  assert.deepEqual(made.version.training.unknownLabels, ['城乡建设'])
  assert.deepEqual(made.version.training.kinds, { given: 80 })
  assert.equal((await selectActive(database)).size, 0)
  assert.equal(await models.port.classify({ task: taskName, text: '路灯不亮', explain: false }), null)
})

test('bad rows of a file are named by their lines, and the good ones teach', async t => {
  const { models, file } = await testModels(t)
  const rows = taskRows(20, 6).map(({ id, text, label }) => ({ id, text, label }))
  const path = await file([...rows, '不是JSON', { id: 1, text: '', label: 'roads' }, { id: 2, text: '路灯' }])
  const made = await runTrain(models, { task: taskName, file: path })
  assert.equal(made.exitCode, 3)
  assert.deepEqual(made.report.rejections, [
    { line: 81, fault: 'not-json' },
    { line: 82, fault: 'no-text' },
    { line: 83, fault: 'no-label' },
  ])
  assert.equal(made.version.rows, 80)
})

test('the same text twice is one row that weighs more, so that no copy judges itself', async t => {
  const { models, teach } = await testModels(t)
  teach([...taskRows(20, 1), ...taskRows(20, 1)])
  const { version } = await runTrain(models, { task: taskName })
  assert.equal(version.rows, 80)
  assert.deepEqual(version.training.kinds, { decided: 160 })
})

test('too little to learn from, one label only, and an unknown task are refused', async t => {
  const { models, teach } = await testModels(t)
  teach(taskRows(4, 1))
  await assert.rejects(runTrain(models, { task: taskName }), error => isCode(error, 'models.too-few-rows'))
  teach(taskRows(40, 1).filter(row => row.label === 'roads'))
  await assert.rejects(runTrain(models, { task: taskName }), error => isCode(error, 'models.too-few-rows'))
  await assert.rejects(runTrain(models, { task: 'test.other' }), error =>
    isCode(error, 'models.unknown-task'),
  )
})

test('an aborted training keeps nothing', async t => {
  const { models, database } = await testModels(t)
  const stop = new AbortController()
  const onStep = (step: TrainingStep) => {
    if (step.stage === 'training') stop.abort(new Error('enough'))
  }
  await assert.rejects(runTrain(models, { task: taskName, signal: stop.signal, onStep }), /enough/)
  assert.equal((await selectVersions(database)).length, 0)
})
