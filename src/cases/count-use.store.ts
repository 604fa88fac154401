import type { Handle } from '#base/index.ts'
import type { CasesTables } from './cases.tables.ts'

/** How many cases that are not closed lie in the regions or are of the categories. */
export async function countOpenCases(
  handle: Handle,
  of: { regionIds?: readonly string[]; categoryIds?: readonly string[] },
): Promise<number> {
  const { regionIds, categoryIds } = of
  let open = handle
    .withTables<CasesTables>()
    .selectFrom('cases.case_record')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('closed_at', 'is', null)
  if (regionIds) open = open.where('region_id', 'in', [...regionIds])
  if (categoryIds) open = open.where('category_id', 'in', [...categoryIds])
  return (await open.executeTakeFirstOrThrow()).count
}
