import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { CaseRecord } from '../case.store.ts'
import { keptPhoneIndex, mailIndex, phoneIndex, phoneTailIndex } from '../look-ups.ts'
import { sealed } from '../sealed-words.ts'

/** Whose: the digits of a number, a mail address in small letters, or an account. */
export interface Whose {
  digits: string | null
  address: string | null
  personId: string | null
}

function spellingsOf(digits: string | null): string[] {
  if (digits === null) return []
  const abroad = [digits, ...(/^0[1-9]/.test(digits) ? [digits.slice(1)] : [])]
  return [digits, ...abroad.flatMap(one => [`86${one}`, `0086${one}`])]
}

// As it was typed: with the country code or without; a landline loses the 0 of its area code behind it.
const keptIndexes = (digits: string | null) => sql`${spellingsOf(digits).map(keptPhoneIndex)}::text[]`
const sameNumber = (column: string, digits: string | null) => sql`
  regexp_replace(coalesce(${sql.ref(column)}, ''), '[^0-9]', '', 'g') = any(${spellingsOf(digits)}::text[])`

// Rows of an earlier release that have no index yet are compared as they stand.
const older = (digits: string | null) => sql`
  select case_id from cases.case_content where phone_digits = ${digits}
  union select case_id from cases.case_content
         where look_up_version is null and phone_digits is null and reporter_phone is not null
           and ${sameNumber('reporter_phone', digits)}
  union select case_id from cases.case_content
         where look_up_version is null and behalf_phone is not null and ${sameNumber('behalf_phone', digits)}
  union select case_id from cases.personal_change
         where was_index is null and field = 'phone' and ${sameNumber('was', digits)}`

const atAddress = (index: string, column: string, address: string | null) => sql<boolean>`
  (${sql.ref(index)} = ${address && mailIndex(address)}
   or (${sql.ref(index)} is null and lower(${sql.ref(column)}) = ${address}))`

// Also by a number that was corrected since, by one that is kept from searches, and by that of whom somebody called for.
const theirs = ({ digits, address, personId }: Whose) => sql`record.id in (
  select id from cases.case_record where reporter_person_id = ${personId}::uuid
  union select case_id from cases.case_content
         where phone_tail_index = ${digits && phoneTailIndex(digits)} and phone_index = ${digits && phoneIndex(digits)}
  union select case_id from cases.case_content where kept_indexes && ${keptIndexes(digits)}
  union select case_id from cases.personal_change where was_index = any(${keptIndexes(digits)})
  union ${older(digits)}
  union select case_id from cases.contact where ${atAddress('address_index', 'address', address)}
  union select mail.case_id from cases.mail_content said join cases.mail mail on mail.id = said.mail_id
         where ${atAddress('sender_index', 'sender', address)} and mail.state = 'case')`

/** Mails of an address that became or answer no case of theirs. */
const untied = (address: string | null) => sql`
  select said.mail_id from cases.mail_content said join cases.mail mail on mail.id = said.mail_id
   where ${atAddress('sender_index', 'sender', address)} and mail.state not in ('waiting', 'case', 'reply')`

/** What mails of somebody say that belong to no case. */
export async function selectUntiedMails(handle: Handle, { address }: Whose): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select mail.arrived_at, mail.state, content.sender, content.sender_name, content.subject, content.text
      from cases.mail mail join cases.mail_content content on content.mail_id = mail.id
     where mail.id in (${untied(address)}) order by mail.id`.execute(handle)
  return rows
}

/** Erases mails of somebody that belong to no case; that they came stays. @returns how many. */
export async function eraseUntiedMails(tx: Transaction, { address }: Whose): Promise<number> {
  const { rows } = await sql`
    with gone as (
      update cases.mail set files = '[]', next_at = null, ended_at = coalesce(ended_at, now()),
             state = case when state = 'person' then 'discarded' else state end
       where id in (${untied(address)}) returning id
    )
    delete from cases.mail_content where mail_id in (select id from gone) returning mail_id`.execute(tx)
  return rows.length
}

/** Every case that is held about somebody, held for this transaction, oldest first. */
export async function holdTheirs(tx: Transaction, whose: Whose): Promise<CaseRecord[]> {
  const { rows } = await sql<CaseRecord>`
    select record.* from cases.case_record record where ${theirs(whose)} and record.erased_at is null
     order by record.id for update`.execute(tx)
  return rows
}

type Row = Record<string, unknown>

/** Columns that only serve to find a case. */
const notSaid = [
  'case_id',
  'search',
  'phone_digits',
  'phone_index',
  'phone_tail_index',
  'name_index',
  'kept_indexes',
  'look_up_version',
]

/** Everything that was said about a case, table by table, as it is held. */
export async function selectAllOf(
  handle: Handle,
  caseId: string,
): Promise<{ content: Row | null; timeline: Row[]; changes: Row[]; others: Record<string, Row[]> }> {
  const read = async (query: ReturnType<typeof sql<Row>>) => (await query.execute(handle)).rows
  const content = await read(sql<Row>`
    select to_jsonb(content) - ${notSaid}::text[] as row from cases.case_content content where case_id = ${caseId}`)
  const timeline = await read(sql<Row>`
    select event.type, event.at, event.from_state, event.to_state, event.department_id, event.details,
           content.text, content.details as said
      from cases.event event left join cases.event_content content
        on content.recorded_at = event.recorded_at and content.event_id = event.id
     where event.case_id = ${caseId} order by event.seq`)
  const changes = await read(sql<Row>`
    select at, field, was, becomes, reason from cases.personal_change where case_id = ${caseId} order by id`)
  const tasks = await read(sql<Row>`
    select task.department_id, task.state, task.asked_at, content.asked, content.said
      from cases.joint_task task left join cases.joint_task_content content on content.task_id = task.id
     where task.case_id = ${caseId} order by task.id`)
  const supervision = await read(sql<Row>`
    select said.kind, said.at, said.text from cases.supervision_content said
      join cases.supervision supervision on supervision.id = said.supervision_id
     where supervision.case_id = ${caseId} order by supervision.id, said.place`)
  const contacts = await read(sql<Row>`
    select channel, address, language, consented_at, ended_at from cases.contact where case_id = ${caseId}`)
  const mails = await read(sql<Row>`
    select mail.arrived_at, mail.state, content.sender, content.sender_name, content.subject, content.text
      from cases.mail mail join cases.mail_content content on content.mail_id = mail.id
     where mail.case_id = ${caseId} and mail.state in ('case', 'reply') order by mail.id`)
  const files = await read(sql<Row>`
    select attachment.kind, attachment.media_type, attachment.bytes, attachment.added_at, content.file_name,
           content.longitude, content.latitude
      from cases.attachment attachment
      left join cases.attachment_content content on content.attachment_id = attachment.id
     where attachment.case_id = ${caseId} order by attachment.id`)
  const appeals = await read(sql<Row>`
    select kind, ground, made_at, due_at, outcome, finding, decided_at from cases.appeal
     where case_id = ${caseId} order by made_at`)
  return {
    content: (content[0]?.row as Row | undefined) ?? null,
    timeline,
    changes,
    others: { tasks, supervision, contacts, mails, files, appeals },
  }
}

export interface RequestRow {
  id: string
  at: Date
  actor: string
  actor_name: string
  kind: 'export' | 'erase'
  reason: string
  cases: number
  done: boolean
}

/** Keeps who asked for it, why, and what came of it; not whose data they were. */
export async function insertRequest(tx: Transaction, row: RequestRow): Promise<void> {
  await sql`
    insert into cases.personal_request
    select * from json_populate_record(null::cases.personal_request, ${JSON.stringify({ ...row, actor_name: sealed(row.actor_name), reason: sealed(row.reason) })}::json)`.execute(
    tx,
  )
}

/** The last requests, newest first. */
export async function selectRequests(handle: Handle): Promise<RequestRow[]> {
  const { rows } = await sql<RequestRow>`
    select * from cases.personal_request order by id desc limit 200`.execute(handle)
  return rows
}
