import type { Actor } from '#identity/index.ts'
import type { ActionBody } from './action.contract.ts'
import type { CaseLoop } from './case-loop.ts'
import type { CaseAction } from './case-words.contract.ts'
import { type Acted, type Step, transition } from './transition.ts'

/** One action on one case by one person, with its body. */
export interface CaseAct<A extends CaseAction> {
  caseId: string
  body: ActionBody<A>
}

/** A verb of the loop. */
export type CaseVerb<A extends CaseAction> = (loop: CaseLoop, actor: Actor, act: CaseAct<A>) => Promise<Acted>

/** Takes a step on a case the actor reaches by scope, from the version the actor saw. */
export async function actInScope<A extends CaseAction>(
  loop: CaseLoop,
  actor: Actor,
  step: { action: A; act: CaseAct<A>; effect: Step['effect']; before?: Step['before'] },
): Promise<Acted> {
  const { action, act, effect, before } = step
  const key = { caseId: act.caseId, scope: actor.scope }
  return await transition(loop, actor, {
    action,
    key,
    version: act.body.version,
    effect,
    ...(before ? { before } : {}),
  })
}
