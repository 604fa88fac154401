import type { Transaction } from '#base/index.ts'
import type { Json } from '#ledger/index.ts'
import { insertCategories } from './category.store.ts'
import { cityError } from './city.errors.ts'
import { insertDepartments, selectDepartments } from './department.store.ts'
import { insertDuties } from './duty.store.ts'
import { cellsOf } from './geometry.rules.ts'
import { recordChange } from './record-change.ts'
import { refreshCalendar } from './refresh-calendar.ts'
import { insertCells, insertRegions } from './region.store.ts'
import type { CitySeed } from './seed.contract.ts'
import { rowsOf } from './seed.rules.ts'
import { raiseVersion } from './setting.store.ts'

/**
 * Writes a whole city into an empty database.
 * @returns how much there is of each kind.
 * @throws city.already-seeded; city.invalid-seed
 */
export async function seedCity(tx: Transaction, seed: CitySeed) {
  // Of two who found the city at once the second waits here and then sees the first one's.
  await raiseVersion(tx)
  if ((await selectDepartments(tx)).length > 0) throw cityError('city.already-seeded')
  const { regions, departments, categories, duties } = rowsOf(seed)
  await insertRegions(tx, regions)
  const parents = new Set(regions.map(region => region.parentId))
  const cells = regions
    .filter(region => region.boundary && !parents.has(region.id))
    .flatMap(region =>
      cellsOf(region.boundary as NonNullable<typeof region.boundary>).map(cell => ({
        cell,
        region_id: region.id,
      })),
    )
  await insertCells(tx, cells)
  await insertDepartments(tx, departments)
  await insertCategories(tx, categories)
  await insertDuties(tx, duties)
  await refreshCalendar(tx)
  const counts = {
    regions: regions.length,
    cells: cells.length,
    departments: departments.length,
    categories: categories.length,
    duties: duties.length,
  }
  await recordChange(tx, {
    kind: 'city.seeded',
    subject: regions[0]?.id as string,
    by: 'system',
    content: JSON.parse(JSON.stringify(seed)) as Json,
    facts: counts,
  })
  return counts
}
