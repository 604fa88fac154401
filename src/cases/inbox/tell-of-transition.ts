import type { Follower } from '../transitioned.ts'
import { heldFor } from './held-notice.ts'
import { tellOfEvents } from './tell-of-events.ts'

/** Tells everybody concerned of a step, in its transaction. */
export const tellOfTransition: Follower = async (tx, done, loop) =>
  await tellOfEvents(tx, { ...done, ...heldFor(loop, done.after.id) })
