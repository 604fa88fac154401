import type { BusinessCalendar } from './calendar.contract.ts'
import type { Category } from './category.contract.ts'
import type { Department } from './department.contract.ts'
import type { Duty } from './duty.contract.ts'
import { type Ending, isInForce } from './entry.rules.ts'
import type { Region } from './region.contract.ts'
import { childrenOf, pathTo, subtree } from './tree.rules.ts'

/** What a snapshot is made of. */
export interface CityParts {
  version: string
  regions: readonly Region[]
  departments: readonly Department[]
  categories: readonly Category[]
  duties: readonly Duty[]
  calendar: BusinessCalendar
}

/**
 * The city as it stood at one moment, in memory: regions without boundaries, departments and categories, ended ones too, the
 * duties in force that day, and the calendar. It never changes; a newer one has another `version`.
 */
export interface CitySnapshot extends CityParts {
  region(id: string): Region | undefined
  department(id: string): Department | undefined
  category(id: string): Category | undefined
  /** A duty in force. */
  duty(id: string): Duty | undefined
  /** True of a region or category that has not ended on that day: only such are offered for something new. */
  inForce(entry: Ending): boolean
  /** Duties in force of a category and those below it. */
  dutiesOf(categoryId: string): Duty[]
  /** The category and those above it, the first level first. */
  categoryPath(categoryId: string): Category[]
  /** The departments given and all below them. */
  departmentSubtree(ids: Iterable<string>): string[]
  /** The regions given and all within them. */
  regionSubtree(ids: Iterable<string>): string[]
}

const byId = <T extends { id: string }>(list: readonly T[]) => new Map(list.map(one => [one.id, one]))

/** Adds the look-ups to the parts of a city. */
export function buildSnapshot(parts: CityParts): CitySnapshot {
  const regions = byId(parts.regions)
  const departments = byId(parts.departments)
  const categories = byId(parts.categories)
  const duties = byId(parts.duties)
  const regionChildren = childrenOf(parts.regions)
  const departmentChildren = childrenOf(parts.departments)
  const categoryChildren = childrenOf(parts.categories)
  // A version names the local day too.
  const today = parts.version.slice(parts.version.indexOf('.') + 1)
  return {
    ...parts,
    region: id => regions.get(id),
    department: id => departments.get(id),
    category: id => categories.get(id),
    duty: id => duties.get(id),
    inForce: entry => isInForce(entry, today),
    dutiesOf: id => {
      const below = new Set(subtree(categoryChildren, categories, [id]))
      return parts.duties.filter(duty => below.has(duty.categoryId))
    },
    categoryPath: id => pathTo(categories, id),
    departmentSubtree: ids => subtree(departmentChildren, departments, ids),
    regionSubtree: ids => subtree(regionChildren, regions, ids),
  }
}
