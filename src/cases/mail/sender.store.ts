import { sql } from 'kysely'
import type { Handle } from '#base/index.ts'
import { mailIndex } from '../look-ups.ts'

/** A mail of an earlier release is known by its address as it stands until it has an index. */
const sentBy = (address: string) => sql<boolean>`(content.sender_index = ${mailIndex(address)}
  or (content.sender_index is null and lower(content.sender) = ${address}))`

/** Cases that messages to citizens were about, by the ids of the messages. */
export async function selectCasesOfDeliveries(handle: Handle, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ case_id: string }>`
    select distinct case_id from cases.delivery where id = any(${[...ids]}::uuid[])`.execute(handle)
  return rows.map(row => row.case_id)
}

/** Cases by the hashes of their follow-up codes. */
export async function selectCasesOfCodes(handle: Handle, hashes: readonly Buffer[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from cases.case_record where follow_up_hash = any(${[...hashes]}::bytea[])`.execute(handle)
  return rows.map(row => row.id)
}

/** True when somebody at this address reported the case by mail, or is told of it there. @param address small letters */
export async function isOfCase(handle: Handle, caseId: string, address: string): Promise<boolean> {
  const { rows } = await sql`
    select from cases.contact where case_id = ${caseId} and channel = 'email'
       and (address_index = ${mailIndex(address)} or lower(address) = ${address})
    union all
    select from cases.mail mail join cases.mail_content content on content.mail_id = mail.id
     where mail.case_id = ${caseId} and mail.state = 'case' and ${sentBy(address)}
     limit 1`.execute(handle)
  return rows.length > 0
}

/** How many cases mails of one address became within the last hour. @param address small letters */
export async function countRecent(handle: Handle, address: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
      from cases.mail_content content join cases.mail mail on mail.id = content.mail_id
     where ${sentBy(address)} and mail.state = 'case'
       and mail.taken_at > now() - interval '1 hour'`.execute(handle)
  return rows[0]!.count
}

/** Messages that reached nobody: they wait for a person. @returns how many of them were sent before. */
export async function markBounced(handle: Handle, ids: readonly string[], status: string): Promise<number> {
  const { rows } = await sql`
    update cases.delivery
       set state = 'parked', cause = 'base.mail-refused', cause_details = ${JSON.stringify({ status })}::jsonb,
           ended_at = now()
     where id = any(${[...ids]}::uuid[]) and channel = 'email' and state = 'sent' returning id`.execute(
    handle,
  )
  return rows.length
}
