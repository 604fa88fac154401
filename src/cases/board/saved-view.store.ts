import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { ViewPage } from '../board.contract.ts'
import { sealedDocument } from '../sealed-words.ts'

export interface SavedViewRow {
  id: string
  name: string
  filter: Record<string, string>
  /** The page it was made on. */
  page: ViewPage
}

/** The named filters of a person, by name. */
export async function selectViews(handle: Handle, personId: string): Promise<SavedViewRow[]> {
  const { rows } = await sql<SavedViewRow>`
    select id, name, filter, page from cases.saved_view where person_id = ${personId} order by name`.execute(
    handle,
  )
  return rows
}

/** Saves a filter under a name, in the place of one of that name, unless the person has too many. */
export async function writeView(
  tx: Transaction,
  view: SavedViewRow & { personId: string; most: number },
): Promise<boolean> {
  // Two tabs that save at one time would each count what was there before the other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`cases:view ${view.personId}`}, 0))`.execute(tx)
  const { rows } = await sql`
    insert into cases.saved_view (id, person_id, name, filter, page, saved_at)
    select ${view.id}, ${view.personId}, ${view.name}, ${sealedDocument(view.filter)}::jsonb, ${view.page}, now()
     where (select count(*) from cases.saved_view where person_id = ${view.personId} and name <> ${view.name}) < ${view.most}
    on conflict (person_id, name) do update set filter = excluded.filter, page = excluded.page, saved_at = excluded.saved_at
    returning id`.execute(tx)
  return rows.length > 0
}

/** Forgets a named filter of a person. */
export async function deleteView(handle: Handle, view: { id: string; personId: string }): Promise<boolean> {
  const { rows } = await sql`
    delete from cases.saved_view where id = ${view.id} and person_id = ${view.personId} returning id`.execute(
    handle,
  )
  return rows.length > 0
}
