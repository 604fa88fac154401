import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { Searchable } from '../case-terms.ts'

/** A case that is not found by its words yet. */
export type Unsearched = Searchable & { case_id: string }

/** Some of those behind a case, held for this transaction; passes over those that another process has in hand. */
export async function lockUnsearched(
  tx: Transaction,
  after: string | null,
  limit: number,
): Promise<Unsearched[]> {
  const { rows } = await sql<Unsearched>`
    select case_id, subject, detail, address, reporter_name, behalf_name from cases.case_content
     where search is null and case_id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000')
     order by case_id limit ${limit} for update skip locked`.execute(tx)
  return rows
}

/**
 * Makes cases searchable by these terms.
 * @param goesOn more follows at once: terms then wait longer in the list in front of the index. The more of them are moved
 * into it together, the fewer of its pages are written; a search meanwhile reads that list.
 */
export async function updateSearch(
  tx: Transaction,
  filled: readonly { case_id: string; terms: readonly string[] }[],
  goesOn: boolean,
): Promise<void> {
  if (goesOn) await sql`set local gin_pending_list_limit = '16MB'`.execute(tx)
  await sql`
    update cases.case_content content
       set search = array_to_tsvector(array(select json_array_elements_text(given.terms)))
      from json_to_recordset(${JSON.stringify(filled)}::json) as given (case_id uuid, terms json)
     where content.case_id = given.case_id`.execute(tx)
}

/** How many cases are not found by their words yet. */
export async function countUnsearched(handle: Handle): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from cases.case_content where search is null`.execute(handle)
  return rows[0]!.count
}
