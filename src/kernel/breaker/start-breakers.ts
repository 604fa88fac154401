import { type Database, keepDoing } from '#base/index.ts'
import type { AnyAlgorithm } from '../algorithm.ts'
import { evaluateBreakers } from './evaluate-breakers.ts'
import type { BreakerHolder } from './hold-breakers.ts'
import { type WatchParts, watchRuns } from './watch-runs.ts'

/** Verdicts come from people: some a minute in a large city. */
const everyMilliseconds = 20_000
/** Reads some 1,200 runs of each algorithm. */
const runsEveryMilliseconds = 60_000

/** Looks at the breakers now and then until stopped. @returns how to stop */
export function startBreakers(
  kernel: { algorithms: readonly AnyAlgorithm[]; breakers: Pick<BreakerHolder, 'forget'> },
  parts: Pick<WatchParts, 'countObjections' | 'tellRoles'> & { database: Database; warn(error: Error): void },
): () => Promise<void> {
  const { database, warn } = parts
  const of = { ...parts, algorithms: kernel.algorithms }
  const look = (everyMilliseconds: number, work: () => Promise<readonly unknown[] | null>) =>
    keepDoing({
      everyMilliseconds,
      work: async () => {
        if ((await work())?.length) kernel.breakers.forget()
      },
      warn,
    })
  const stops = [
    look(everyMilliseconds, async () => await evaluateBreakers(database, of)),
    look(runsEveryMilliseconds, async () => await watchRuns(database, of)),
  ]
  return async () => void (await Promise.all(stops.map(stop => stop())))
}
