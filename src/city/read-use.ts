import type { Handle } from '#base/index.ts'
import { cityError } from './city.errors.ts'
import { selectDutiesOf } from './duty.store.ts'
import type { EntryUse, Named } from './entry.contract.ts'
import type { CitySnapshot } from './snapshot.rules.ts'

/** Counts what other rooms keep of regions or categories; the city knows neither cases nor people. */
export type UsedOutside = (of: {
  regionIds?: readonly string[]
  categoryIds?: readonly string[]
}) => Promise<Pick<EntryUse, 'openCases' | 'people'>>

const named = ({ id, name, nameEnglish }: Named): Named => ({ id, name, nameEnglish })

/** What depends on a region and all within it. @throws city.unknown-region */
export async function readRegionUse(
  city: CitySnapshot,
  id: string,
  usedOutside: UsedOutside,
): Promise<EntryUse> {
  if (!city.region(id)) throw cityError('city.unknown-region', { id })
  return {
    parts: city.regions.filter(one => one.parentId === id && city.inForce(one)).map(named),
    departments: city.departments.filter(one => one.active && one.regionId === id).map(named),
    duties: [],
    ...(await usedOutside({ regionIds: city.regionSubtree([id]) })),
  }
}

/** What depends on a category. @throws city.unknown-category */
export async function readCategoryUse(
  { handle, city, usedOutside }: { handle: Handle; city: CitySnapshot; usedOutside: UsedOutside },
  id: string,
): Promise<EntryUse> {
  if (!city.category(id)) throw cityError('city.unknown-category', { id })
  const duties = await selectDutiesOf(handle, id)
  return {
    parts: city.categories.filter(one => one.parentId === id && city.inForce(one)).map(named),
    departments: [],
    duties: duties.map(one => ({ id: one.id, name: one.title, nameEnglish: one.titleEnglish })),
    ...(await usedOutside({ categoryIds: [id] })),
  }
}
