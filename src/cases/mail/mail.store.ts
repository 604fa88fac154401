import { sql } from 'kysely'
import { type Database, type Handle, sealBytes, type Transaction } from '#base/index.ts'
import { mailIndex } from '../look-ups.ts'
import { sealed, sealedDocument } from '../sealed-words.ts'
import type { MailReason, MailState } from './mail.contract.ts'

/** A file of a mail as its row keeps it. */
export interface MailFile {
  name: string
  /** Error of the catalogue that kept it out, with its details. */
  fault?: string
  details?: { readonly [name: string]: unknown }
}

/** A mail as it comes from the mailbox. */
export interface NewMail {
  id: string
  mailbox: string
  uidValidity: bigint
  uid: number
  digest: Buffer
  bytes: number
  arrivedAt: Date
  /** Set where it was not fetched. */
  refused: MailReason | null
  sender: string
  senderName: string
  subject: string
  raw: Buffer | null
}

/** Keeps a mail. @returns false when the same mail was kept before. */
export async function insertMail(tx: Transaction, mail: NewMail): Promise<boolean> {
  const { rows } = await sql`
    insert into cases.mail
      (id, mailbox, uid_validity, uid, digest, bytes, arrived_at, state, reason, next_at)
    values (${mail.id}, ${mail.mailbox}, ${String(mail.uidValidity)}, ${mail.uid}, ${mail.digest}, ${mail.bytes},
            ${mail.arrivedAt}, ${mail.refused ? 'refused' : 'waiting'}, ${mail.refused},
            ${mail.refused ? null : new Date()})
    on conflict do nothing returning id`.execute(tx)
  if (rows.length === 0) return false
  await sql`
    insert into cases.mail_content (mail_id, sender, sender_index, sender_name, subject, raw)
    values (${mail.id}, ${sealed(mail.sender)}, ${mailIndex(mail.sender)}, ${sealed(mail.senderName)},
            ${sealed(mail.subject)}, ${mail.raw && sealBytes(mail.raw)})`.execute(tx)
  return true
}

/** A mail that this process works on. */
export interface TakenMail {
  id: string
  state: MailState
  tries: number
  case_id: string | null
  raw: Buffer | null
}

/** Takes the mail that waits longest; nobody else does until the seconds are over. The try is counted now. */
export async function takeMail(database: Database, seconds: number): Promise<TakenMail | undefined> {
  const { rows } = await sql<TakenMail>`
    with taken as (
      update cases.mail set tries = tries + 1, next_at = now() + make_interval(secs => ${seconds})
       where id = (select id from cases.mail where next_at <= now() order by next_at, id limit 1
                      for update skip locked)
      returning id, state, tries, case_id
    )
    select taken.*, content.raw from taken left join cases.mail_content content on content.mail_id = taken.id`.execute(
    database,
  )
  return rows[0]
}

/** Has a mail worked on again later, after a try that failed. */
export async function putOffMail(handle: Handle, id: string, at: Date): Promise<void> {
  await sql`update cases.mail set next_at = ${at} where id = ${id} and next_at is not null`.execute(handle)
}

/** What a person reads of a mail. */
export interface MailWords {
  sender: string
  senderName: string
  subject: string
  text: string
}

/** Keeps what was read of a mail. */
export async function updateWords(handle: Handle, id: string, words: MailWords): Promise<void> {
  await sql`
    update cases.mail_content
       set sender = ${sealed(words.sender)}, sender_index = ${mailIndex(words.sender)},
           sender_name = ${sealed(words.senderName)}, subject = ${sealed(words.subject)}, text = ${sealed(words.text)}
     where mail_id = ${id}`.execute(handle)
}

export interface MailEnd {
  state: MailState
  reason?: MailReason | null
  caseId?: string | null
  /** Its files are still to be added to the case. */
  hasFiles?: boolean
  by?: string
}

/**
 * Writes what became of a mail that stands in one of the states.
 * @returns false when it does not: somebody was faster.
 */
export async function endMail(
  handle: Handle,
  id: string,
  { from, to }: { from: readonly MailState[]; to: MailEnd },
): Promise<boolean> {
  const { state, reason = null, caseId = null, hasFiles = false, by = null } = to
  const { rows } = await sql`
    update cases.mail
       set state = ${state}, reason = ${reason}, case_id = coalesce(${caseId}::uuid, case_id), tries = 0,
           next_at = case when ${hasFiles} then now() end, ended_by = ${by},
           ended_at = case when ${state} <> 'person' then now() end
     where id = ${id} and state = any(${[...from]}::text[]) returning id`.execute(handle)
  return rows.length > 0
}

/** Keeps what became of the files; nothing is left to be done. Of one that was erased meanwhile no name is kept. */
export async function updateFiles(handle: Handle, id: string, files: readonly MailFile[]): Promise<void> {
  await sql`
    update cases.mail
       set next_at = null,
           files = case when exists (select from cases.mail_content where mail_id = ${id})
                        then ${sealedDocument(files)}::jsonb else '[]' end
     where id = ${id}`.execute(handle)
}

/** Keeps why a person discarded it. */
export async function updateNote(tx: Transaction, id: string, note: string): Promise<void> {
  await sql`update cases.mail_content set note = ${sealed(note)} where mail_id = ${id}`.execute(tx)
}

export interface MailRow {
  id: string
  state: MailState
  reason: MailReason | null
  arrived_at: Date
  bytes: string
  case_id: string | null
  files: MailFile[]
  ended_at: Date | null
  sender: string | null
  sender_name: string | null
  subject: string | null
  text: string | null
  note: string | null
  code: string | null
  /** The reporter of its case is not to be known to all who work on it. */
  confidential: boolean | null
}

const columns =
  sql.raw(`mail.id, mail.state, mail.reason, mail.arrived_at, mail.bytes, mail.case_id, mail.files, mail.ended_at,
  content.sender, content.sender_name, content.subject, content.note, record.code, record.confidential`)

/** Mails, newest first, without their text. */
export async function selectMails(
  handle: Handle,
  wanted: { state?: MailState | undefined; after?: string | undefined; limit: number },
): Promise<MailRow[]> {
  const { state = null, after = null, limit } = wanted
  const { rows } = await sql<MailRow>`
    select ${columns}, null as text
      from cases.mail mail left join cases.mail_content content on content.mail_id = mail.id
      left join cases.case_record record on record.id = mail.case_id
     where (${state}::text is null or mail.state = ${state}::text)
       and (${after}::uuid is null or mail.id < ${after}::uuid)
     order by mail.id desc limit ${limit}`.execute(handle)
  return rows
}

/** One mail with its text. */
export async function selectMail(handle: Handle, id: string): Promise<MailRow | undefined> {
  const { rows } = await sql<MailRow>`
    select ${columns}, content.text
      from cases.mail mail left join cases.mail_content content on content.mail_id = mail.id
      left join cases.case_record record on record.id = mail.case_id
     where mail.id = ${id}`.execute(handle)
  return rows[0]
}

/** A mail as it came; null when it is gone by now, or was never fetched. */
export async function selectRaw(handle: Handle, id: string): Promise<Buffer | null> {
  const { rows } = await sql<{ raw: Buffer | null }>`
    select raw from cases.mail_content where mail_id = ${id}`.execute(handle)
  return rows[0]?.raw ?? null
}

/** Removes mails as they came some days after they ended. @returns how many. */
export async function deleteRaw(handle: Handle, days: number, limit: number): Promise<number> {
  const { rows } = await sql`
    update cases.mail_content set raw = null, text = null where mail_id in (
      select mail.id from cases.mail mail join cases.mail_content content on content.mail_id = mail.id
       where mail.ended_at < now() - make_interval(days => ${days}) and mail.next_at is null and content.raw is not null
       limit ${limit})
    returning mail_id`.execute(handle)
  return rows.length
}

/**
 * Removes all that was said in mails that belong to no case, some days after they ended; of those that were not fetched,
 * after they came. @returns how many.
 */
export async function deleteUntied(handle: Handle, days: number, limit: number): Promise<number> {
  const { rows } = await sql`
    delete from cases.mail_content where mail_id in (
      select mail.id from cases.mail mail join cases.mail_content content on content.mail_id = mail.id
       where mail.state in ('kept', 'refused', 'discarded')
         and coalesce(mail.ended_at, mail.taken_at) < now() - make_interval(days => ${days})
       limit ${limit})
    returning mail_id`.execute(handle)
  return rows.length
}

/** How many stand in a state; counted up to a limit. */
export async function countMails(handle: Handle, state: MailState, limit: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from cases.mail where state = ${state} limit ${limit}) found`.execute(handle)
  return rows[0]!.count
}
