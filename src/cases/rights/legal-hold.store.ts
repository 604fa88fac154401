import { sql } from 'kysely'
import { type Handle, type Transaction, uuidv7 } from '#base/index.ts'
import { sealed } from '../sealed-words.ts'

/** Holds a case by its code, for those who keep without reading: its id, and whether it was erased. */
export async function holdByCode(
  tx: Transaction,
  code: string,
): Promise<{ id: string; erased: boolean } | undefined> {
  const { rows } = await sql<{ id: string; erased: boolean }>`
    select id, erased_at is not null as erased from cases.case_record where code = ${code} for update`.execute(
    tx,
  )
  return rows[0]
}

/** Places a hold; false when there is one. */
export async function insertHold(
  tx: Transaction,
  hold: { caseId: string; reason: string; by: string },
): Promise<boolean> {
  const { rows } = await sql`
    insert into cases.legal_hold (id, case_id, reason, placed_at, placed_by)
    values (${uuidv7()}, ${hold.caseId}, ${sealed(hold.reason)}, now(), ${hold.by})
    on conflict do nothing returning id`.execute(tx)
  return rows.length > 0
}

/** Lifts the hold of a case; false when there was none. */
export async function liftHold(tx: Transaction, hold: { caseId: string; by: string }): Promise<boolean> {
  const { rows } = await sql`
    update cases.legal_hold set lifted_at = now(), lifted_by = ${hold.by}
     where case_id = ${hold.caseId} and lifted_at is null returning id`.execute(tx)
  return rows.length > 0
}

/** Holds that stand, newest first. */
export async function selectHolds(
  handle: Handle,
): Promise<{ code: string; reason: string; placed_at: Date }[]> {
  const { rows } = await sql<{ code: string; reason: string; placed_at: Date }>`
    select record.code, hold.reason, hold.placed_at
      from cases.legal_hold hold join cases.case_record record on record.id = hold.case_id
     where hold.lifted_at is null order by hold.placed_at desc limit 200`.execute(handle)
  return rows
}

/** Those of the cases that are under hold themselves. */
export async function selectHeld(handle: Handle, caseIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ case_id: string }>`
    select case_id from cases.legal_hold
     where lifted_at is null and case_id = any(${[...caseIds]}::uuid[])`.execute(handle)
  return new Set(rows.map(row => row.case_id))
}
