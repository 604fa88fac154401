import { type RawBuilder, sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import { mailIndex } from '../look-ups.ts'
import { sealed } from '../sealed-words.ts'
import type { ContactChannel, ContactChoice } from './outside.contract.ts'

export interface ContactRow {
  id: string
  case_id: string
  channel: ContactChannel
  address: string | null
  language: 'zh' | 'en'
  ended_at: Date | null
}

/** Which contact, and by what right: the follow-up code of its case, or the code of its messages. */
export type ContactKey = { followUpHash: Buffer } | { code: string }

/** Records how a citizen wants to be told. */
export async function insertContact(
  tx: Transaction,
  row: ContactChoice & { id: string; caseId: string; code: string },
): Promise<void> {
  await sql`
    insert into cases.contact (id, case_id, channel, address, address_index, language, code, consented_at)
    values (${row.id}, ${row.caseId}, ${row.channel}, ${sealed(row.address)}, ${mailIndex(row.address)}, ${row.language},
            ${row.code}, now())`.execute(tx)
}

function byKey(key: ContactKey) {
  if ('code' in key) return sql<boolean>`contact.code = ${key.code}`
  return sql<boolean>`contact.case_id = (select id from cases.case_record where follow_up_hash = ${key.followUpHash})`
}

/** The contact of a case; undefined where the citizen chose none. */
export async function selectContact(handle: Handle, key: ContactKey): Promise<ContactRow | undefined> {
  const { rows } = await sql<ContactRow>`
    select id, case_id, channel, address, language, ended_at from cases.contact contact where ${byKey(key)}`.execute(
    handle,
  )
  return rows[0]
}

/** True when some case has this follow-up code. */
export async function hasCase(handle: Handle, followUpHash: Buffer): Promise<boolean> {
  const { rows } = await sql`
    select from cases.case_record where follow_up_hash = ${followUpHash}`.execute(handle)
  return rows.length > 0
}

const cancelDeliveries = (tx: Transaction, which: RawBuilder<boolean>) =>
  sql`
    update cases.delivery set state = 'cancelled', next_try_at = null, held_until = null, ended_at = now()
     where ${which} and state in ('queued', 'failed', 'parked')`.execute(tx)

/** Cancels what was still to be sent about cases, e.g. because they are erased. */
export async function cancelDeliveriesOf(tx: Transaction, caseIds: readonly string[]): Promise<void> {
  await cancelDeliveries(
    tx,
    sql<boolean>`contact_id in (select id from cases.contact where case_id = any(${[...caseIds]}::uuid[]))`,
  )
}

/** Ends a contact: its address is erased and what was still to be sent is not. @returns false when it had ended before. */
export async function endContact(tx: Transaction, contactId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update cases.contact set ended_at = now(), address = null, address_index = null where id = ${contactId} and ended_at is null`.execute(
    tx,
  )
  await cancelDeliveries(tx, sql<boolean>`contact_id = ${contactId}`)
  return numAffectedRows === 1n
}

/** Ends contacts of cases that were closed before a moment; nothing more will be told, nor tried by hand. @returns how many. */
export async function endOldContacts(handle: Handle, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with ended as (
      update cases.contact set ended_at = now(), address = null, address_index = null where id in (
        select contact.id from cases.contact contact join cases.case_record record on record.id = contact.case_id
         where contact.ended_at is null and record.closed_at < ${before}
           and not exists (select from cases.delivery waiting
                            where waiting.contact_id = contact.id and waiting.next_try_at is not null)
         limit ${limit})
      returning id
    ), cancelled as (
      update cases.delivery set state = 'cancelled', ended_at = now()
       where state = 'parked' and contact_id in (select id from ended)
    )
    select count(*)::int as count from ended`.execute(handle)
  return rows[0]!.count
}
