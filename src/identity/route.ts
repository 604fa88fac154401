import { routesFor } from '#base/index.ts'
import type { Actor } from './identity.contract.ts'

/** Defines a route whose caller is an Actor; used by every later room. */
export const route = routesFor<Actor>()
