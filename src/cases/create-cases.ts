import type { AnyJob, Route } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { actionRoutes } from './action.routes.ts'
import { adviceRoutes } from './advice.routes.ts'
import { adviseCasesJob } from './advise-cases.ts'
import { caseRoutes } from './case.routes.ts'
import type { CaseLoop } from './case-loop.ts'
import { deadlineRoutes } from './deadlines/deadline.routes.ts'
import { startSweep } from './deadlines/start-sweep.ts'
import { publicRoutes } from './public.routes.ts'

/** The case loop, joined. */
export interface Cases {
  loop: CaseLoop
  routes: Route<Actor>[]
  jobs: AnyJob[]
  /** Fires deadlines once a second until it is stopped. */
  startSweep(warn: (error: Error) => void): () => Promise<void>
}

/** Joins the loop with the rooms it works with. The use cases take the `loop` that comes back. */
export function createCases(parts: CaseLoop): Cases {
  return {
    loop: parts,
    routes: [
      ...caseRoutes(parts),
      ...actionRoutes(parts),
      ...publicRoutes(parts),
      ...adviceRoutes(parts),
      ...deadlineRoutes(parts),
    ],
    jobs: [adviseCasesJob(parts) as AnyJob],
    startSweep: warn => startSweep(parts, warn),
  }
}
