import { AsyncLocalStorage } from 'node:async_hooks'
import { Kysely, type Transaction as KyselyTransaction, PostgresDialect } from 'kysely'
import pg from 'pg'
import { baseError } from './base.errors.ts'
import { inSpan } from './tracing.ts'
import { openSealedResults } from './vault/open-results.ts'

// A room adds its own tables with `handle.withTables<RoomTables>()`; base knows none of them.
type NoTables = Record<never, never>

/** The outer handle: reads, and the place where transactions begin. */
export type Database = Kysely<NoTables>
/** An open transaction. A function that takes one commits nothing itself: record and act cannot part. */
export type Transaction = KyselyTransaction<NoTables>
/** Either: for reads that are right in and out of a transaction. */
export type Handle = Database | Transaction

const insideTransaction = new AsyncLocalStorage<true>()

// The query builder does not show the connection of a transaction; COPY speaks with the connection itself.
const beginning = new AsyncLocalStorage<{ client?: pg.PoolClient }>()
const clients = new WeakMap<Transaction, pg.PoolClient>()

/** The connection of an open transaction. */
export function clientOf(tx: Transaction): pg.PoolClient {
  const client = clients.get(tx)
  if (!client) throw new Error('not a transaction of inTransaction')
  return client
}

/** @throws base.nested-database-use when called inside a transaction (also used by the kernel before a model thinks). */
export function refuseInsideTransaction(): void {
  if (insideTransaction.getStore()) throw baseError('base.nested-database-use')
}

// bigint counts and sums fit a double here; as strings they would be compared wrongly by careless code.
const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.INT8, Number)
openSealedResults(types)

const pools = new WeakMap<Database, pg.Pool>()

/** Connections of a database's pool: open, idle, and callers that wait for one. */
export function poolCounts(database: Database): { open: number; idle: number; waiting: number } {
  const pool = pools.get(database)
  return { open: pool?.totalCount ?? 0, idle: pool?.idleCount ?? 0, waiting: pool?.waitingCount ?? 0 }
}

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
      const client = await pool.connect()
      const opening = beginning.getStore()
      if (opening) opening.client = client
      return client
    },
    end: () => pool.end(),
    options: pool.options,
  }
  const database: Database = new Kysely<NoTables>({ dialect: new PostgresDialect({ pool: guarded }) })
  pools.set(database, pool)
  return database
}

/** Runs the work in one transaction: it commits when the work resolves and rolls back when it throws. */
export async function inTransaction<T>(
  database: Database,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  refuseInsideTransaction()
  const opening: { client?: pg.PoolClient } = {}
  return await inSpan('transaction', {}, () =>
    beginning.run(opening, () =>
      database.transaction().execute(tx => {
        clients.set(tx, opening.client!)
        return insideTransaction.run(true, () => work(tx))
      }),
    ),
  )
}
