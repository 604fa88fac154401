import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { asCatalogueError, asProblem, type CatalogueError, isCode, openJobs, readTask } from '#base/index.ts'
import { engineer, type TestModels, taskName, taskRows, testModels } from '../../test/test-models.ts'
import { createHeldModels } from './held-models.ts'
import { keepVersion } from './keep-version.ts'
import { asModelError } from './refusal.ts'
import { retireModel } from './retire-model.ts'
import { runPredict } from './run-measure.ts'
import { runTrain } from './run-train.ts'
import { TextModelError, type TextModelRefusal } from './text-model.errors.ts'
import { textTrainer } from './text-trainer.ts'
import { trainTask } from './train-task.ts'
import { queueTraining, runTraining, trainingView } from './training-job.ts'

const codes: Record<TextModelRefusal, string> = {
  no_rows: 'models.not-trainable',
  one_label: 'models.not-trainable',
  too_many_labels: 'models.not-trainable',
  damaged_model: 'models.unreadable-model',
  unsupported_version: 'models.newer-model',
  worker_failed: 'models.thread-ended',
}

test('every reason of a text model has its entry, with a sentence in both languages that tells it', () => {
  for (const [reason, code] of Object.entries(codes)) {
    const error = asModelError(
      new TextModelError(reason as TextModelRefusal, 'for the log'),
      '0123456789abcdef',
    )
    assert.ok(isCode(error, code), reason)
    for (const language of ['zh', 'en'] as const) {
      const { title } = asProblem(error as CatalogueError, language)
      assert.doesNotMatch(title, /undefined|\{\{|for the log/)
      if (code === 'models.not-trainable') assert.ok(title.includes(reason))
    }
  }
  const other = new Error('other')
  assert.equal(asModelError(other, null), other)
})

/** Bytes a later release would write: format 2. Kept under the id that belongs to them. */
async function keepForeign(world: TestModels, bytes: Uint8Array) {
  const figures = (await runTrain(world.models, { task: taskName })).version
  const { metrics, training } = figures
  await retireModel(world.database, { versionId: figures.id, note: null }, engineer('other'))
  const seen = Buffer.alloc(0)
  const given = {
    task: taskName,
    bytes,
    seen,
    labelCount: 4,
    rowCount: 160,
    metrics,
    training,
    trainedBy: 'later',
  }
  return (await keepVersion(world.database, { ...given, activate: true })).version.id
}

for (const [what, change, code] of [
  ['a model of a later release', (bytes: Buffer) => bytes.writeUInt32LE(2, 4), 'models.newer-model'],
  [
    'a model that was damaged before it was kept',
    (bytes: Buffer) => bytes.fill(7, 200, 300),
    'models.unreadable-model',
  ],
] as const) {
  test(`${what} is named to whoever asks, on the command line too, and does not stand in the way of training`, async t => {
    const world = await testModels(t)
    const { models, database, kernel, file } = world
    const { bytes } = await textTrainer(taskRows(10, 1), { onProgress: () => undefined })
    const foreign = Buffer.from(bytes)
    change(foreign)
    const id = await keepForeign(world, foreign)
    const named = (error: unknown) => isCode(error, code) && String(error).includes(id)
    await assert.rejects(createHeldModels(database).find(taskName), named)
    models.reload()
    await assert.rejects(models.port.classify({ task: taskName, text: '路灯', explain: false }), named)
    const source = await file(taskRows(3, 9))
    const predicting = runPredict(
      { models, kernel },
      { task: taskName, file: source, out: `${source}.out`, model: id },
    )
    await assert.rejects(predicting, error => asCatalogueError(error).code === code)
    world.teach(taskRows(30, 5))
    const next = await runTrain(models, { task: taskName, activate: true })
    assert.equal(next.version.comparison, null)
    assert.equal(next.version.state, 'active')
    assert.equal(
      (await models.port.classify({ task: taskName, text: '路灯', explain: false }))?.modelVersion,
      next.version.id,
    )
  })
}

test('one label, more labels than can be learned, and a thread that dies are named by the record and the command line', async t => {
  const world = await testModels(t)
  const { database, models, task } = world
  const queue = await openJobs(world.connections.application, pino({ level: 'silent' }), true)
  t.after(() => queue.stop())
  const recorded = async (train: Parameters<typeof runTraining>[0]['train']) => {
    const asked = await queueTraining({ database, queue }, taskName, 'engineer')
    await runTraining(
      { database, train, log: pino({ level: 'silent' }) },
      asked.id,
      new AbortController().signal,
    )
    return trainingView((await readTask(database, asked.id))!)
  }
  const many = Array.from({ length: 5001 }, (_, at) => ({
    ...taskRows(1, 1)[0]!,
    id: `${at}`,
    text: `路灯 ${at}`,
    label: `l${at}`,
  }))
  const rowsOf = async function* () {
    yield* many
  }
  const request = { task, rows: rowsOf(), source: 'cases' as const, by: 'engineer', activate: false }
  const tooMany = await recorded(async (_, watch) => await models.train({ ...request, ...watch }))
  assert.deepEqual([tooMany.state, tooMany.error], ['failed', 'models.not-trainable'])
  const dies = async () => {
    throw asModelError(new TextModelError('worker_failed', 'out of memory'), null)
  }
  const died = await recorded(async (_, watch) => {
    const rows = models.ownRows(task)
    return await trainTask({ database, trainer: dies }, { ...request, ...watch, rows })
  })
  assert.deepEqual([died.state, died.error, died.version], ['failed', 'models.thread-ended', null])
  world.teach(taskRows(30, 1).map(row => ({ ...row, label: 'roads' })))
  await assert.rejects(runTrain(models, { task: taskName }), error => isCode(error, 'models.too-few-rows'))
})
