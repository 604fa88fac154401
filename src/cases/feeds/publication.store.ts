import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { FeedColumn, Publication } from './publication.contract.ts'

export type HeldPublication = Publication & { changedAt: Date | null; changedBy: string | null }

/**
 * What everybody may read, as it is now. Read for every question from outside, not kept: what a person switched off must not
 * be told by another process a moment later.
 */
export async function selectPublication(handle: Handle): Promise<HeldPublication> {
  const { rows } = await sql<HeldPublication & { columns: FeedColumn[] }>`
    select open_data as "openData", columns, newest_months as "newestMonths", requests, version,
           changed_at as "changedAt", changed_by as "changedBy"
      from cases.publication`.execute(handle)
  return rows[0]!
}

/** Changes it from the version that was read. @returns false when somebody was faster. */
export async function updatePublication(tx: Transaction, wanted: Publication, by: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update cases.publication
       set open_data = ${wanted.openData}, columns = ${[...wanted.columns]}::text[], newest_months = ${wanted.newestMonths},
           requests = ${wanted.requests}, version = version + 1, changed_at = now(), changed_by = ${by}
     where version = ${wanted.version}`.execute(tx)
  return numAffectedRows === 1n
}
