import { cellToLatLng, cellToParent } from 'h3-js'
import type { Language } from '#base/index.ts'
import type { CitySnapshot } from '#city/index.ts'
import { releasedPhotos } from '../attachments/released-photos.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { RequestListing } from '../feeds/publication.contract.ts'
import { selectPublication } from '../feeds/publication.store.ts'
import type { RequestQuery } from './georeport.contract.ts'
import {
  dayTimes,
  longestSpanDays,
  noteOf,
  readTime,
  roundedTime,
  spanOf,
  statusOf,
  w3cTime,
  wholeDays,
  wholeHours,
} from './georeport.rules.ts'
import { open311Error } from './open311.errors.ts'
import {
  mostRequests,
  type RequestFilter,
  type RequestRow,
  type Spans,
  selectRequests,
} from './request.store.ts'
import type { Node } from './xml.rules.ts'

// 36 square kilometres: a part of a district. Five would be as fine as open data is where five cases share it, and here
// nothing is held back.
const publicResolution = 6

const listOf = (text: string | undefined) => {
  const items = (text ?? '').split(',').map(one => one.trim())
  const given = items.filter(Boolean)
  return given.length > 0 ? given : null
}

/** A moment a client asked with. @throws cases.request-not-readable */
export function askedTime(name: string, text: string | undefined): Date | null {
  if (!text) return null
  const at = readTime(text)
  if (!at) throw open311Error('cases.request-not-readable', { summary: name })
  return at
}

/** The span a client asked for. @throws cases.request-not-readable */
export function askedSpan(query: Pick<RequestQuery, 'start_date' | 'end_date'>): { from: Date; to: Date } {
  const span = spanOf(
    askedTime('start_date', query.start_date),
    askedTime('end_date', query.end_date),
    new Date(),
  )
  if (!span)
    throw open311Error('cases.request-not-readable', {
      summary: `start_date..end_date (<= ${longestSpanDays} d)`,
    })
  return span
}

/** The span a client asked for, and as it is taken for cases of others. @throws cases.request-not-readable */
export function askedSpans(query: Pick<RequestQuery, 'start_date' | 'end_date'>, timeZone: string): Spans {
  const asked = askedSpan(query)
  return { asked, hours: wholeHours(asked), days: wholeDays(asked, timeZone) }
}

/** Where a question is asked from, and what anybody is told. */
interface Around {
  city: CitySnapshot
  listing: RequestListing
}

const withCodes = (codes: readonly string[]) => ({ codes, services: null, span: null, status: null })

function filterOf(
  query: RequestQuery,
  { city }: Around,
): Pick<RequestFilter, 'codes' | 'services' | 'span' | 'status'> {
  const codes = listOf(query.service_request_id)
  // As GeoReport has it: with ids, everything else asked for is passed over.
  if (codes) return withCodes(codes.slice(0, mostRequests))
  const statuses = new Set(listOf(query.status?.toLowerCase()) ?? [])
  if ([...statuses].some(one => one !== 'open' && one !== 'closed'))
    throw open311Error('cases.request-not-readable', { summary: 'status' })
  const [status] = statuses.size === 1 ? ([...statuses] as ['open' | 'closed']) : []
  return {
    codes: null,
    services: listOf(query.service_code),
    span: askedSpans(query, city.calendar.timeZone),
    status: status ?? null,
  }
}

const short = (degrees: number) => Number(degrees.toFixed(3))

function placeOf(row: RequestRow, { city, listing }: Around) {
  if (row.own) return { address: row.address, lat: row.latitude, long: row.longitude }
  if (listing === 'off') return { address: null, lat: null, long: null }
  const exact = listing === 'exact' && !row.hidden
  const above = row.region_id === null ? undefined : city.region(row.region_id)
  const near = [...(above?.ancestors ?? []), ...(above ? [above.id] : [])]
    .map(id => city.region(id))
    .filter(one => one?.level === 'district' || (exact && one?.level === 'street'))
  const address = near.map(one => one?.name).join('') || null
  if (exact && row.shown_latitude !== null)
    return { address, lat: row.shown_latitude, long: row.shown_longitude }
  if (row.cell === null) return { address, lat: null, long: null }
  const [lat, long] = cellToLatLng(cellToParent(row.cell, publicResolution))
  return { address, lat: short(lat), long: short(long) }
}

/** How a moment is told: to the second to who brought the case in, else to the day, or to the hour where places are released. */
export function timesFor(around: Around): (row: { own: boolean; hidden: boolean }) => typeof w3cTime {
  const day = dayTimes(around.city.calendar.timeZone)
  return ({ own, hidden }) => (own ? w3cTime : around.listing === 'exact' && !hidden ? roundedTime : day)
}

interface Told {
  language: Language
  photo: string | null
  time: typeof w3cTime
}

function requestNode(row: RequestRow, around: Around, { language, photo, time }: Told): Node {
  const { city, listing } = around
  // Who knows an id that is in no list learns where it stands, not what it is about.
  const named = row.own || listing !== 'off'
  const category = named && row.service_code !== null ? city.category(row.service_code) : undefined
  const department = named && row.department_id !== null ? city.department(row.department_id) : undefined
  const { address, lat, long } = placeOf(row, around)
  return {
    service_request_id: row.code,
    status: statusOf(row.state),
    status_notes: noteOf(row.state, row.disposition, language),
    service_name: category?.name ?? null,
    service_code: named ? row.service_code : null,
    description: row.own ? row.detail : (category?.name ?? null),
    agency_responsible: department?.name ?? null,
    service_notice: null,
    requested_datetime: time(row.reported_at),
    updated_datetime: time(row.updated_at),
    // A deadline is so many hours after the report: its minute is that of the report.
    expected_datetime: time(row.due_at === null ? null : new Date(row.due_at)),
    address,
    address_id: null,
    zipcode: null,
    lat,
    long,
    media_url: named ? photo : null,
  }
}

export interface Asked {
  /** The partner who asks; null for anybody. */
  partnerId: string | null
  language: Language
  /** Where the product is reached, for addresses of photos. */
  origin: string
}

/** What anybody is told now, and the city it is told of. */
export async function aroundOf(loop: Pick<CaseLoop, 'database' | 'city'>): Promise<Around> {
  const [city, { requests: listing }] = await Promise.all([
    loop.city.snapshot(),
    selectPublication(loop.database),
  ])
  return { city, listing }
}

/**
 * Service requests. Anybody is told what the city lets everybody read: what kind of matter it is, where it stands, the
 * district and the day; the point and the hour where a person released them; nothing but where it stands, and that only to
 * who knows the id, where the list is off. What was said, the exact place and the minute only who brought it in.
 * @throws cases.request-not-readable
 */
export async function listRequests(loop: CaseLoop, query: RequestQuery, asked: Asked): Promise<Node[]> {
  const around = await aroundOf(loop)
  return await nodesOf(loop, around, { ...asked, ...filterOf(query, around) })
}

/** One service request by its id. @throws cases.unknown-service-request */
export async function readRequest(loop: CaseLoop, code: string, asked: Asked): Promise<Node> {
  const [found] = await nodesOf(loop, await aroundOf(loop), { ...asked, ...withCodes([code]) })
  if (!found) throw open311Error('cases.unknown-service-request', { request: code.slice(0, 80) })
  return found
}

async function nodesOf(
  loop: CaseLoop,
  around: Around,
  asked: Asked & Omit<RequestFilter, 'listing'>,
): Promise<Node[]> {
  const { language, origin, ...filter } = asked
  const rows = await selectRequests(loop.database, { ...filter, listing: around.listing })
  const photos = await releasedPhotos(loop.database, {
    caseIds: rows.map(row => row.id),
    hasScanner: loop.scansFiles ?? false,
  })
  const timeOf = timesFor(around)
  return rows.map(row => {
    const [first] = photos.get(row.id) ?? []
    const photo = first ? origin + first.path : null
    return requestNode(row, around, { language, photo, time: timeOf(row) })
  })
}
