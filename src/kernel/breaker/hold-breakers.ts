import type { Database, Handle } from '#base/index.ts'
import { selectRegistrations } from '../register/registration.store.ts'
import { selectBreakers } from './breaker.store.ts'
import type { CutsInForce } from './cut.rules.ts'
import { selectSwitches } from './switch.store.ts'

/** What is cut off, as this process knows it. */
export interface BreakerHolder {
  /** Asked of the database at most every two seconds; a database that does not answer fails the call. */
  inForce(): Promise<CutsInForce>
  /** To be called when something was switched here. */
  forget(): void
}

/** What another process cuts off is seen here within this many milliseconds. */
const age = 2000

/** What is cut off now, read in the transaction of the act where there is one. */
export async function readCuts(handle: Handle): Promise<CutsInForce> {
  const breakers = await selectBreakers(handle)
  const switches = await selectSwitches(handle)
  const registered = await selectRegistrations(handle)
  return { breakers, off: switches.map(one => one.algorithm), registered }
}

/** Keeps what is cut off ready for many inferences a second. */
export function createBreakers(database: Database): BreakerHolder {
  let held: { at: number; cuts: Promise<CutsInForce> } | undefined
  return {
    inForce: async () => {
      if (!held || performance.now() - held.at > age) {
        const cuts = readCuts(database)
        held = { at: performance.now(), cuts }
        // Fails closed: what is not known is asked again the next time.
        cuts.catch(() => {
          held = undefined
        })
      }
      return await held.cuts
    },
    forget: () => {
      held = undefined
    },
  }
}
