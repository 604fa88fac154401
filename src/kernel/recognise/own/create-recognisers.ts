import type { Database } from '#base/index.ts'
import type { Finding } from '../../guard/guard.contract.ts'
import { type RecogniseOptions, recognise } from '../recognise.rules.ts'
import { type CompiledRecogniser, compileOwn } from './own-pattern.rules.ts'
import { selectNewest, selectRevision } from './own-recogniser.store.ts'

/** Recognisers as they hold now; another object as soon as one was changed. */
export interface RecognisersInForce {
  /** @param options the levels of types where a city set them; only what is highly sensitive */
  recognise(text: string, options?: Pick<RecogniseOptions, 'levels' | 'highOnly'>): Finding[]
  /** The city's own. */
  own: readonly CompiledRecogniser[]
}

/** The recognisers of this process, the city's own among them. */
export interface RecogniserHolder {
  /** What is in force; asked of the database at most every two seconds. */
  inForce(): Promise<RecognisersInForce>
  /** To be called when one was saved here: the next look asks again. */
  forget(): void
}

/** What another process saves is seen here within this many milliseconds. */
const age = 2000

async function load(database: Database): Promise<CompiledRecogniser[]> {
  const newest = await selectNewest(database)
  return newest.filter(one => one.enabled).map(one => compileOwn(one.key, one))
}

/**
 * Keeps the recognisers ready. While the database does not answer, those of before go on: text that is not looked at would be
 * worse than a change that comes late.
 */
export function createRecognisers(database: Database): RecogniserHolder {
  let held: { revision: number; inForce: RecognisersInForce } | undefined
  let asked = Number.NEGATIVE_INFINITY
  let asking: Promise<void> | undefined
  const look = async () => {
    const at = performance.now()
    const revision = await selectRevision(database)
    if (held?.revision !== revision) {
      const own = await load(database)
      held = {
        revision,
        inForce: { own, recognise: (text, options = {}) => recognise(text, { ...options, own }) },
      }
    }
    asked = at
  }
  return {
    inForce: async () => {
      if (performance.now() - asked > age) {
        asking ??= look().finally(() => {
          asking = undefined
        })
        if (held) await asking.catch(() => undefined)
        else await asking
      }
      return held!.inForce
    },
    forget: () => {
      asked = Number.NEGATIVE_INFINITY
    },
  }
}
