import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../../test/test-database.ts'
import { inTransaction } from './database.ts'
import { uuidv7 } from './identifiers.ts'
import {
  advanceTask,
  claimTask,
  createTask,
  finishTask,
  listTasks,
  readTask,
  requestCancel,
} from './task.store.ts'

const world = async (t: Parameters<typeof testDatabase>[0]) => {
  const { database, owner } = await testDatabase(t, { upTo: 'base' })
  const begin = () =>
    createTask(database, { kind: 'import', startedBy: 'system', input: { file: 'a.csv' }, total: 10 })
  return { database, owner, begin }
}

test('work goes from queued over running to done, and what it noted is kept', async t => {
  const { database, begin } = await world(t)
  const { id, state, input, total } = await begin()
  assert.deepEqual({ state, input, total }, { state: 'queued', input: { file: 'a.csv' }, total: 10 })
  assert.equal((await claimTask(database, id))?.state, 'running')
  assert.equal(await advanceTask(database, id, { done: 4, failed: 1, cursor: { row: 5 } }), true)
  assert.equal(await advanceTask(database, id, { done: 6 }), true)
  const running = (await readTask(database, id))!
  assert.deepEqual([running.done, running.failed, running.cursor], [6, 1, { row: 5 }])
  await finishTask(database, id, { state: 'done', result: [1, 2] })
  const done = (await readTask(database, id))!
  assert.deepEqual([done.state, done.result, done.error], ['done', [1, 2], null])
  await finishTask(database, id, { state: 'failed', error: { code: 'late' } })
  assert.equal((await readTask(database, id))?.state, 'done')
})

test('of several claimants one gets the work', async t => {
  const { database, begin } = await world(t)
  const { id } = await begin()
  const claims = await Promise.all([1, 2, 3, 4].map(() => claimTask(database, id)))
  assert.equal(claims.filter(claim => claim !== undefined).length, 1)
  assert.equal(await claimTask(database, uuidv7()), undefined)
})

test('work of a killed process is taken over where it was, that of a living one is not', async t => {
  const { database, owner, begin } = await world(t)
  const { id } = await begin()
  await claimTask(database, id)
  await advanceTask(database, id, { done: 3, cursor: { row: 3 } })
  assert.equal(await claimTask(database, id, 60), undefined)
  await sql`update base.task set updated_at = now() - interval '2 minutes'`.execute(owner)
  assert.deepEqual((await claimTask(database, id, 60))?.cursor, { row: 3 })
})

test('progress and the work it counts are one transaction', async t => {
  const { database, begin } = await world(t)
  const { id } = await begin()
  await claimTask(database, id)
  const undone = inTransaction(database, async tx => {
    await advanceTask(tx, id, { done: 9 })
    throw new Error('undone')
  })
  await assert.rejects(undone, /undone/)
  assert.equal((await readTask(database, id))?.done, 0)
})

test('cancelling ends waiting work at once and tells running work', async t => {
  const { database, begin } = await world(t)
  const waiting = await begin()
  assert.equal((await requestCancel(database, waiting.id))?.state, 'cancelled')
  assert.equal(await claimTask(database, waiting.id), undefined)
  const running = await begin()
  await claimTask(database, running.id)
  assert.equal((await requestCancel(database, running.id))?.state, 'running')
  assert.equal(await advanceTask(database, running.id, { done: 1 }), false)
  await finishTask(database, running.id, { state: 'cancelled' })
  assert.equal((await requestCancel(database, running.id))?.state, 'cancelled')
  assert.equal(await requestCancel(database, uuidv7()), undefined)
})

test('the list has the newest first, by kind and state', async t => {
  const { database, begin } = await world(t)
  const first = await begin()
  const second = await begin()
  const other = await createTask(database, { kind: 'train', startedBy: 'system' })
  await claimTask(database, second.id)
  const ids = async (filter?: Parameters<typeof listTasks>[1]) =>
    (await listTasks(database, filter)).map(one => one.id)
  assert.deepEqual(await ids(), [other.id, second.id, first.id])
  assert.deepEqual(await ids({ kind: 'import' }), [second.id, first.id])
  assert.deepEqual(await ids({ states: ['running'] }), [second.id])
  assert.deepEqual(await ids({ limit: 1 }), [other.id])
})
