import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../../test/test-database.ts'
import { inTransaction, openDatabase } from './database.ts'
import {
  advanceTask,
  claimTask,
  createTask,
  finishTask,
  listTasks,
  readTask,
  requestCancel,
} from './task.store.ts'

/** Two processes: each has its own pool on the one database. */
async function processes(t: Parameters<typeof testDatabase>[0]) {
  const { database, owner, connections } = await testDatabase(t, { upTo: 'base' })
  const other = openDatabase({ ...connections.application, max: 4 }, () => undefined)
  t?.after(() => other.destroy())
  const begin = () => createTask(database, { kind: 'import', startedBy: 'system' })
  return { database, other, owner, begin }
}

test('of two processes that find a killed one’s work, one goes on with it', async t => {
  const { database, other, owner, begin } = await processes(t)
  const tasks = await Promise.all(Array.from({ length: 10 }, begin))
  for (const { id } of tasks) await claimTask(database, id)
  await sql`update base.task set updated_at = now() - interval '1 hour'`.execute(owner)
  const claims = await Promise.all(
    tasks.flatMap(({ id }) => [claimTask(database, id, 60), claimTask(other, id, 60)]),
  )
  for (const { id } of tasks) assert.equal(claims.filter(claim => claim?.id === id).length, 1)
})

test('cancelling and claiming at once: either it never ran, or it is told to end', async t => {
  const { database, other, begin } = await processes(t)
  for (let time = 0; time < 10; time++) {
    const { id } = await begin()
    const [claimed, cancelled] = await Promise.all([claimTask(database, id), requestCancel(other, id)])
    if (claimed) assert.equal(await advanceTask(database, id, { done: 1 }), false)
    else assert.equal(cancelled?.state, 'cancelled')
  }
})

test('of two ends of one work the first stands, and no progress is noted after it', async t => {
  const { database, other, begin } = await processes(t)
  const { id } = await begin()
  await claimTask(database, id)
  await Promise.all([
    finishTask(database, id, { state: 'done', result: { rows: 3 } }),
    finishTask(other, id, { state: 'failed', error: { code: 'x' } }),
  ])
  const ended = (await readTask(database, id))!
  assert.equal(ended.state === 'done', ended.error === null)
  assert.equal(ended.state === 'failed', ended.result === null)
  assert.equal(await advanceTask(other, id, { done: 99 }), false)
  assert.equal((await requestCancel(other, id))?.state, ended.state)
  assert.deepEqual((await readTask(database, id))!.done, ended.done)
})

test('progress of a transaction that rolls back was never made: the work goes on where it truly is', async t => {
  const { database, begin } = await processes(t)
  const { id } = await begin()
  await claimTask(database, id)
  await inTransaction(database, tx => advanceTask(tx, id, { done: 5, cursor: { row: 5 } }))
  const lost = inTransaction(database, async tx => {
    await advanceTask(tx, id, { done: 9, cursor: { row: 9 } })
    throw new Error('killed')
  })
  await assert.rejects(lost, /killed/)
  const found = (await readTask(database, id))!
  assert.deepEqual([found.done, found.cursor], [5, { row: 5 }])
})

test('work that was ended or cancelled is taken by nobody, however long ago', async t => {
  const { database, owner, begin } = await processes(t)
  const [done, cancelled] = [await begin(), await begin()]
  await claimTask(database, done.id)
  await finishTask(database, done.id, { state: 'done' })
  await requestCancel(database, cancelled.id)
  await sql`update base.task set updated_at = now() - interval '1 year'`.execute(owner)
  for (const { id } of [done, cancelled]) assert.equal(await claimTask(database, id, 1), undefined)
  assert.deepEqual(await listTasks(database, { kind: 'import', states: ['queued', 'running'] }), [])
  assert.equal((await listTasks(database, { kind: 'import', limit: 1 })).length, 1)
})
