import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type Handle, isUuid } from '#base/index.ts'
import { type Scope, scopeCondition } from '#identity/index.ts'
import { type CaseRecord, scopeColumns } from './case.store.ts'
import type { CaseState } from './case-words.contract.ts'
import { isPhoneTail, nameIndex, phoneIndex, phoneTailIndex } from './look-ups.ts'
import { beginning } from './sealed-words.ts'

/** A filter whose places were looked up in the city and whose texts were made ready; lists mean any of them. */
export interface ReadyFilter {
  state?: string | undefined
  departmentIds?: readonly string[] | undefined
  regionIds?: readonly string[] | undefined
  categoryIds?: readonly string[] | undefined
  channel?: string | undefined
  nature?: string | undefined
  urgency?: string | undefined
  /** First moment, inclusive. */
  from?: Date | undefined
  /** Last moment, exclusive. */
  until?: Date | undefined
  overdue?: boolean | undefined
  /** Open, with a deadline from the first of these moments to before the second. */
  due?: { from: Date; until: Date } | undefined
  /** An area: its cells, and its corners where the reader may know places exactly. */
  area?: { cells: readonly string[]; corners: readonly (readonly [number, number])[] | null } | undefined
  /** Cases of these departments or regions, or reported by this person. */
  desk?: { departments: readonly string[]; regions: readonly string[]; createdBy: string } | undefined
  /** Given to one of these people; `nobody` for those nobody was given, `left` for those and what somebody left behind. */
  assigned?: readonly string[] | 'nobody' | { left: readonly LeftBehind[] } | undefined
  code?: string | undefined
  /** A tsquery; `none` finds nothing. */
  search?: string | 'none' | undefined
  /** Digits of a whole number, or its last four. */
  phone?: string | undefined
  /** A whole name. */
  name?: string | undefined
  reporterPersonId?: string | undefined
  /** Only those merged into another, or only the others; all unless given. */
  merged?: boolean | undefined
}

/** Somebody who was given cases of a department and works there no longer. */
export interface LeftBehind {
  departmentId: string
  personId: string
}

export interface Position {
  reportedAt: Date
  caseId: string
}

type Condition = RawBuilder<SqlBool>
type Equal = 'state' | 'channel' | 'nature' | 'urgency' | 'code'

const oneOf = (column: string, ids: readonly string[]): Condition =>
  sql`${sql.ref(column)} = any(${[...ids]}::text[])`

/**
 * The scope once more, in words an index understands; `scopeCondition` decides. It is written so that it is never null, which
 * hides from the planner how little a department is of a city: a handler's search took 430 ms of 100,000 cases, walking them
 * all from the newest, and takes a tenth of that with this beside it.
 */
function reachCondition(scope: Scope): Condition[] {
  const { departments, regions, own } = scope
  const mine = own !== null && isUuid(own) ? sql` or record.reporter_person_id = ${own}::uuid` : sql``
  const joint = (listed: readonly string[]) => sql`record.co_department_ids && ${[...listed]}::text[]`
  if (departments !== 'all')
    return [sql`(${oneOf('record.department_id', departments)} or ${joint(departments)}${mine})`]
  if (regions !== 'all') return [sql`(${oneOf('record.region_id', regions)}${mine})`]
  return []
}

const inReach = (scope: Scope): Condition[] => [scopeCondition(scope, scopeColumns), ...reachCondition(scope)]

function deskCondition({ departments, regions, createdBy }: NonNullable<ReadyFilter['desk']>): Condition {
  const places = [
    ...(departments.length > 0 ? [oneOf('record.department_id', departments)] : []),
    ...(regions.length > 0 ? [oneOf('record.region_id', regions)] : []),
  ]
  return sql`(${sql.join([...places, sql`record.created_by = ${createdBy}`], sql` or `)})`
}

function recordConditions(filter: ReadyFilter): Condition[] {
  const found: Condition[] = []
  const equal: Equal[] = ['state', 'channel', 'nature', 'urgency', 'code']
  for (const key of equal)
    if (filter[key] !== undefined) found.push(sql`${sql.ref(`record.${key}`)} = ${filter[key]}`)
  if (filter.departmentIds) found.push(oneOf('record.department_id', filter.departmentIds))
  if (filter.regionIds) found.push(oneOf('record.region_id', filter.regionIds))
  if (filter.categoryIds) found.push(oneOf('record.category_id', filter.categoryIds))
  if (filter.reporterPersonId) found.push(sql`record.reporter_person_id = ${filter.reporterPersonId}`)
  if (filter.from) found.push(sql`record.reported_at >= ${filter.from}`)
  if (filter.until) found.push(sql`record.reported_at < ${filter.until}`)
  const late = sql<SqlBool>`(${overdue})`
  if (filter.overdue === true) found.push(late)
  if (filter.overdue === false) found.push(sql`coalesce(not ${late}, true)`)
  if (filter.due)
    found.push(
      sql`record.closed_at is null and record.stopped_at is null and record.due_at >= ${filter.due.from}
        and record.due_at < ${filter.due.until}`,
    )
  if (filter.area) found.push(oneOf('record.cell', filter.area.cells))
  if (filter.assigned === 'nobody') found.push(sql`record.assignee_id is null`)
  else if (filter.assigned && 'left' in filter.assigned)
    found.push(sql`(record.assignee_id is null or (record.department_id, record.assignee_id) in (
      select left_by."departmentId", left_by."personId"
        from json_to_recordset(${JSON.stringify(filter.assigned.left)}::json)
          as left_by ("departmentId" text, "personId" uuid)))`)
  else if (filter.assigned) found.push(sql`record.assignee_id = any(${[...filter.assigned]}::uuid[])`)
  if (filter.desk) found.push(deskCondition(filter.desk))
  if (filter.merged !== undefined)
    found.push(filter.merged ? sql`record.merged_into is not null` : sql`record.merged_into is null`)
  return found
}

/** A row of an earlier release is found by its whole number until it has indexes. */
function phoneCondition(digits: string): Condition {
  const tail = phoneTailIndex(digits)
  if (isPhoneTail(digits)) return sql`content.phone_tail_index = ${tail}`
  // One index serves both: the number is looked for among those with the same end.
  return sql`((content.phone_tail_index = ${tail} and content.phone_index = ${phoneIndex(digits)})
    or content.phone_digits = ${digits})`
}

function contentConditions(filter: ReadyFilter): Condition[] {
  const found: Condition[] = []
  if (filter.search === 'none') found.push(sql`false`)
  else if (filter.search) found.push(sql`content.search @@ ${filter.search}::tsquery`)
  if (filter.phone) found.push(phoneCondition(filter.phone))
  // By the name of somebody who is kept hidden nothing is found.
  if (filter.name)
    found.push(sql`(content.name_index = ${nameIndex(filter.name)}
      or (content.look_up_version is null and content.reporter_name = ${filter.name}))
      and record.confidential is not true`)
  if (filter.area?.corners) {
    const corners = filter.area.corners.map(([x, y]) => `(${x},${y})`).join(',')
    // As a condition by itself the planner thinks that one point in a thousand lies in an area; it is nearly all of them.
    found.push(
      sql`(case when point(content.longitude, content.latitude) <@ ${`(${corners})`}::polygon then true end)`,
    )
  }
  return found
}

// Late is what was late when its clock stopped, or is late now. The first condition is the one an index knows.
const overdue = sql<SqlBool>`record.due_at < now() and record.closed_at is null
  and record.due_at < coalesce(record.stopped_at, now())`

const joinOf = (byContent: readonly Condition[]) =>
  byContent.length > 0 ? sql`join cases.case_content content on content.case_id = record.id` : sql``

const allOf = (conditions: readonly Condition[]): Condition =>
  conditions.length > 0 ? sql`(${sql.join(conditions, sql` and `)})` : sql`true`

export type CaseRow = Omit<CaseRecord, 'follow_up_hash'> & {
  subject: string | null
  excerpt: string | null
  /** How many were merged into it. */
  members: number
}

/** What cases in scope that fit a filter are selected by: a condition on `record`, and the join it needs. */
export function matching(
  scope: Scope,
  filter: ReadyFilter,
): { joined: RawBuilder<unknown>; fits: Condition } {
  const byContent = contentConditions(filter)
  return {
    fits: allOf([...inReach(scope), ...recordConditions(filter), ...byContent]),
    joined: joinOf(byContent),
  }
}

/** The columns of a row of a list. */
export const listed = sql.raw(
  [
    'id code version state disposition department_id duty_id category_id region_id channel nature urgency reported_at',
    'updated_at due_at closed_at rating reporter_person_id co_department_ids merged_into generated assignee_id',
  ]
    .join(' ')
    .split(' ')
    .map(column => `record.${column}`)
    .join(', '),
)

/** Counted up to here; lists with more than these say so. */
export const mostCounted = 1000

export interface CaseList {
  rows: CaseRow[]
  /** How many fit on all pages; one more than `mostCounted` when there are more than that. */
  count: number
}

/** Cases of an area or of regions are put in order by their index alone up to here; of more the newest are met soon. */
const mostNarrow = 20_000

interface Narrow {
  /** The ids and moments of all cases that fit the one condition it stands for, read from an index alone. */
  from: RawBuilder<unknown>
  /** The other conditions: with that one once more the planner would read all of them from the table. */
  fits: Condition
  joined: RawBuilder<unknown>
}

/**
 * What narrows a list most where its newest case may be far from the newest of all: an area, regions, or the reader's own.
 * Of a million cases 40,000 were walked for a page of a region of 3,300.
 */
function narrowOf(scope: Scope, filter: ReadyFilter): Narrow | undefined {
  const columns = sql`select record.id, record.reported_at from cases.case_record record`
  const { area, regionIds, ...others } = filter
  const decided = scopeCondition(scope, scopeColumns)
  const { own, regions } = scope
  const byContent = contentConditions(filter)
  const rest = { joined: joinOf(byContent) }
  if (area) {
    const fits = allOf([decided, ...recordConditions({ ...others, regionIds }), ...byContent])
    return { from: sql`${columns} where ${oneOf('record.cell', area.cells)}`, fits, ...rest }
  }
  if (regionIds) {
    const fits = allOf([decided, ...recordConditions(others), ...byContent])
    return { from: sql`${columns} where ${oneOf('record.region_id', regionIds)}`, fits, ...rest }
  }
  if (scope.departments !== 'all' || regions === 'all') return undefined
  const fits = allOf([decided, ...recordConditions(filter), ...byContent])
  const from = sql`${columns} where ${oneOf('record.region_id', regions)}`
  if (own === null || !isUuid(own)) return { from, fits, ...rest }
  return { from: sql`${from} union ${columns} where record.reporter_person_id = ${own}::uuid`, fits, ...rest }
}

/**
 * Cases in scope, newest first, and how many there are. What fits is counted first: where that ends below the limit, all
 * that fits is in hand and only needs sorting; where it does not, matches are frequent and a walk from the newest case meets
 * a page of them soon. As two statements at one time the walk was made for rare matches too, through all 100,000 cases:
 * 100 to 350 ms for a department outside of one's own, 5 ms this way.
 */
export async function selectCases(
  handle: Handle,
  scope: Scope,
  page: { filter: ReadyFilter; after: Position | null; limit: number },
): Promise<CaseList> {
  const { filter, after, limit } = page
  const { fits, joined } = matching(scope, filter)
  const narrow = narrowOf(scope, filter)
  const rest = (row: string) =>
    after
      ? sql`(${sql.ref(`${row}.reported_at`)}, ${sql.ref(`${row}.id`)}) < (${after.reportedAt}, ${after.caseId}::uuid)`
      : sql`true`
  const many = sql`(select count from size) > ${mostCounted}`
  const few = narrow
    ? {
        read: sql`, narrow as materialized (
          select one.id, one.reported_at from (${narrow.from}) one limit ${mostNarrow + 1}
        ), narrowed as materialized (select count(*)::int as count from narrow)`,
        // In order before the table is read, or the planner reads all of them from it to put them in order.
        page: sql`(select walked.id
           from (select id, reported_at from narrow where ${rest('narrow')}
                  order by reported_at desc, id desc offset 0) walked
           join cases.case_record record on record.id = walked.id ${narrow.joined}
          where ${many} and (select count from narrowed) <= ${mostNarrow} and ${narrow.fits}
          order by walked.reported_at desc, walked.id desc limit ${limit}) union all`,
        isNot: sql`(select count from narrowed) > ${mostNarrow}`,
      }
    : { read: sql``, page: sql``, isNot: sql`true` }
  const { rows } = await sql<CaseRow & { count: number }>`
    with found as materialized (
      select record.id, record.reported_at from cases.case_record record ${joined} where ${fits} limit ${mostCounted + 1}
    ), size as materialized (
      select count(*)::int as count from found
    )${few.read}, page as (
      (select found.id from found
        where (select count from size) <= ${mostCounted} and ${rest('found')}
        order by found.reported_at desc, found.id desc limit ${limit})
      union all ${few.page}
      (select record.id from cases.case_record record ${joined}
        where ${many} and ${few.isNot} and ${fits} and ${rest('record')}
        order by record.reported_at desc, record.id desc limit ${limit})
    )
    select size.count, ${listed}, content.subject, content.detail as excerpt,
           (select count(*)::int from cases.case_record member where member.merged_into = record.id) as members
      from size left join page on true left join cases.case_record record on record.id = page.id
      left join cases.case_content content on content.case_id = record.id
     order by record.reported_at desc, record.id desc`.execute(handle)
  const shown = rows.filter(row => row.id !== null)
  return {
    rows: shown.map(row => ({ ...row, excerpt: beginning(row.excerpt, 120) })),
    count: rows[0]!.count,
  }
}

/** Closed cases are counted up to here; of a million it would take longer than it tells. */
export const mostClosedCounted = 10_000

/** How many cases in scope stand in each state, and how many open ones are overdue. */
export async function countStates(
  handle: Handle,
  scope: Scope,
): Promise<{ state: CaseState; count: number; overdue: number }[]> {
  const { rows } = await sql<{ state: CaseState; count: number; overdue: number }>`
    select record.state, count(*)::int as count,
           count(*) filter (where ${overdue})::int as overdue
      from cases.case_record record
     where ${allOf([...inReach(scope), sql`record.closed_at is null and record.merged_into is null`])}
     group by record.state
    union all
    select 'closed', count(*)::int, 0 from (
      select from cases.case_record record
       where ${allOf([...inReach(scope), sql`record.state = 'closed' and record.merged_into is null`])}
       limit ${mostClosedCounted + 1}) closed`.execute(handle)
  return rows
}

/** The follow-up codes of cases by their ids; none for those whose content is erased. */
export async function selectFollowUpCodes(
  database: Handle,
  caseIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; code: string }>`
    select case_id as id, follow_up_code as code from cases.case_content
    where case_id = any(${[...caseIds]}::uuid[])`.execute(database)
  return new Map(rows.map(row => [row.id, row.code]))
}
