import { sql } from 'kysely'
import { type Handle, type Transaction, uuidv7 } from '#base/index.ts'
import type { FilingAct } from './register.contract.ts'

export interface FilingRow {
  act: FilingAct
  on: string
  number: string
}

/** What was told to the filing system about an algorithm, newest first. */
export async function selectFilings(handle: Handle, algorithm: string): Promise<FilingRow[]> {
  const { rows } = await sql<FilingRow>`
    select act, done_on::text as "on", number from kernel.register_filing
     where algorithm = ${algorithm} order by done_on desc, recorded_at desc`.execute(handle)
  return rows
}

/** Keeps that the filing system was told. */
export async function insertFiling(
  tx: Transaction,
  of: FilingRow & { algorithm: string; by: string },
): Promise<void> {
  await sql`
    insert into kernel.register_filing (id, recorded_at, algorithm, act, done_on, number, recorded_by)
    values (${uuidv7()}, ${new Date()}, ${of.algorithm}, ${of.act}, ${of.on}::date, ${of.number}, ${of.by})`.execute(
    tx,
  )
}

/** When the registration came into force, changed last and ended; null where it did not. */
export async function selectRegistrationDays(handle: Handle, algorithm: string) {
  const { rows } = await sql<{ began: Date | null; changed: Date | null; ended: Date | null }>`
    select min(approved_at) as began, max(approved_at) as changed,
           case when bool_or(state = 'in-force') then null else max(ended_at) end as ended
      from kernel.register_entry where algorithm = ${algorithm} and not carried_over and approved_at is not null`.execute(
    handle,
  )
  return rows[0]!
}
