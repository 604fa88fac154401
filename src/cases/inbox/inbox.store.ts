import { type SqlBool, sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import { type Scope, scopeCondition } from '#identity/index.ts'
import { scopeColumns } from '../case.store.ts'
import { beginning } from '../sealed-words.ts'
import type { Audience } from './audience.rules.ts'
import type { InboxShow } from './inbox.contract.ts'

/** A message to be written. */
export interface MessageRow {
  id: string
  audience: Audience
  template: string
  case_id: string | null
  actor: string
  parameters: { readonly [name: string]: string | number | boolean | null }
}

/** Writes messages in one statement, however many there are. */
export async function insertMessages(tx: Transaction, rows: readonly MessageRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into cases.inbox_message (id, audience, template, case_id, actor, parameters)
    select id, audience, template, case_id, actor, parameters
      from json_to_recordset(${JSON.stringify(rows)}::json) as given (
        id uuid, audience text, template text, case_id uuid, actor text, parameters jsonb)`.execute(tx)
}

/** Who sent a case to its department from triage, the last time; a reassignment within a department is none. */
export async function selectDispatcher(tx: Transaction, caseId: string): Promise<string | null> {
  const { rows } = await sql<{ actor: string }>`
    select actor from cases.event
     where case_id = ${caseId} and type = 'dispatched' and from_state = 'accepted'
     order by seq desc limit 1`.execute(tx)
  return rows[0]?.actor ?? null
}

/** Somebody before an inbox. */
export interface Reader {
  id: string
  audiences: readonly Audience[]
  scope: Scope
}

export interface ReadRow {
  id: string
  template: string
  case_id: string | null
  parameters: { readonly [name: string]: unknown }
  read: boolean
  /** Null for what is about no case. */
  visible: boolean | null
  code: string | null
  department_id: string | null
  region_id: string | null
  reporter_person_id: string | null
  due_at: Date | null
  urgency: string | null
  /** The beginning of what was said where nobody gave it one. */
  subject: string | null
  follow_up_code: string | null
}

const isRead = (reader: Reader) => sql<SqlBool>`(
  message.id <= coalesce((select read_through from cases.inbox_through where person_id = ${reader.id}),
                         '00000000-0000-0000-0000-000000000000')
  or exists (select from cases.inbox_read one where one.person_id = ${reader.id} and one.message_id = message.id))`

function shown(show: InboxShow, reader: Reader) {
  if (show === 'all') return sql<SqlBool>`true`
  return show === 'read' ? isRead(reader) : sql<SqlBool>`not ${isRead(reader)}`
}

/**
 * False for a message that says the same of the same case and moment as one before it that the reader has too: who leads
 * two co-hosts is told once. Those were written together, after the id that they name, so few rows are looked at.
 */
const isFirst = (reader: Reader) => sql<SqlBool>`(
  message.parameters->>'together' is null or not exists (
    select from cases.inbox_message twin
     where twin.audience = any(${[...reader.audiences]}::text[]) and twin.id < message.id
       and twin.id > (message.parameters->>'together')::uuid
       and twin.case_id = message.case_id and twin.template = message.template
       and twin.parameters->>'together' = message.parameters->>'together'))`

const last = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/**
 * Messages for a reader, newest first, with what their cases are now. Each audience is walked by its own index and gives no
 * more than a page, so the length of the history does not matter.
 */
export async function selectInbox(
  handle: Handle,
  reader: Reader,
  page: { show: InboxShow; after?: string | undefined; limit: number },
): Promise<ReadRow[]> {
  const { rows } = await sql<ReadRow & { detail: string | null }>`
    with told as (
      select message.* from unnest(${[...reader.audiences]}::text[]) as mine (audience)
       cross join lateral (
         select * from cases.inbox_message message
          where message.audience = mine.audience and message.id < ${page.after ?? last}
            and message.actor <> ${reader.id} and ${shown(page.show, reader)} and ${isFirst(reader)}
          order by message.id desc limit ${page.limit}) message
       order by message.id desc limit ${page.limit}
    )
    select message.id, message.template, message.case_id, message.parameters, ${isRead(reader)} as read,
           case when record.id is not null then ${scopeCondition(reader.scope, scopeColumns)} end as visible,
           record.code, record.department_id, record.region_id, record.reporter_person_id, record.due_at,
           record.urgency,
           nullif(content.subject, '') as subject, content.detail, content.follow_up_code
      from told message
      left join cases.case_record record on record.id = message.case_id
      left join cases.case_content content on content.case_id = message.case_id
     order by message.id desc`.execute(handle)
  return rows.map(({ detail, ...row }) => ({ ...row, subject: row.subject ?? beginning(detail, 60) }))
}

// Of each audience the newest 500: who has not looked for longer has more to read than a number can say.
const counted = 500

/** How many messages a reader has not read; at most `limit`. */
export async function countUnread(handle: Handle, reader: Reader, limit: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from unnest(${[...reader.audiences]}::text[]) as mine (audience)
       cross join lateral (
         select id, actor, template, case_id, parameters from cases.inbox_message newest
          where newest.audience = mine.audience
            and newest.id > coalesce((select read_through from cases.inbox_through where person_id = ${reader.id}),
                                     '00000000-0000-0000-0000-000000000000')
          order by newest.id desc limit ${counted}) message
       where message.actor <> ${reader.id} and ${isFirst(reader)}
         and not exists (
           select from cases.inbox_read one where one.person_id = ${reader.id} and one.message_id = message.id)
       limit ${limit}) unread`.execute(handle)
  return rows[0]!.count
}

/** Marks messages as read that are for the reader; others are passed over. In one order, so that two tabs do not block each other. */
export async function markRead(handle: Handle, reader: Reader, messageIds: readonly string[]): Promise<void> {
  await sql`
    insert into cases.inbox_read (person_id, message_id)
    select ${reader.id}, message.id from cases.inbox_message message
     where message.id = any(${[...messageIds]}::uuid[]) and message.audience = any(${[...reader.audiences]}::text[])
     order by message.id
    on conflict do nothing`.execute(handle)
}

/**
 * Marks everything up to a message as read. The line that is drawn stays behind `settled`: a transaction that began before
 * may still commit a message with a lower id, and it must not be read before it was there. What lies between is marked one
 * by one.
 */
export async function markThrough(
  tx: Transaction,
  reader: Reader,
  { through, settled }: { through: string; settled: string },
): Promise<void> {
  await sql`
    insert into cases.inbox_read (person_id, message_id)
    select ${reader.id}, message.id from cases.inbox_message message
     where message.audience = any(${[...reader.audiences]}::text[]) and message.id > ${settled}
       and message.id <= ${through}
     order by message.id
    on conflict do nothing`.execute(tx)
  await sql`
    insert into cases.inbox_through as held (person_id, read_through)
    values (${reader.id}, least(${through}::uuid, ${settled}::uuid))
    on conflict (person_id) do update set read_through = greatest(held.read_through, excluded.read_through)`.execute(
    tx,
  )
  await sql`
    delete from cases.inbox_read one using cases.inbox_through held
     where one.person_id = ${reader.id} and held.person_id = one.person_id and one.message_id <= held.read_through`.execute(
    tx,
  )
}

/** Removes messages older than an id, some at once. @returns how many. */
export async function deleteMessages(handle: Handle, before: string, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from cases.inbox_message where id in (
      select id from cases.inbox_message where id < ${before} order by id limit ${limit})`.execute(handle)
  return Number(numAffectedRows ?? 0)
}
