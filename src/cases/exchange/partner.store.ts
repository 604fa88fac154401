import { type Selectable, sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { CasesTables } from '../cases.tables.ts'

export type PartnerRow = Selectable<CasesTables['cases.partner']>

export interface PartnerToInsert {
  id: string
  name: string
  rights: readonly string[]
  adapter: string
  hash: Buffer
  prefix: string
  callsPerMinute: number
  validUntil: Date
  by: string
}

export async function insertPartner(tx: Transaction, given: PartnerToInsert): Promise<PartnerRow> {
  return await tx
    .withTables<CasesTables>()
    .insertInto('cases.partner')
    .values({
      id: given.id,
      name: given.name,
      rights: [...given.rights],
      adapter: given.adapter,
      key_hash: given.hash,
      key_prefix: given.prefix,
      calls_per_minute: given.callsPerMinute,
      valid_until: given.validUntil,
      warned_at: sql<Date>`now()`,
      created_by: given.by,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Partners, those with a good key first, then newest first, with how many cases each brought in. */
export async function selectPartners(handle: Handle): Promise<(PartnerRow & { cases: number })[]> {
  const { rows } = await sql<PartnerRow & { cases: number }>`
    select partner.*, (select count(*)::int from cases.partner_case taken where taken.partner_id = partner.id) as cases
      from cases.partner partner order by revoked_at is not null, created_at desc, id desc limit 500`.execute(
    handle,
  )
  return rows
}

/** A partner that cannot be revoked until the transaction is over. */
export async function holdPartner(tx: Transaction, id: string): Promise<PartnerRow | undefined> {
  return await tx
    .withTables<CasesTables>()
    .selectFrom('cases.partner')
    .selectAll()
    .where('id', '=', id)
    .forShare()
    .executeTakeFirst()
}

/** @returns false when there is none, or it was revoked before. */
export async function revokePartnerRow(tx: Transaction, id: string): Promise<boolean> {
  const { rows } = await sql`
    update cases.partner set revoked_at = now() where id = ${id} and revoked_at is null returning id`.execute(
    tx,
  )
  return rows.length > 0
}

/** A partner whose key was not revoked, held until the transaction is over. */
export async function lockPartner(tx: Transaction, id: string): Promise<PartnerRow | undefined> {
  return await tx
    .withTables<CasesTables>()
    .selectFrom('cases.partner')
    .selectAll()
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

/** A key is good until another day; its end is warned of anew. */
export async function renewPartnerRow(tx: Transaction, id: string, validUntil: Date): Promise<PartnerRow> {
  return await tx
    .withTables<CasesTables>()
    .updateTable('cases.partner')
    .set({ valid_until: validUntil, warned_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Puts a new key in the place of one, which goes on until a moment. */
export async function rotatePartnerRow(
  tx: Transaction,
  id: string,
  to: { hash: Buffer; prefix: string; validUntil: Date; former: { hash: Buffer; until: Date } | null },
): Promise<PartnerRow> {
  return await tx
    .withTables<CasesTables>()
    .updateTable('cases.partner')
    .set({
      key_hash: to.hash,
      key_prefix: to.prefix,
      valid_until: to.validUntil,
      warned_at: sql<Date>`now()`,
      former_key_hash: to.former?.hash ?? null,
      former_until: to.former?.until ?? null,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Keys that end before a moment and were not revoked, held; what another process holds is passed over. */
export async function lockEnding(tx: Transaction, before: Date): Promise<PartnerRow[]> {
  return await tx
    .withTables<CasesTables>()
    .selectFrom('cases.partner')
    .selectAll()
    .where('revoked_at', 'is', null)
    .where('valid_until', '<=', before)
    .orderBy('valid_until')
    .forUpdate()
    .skipLocked()
    .execute()
}

/** Notes that the end of some keys was warned of. */
export async function noteWarned(tx: Transaction, ids: readonly string[], at: Date): Promise<void> {
  await tx
    .withTables<CasesTables>()
    .updateTable('cases.partner')
    .set({ warned_at: at })
    .where('id', 'in', [...ids])
    .execute()
}

/** Since when a key is over that was good once: by its time, or because another took its place. */
export async function selectEnded(handle: Handle, hash: Buffer): Promise<Date | undefined> {
  const { rows } = await sql<{ ended: Date }>`
    select case when key_hash = ${hash} then valid_until else least(former_until, valid_until) end as ended
      from cases.partner where (key_hash = ${hash} or former_key_hash = ${hash}) and revoked_at is null`.execute(
    handle,
  )
  return rows[0]?.ended
}

/**
 * Finds who has a key and counts the call, in one statement: no other process admits one more. The count goes on beyond
 * the limit, so that it is seen there.
 */
export async function countCall(handle: Handle, hash: Buffer, now: Date): Promise<PartnerRow | undefined> {
  const minute = Math.floor(now.getTime() / 60_000)
  const { rows } = await sql<PartnerRow>`
    update cases.partner
       set calls = case when minute = ${minute} then calls + 1 else 1 end, minute = ${minute}, last_used_at = ${now}
     where (key_hash = ${hash} and valid_until > ${now} or former_key_hash = ${hash} and former_until > ${now})
       and revoked_at is null returning *`.execute(handle)
  return rows[0]
}
