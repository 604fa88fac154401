import { type Kysely, sql } from 'kysely'
import type { BaseTables } from '../base.tables.ts'
import type { Handle, Transaction } from '../database.ts'

export interface DataKeyRow {
  id: string
  purpose: 'content' | 'look-up'
  cipher: 'aes-256-gcm' | 'sm4-ctr-hmac-sm3'
  wrapped: string
  made_at: Date
  in_use_from: Date
  retired_at: Date | null
}

const tables = (handle: Handle): Kysely<BaseTables> => handle.withTables<BaseTables>()

/** All data keys, oldest first. */
export async function selectDataKeys(handle: Handle): Promise<DataKeyRow[]> {
  const rows = await tables(handle)
    .selectFrom('base.data_key')
    .selectAll()
    .orderBy('made_at')
    .orderBy('id')
    .execute()
  return rows as DataKeyRow[]
}

/** Whoever makes or wraps keys takes turns with others until the transaction ends. */
export async function lockDataKeys(tx: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(726354011)`.execute(tx)
}

export type NewDataKey = Pick<DataKeyRow, 'id' | 'purpose' | 'cipher' | 'wrapped'>

/** @param delaySeconds until something is sealed with it. */
export async function insertDataKey(tx: Transaction, key: NewDataKey, delaySeconds: number): Promise<void> {
  await tables(tx)
    .insertInto('base.data_key')
    .values({ ...key, in_use_from: sql<Date>`now() + make_interval(secs => ${delaySeconds})` })
    .execute()
}

/** Retires the content keys before the newest, from the moment on that the newest is used. */
export async function retireContentKeys(tx: Transaction, newest: string): Promise<void> {
  await sql`
    update base.data_key as key set retired_at = newest.in_use_from
      from base.data_key as newest
     where newest.id = ${newest} and key.id <> newest.id and key.purpose = 'content' and key.retired_at is null`.execute(
    tx,
  )
}

export async function updateWrapped(tx: Transaction, id: string, wrapped: string): Promise<void> {
  await tables(tx).updateTable('base.data_key').set({ wrapped }).where('id', '=', id).execute()
}
