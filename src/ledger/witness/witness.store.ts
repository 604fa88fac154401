import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { LedgerTables } from '../ledger.tables.ts'

/** What was wrong the last time a witness was asked. */
export type WitnessTrouble = 'unreachable' | 'refused' | 'ahead' | 'forked' | 'lied'

export interface WitnessRow {
  id: string
  name: string
  verifier_key: string
  url: string
  added_at: Date
  ended_at: Date | null
  size: number
  answered_at: Date | null
  trouble: string | null
}

/** Witnesses that are asked, oldest first. */
export async function selectWitnesses(handle: Handle): Promise<WitnessRow[]> {
  return await handle
    .withTables<LedgerTables>()
    .selectFrom('ledger.witness')
    .selectAll()
    .where('ended_at', 'is', null)
    .orderBy('added_at')
    .execute()
}

/** Adds a witness; one that was ended is asked again, at the address given now. */
export async function saveWitness(
  tx: Transaction,
  witness: Pick<WitnessRow, 'id' | 'name' | 'verifier_key' | 'url'>,
): Promise<void> {
  await tx
    .withTables<LedgerTables>()
    .insertInto('ledger.witness')
    .values(witness)
    .onConflict(conflict => conflict.column('id').doUpdateSet({ url: witness.url, ended_at: null }))
    .execute()
}

/** Asks a witness no more. @returns false when there is none */
export async function endWitness(tx: Transaction, id: string, at: Date): Promise<boolean> {
  const { rows } = await sql`
    update ledger.witness set ended_at = ${at} where id = ${id} and ended_at is null returning id`.execute(tx)
  return rows.length > 0
}

/** Keeps how far a witness has followed, and what was wrong. */
export async function noteAnswer(
  tx: Transaction,
  id: string,
  of: { size?: number; at: Date | null; trouble: WitnessTrouble | null },
): Promise<void> {
  await sql`
    update ledger.witness set size = coalesce(${of.size ?? null}, size), answered_at = coalesce(${of.at}, answered_at),
      trouble = ${of.trouble} where id = ${id}`.execute(tx)
}

/** Keeps what a witness signed. */
export async function insertCosignature(
  tx: Transaction,
  cosignature: {
    witness_id: string
    origin: string
    size: number
    note: string
    line: string
    seen_at: Date
  },
): Promise<void> {
  await tx
    .withTables<LedgerTables>()
    .insertInto('ledger.cosignature')
    .values(cosignature)
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** The newest head beyond a place that witnesses signed, with all their lines; undefined when there is none. */
export async function selectCosignedHead(
  handle: Handle,
  origin: string,
  index: number,
): Promise<{ size: number; note: string } | undefined> {
  const { rows } = await sql<{ size: number; note: string }>`
    select size, min(note) || string_agg(line, '' order by witness_id) as note from ledger.cosignature
     where origin = ${origin} and size > ${index} group by size order by size desc limit 1`.execute(handle)
  return rows[0]
}
