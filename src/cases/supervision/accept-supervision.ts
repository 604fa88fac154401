import type { Actor } from '#identity/index.ts'
import { annotateCase } from '../annotate-case.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { Acted } from '../transition.ts'
import { openSupervision } from './open-supervision.ts'
import { supervisionError } from './supervision.errors.ts'
import { insertSaid, updateState } from './supervision.store.ts'

/** The answer does; the supervision ends. @throws cases.not-supervised, cases.supervision-unanswered */
export async function acceptSupervision(
  loop: CaseLoop,
  actor: Actor,
  act: { caseId: string; body: { note?: string | undefined } },
): Promise<Acted> {
  const { note } = act.body
  return await annotateCase(loop, actor, {
    caseId: act.caseId,
    permission: 'cases:supervise',
    type: 'supervision-accepted',
    effect: async (tx, held) => {
      const { id, state } = await openSupervision(tx, held.id)
      if (state !== 'answered') throw supervisionError('cases.supervision-unanswered')
      const at = new Date()
      await updateState(tx, { id, state: 'accepted', at })
      if (note)
        await insertSaid(tx, { supervision_id: id, kind: 'note', at, actor_name: actor.name, text: note })
      return { text: note || null, details: { supervision: id } }
    },
  })
}
