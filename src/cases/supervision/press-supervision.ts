import type { Actor } from '#identity/index.ts'
import { annotateCase } from '../annotate-case.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { Acted } from '../transition.ts'
import { awaitedUntil } from './awaited-until.ts'
import { openSupervision } from './open-supervision.ts'
import type { DemandBody } from './supervision.contract.ts'
import { insertSaid, updateAsked } from './supervision.store.ts'

/** The answer does not do, or has not come: the leader asks again, until another day. @throws cases.not-supervised */
export async function pressSupervision(
  loop: CaseLoop,
  actor: Actor,
  act: { caseId: string; body: DemandBody },
): Promise<Acted> {
  const { demand, workdays } = act.body
  const { calendar } = await loop.city.snapshot()
  return await annotateCase(loop, actor, {
    caseId: act.caseId,
    permission: 'cases:supervise',
    type: 'supervision-pressed',
    effect: async (tx, held) => {
      const { id } = await openSupervision(tx, held.id)
      const at = new Date()
      const dueAt = awaitedUntil(at, workdays, calendar)
      await updateAsked(tx, { id, at, dueAt })
      await insertSaid(tx, { supervision_id: id, kind: 'demand', at, actor_name: actor.name, text: demand })
      return { text: demand, details: { supervision: id, dueAt: dueAt?.toISOString() ?? null } }
    },
  })
}
