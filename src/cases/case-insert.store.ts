import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { CaseDraft } from './case.draft.ts'

/**
 * Writes cases with content and timeline in one statement. A case whose code, idempotency key or external id is taken is
 * left out as a whole.
 * @returns ids of those written.
 */
export async function insertCases(tx: Transaction, drafts: readonly CaseDraft[]): Promise<Set<string>> {
  const records = JSON.stringify(drafts.map(draft => draft.record))
  const contents = JSON.stringify(drafts.map(draft => draft.content))
  const events = JSON.stringify(drafts.flatMap(draft => draft.events.map(event => event.facts)))
  const said = JSON.stringify(
    drafts.flatMap(draft => draft.events.map(event => ({ case_id: draft.caseId, ...event.content }))),
  )
  const written = await sql<{ id: string }>`
    with written as (
      insert into cases.case_record
      select * from json_populate_recordset(null::cases.case_record, ${records}::json)
      on conflict do nothing
      returning id
    ), content as (
      insert into cases.case_content
      select case_id, subject, detail, address, longitude, latitude, reporter_name, reporter_phone, phone_digits,
             anonymous, follow_up_code,
             case when terms is not null then array_to_tsvector(array(select json_array_elements_text(terms))) end
        from json_to_recordset(${contents}::json) as given (
          case_id uuid, subject text, detail text, address text, longitude double precision,
          latitude double precision, reporter_name text, reporter_phone text, phone_digits text, anonymous boolean,
          follow_up_code text, terms json)
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
