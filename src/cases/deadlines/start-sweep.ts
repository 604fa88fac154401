import { attempt, keepDoing } from '#base/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { tellDueTasks } from '../joint/tell-tasks.ts'
import { tellDueSupervisions } from '../supervision/tell-supervisions.ts'
import { fireDueMoments } from './fire-due-moments.ts'
import { followCalendar } from './follow-calendar.ts'
import { planMissingMoments } from './plan-missing-moments.ts'

const everyMilliseconds = 1000
/** Sweeps between two looks for cases that came with a deadline but without a step, e.g. by another process. */
const planEvery = 600
/** Sweeps between two looks whether the calendar is still the one that deadlines follow. */
const followEvery = 10

/**
 * Sweeps once a second for deadlines that are due. Several processes may: each moment fires in one of them. What fails (a
 * database that is away) is told and tried again; planning that fails does not keep what is planned from firing.
 * @returns how to stop; resolves when the present batch has ended.
 */
export function startSweep(
  parts: Pick<CaseLoop, 'database' | 'city'>,
  warn: (error: Error) => void,
): () => Promise<void> {
  return keepDoing({
    everyMilliseconds,
    work: async (turn, signal) => {
      const told = (work: () => Promise<unknown>) => attempt(work, { signal, warn })
      if (turn % planEvery === 0) await told(() => planMissingMoments({ ...parts, signal }))
      if (turn % followEvery === 0) await told(() => followCalendar({ ...parts, signal }))
      await told(() => fireDueMoments(parts.database, signal))
      await told(() => tellDueTasks(parts.database, signal))
      await told(() => tellDueSupervisions(parts.database, signal))
    },
    warn,
  })
}
