import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { pino } from 'pino'
import { claimTask, isCode, openJobs, readTask, requestCancel } from '#base/index.ts'
import { type TestModels, taskName, taskRows, testModels } from '../../test/test-models.ts'
import { selectVersions } from './model.store.ts'
import { queueTraining, resumeTrainings, runTraining, trainingKind, trainingView } from './training-job.ts'

const log = pino({ level: 'silent' })

async function withQueue(world: TestModels, t: Parameters<typeof testModels>[0]) {
  const queue = await openJobs(world.connections.application, log, true)
  t.after(() => queue.stop())
  return queue
}

async function ended(world: TestModels, taskId: string) {
  for (let look = 0; look < 600; look++) {
    const task = await readTask(world.database, taskId)
    if (task && !['queued', 'running'].includes(task.state)) return trainingView(task)
    await setTimeout(100)
  }
  throw new Error('the training did not end')
}

test('a training that was asked for is done by the queue, with its progress and its version', async t => {
  const world = await testModels(t)
  const queue = await withQueue(world, t)
  await queue.work(world.models.jobs)
  const asked = trainingView(await queueTraining({ database: world.database, queue }, taskName, 'engineer'))
  assert.deepEqual(
    [asked.state, asked.task, asked.startedBy, asked.version],
    ['queued', taskName, 'engineer', null],
  )
  const done = await ended(world, asked.taskId)
  assert.equal(done.state, 'done')
  assert.ok(done.total !== null && done.total > 0 && done.done === done.total)
  const [version] = await selectVersions(world.database, taskName)
  assert.equal(done.version, version?.id)
  assert.equal(version?.trained_by, 'engineer')
  assert.equal(version?.state, 'active')
})

test('one training of a task at a time', async t => {
  const world = await testModels(t)
  const queue = await withQueue(world, t)
  await queueTraining({ database: world.database, queue }, taskName, 'engineer')
  await assert.rejects(queueTraining({ database: world.database, queue }, taskName, 'other'), error =>
    isCode(error, 'models.training-runs'),
  )
})

const parts = (world: TestModels, train?: Parameters<typeof runTraining>[0]['train']) => ({
  database: world.database,
  log,
  train:
    train ??
    (async (name, watch) =>
      await world.models.train({
        ...watch,
        task: world.models.task(name),
        rows: world.models.ownRows(world.task),
        source: 'cases',
        activate: false,
      })),
})

test('cancelled while it waits it is never begun; cancelled while it runs it ends and keeps nothing', async t => {
  const world = await testModels(t)
  const { database } = world
  const queue = await withQueue(world, t)
  const never = new AbortController().signal
  const waiting = await queueTraining({ database, queue }, taskName, 'engineer')
  await requestCancel(database, waiting.id)
  await runTraining(parts(world), waiting.id, never)
  assert.equal((await readTask(database, waiting.id))?.state, 'cancelled')
  const running = await queueTraining({ database, queue }, taskName, 'engineer')
  const cancelsOnce = parts(world, async (_, watch) => {
    await requestCancel(database, running.id)
    // A training that would take for ever but for the signal.
    await setTimeout(60_000, undefined, { signal: watch.signal })
    throw new Error('not reached')
  })
  await runTraining(cancelsOnce, running.id, never)
  assert.equal((await readTask(database, running.id))?.state, 'cancelled')
  assert.equal((await selectVersions(database)).length, 0)
})

test('a training whose process was killed begins again', async t => {
  const world = await testModels(t)
  const { database } = world
  const queue = await withQueue(world, t)
  const asked = await queueTraining({ database, queue }, taskName, 'engineer')
  // The killed process had taken it, and has not been heard of since.
  await claimTask(database, asked.id)
  const tables = database.withTables<{ 'base.task': { id: string; updated_at: Date } }>()
  await tables
    .updateTable('base.task')
    .set({ updated_at: new Date(Date.now() - 60_000) })
    .execute()
  assert.equal(await resumeTrainings({ database, queue }), 1)
  await runTraining(parts(world), asked.id, new AbortController().signal)
  assert.equal((await readTask(database, asked.id))?.state, 'done')
  assert.equal((await selectVersions(database, taskName)).length, 1)
})

test('what goes wrong is told by its code, and the next training can begin', async t => {
  const world = await testModels(t)
  const { database } = world
  const queue = await withQueue(world, t)
  world.teach(taskRows(2, 1))
  const never = new AbortController().signal
  const asked = await queueTraining({ database, queue }, taskName, 'engineer')
  await runTraining(parts(world), asked.id, never)
  const failed = trainingView((await readTask(database, asked.id))!)
  assert.deepEqual([failed.state, failed.error], ['failed', 'models.too-few-rows'])
  const again = await queueTraining({ database, queue }, taskName, 'engineer')
  const breaks = parts(world, async () => {
    throw new Error('a text that must not be shown')
  })
  await runTraining(breaks, again.id, never)
  const broken = trainingView((await readTask(database, again.id))!)
  assert.deepEqual([broken.state, broken.error], ['failed', 'base.internal'])
})

test('a process that stops leaves its training to the next one', async t => {
  const world = await testModels(t)
  const { database } = world
  const queue = await withQueue(world, t)
  const asked = await queueTraining({ database, queue }, taskName, 'engineer')
  const stopping = new AbortController()
  const stopped = parts(world, async (_, watch) => {
    stopping.abort(new Error('stopping'))
    watch.signal.throwIfAborted()
    throw new Error('not reached')
  })
  await assert.rejects(runTraining(stopped, asked.id, stopping.signal), /stopping/)
  assert.equal((await readTask(database, asked.id))?.state, 'running')
  assert.equal(trainingKind, 'models.train')
})
