import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { Category } from './category.contract.ts'
import type { CityTables } from './city.tables.ts'

const columns = [
  'id',
  'parent_id as parentId',
  'level',
  'name',
  'name_english as nameEnglish',
  'position',
  'version',
  'successor_id as successorId',
] as const

const select = (handle: Handle) =>
  handle
    .withTables<CityTables>()
    .selectFrom('city.category')
    // As text: the driver would make a local midnight of the process's own time zone of a date.
    .select([...columns, sql<string | null>`to_char(valid_to, 'YYYY-MM-DD')`.as('validTo')])

/** All categories, ended ones too, siblings in their order. */
export async function selectCategories(handle: Handle): Promise<Category[]> {
  return await select(handle).orderBy('level').orderBy('position').orderBy('id').execute()
}

/** One category, locked until the transaction ends. */
export async function lockCategory(tx: Transaction, id: string): Promise<Category | undefined> {
  return await select(tx).where('id', '=', id).forUpdate().executeTakeFirst()
}

function rowOf({ parentId, nameEnglish, validTo, successorId, ...category }: Category) {
  return {
    ...category,
    parent_id: parentId,
    name_english: nameEnglish,
    valid_to: validTo,
    successor_id: successorId,
  }
}

/** Writes categories, parents before children. */
export async function insertCategories(tx: Transaction, categories: readonly Category[]): Promise<void> {
  await tx.withTables<CityTables>().insertInto('city.category').values(categories.map(rowOf)).execute()
}

/** Writes a category over the one with its id. */
export async function updateCategory(tx: Transaction, category: Category): Promise<void> {
  await tx
    .withTables<CityTables>()
    .updateTable('city.category')
    .set(rowOf(category))
    .where('id', '=', category.id)
    .execute()
}
