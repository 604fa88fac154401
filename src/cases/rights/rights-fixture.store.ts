import { sql } from 'kysely'
import type { Handle } from '#base/index.ts'

/** As if a case had been closed so many years and a day earlier. */
export async function closeEarlier(handle: Handle, caseId: string, years: number): Promise<void> {
  await sql`
    update cases.case_record set closed_at = closed_at - make_interval(years => ${years}::int, days => 1)
     where id = ${caseId}`.execute(handle)
}

/** What is counted of cases; erasing must change none of it. */
export async function figuresOf(handle: Handle) {
  const { rows } = await sql`
    select record.state, record.disposition, record.department_id, record.category_id, record.region_id, record.channel,
           record.nature, record.urgency, date_trunc('month', record.reported_at)::text as month,
           count(*)::int as count, sum(record.rating)::int as ratings,
           sum(extract(epoch from record.closed_at - record.reported_at))::bigint as seconds
      from cases.case_record record
     group by 1, 2, 3, 4, 5, 6, 7, 8, 9 order by 1, 2, 3, 4, 5, 6, 7, 8, 9`.execute(handle)
  return rows
}
