import { setTimeout as pause } from 'node:timers/promises'
import type { CaseLoop } from '../case-loop.ts'
import { fireDueMoments } from './fire-due-moments.ts'
import { planMissingMoments } from './plan-missing-moments.ts'

const everyMilliseconds = 1000

/**
 * Sweeps once a second for deadlines that are due. Several processes may: each moment fires in one of them. What fails (a
 * database that is away) is tried again with the next sweep.
 * @returns how to stop; resolves when the present sweep has ended.
 */
export function startSweep(
  parts: Pick<CaseLoop, 'database' | 'city'>,
  warn: (error: Error) => void,
): () => Promise<void> {
  const ending = new AbortController()
  const { signal } = ending
  const sweep = async () => {
    let planned = false
    while (!signal.aborted) {
      try {
        if (!planned) await planMissingMoments(parts)
        planned = true
        await fireDueMoments(parts.database)
      } catch (error) {
        warn(error as Error)
      }
      await pause(everyMilliseconds, undefined, { signal, ref: false }).catch(() => undefined)
    }
  }
  const sweeping = sweep()
  return async () => {
    ending.abort()
    await sweeping
  }
}
