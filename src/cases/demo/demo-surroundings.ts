import { demoBusRoutes, demoDepartments, demoDuties, demoPlaces, demoRegions } from '#city/index.ts'
import type { DemoSurroundings } from './demo-case.ts'

/** The demo city 青岚市 as the generator of its past cases needs it. */
export function demoSurroundings(): DemoSurroundings {
  return {
    regions: demoRegions(),
    departments: demoDepartments(),
    duties: demoDuties,
    places: demoPlaces(),
    busRoutes: demoBusRoutes,
  }
}
