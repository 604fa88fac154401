import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { CasesTables } from '../cases.tables.ts'

export interface PartnerCase {
  caseId: string
  partnerId: string
  externalId: string | null
  serviceCode: string | null
  bodyHash: Buffer
}

/** Notes who brought a case in, in the transaction that writes it. */
export async function insertPartnerCase(tx: Transaction, given: PartnerCase): Promise<void> {
  await tx
    .withTables<CasesTables>()
    .insertInto('cases.partner_case')
    .values({
      case_id: given.caseId,
      partner_id: given.partnerId,
      external_id: given.externalId,
      service_code: given.serviceCode,
      body_hash: given.bodyHash,
    })
    .execute()
}

/** The hash of what a case was made of. */
export async function selectBodyHash(handle: Handle, caseId: string): Promise<Buffer | undefined> {
  const row = await handle
    .withTables<CasesTables>()
    .selectFrom('cases.partner_case')
    .select('body_hash')
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  return row?.body_hash
}

/** How often a partner sent just this, longer ago than the hours in which it counts as a repeat. */
export async function countOlder(
  handle: Handle,
  sent: { partnerId: string; bodyHash: Buffer; hours: number },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from cases.partner_case
     where partner_id = ${sent.partnerId} and body_hash = ${sent.bodyHash}
       and taken_at < now() - make_interval(hours => ${sent.hours})`.execute(handle)
  return rows[0]!.count
}

export interface OwnCase {
  id: string
  code: string
  followUpHash: Buffer
}

/** A case a partner brought in, by its code or by the partner's own id. */
export async function selectOwnCase(
  handle: Handle,
  partnerId: string,
  key: { code: string } | { externalId: string },
): Promise<OwnCase | undefined> {
  const which = 'code' in key ? sql`record.code = ${key.code}` : sql`taken.external_id = ${key.externalId}`
  const { rows } = await sql<OwnCase>`
    select record.id, record.code, record.follow_up_hash as "followUpHash"
      from cases.partner_case taken join cases.case_record record on record.id = taken.case_id
     where taken.partner_id = ${partnerId} and ${which}`.execute(handle)
  return rows[0]
}

/** Our id of an update that was written before. */
export async function selectUpdate(
  handle: Handle,
  caseId: string,
  updateId: string,
): Promise<string | undefined> {
  const row = await handle
    .withTables<CasesTables>()
    .selectFrom('cases.partner_update')
    .select('our_id')
    .where('case_id', '=', caseId)
    .where('update_id', '=', updateId)
    .executeTakeFirst()
  return row?.our_id
}

/** The words of an update that was written before; null when they were erased since. */
export async function selectUpdateText(
  handle: Handle,
  caseId: string,
  updateId: string,
): Promise<string | null> {
  return (await selectWritten(handle, caseId, updateId))[0]?.text ?? null
}

/** What was written as an update and its corrections, oldest first: a case has a handful of comments, all sealed. */
async function selectWritten(handle: Handle, caseId: string, updateId: string) {
  const { rows } = await sql<{
    seq: number
    text: string | null
    details: { update?: string; status?: string }
  }>`
    select event.seq, content.text, content.details from cases.event event
      join cases.event_content content
        on content.recorded_at = event.recorded_at and content.event_id = event.id
     where event.case_id = ${caseId} and event.type = 'commented' order by event.seq`.execute(handle)
  return rows.filter(row => row.details.update === updateId)
}

export interface LatestUpdate {
  seq: number
  text: string | null
  status: string | null
}

/** What an update says now, after its corrections; undefined when it was erased since. */
export async function selectLatestUpdate(
  handle: Handle,
  caseId: string,
  updateId: string,
): Promise<LatestUpdate | undefined> {
  const latest = (await selectWritten(handle, caseId, updateId)).at(-1)
  return latest && { seq: latest.seq, text: latest.text, status: latest.details.status ?? null }
}

/** Notes an update. @returns false when it was written before */
export async function insertUpdate(
  tx: Transaction,
  update: { caseId: string; updateId: string; ourId: string },
): Promise<boolean> {
  const { caseId, updateId, ourId } = update
  const { rows } = await sql`
    insert into cases.partner_update (case_id, update_id, our_id) values (${caseId}, ${updateId}, ${ourId})
    on conflict do nothing returning case_id`.execute(tx)
  return rows.length > 0
}
