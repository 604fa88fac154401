import type { Actor } from '#identity/index.ts'
import { actInScope, type CaseVerb } from './act-on-case.ts'
import type { CaseLoop } from './case-loop.ts'
import { readableHash } from './follow-up.ts'
import { type Acted, transition } from './transition.ts'

/**
 * The citizen gives the matter up (撤诉): signed in, or staff on behalf. It says nothing about the advice, which stays
 * unsettled.
 */
export const withdrawCase: CaseVerb<'withdraw'> = (loop, actor, act) =>
  actInScope(loop, actor, { action: 'withdraw', act, effect: () => ({ text: act.body.reason }) })

/**
 * Given up by the follow-up code: the code is the right to do so.
 * @throws base.not-found for a code nobody has, cases.not-allowed-now when it is closed.
 */
export async function withdrawByCode(
  loop: CaseLoop,
  actor: Actor,
  given: { followUpCode: string; reason: string },
): Promise<Acted> {
  const key = { followUpHash: readableHash(given.followUpCode) }
  return await transition(loop, actor, { action: 'withdraw', key, effect: () => ({ text: given.reason }) })
}
