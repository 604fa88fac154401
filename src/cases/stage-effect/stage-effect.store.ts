import { sql } from 'kysely'
import type { Handle } from '#base/index.ts'

/** How matters went, counted. Shares are null where nobody said. */
export interface StageCounts {
  matters: number
  resolved: number | null
  satisfied: number | null
  rated: number
  hours: number | null
  returned: number | null
}

/** A rating from which on a person counts as satisfied: 4 and 5 of 5. */
const satisfiedFrom = 4

/**
 * Matters closed in a span, of some departments or of all (`null`). Generated past cases of the demo city are not counted:
 * nobody handled them.
 */
export async function selectStageCounts(
  handle: Handle,
  of: { departments: readonly string[] | null; from: Date; to: Date },
): Promise<StageCounts> {
  const departments = of.departments === null ? null : [...of.departments]
  const { rows } = await sql<StageCounts>`
    select count(*)::int as matters,
           (avg(record.resolved::int))::float8 as resolved,
           (avg((record.rating >= ${satisfiedFrom})::int))::float8 as satisfied,
           count(record.rating)::int as rated,
           (percentile_cont(0.5) within group (order by extract(epoch from record.closed_at - record.reported_at)))::float8
             / 3600 as hours,
           (avg((exists (select from cases.event where event.case_id = record.id and event.type = 'returned'))::int))::float8
             as returned
      from cases.case_record as record
     where record.closed_at >= ${of.from} and record.closed_at < ${of.to} and not record.generated
       and (${departments}::text[] is null or record.department_id = any (${departments}::text[]))`.execute(
    handle,
  )
  return rows[0]!
}
