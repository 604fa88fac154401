import { type Database, uuidv7 } from '#base/index.ts'
import { type CitySnapshot, cellAt, regionAt } from '#city/index.ts'
import type { PlacedRow } from './draft-imported.rules.ts'
import type { ReadyRow } from './sort-rows.rules.ts'

/** Queries at once: a point is looked up in the boundaries by the database, and the pool is everybody's. */
const atOnce = 4

/** Gives each row its id, the region of its coordinates where the file names none, and the category of its duty. */
export async function placeRows(
  database: Database,
  city: CitySnapshot,
  rows: readonly ReadyRow[],
): Promise<PlacedRow[]> {
  const placed: PlacedRow[] = rows.map(ready => ({
    ...ready,
    caseId: uuidv7(),
    regionId: ready.row.region,
    cell: null,
    categoryId: ready.row.category ?? city.duty(ready.row.duty ?? '')?.categoryId ?? null,
    decision: null,
    blind: false,
  }))
  const located = placed.filter(({ row }) => row.longitude !== null && row.latitude !== null)
  for (let from = 0; from < located.length; from += atOnce) {
    const some = located.slice(from, from + atOnce).map(async one => {
      const point = { longitude: one.row.longitude!, latitude: one.row.latitude! }
      one.cell = cellAt(point)
      one.regionId ??= await regionAt(database, point)
    })
    await Promise.all(some)
  }
  return placed
}
