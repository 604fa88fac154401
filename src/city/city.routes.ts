import type { Route } from '#base/index.ts'
import { calendarRoutes } from './calendar.routes.ts'
import { categoryRoutes } from './category.routes.ts'
import { departmentRoutes } from './department.routes.ts'
import { dutyRoutes } from './duty.routes.ts'
import { regionRoutes } from './region.routes.ts'
import { regionEditRoutes } from './region-edit.routes.ts'
import type { RouteParts } from './route-parts.ts'

/** All routes of the city. The actions they name are decided by the identity room, which the city does not know. */
export function cityRoutes<Caller>(parts: RouteParts<Caller>): Route<Caller>[] {
  return [
    ...regionRoutes(parts),
    ...regionEditRoutes(parts),
    ...departmentRoutes(parts),
    ...categoryRoutes(parts),
    ...dutyRoutes(parts),
    ...calendarRoutes(parts),
  ]
}
