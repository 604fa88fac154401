import { sql } from 'kysely'
import type { Handle } from '#base/index.ts'

/** One case with advice, with what it is grouped by. */
export interface FairnessRow {
  decision_id: string
  region_id: string | null
  channel: string
  nature: string
  language: string | null
  /** Bytes of what was written, told from the sealed text without opening it; null once erased. */
  bytes: number | null
  anonymous: boolean | null
  minor: boolean | null
  behalf: boolean | null
  blind: boolean
  advice_verdict: string | null
  resolved: boolean | null
  rating: number | null
  hours: number | null
  in_time: boolean | null
}

// A sealed text is a prefix of 9 signs and base64 of 32 bytes more than the text has.
const bytes = sql`
  case when content.detail like 'sealed:1:%' then greatest(0, (length(content.detail) - 9) * 3 / 4 - 32)
       else octet_length(content.detail) end`

/** Cases with advice reported since a moment, the newest first. */
export async function selectFairnessRows(
  handle: Handle,
  wanted: { since: Date; until: Date; limit: number },
): Promise<FairnessRow[]> {
  const found = await sql<FairnessRow>`
    select record.decision_id, record.region_id, record.channel, record.nature, contact.language,
           (${bytes})::int as bytes, content.anonymous, content.minor, content.behalf_name is not null as behalf,
           record.blind, record.advice_verdict, record.resolved, record.rating,
           extract(epoch from record.closed_at - record.reported_at)::float8 / 3600 as hours,
           case when record.closed_at is null or record.due_at is null then null
                else record.closed_at <= record.due_at end as in_time
      from cases.case_record as record
      left join cases.case_content as content on content.case_id = record.id
      left join cases.contact as contact on contact.case_id = record.id
     where record.reported_at >= ${wanted.since} and record.reported_at < ${wanted.until}
       and record.decision_id is not null and record.generated = false
     order by record.reported_at desc
     limit ${wanted.limit}`.execute(handle)
  return found.rows
}
