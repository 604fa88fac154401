import type { Actor } from '#identity/index.ts'
import { annotateCase } from '../annotate-case.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { Acted } from '../transition.ts'
import { openSupervision } from './open-supervision.ts'
import { supervisionError } from './supervision.errors.ts'
import { insertSaid, updateState } from './supervision.store.ts'

/**
 * The department that has the case answers the leader; for a case that no department has, the dispatcher does.
 * @throws cases.not-supervised, cases.supervision-answered
 */
export async function answerSupervision(
  loop: CaseLoop,
  actor: Actor,
  act: { caseId: string; body: { answer: string } },
): Promise<Acted> {
  const { answer } = act.body
  return await annotateCase(loop, actor, {
    caseId: act.caseId,
    permission: 'cases:answer-supervision',
    type: 'supervision-answered',
    effect: async (tx, held) => {
      const { id, state } = await openSupervision(tx, held.id)
      if (state !== 'asked') throw supervisionError('cases.supervision-answered')
      const at = new Date()
      await updateState(tx, { id, state: 'answered', at })
      await insertSaid(tx, { supervision_id: id, kind: 'answer', at, actor_name: actor.name, text: answer })
      return { text: answer, details: { supervision: id } }
    },
  })
}
