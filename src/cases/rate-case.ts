import type { Transaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { actInScope, type CaseVerb } from './act-on-case.ts'
import type { CaseRecord } from './case.store.ts'
import type { CaseLoop } from './case-loop.ts'
import { readableHash } from './follow-up.ts'
import { type Acted, type Effect, transition } from './transition.ts'

export interface Rating {
  score: number
  resolved: boolean
  reasons?: readonly string[] | undefined
  note?: string | undefined
}

function effectOf(rating: Rating) {
  return (_tx: Transaction, _held: CaseRecord): Effect => ({
    change: { rating: rating.score, resolved: rating.resolved },
    text: rating.note || null,
    details: {
      score: rating.score,
      resolved: rating.resolved,
      ...(rating.reasons?.length ? { reasons: [...rating.reasons] } : {}),
    },
  })
}

/** Rates how it was handled (评价), by the citizen signed in or by staff who called back. */
export const rateCase: CaseVerb<'rate'> = (loop, actor, act) =>
  actInScope(loop, actor, { action: 'rate', act, effect: effectOf(act.body) })

/**
 * Rates by the follow-up code: the code is the right to do so.
 * @throws base.not-found for a code nobody has, cases.not-allowed-now when it is not closed or was rated.
 */
export async function rateByCode(
  loop: CaseLoop,
  actor: Actor,
  rating: Rating & { followUpCode: string },
): Promise<Acted> {
  const key = { followUpHash: readableHash(rating.followUpCode) }
  return await transition(loop, actor, { action: 'rate', key, effect: effectOf(rating) })
}
