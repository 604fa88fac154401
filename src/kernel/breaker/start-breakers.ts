import { type Database, keepDoing } from '#base/index.ts'
import type { AnyAlgorithm } from '../algorithm.ts'
import { evaluateBreakers } from './evaluate-breakers.ts'
import type { BreakerHolder } from './hold-breakers.ts'

/** Verdicts come from people: some a minute in a large city. */
const everyMilliseconds = 20_000

/** Looks at the breakers now and then until stopped. @returns how to stop */
export function startBreakers(
  kernel: { algorithms: readonly AnyAlgorithm[]; breakers: Pick<BreakerHolder, 'forget'> },
  { database, warn }: { database: Database; warn(error: Error): void },
): () => Promise<void> {
  return keepDoing({
    everyMilliseconds,
    work: async () => {
      const changes = await evaluateBreakers(database, kernel.algorithms)
      if (changes && changes.length > 0) kernel.breakers.forget()
    },
    warn,
  })
}
