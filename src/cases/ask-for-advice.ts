import type { z } from 'zod'
import type { Actor } from '#identity/index.ts'
import type { adviceAnswer, askForAdvice, DispatchAdvice } from './advice.contract.ts'
import { isBlind } from './blind.rules.ts'
import type { CaseLoop } from './case-loop.ts'
import { visibleAdvice } from './visible-advice.ts'

type Answer = z.input<typeof adviceAnswer>

/**
 * Dispatch advice on a draft while it is typed: one decision each time, the newest of a draft counts. A blind draft gets
 * its decision too, but nobody is shown it before the case was dispatched.
 */
export async function adviseDraft(
  loop: CaseLoop,
  actor: Actor,
  asked: z.output<typeof askForAdvice>,
): Promise<Answer> {
  const { draftId, subject, detail, regionId } = asked
  const item = { subject: `draft:${draftId}`, input: { subject, detail, regionId } }
  const [governed] = await loop.kernel.inferMany<typeof item.input, DispatchAdvice>(
    loop.dispatchAlgorithm,
    [item],
    actor,
  )
  if (isBlind(draftId, loop.blindShare)) return { blind: true, advice: null, pending: false }
  const advice = await visibleAdvice(loop.database, actor, governed!)
  return { blind: false, advice, pending: false }
}
