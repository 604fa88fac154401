import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Handle } from '#base/index.ts'
import { type Scope, scopeCondition } from '#identity/index.ts'
import { scopeColumns } from '../case.store.ts'
import type { CaseState } from '../case-words.contract.ts'
import { beginning } from '../sealed-words.ts'
import type { OwnReach } from './likeness.rules.ts'

export interface CandidateRow {
  id: string
  code: string
  state: CaseState
  department_id: string | null
  category_id: string | null
  reported_at: Date
  closed_at: Date | null
  subject: string
  detail: string
  address: string | null
  metres: number | null
}

/** What a candidate has to fit. */
export interface Wanted {
  scope: Scope
  /** Of the first level of the category asked for; null takes any. A case without one may be of any. */
  categoryIds: readonly string[] | null
  /** Reported no earlier. */
  since: Date
  /** Closed no earlier. */
  closedSince: Date
  /** The case that is asked for itself. */
  except: string | null
}

export interface PointWanted extends Wanted {
  cells: readonly string[]
  longitude: number
  latitude: number
  metres: number
}

// A street where everybody complains must not cost more than a quiet one: the newest of each cell are enough.
const openPerCell = 100
const closedPerCell = 30
const mostCompared = 300
const textCompared = 300

const compared = (row: CandidateRow): CandidateRow => ({
  ...row,
  detail: beginning(row.detail, textCompared),
})

type Condition = RawBuilder<SqlBool>

const fits = ({ scope, categoryIds, except, since }: Wanted): Condition => sql`
  record.merged_into is null and record.reported_at >= ${since} and ${scopeCondition(scope, scopeColumns)}
  and ${categoryIds ? sql`(record.category_id is null or record.category_id = any(${[...categoryIds]}::text[]))` : sql`true`}
  and ${except === null ? sql`true` : sql`record.id <> ${except}`}`

const columns = sql`record.id, record.code, record.state, record.department_id, record.category_id, record.reported_at, record.closed_at`

/** Great-circle distance in metres, by haversine on a sphere of 6,371,009 m. */
const distance = ({ longitude, latitude }: PointWanted) => sql<number>`
  2 * 6371009 * asin(least(1, sqrt(
    sin(radians(content.latitude - ${latitude}) / 2) ^ 2
    + cos(radians(${latitude})) * cos(radians(content.latitude)) * sin(radians(content.longitude - ${longitude}) / 2) ^ 2)))`

/**
 * Cases near a point: first by the cells around it, then by the distance itself. Open ones and those closed lately each
 * come from an index of their own; what a year closed in the same street is not read.
 */
export async function selectNear(handle: Handle, wanted: PointWanted): Promise<CandidateRow[]> {
  const { rows } = await sql<CandidateRow>`
    with around as materialized (
      select found.* from unnest(${[...wanted.cells]}::text[]) as around (cell) cross join lateral (
        (select ${columns} from cases.case_record record
          where record.cell = around.cell and record.closed_at is null and ${fits(wanted)}
          order by record.reported_at desc limit ${openPerCell})
        union all
        (select ${columns} from cases.case_record record
          where record.cell = around.cell and record.closed_at >= ${wanted.closedSince} and ${fits(wanted)}
          order by record.closed_at desc limit ${closedPerCell})) found
    ), near as (
      select around.*, ${distance(wanted)} as metres
        from around join cases.case_content content on content.case_id = around.id
       where content.longitude is not null and content.latitude is not null
    ), nearest as (
      select * from near where metres <= ${wanted.metres} order by reported_at desc limit ${mostCompared}
    )
    select nearest.*, content.subject, content.detail, content.address
      from nearest join cases.case_content content on content.case_id = nearest.id`.execute(handle)
  return rows.map(compared)
}

/** Open cases of regions, the newest: where no point is known, text has to tell. */
export async function selectInRegions(
  handle: Handle,
  wanted: Wanted & { regionIds: readonly string[] },
): Promise<CandidateRow[]> {
  const { rows } = await sql<CandidateRow>`
    with newest as (
      select ${columns} from cases.case_record record
       where record.region_id = any(${[...wanted.regionIds]}::text[]) and record.closed_at is null and ${fits(wanted)}
       order by record.reported_at desc limit ${mostCompared}
    )
    select newest.*, content.subject, content.detail, content.address,
           null::float8 as metres
      from newest join cases.case_content content on content.case_id = newest.id`.execute(handle)
  return rows.map(compared)
}

/** How many were merged into each of the cases. */
export async function countMembers(handle: Handle, caseIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ merged_into: string; count: number }>`
    select merged_into, count(*)::int as count from cases.case_record
     where merged_into = any(${[...caseIds]}::uuid[]) group by merged_into`.execute(handle)
  return new Map(rows.map(row => [row.merged_into, row.count]))
}

export type SetReach = OwnReach & { version: number }

/** What is set for categories, also where all of it was taken away again. */
export async function selectDistances(handle: Handle): Promise<Map<string, SetReach>> {
  const { rows } = await sql<SetReach & { categoryId: string }>`
    select category_id as "categoryId", metres, weeks, closed_days as "closedDays", version
      from cases.repeat_distance order by category_id`.execute(handle)
  return new Map(rows.map(({ categoryId, ...set }) => [categoryId, set]))
}

/** Sets the reach of a category from the version that was seen; undefined takes any. @returns false when somebody was faster. */
export async function writeDistance(
  handle: Handle,
  one: OwnReach & { categoryId: string; version: number | undefined },
): Promise<boolean> {
  const seen = sql`${one.version ?? null}::int`
  const { rows } = await sql`
    insert into cases.repeat_distance as held (category_id, metres, weeks, closed_days)
    select ${one.categoryId}, ${one.metres}::int, ${one.weeks}::int, ${one.closedDays}::int
     where coalesce(${seen}, 0) = 0 or exists (select from cases.repeat_distance where category_id = ${one.categoryId})
    on conflict (category_id) do update
       set metres = excluded.metres, weeks = excluded.weeks, closed_days = excluded.closed_days, version = held.version + 1
     where ${seen} is null or held.version = ${seen}
    returning version`.execute(handle)
  return rows.length > 0
}
