import { generateDemoCases } from '#cases/index.ts'
import {
  demoBusRoutes,
  demoCity,
  demoDepartments,
  demoDuties,
  demoPeople,
  demoPlaces,
  demoRegions,
} from '#city/index.ts'
import type { DemoSeed } from './seed-demo.ts'

/** The demo city with the past cases of a first start; read when asked for, as a city of its own never needs them. */
export const demoSeed: DemoSeed = {
  get city() {
    return demoCity()
  },
  get people() {
    return demoPeople()
  },
  cases: () =>
    generateDemoCases({
      seed: 20260101,
      count: 3600,
      city: {
        regions: demoRegions(),
        departments: demoDepartments(),
        duties: demoDuties,
        places: demoPlaces(),
        busRoutes: demoBusRoutes,
      },
    }),
}
