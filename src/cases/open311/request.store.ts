import { type SqlBool, sql } from 'kysely'
import type { Handle } from '#base/index.ts'
import type { RequestListing } from '../feeds/publication.contract.ts'
import { replyEvents } from '../reply-events.ts'
import { type SaidRow, saidToCitizen, saidWords } from '../said-to-citizen.store.ts'

export interface RequestRow {
  id: string
  code: string
  state: string
  disposition: string | null
  department_id: string | null
  duty_id: string | null
  service_code: string | null
  region_id: string | null
  cell: string | null
  reported_at: Date
  updated_at: Date
  due_at: Date | null
  /** True for a case that who asks brought in; only then what was said is there. */
  own: boolean
  detail: string | null
  address: string | null
  longitude: number | null
  latitude: number | null
  /** Who brought it in is kept hidden, and so is the place whatever the city released. */
  hidden: boolean
  /** The point of a case of somebody else; only where the city released exact places. */
  shown_longitude: number | null
  shown_latitude: number | null
}

/** A span as it was asked for, and as it is taken for cases of others: whole hours or whole days. */
export interface Spans {
  asked: { from: Date; to: Date }
  hours: { from: Date; to: Date }
  days: { from: Date; to: Date }
}

export interface RequestFilter {
  /** The partner who asks; null for anybody. */
  partnerId: string | null
  /** What anybody is told of cases of others. */
  listing: RequestListing
  codes: readonly string[] | null
  services: readonly string[] | null
  span: Spans | null
  status: 'open' | 'closed' | null
}

/** At most so many are answered, newest first. */
export const mostRequests = 1000

const between = (column: string, { from, to }: { from: Date; to: Date }) =>
  sql<SqlBool>`${sql.ref(column)} between ${from} and ${to}`

/** Cases as GeoReport shows them. What was said leaves the table only for who brought it in. */
export async function selectRequests(handle: Handle, filter: RequestFilter): Promise<RequestRow[]> {
  const { partnerId, listing, codes, services, span, status } = filter
  const exact = sql<SqlBool>`${listing === 'exact'}::boolean and record.confidential is not true`
  const wanted = [
    codes && sql<SqlBool>`record.code = any(${[...codes]}::text[])`,
    services &&
      sql<SqlBool>`coalesce(record.category_id, taken.service_code) = any(${[...services]}::text[])`,
    // Of what others brought in, as whole as the time they are told.
    span &&
      sql<SqlBool>`${between('record.reported_at', span.days)}
        and case when content.case_id is not null then ${between('record.reported_at', span.asked)}
                 when ${exact} then ${between('record.reported_at', span.hours)} else true end`,
    // Without a list somebody who knows an id still learns where that one stands.
    listing === 'off' && codes === null && sql<SqlBool>`taken.partner_id = ${partnerId}::uuid`,
    status && sql<SqlBool>`(record.state = 'closed') = ${status === 'closed'}`,
  ].filter(one => one !== null && one !== false)
  const { rows } = await sql<RequestRow>`
    select record.id, record.code, record.state, record.disposition, record.department_id, record.duty_id,
           coalesce(record.category_id, taken.service_code) as service_code, record.region_id, record.cell,
           record.reported_at, record.updated_at, record.due_at, content.case_id is not null as own,
           content.detail, content.address, content.longitude, content.latitude,
           coalesce(record.confidential, false) as hidden,
           place.longitude as shown_longitude, place.latitude as shown_latitude
      from cases.case_record record
      left join cases.partner_case taken on taken.case_id = record.id
      left join cases.case_content content on content.case_id = record.id and taken.partner_id = ${partnerId}::uuid
      left join cases.case_content place on place.case_id = record.id and ${exact}
     where ${sql.join(wanted.length > 0 ? wanted : [sql<SqlBool>`false`], sql` and `)}
     order by record.reported_at desc, record.id desc limit ${mostRequests}`.execute(handle)
  return rows
}

export interface UpdateRow {
  id: string
  type: string
  code: string
  to_state: string
  recorded_at: Date
  hidden: boolean
  /** What was said to the citizen, for who brought the case in. */
  text: string | null
}

export interface UpdateFilter {
  partnerId: string | null
  listing: RequestListing
  span: Spans
  /** Steps the public sees; every step that closes a case is one. */
  types: readonly string[]
  /** Of these, what was said was said to the citizen. */
  spoken: readonly string[]
}

/**
 * Steps of cases, oldest first. The reply of a department is told when the case is closed with it: until then it may be
 * sent back, and what was told cannot be taken back.
 */
export async function selectUpdates(handle: Handle, filter: UpdateFilter): Promise<UpdateRow[]> {
  const { partnerId, listing, span, types, spoken } = filter
  const own =
    partnerId === null
      ? sql`true`
      : sql`exists (select from cases.partner_case taken where taken.case_id = event.case_id and taken.partner_id = ${partnerId})`
  const within =
    partnerId !== null
      ? between('event.recorded_at', span.asked)
      : sql<SqlBool>`${between('event.recorded_at', span.days)} and (${listing !== 'exact'}::boolean
          or record.confidential is true or ${between('event.recorded_at', span.hours)})`
  const text =
    partnerId === null
      ? sql`null::json`
      : sql`case when event.type = any(${[...spoken]}::text[]) then ${saidToCitizen('content')}
             when event.type in ('closed', 'impossible-confirmed') then (
               select ${saidToCitizen('said')} from cases.event reply
                 join cases.event_content said on said.recorded_at = reply.recorded_at and said.event_id = reply.id
                where reply.case_id = event.case_id and reply.type = any(${[...replyEvents]}::text[]) and reply.seq < event.seq
                order by reply.seq desc limit 1) end`
  const { rows } = await sql<Omit<UpdateRow, 'text'> & { text: SaidRow | null }>`
    select event.id, event.type, record.code, event.to_state, event.recorded_at,
           coalesce(record.confidential, false) as hidden, ${text} as text
      from cases.event event join cases.case_record record on record.id = event.case_id
      left join cases.event_content content
        on content.recorded_at = event.recorded_at and content.event_id = event.id
     where ${within}
       and (event.type = any(${[...types]}::text[]) or (event.to_state = 'closed' and (event.from_state <> 'closed' or event.type = 'reply-adapted')))
       and ${own}
     order by event.recorded_at, event.id limit ${mostRequests}`.execute(handle)
  return rows.map(row => ({ ...row, text: saidWords(row.text) }))
}
