import { keepDoing } from '#base/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { runNightly } from './run-retention.ts'

const everyMilliseconds = 300_000

/** Looks now and then whether the run of the night has to be made. @returns how to stop; resolves when the batch has ended. */
export function startNightly(
  parts: Pick<CaseLoop, 'database' | 'city'>,
  warn: (error: Error) => void,
): () => Promise<void> {
  return keepDoing({
    everyMilliseconds,
    work: (_turn, signal) => runNightly(parts, new Date(), signal),
    warn,
  })
}
