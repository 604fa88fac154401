import { AsyncLocalStorage } from 'node:async_hooks'
import { Kysely, type Transaction as KyselyTransaction, PostgresDialect } from 'kysely'
import pg from 'pg'
import { baseError } from './base.errors.ts'

// A room adds its own tables with `handle.withTables<RoomTables>()`; base knows none of them.
type NoTables = Record<never, never>

/** The outer handle: reads, and the place where transactions begin. */
export type Database = Kysely<NoTables>
/** An open transaction. A function that takes one commits nothing itself: record and act cannot part. */
export type Transaction = KyselyTransaction<NoTables>
/** Either: for reads that are right in and out of a transaction. */
export type Handle = Database | Transaction

const insideTransaction = new AsyncLocalStorage<true>()

/** @throws base.nested-database-use when called inside a transaction (also used by the kernel before a model thinks). */
export function refuseInsideTransaction(): void {
  if (insideTransaction.getStore()) throw baseError('base.nested-database-use')
}

// bigint counts and sums fit a double here; as strings they would be compared wrongly by careless code.
const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.INT8, Number)

/** Opens a pool. Every acquisition on the outer handle inside a transaction throws instead of waiting for ever. */
export function openDatabase(connection: pg.PoolConfig, onError: (error: Error) => void): Database {
  const pool = new pg.Pool({ max: 10, connectionTimeoutMillis: 10_000, ...connection, types })
  pool.on('error', onError)
  // The pool hears only idle connections. One that breaks in use fails its query; without a listener of its own it would
  // end the process too (seen with a full disk: PostgreSQL stopped, and the server died of "write EPIPE").
  pool.on('connect', client => void client.on('error', () => undefined))
  const guarded = {
    connect: async () => {
      refuseInsideTransaction()
      return await pool.connect()
    },
    end: () => pool.end(),
    options: pool.options,
  }
  return new Kysely<NoTables>({ dialect: new PostgresDialect({ pool: guarded }) })
}

/** Runs the work in one transaction: it commits when the work resolves and rolls back when it throws. */
export async function inTransaction<T>(
  database: Database,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  refuseInsideTransaction()
  return await database.transaction().execute(tx => insideTransaction.run(true, () => work(tx)))
}
