import { sql } from 'kysely'
import { copyRows, type Handle, type Transaction } from '#base/index.ts'
import type { CaseDraft, DraftContent } from './case.draft.ts'
import { sealEventContents } from './event.store.ts'
import { lookUpsOf } from './look-ups.ts'
import { sealed } from './sealed-words.ts'

/** Fewer than this are inserted in one statement: COPY takes several. */
const fewRows = 20

/** What was said as its table holds it: sealed, with what it is found by. */
function contentRow(said: DraftContent) {
  const { terms: _, hidden, ...open } = said
  return {
    ...open,
    subject: sealed(said.subject),
    detail: sealed(said.detail),
    address: sealed(said.address),
    reporter_name: sealed(said.reporter_name),
    reporter_phone: sealed(said.reporter_phone),
    follow_up_code: sealed(said.follow_up_code),
    behalf_name: sealed(said.behalf_name),
    behalf_phone: sealed(said.behalf_phone),
    ...lookUpsOf({ ...said, hidden }),
  }
}

/**
 * Writes cases with content and timeline. A case whose code, idempotency key or external id is taken is left out as a whole.
 * @returns ids of those written.
 */
export async function insertCases(tx: Transaction, drafts: readonly CaseDraft[]): Promise<Set<string>> {
  const isSearchedLater = drafts.every(({ content }) => content.terms === null)
  if (drafts.length >= fewRows && isSearchedLater && (await copyCases(tx, drafts)))
    return new Set(drafts.map(draft => draft.caseId))
  return await insertFree(tx, drafts)
}

/** @returns false when one of them was there already: then nothing is written. */
async function copyCases(tx: Transaction, drafts: readonly CaseDraft[]): Promise<boolean> {
  await sql`savepoint copied`.execute(tx)
  try {
    await copyRows(
      tx,
      'cases.case_record',
      drafts.map(draft => draft.record),
    )
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error
    await sql`rollback to savepoint copied`.execute(tx)
    return false
  }
  await sql`release savepoint copied`.execute(tx)
  await copyRows(
    tx,
    'cases.case_content',
    drafts.map(draft => contentRow(draft.content)),
  )
  const events = drafts.flatMap(draft => draft.events)
  await copyRows(
    tx,
    'cases.event',
    events.map(event => event.facts),
  )
  await copyRows(
    tx,
    'cases.event_content',
    sealEventContents(
      events.map(event => event.content),
      'copy',
    ),
  )
  return true
}

/**
 * Writes cases with content and timeline in one statement. A case whose code, idempotency key or external id is taken is
 * left out as a whole.
 * @returns ids of those written.
 */
async function insertFree(tx: Transaction, drafts: readonly CaseDraft[]): Promise<Set<string>> {
  const records = JSON.stringify(drafts.map(draft => draft.record))
  const contents = JSON.stringify(
    drafts.map(({ content }) => ({ ...contentRow(content), terms: content.terms })),
  )
  const events = JSON.stringify(drafts.flatMap(draft => draft.events.map(event => event.facts)))
  const said = JSON.stringify(
    drafts.flatMap(({ caseId, events }) =>
      sealEventContents(
        events.map(event => event.content),
        'json',
      ).map(content => ({ case_id: caseId, ...content })),
    ),
  )
  const written = await sql<{ id: string }>`
    with written as (
      insert into cases.case_record
      select * from json_populate_recordset(null::cases.case_record, ${records}::json)
      on conflict do nothing
      returning id
    ), content as (
      insert into cases.case_content (case_id, subject, detail, address, longitude, latitude, reporter_name,
             reporter_phone, anonymous, follow_up_code, minor, behalf_name, behalf_phone, behalf_relation,
             phone_index, phone_tail_index, name_index, kept_indexes, look_up_version, search)
      select case_id, subject, detail, address, longitude, latitude, reporter_name, reporter_phone, anonymous,
             follow_up_code, minor, behalf_name, behalf_phone, behalf_relation,
             phone_index, phone_tail_index, name_index, kept_indexes::text[], look_up_version,
             case when terms is not null then array_to_tsvector(array(select json_array_elements_text(terms))) end
        from json_to_recordset(${contents}::json) as given (
          case_id uuid, subject text, detail text, address text, longitude double precision,
          latitude double precision, reporter_name text, reporter_phone text, anonymous boolean,
          follow_up_code text, minor boolean, behalf_name text, behalf_phone text, behalf_relation text,
          phone_index text, phone_tail_index text, name_index text, kept_indexes text, look_up_version smallint, terms json)
       where case_id in (select id from written)
    ), event as (
      insert into cases.event
      select * from json_populate_recordset(null::cases.event, ${events}::json)
       where case_id in (select id from written)
    ), said as (
      insert into cases.event_content
      select event_id, recorded_at, salt, actor_name, text, details
        from json_to_recordset(${said}::json) as given (
          case_id uuid, event_id uuid, recorded_at timestamptz, salt bytea, actor_name text, text text, details jsonb)
       where case_id in (select id from written)
    )
    select id from written`.execute(tx)
  return new Set(written.rows.map(row => row.id))
}

export interface FoundRepeat {
  caseId: string
  code: string
  version: number
  followUpCode: string | null
}

/** The case that was reported before under the same idempotency key or external id. */
export async function selectRepeat(
  handle: Handle,
  key: { createdBy: string; idempotencyKey: string | null; source: string; externalId: string | null },
): Promise<FoundRepeat | undefined> {
  const { rows } = await sql<FoundRepeat>`
    select record.id as "caseId", record.code, record.version, content.follow_up_code as "followUpCode"
      from cases.case_record record left join cases.case_content content on content.case_id = record.id
     where (record.created_by = ${key.createdBy} and record.idempotency_key = ${key.idempotencyKey})
        or (record.source = ${key.source} and record.external_id = ${key.externalId})
     limit 1`.execute(handle)
  return rows[0]
}
