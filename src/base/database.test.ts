import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../../test/test-database.ts'
import { inTransaction, refuseInsideTransaction } from './database.ts'
import { isCode } from './errors.ts'

const nested = (error: unknown) => isCode(error, 'base.nested-database-use')

test('inside a transaction the outer handle throws instead of waiting for a second connection', async t => {
  const { database } = await testDatabase(t, { upTo: 'base' })
  const work = inTransaction(database, async () => await sql`select 1`.execute(database))
  await assert.rejects(work, nested)
  await assert.rejects(
    inTransaction(database, () => inTransaction(database, async () => undefined)),
    nested,
  )
  await assert.rejects(
    inTransaction(database, async () => refuseInsideTransaction()),
    nested,
  )
})

test('the guard ends with the transaction and does not reach work beside it', async t => {
  const { database } = await testDatabase(t, { upTo: 'base' })
  const { promise: held, resolve: release } = Promise.withResolvers<void>()
  const open = inTransaction(database, () => held)
  const beside = await sql<{ one: number }>`select 1 as one`.execute(database)
  assert.equal(beside.rows[0]?.one, 1)
  release()
  await open
  refuseInsideTransaction()
})

test('a transaction that throws leaves nothing, one that resolves leaves all', async t => {
  const { database } = await testDatabase(t, { upTo: 'base' })
  const write = (key: string) => sql`insert into base.setting (key, value) values (${key}, '1')`
  const failing = inTransaction(database, async tx => {
    await write('lost').execute(tx)
    throw new Error('stop')
  })
  await assert.rejects(failing, /stop/)
  await inTransaction(database, async tx => await write('kept').execute(tx))
  const { rows } = await sql`select key from base.setting`.execute(database)
  assert.deepEqual(rows, [{ key: 'kept' }])
})

test('a server that ends a connection in the middle of a transaction fails the transaction, not the process', async t => {
  const { database, owner } = await testDatabase(t, { upTo: 'base' })
  const { promise: held, resolve: release } = Promise.withResolvers<void>()
  const { promise: begun, resolve: begin } = Promise.withResolvers<number>()
  const work = inTransaction(database, async tx => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
    begin(rows[0]!.pid)
    await held
    await sql`select 1`.execute(tx)
  })
  const refused = assert.rejects(work)
  // Waits until the server's process is gone: by then the client has its last word.
  try {
    await sql`select pg_terminate_backend(${await begun}, 10000)`.execute(owner)
  } finally {
    release()
  }
  await refused
  const { rows } = await sql<{ one: number }>`select 1 as one`.execute(database)
  assert.equal(rows[0]?.one, 1)
})

test('counts and sums come as numbers', async t => {
  const { database } = await testDatabase(t, { upTo: 'base' })
  const { rows } = await sql<{ n: unknown }>`select count(*) as n from base.setting`.execute(database)
  assert.equal(rows[0]?.n, 0)
})
