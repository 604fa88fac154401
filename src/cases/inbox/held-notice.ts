import type { CaseLoop } from '../case-loop.ts'

/** For which act of a bulk act notices to citizens are held back: of the case itself, and of those merged into it. */
export interface HeldFor {
  bulkId: string
  caseId: string
}

/** What a step of a bulk act holds back; nothing of any other step. */
export function heldFor(loop: Pick<CaseLoop, 'inBulk'>, caseId: string): { held?: HeldFor } {
  return loop.inBulk ? { held: { bulkId: loop.inBulk.bulkId, caseId } } : {}
}
