import { sql } from 'kysely'
import type { Handle } from '#base/index.ts'

/** For tests: how the objections of a case ended, the first first; null for one that is open. */
export async function selectOutcomes(handle: Handle, caseId: string): Promise<(string | null)[]> {
  const { rows } = await sql<{ outcome: string | null }>`
    select outcome from cases.dispute where case_id = ${caseId} order by opened_at, id`.execute(handle)
  return rows.map(row => row.outcome)
}
