import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { CasesTables } from '../cases.tables.ts'
import type { ServiceAttribute } from './georeport.contract.ts'

/** What is asked for beside the description, in order. */
export async function selectAttributes(handle: Handle, categoryId: string): Promise<ServiceAttribute[]> {
  const rows = await handle
    .withTables<CasesTables>()
    .selectFrom('cases.service_attribute')
    .selectAll()
    .where('category_id', '=', categoryId)
    .orderBy('position')
    .execute()
  return rows.map(row => ({
    code: row.code,
    datatype: row.datatype as ServiceAttribute['datatype'],
    required: row.required,
    description: row.description,
    options: row.options as ServiceAttribute['options'],
  }))
}

/** Categories for which anything is asked, and for how much. */
export async function selectAttributed(
  handle: Handle,
): Promise<{ categoryId: string; asked: number; required: number }[]> {
  const { rows } = await sql<{ categoryId: string; asked: number; required: number }>`
    select category_id as "categoryId", count(*)::int as asked, count(*) filter (where required)::int as required
      from cases.service_attribute group by category_id order by category_id`.execute(handle)
  return rows
}

/** How often what is asked for of a category was edited. */
export async function selectVersion(handle: Handle, categoryId: string): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select version from cases.service_definition where category_id = ${categoryId}`.execute(handle)
  return rows[0]?.version ?? 0
}

/**
 * Counts an edit, and makes a second one wait until this one is done.
 * @returns the new version; null when it was made from another than the present one.
 */
export async function countEdit(
  tx: Transaction,
  categoryId: string,
  from: number | undefined,
): Promise<number | null> {
  const { rows } = await sql<{ version: number }>`
    insert into cases.service_definition as held (category_id, version) values (${categoryId}, 1)
    on conflict (category_id) do update set version = held.version + 1 returning version`.execute(tx)
  const { version } = rows[0]!
  return from === undefined || version === from + 1 ? version : null
}

/** Replaces what is asked for; the edit was counted before. */
export async function replaceAttributes(
  tx: Transaction,
  categoryId: string,
  attributes: readonly ServiceAttribute[],
): Promise<void> {
  const tables = tx.withTables<CasesTables>()
  await tables.deleteFrom('cases.service_attribute').where('category_id', '=', categoryId).execute()
  if (attributes.length === 0) return
  await tables
    .insertInto('cases.service_attribute')
    .values(
      attributes.map((one, position) => ({
        category_id: categoryId,
        code: one.code,
        position,
        datatype: one.datatype,
        required: one.required,
        description: one.description,
        options: JSON.stringify(one.options),
      })),
    )
    .execute()
}
