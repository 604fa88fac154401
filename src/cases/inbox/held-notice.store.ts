import { type RawBuilder, sql } from 'kysely'
import { type Handle, type Transaction, uuidv7 } from '#base/index.ts'
import { type CitizenMessage, insertCitizenMessages } from './delivery.store.ts'
import type { HeldFor } from './held-notice.ts'

/** Keeps notices to citizens back; nobody is told until they are released. */
export async function insertHeldNotices(
  tx: Transaction,
  rows: readonly CitizenMessage[],
  held: HeldFor,
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into cases.held_notice (id, bulk_id, of_case_id, case_id, template, actor, parameters)
    select given.message_id, ${held.bulkId}, ${held.caseId}, given.case_id, given.template, given.actor, given.parameters
      from json_to_recordset(${JSON.stringify(rows)}::json) as given (
        message_id uuid, case_id uuid, template text, actor text, parameters jsonb)`.execute(tx)
}

type Kept = Omit<CitizenMessage, 'message_id' | 'delivery_id'> & { id: string }

// Under new ids: an inbox is ordered by them, and whoever read up to now has not read these.
async function release(tx: Transaction, which: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<Kept>`
    delete from cases.held_notice where id in (select id from cases.held_notice where ${which} for update skip locked)
    returning id, case_id, template, actor, parameters`.execute(tx)
  const inOrder = rows.toSorted((one, other) => (one.id < other.id ? -1 : 1))
  await insertCitizenMessages(
    tx,
    inOrder.map(({ id: _, ...row }) => ({ ...row, message_id: uuidv7(), delivery_id: uuidv7() })),
  )
  return rows.length
}

/** Tells the citizen of a case what was held back of it. */
export async function releaseOfCase(tx: Transaction, caseId: string): Promise<void> {
  await release(tx, sql`case_id = ${caseId}`)
}

/** Tells some of what is no longer to be held back. @returns how many. */
export async function releaseDue(tx: Transaction, limit: number): Promise<number> {
  return await release(tx, sql`due_at <= now() order by id limit ${limit}`)
}

/** From when on the notices of a bulk act are told; null: not until somebody says so. */
export async function dueFrom(tx: Transaction, bulkId: string, at: Date | null): Promise<void> {
  await sql`update cases.held_notice set due_at = ${at} where bulk_id = ${bulkId}`.execute(tx)
}

/** How many notices one act of a bulk act holds back. */
export async function countHeld(handle: Handle, { bulkId, caseId }: HeldFor): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from cases.held_notice
     where bulk_id = ${bulkId} and of_case_id = ${caseId}`.execute(handle)
  return rows[0]!.count
}

/** Forgets what one act of a bulk act held back: it was taken back, and nobody was told of it. @returns how many. */
export async function dropHeld(tx: Transaction, { bulkId, caseId }: HeldFor): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from cases.held_notice where bulk_id = ${bulkId} and of_case_id = ${caseId}`.execute(tx)
  return Number(numAffectedRows ?? 0)
}
