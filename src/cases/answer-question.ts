import type { Actor } from '#identity/index.ts'
import { actInScope, type CaseVerb } from './act-on-case.ts'
import type { CaseLoop } from './case-loop.ts'
import { readableHash } from './follow-up.ts'
import { type Acted, type Effect, transition } from './transition.ts'

const effectOf = (answer: string) => (): Effect => ({ change: { pause: null }, text: answer })

/** What the citizen says to a question (诉求人补充说明), taken down by staff or given signed in; work goes on. */
export const answerQuestion: CaseVerb<'answer-question'> = (loop, actor, act) =>
  actInScope(loop, actor, { action: 'answer-question', act, effect: effectOf(act.body.answer) })

/**
 * The answer by the follow-up code: the code is the right to give it.
 * @throws base.not-found for a code nobody has, cases.not-allowed-now when nothing was asked.
 */
export async function answerByCode(
  loop: CaseLoop,
  actor: Actor,
  given: { followUpCode: string; answer: string },
): Promise<Acted> {
  const key = { followUpHash: readableHash(given.followUpCode) }
  return await transition(loop, actor, { action: 'answer-question', key, effect: effectOf(given.answer) })
}
