import type { CitySeed } from '../seed.contract.ts'
import { demoDepartments } from './departments.ts'
import { demoDuties } from './duties.ts'
import { once } from './once.ts'
import { demoRegions } from './regions.ts'
import { demoCategories } from './taxonomy.ts'

/** 青岚市 (Qinglan), a city written for demonstration: nobody lives there. Ready for the seeding of a city. */
export const demoCity: () => CitySeed = once(() => ({
  regions: [...demoRegions()],
  departments: demoDepartments().map(({ description, ...department }) => department),
  categories: demoCategories.map(({ level, ...category }) => category),
  duties: demoDuties.map(({ validFrom, validTo, ...duty }) => duty),
  validFrom: '2024-01-01',
}))
