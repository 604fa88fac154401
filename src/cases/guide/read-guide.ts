import type { z } from 'zod'
import type { CaseLoop } from '../case-loop.ts'
import type { EventType } from '../case-words.contract.ts'
import { type GuideStep, type guide, guideSteps } from '../guide.contract.ts'
import { selectStepsTaken } from './guide.store.ts'

const events: Readonly<Record<GuideStep, EventType>> = {
  report: 'reported',
  dispatch: 'dispatched',
  reply: 'replied',
  close: 'closed',
  rate: 'rated',
}

const newest = 50

/** How far newcomers have come on the path from a citizen's words to a rated case. */
export async function readGuide(loop: Pick<CaseLoop, 'database'>): Promise<z.infer<typeof guide>> {
  const taken = await selectStepsTaken(loop.database, newest)
  return { taken: guideSteps.filter(step => taken.includes(events[step])) }
}
