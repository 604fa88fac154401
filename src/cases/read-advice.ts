import type { z } from 'zod'
import type { Actor } from '#identity/index.ts'
import type { adviceAnswer, DispatchAdvice } from './advice.contract.ts'
import type { CaseLoop } from './case-loop.ts'
import { type CaseAdvice, readCaseAdvice } from './read-case.ts'
import { visibleAdvice } from './visible-advice.ts'

type Answer = z.input<typeof adviceAnswer>

const beforeDispatch = ['reported', 'accepted']

/** A blind case keeps its advice to itself until somebody dispatched it or ended it otherwise. */
function isHidden(advice: CaseAdvice): boolean {
  return advice.blind && !advice.settled && beforeDispatch.includes(advice.state)
}

/**
 * The advice a case was given, for who may read the case: pending while the job is at it, hidden while the case is blind.
 * @throws base.not-found, kernel.altered, kernel.level-too-low
 */
export async function readAdvice(loop: CaseLoop, actor: Actor, caseId: string): Promise<Answer> {
  const tied = await readCaseAdvice(loop, actor, caseId)
  if (isHidden(tied)) return { blind: true, advice: null, pending: false }
  const { decisionId, subject } = tied
  if (decisionId === null || subject === null)
    return { blind: false, advice: null, pending: beforeDispatch.includes(tied.state) }
  const governed = await loop.kernel.recall<DispatchAdvice>(loop.database, decisionId, { actor, subject })
  const advice = await visibleAdvice(loop.database, actor, governed)
  return { blind: false, advice, pending: false }
}
