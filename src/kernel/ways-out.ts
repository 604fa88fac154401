import type { Route } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { Kernel } from './create-kernel.ts'
import { withLabels } from './label/ways-out.ts'
import { withLevels } from './levels/level.routes.ts'

/** All routes as they go out: AI content is labelled in a header too, and what a city raised is left out. */
export function waysOut(kernel: Pick<Kernel, 'levels'>, routes: readonly Route<Actor>[]): Route<Actor>[] {
  return withLabels(withLevels(routes, kernel.levels))
}
