import { setTimeout as pause } from 'node:timers/promises'
import type { CaseLoop } from '../case-loop.ts'
import { fireDueMoments } from './fire-due-moments.ts'
import { planMissingMoments } from './plan-missing-moments.ts'

const everyMilliseconds = 1000
/** Sweeps between two looks for cases that came with a deadline but without a step, e.g. by another process. */
const planEvery = 600

/**
 * Sweeps once a second for deadlines that are due. Several processes may: each moment fires in one of them. What fails (a
 * database that is away) is told and tried again; planning that fails does not keep what is planned from firing.
 * @returns how to stop; resolves when the present batch has ended.
 */
export function startSweep(
  parts: Pick<CaseLoop, 'database' | 'city'>,
  warn: (error: Error) => void,
): () => Promise<void> {
  const ending = new AbortController()
  const { signal } = ending
  const told = async (work: () => Promise<unknown>) => {
    await work().catch((error: Error) => signal.aborted || warn(error))
  }
  const sweep = async () => {
    for (let turn = 0; !signal.aborted; turn++) {
      if (turn % planEvery === 0) await told(() => planMissingMoments({ ...parts, signal }))
      await told(() => fireDueMoments(parts.database, signal))
      await pause(everyMilliseconds, undefined, { signal, ref: false }).catch(() => undefined)
    }
  }
  const sweeping = sweep()
  return async () => {
    ending.abort()
    await sweeping
  }
}
