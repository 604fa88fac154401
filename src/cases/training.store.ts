import { sql } from 'kysely'
import type { Handle } from '#base/index.ts'

/** A settled case as training sees it. */
export interface SettledRow {
  id: string
  department_id: string | null
  category_id: string | null
  subject: string
  detail: string
  generated: boolean
  blind: boolean
  advice_verdict: string | null
  returned: boolean
  imported: boolean
  ruled: boolean
}

/** Which column must be there for a case to teach something. */
export type TaughtColumn = 'department_id' | 'category_id'

const pageSize = 2000
const afterEverything = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/**
 * Handled cases whose content was not erased, newest first, page by page so that a city's history never lies in memory as
 * a whole. A case that was declined or handed over to an emergency service teaches nothing about departments.
 */
export async function* selectSettled(handle: Handle, column: TaughtColumn): AsyncGenerator<SettledRow[]> {
  let before = afterEverything
  const corrected = `corrected_${column}` as const
  for (;;) {
    const { rows } = await sql<SettledRow>`
      select c.id, coalesce(a.corrected_department_id, c.department_id) as department_id,
             coalesce(a.corrected_category_id, c.category_id) as category_id, t.subject, t.detail, c.generated, c.blind, c.advice_verdict,
             coalesce(h.returned, false) as returned,
             coalesce(h.imported and not h.dispatched, false) as imported,
             coalesce(h.placed in ('objection-upheld', 'objection-refused'), false)
               or ${sql.ref(`a.${corrected}`)} is not null as ruled
        from cases.case_record c
        join cases.case_content t on t.case_id = c.id
        left join lateral (
          select bool_or(e.type = 'returned') as returned, bool_or(e.type = 'imported') as imported,
                 bool_or(e.type = 'dispatched') as dispatched,
                 (array_agg(e.type order by e.seq desc) filter (where e.type in
                   ('dispatched', 'returned', 'objected', 'objection-upheld', 'objection-refused')))[1] as placed
            from cases.event e where e.case_id = c.id and not c.generated) h on true
        left join lateral (
          select appeal.corrected_department_id, appeal.corrected_category_id
            from cases.appeal appeal where appeal.case_id = c.id and appeal.outcome = 'upheld'
           order by appeal.decided_at desc limit 1) a on true
       where c.id < ${before}::uuid and ${sql.ref(`c.${column}`)} is not null
         and (c.state = 'verifying' or (c.state = 'closed' and c.disposition in ('resolved', 'answered')))
       order by c.id desc
       limit ${pageSize}`.execute(handle)
    if (rows.length > 0) yield rows
    if (rows.length < pageSize) return
    before = rows.at(-1)!.id
  }
}
