import { type RawBuilder, sql } from 'kysely'
import type { Handle } from '#base/index.ts'
import type { Scope } from '#identity/index.ts'
import { type CaseRow, listed, matching, type ReadyFilter } from '../case-list.store.ts'

export type ExportedRow = CaseRow & { detail: string | null; address: string | null }

const atOnce = 1000

/** Cases in scope that fit a filter, newest first, a page at a time, so that a city never lies in memory as a whole. */
export async function* selectForExport(
  handle: Handle,
  scope: Scope,
  filter: ReadyFilter,
): AsyncGenerator<ExportedRow[]> {
  const { joined, fits } = matching(scope, filter)
  let rest: RawBuilder<unknown> = sql`true`
  for (;;) {
    const { rows } = await sql<ExportedRow>`
      with page as materialized (
        select record.id from cases.case_record record ${joined} where ${fits} and ${rest}
         order by record.reported_at desc, record.id desc limit ${atOnce}
      )
      select ${listed}, content.subject, content.detail, content.address, null as excerpt,
             (select count(*)::int from cases.case_record member where member.merged_into = record.id) as members
        from page join cases.case_record record on record.id = page.id
        left join cases.case_content content on content.case_id = record.id
       order by record.reported_at desc, record.id desc`.execute(handle)
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (!last || rows.length < atOnce) return
    rest = sql`(record.reported_at, record.id) < (${last.reported_at}, ${last.id}::uuid)`
  }
}
