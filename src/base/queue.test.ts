import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromKysely, PgBoss } from 'pg-boss'
import { testDatabase } from '../../test/test-database.ts'
import { inTransaction } from './database.ts'

test('the application role makes queues, sends within a transaction, and works, without installing anything', async t => {
  const { database, connections } = await testDatabase(t, { upTo: 'base' })
  const { application } = connections
  const boss = new PgBoss({
    ...application,
    password: application.password as string,
    max: 2,
    migrate: false,
    createSchema: false,
    useListenNotify: true,
    schedule: false,
  })
  const errors: unknown[] = []
  boss.on('error', error => errors.push(error))
  await boss.start()
  try {
    await boss.createQueue('demo', { notify: true })
    const lost = inTransaction(database, async tx => {
      await boss.send('demo', { id: 1 }, { db: fromKysely(tx) })
      throw new Error('undone')
    })
    await assert.rejects(lost, /undone/)
    await inTransaction(database, async tx => await boss.send('demo', { id: 2 }, { db: fromKysely(tx) }))
    const done = new Promise<unknown>(resolve => {
      boss.work('demo', async jobs => resolve(jobs.map(job => job.data))).catch(error => resolve(error))
    })
    assert.deepEqual(await done, [{ id: 2 }])
  } finally {
    await boss.stop({ graceful: true, timeout: 5_000 })
  }
  assert.deepEqual(errors, [])
})
