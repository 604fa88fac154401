import { uuidv7 } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { annotateCase } from '../annotate-case.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { Acted } from '../transition.ts'
import { awaitedUntil } from './awaited-until.ts'
import type { DemandBody } from './supervision.contract.ts'
import { supervisionError } from './supervision.errors.ts'
import { insertSaid, insertSupervision, selectSupervisions } from './supervision.store.ts'

/** A leader follows a case (督办) and demands an answer until a day. @throws cases.supervised-already */
export async function superviseCase(
  loop: CaseLoop,
  actor: Actor,
  act: { caseId: string; body: DemandBody },
): Promise<Acted> {
  const { demand, workdays } = act.body
  const { calendar } = await loop.city.snapshot()
  return await annotateCase(loop, actor, {
    caseId: act.caseId,
    permission: 'cases:supervise',
    type: 'supervised',
    effect: async (tx, held) => {
      const open = (await selectSupervisions(tx, held.id)).some(one => one.ended_at === null)
      if (open) throw supervisionError('cases.supervised-already')
      const at = new Date()
      const dueAt = awaitedUntil(at, workdays, calendar)
      const id = uuidv7()
      await insertSupervision(tx, { id, caseId: held.id, at, by: actor.id, dueAt })
      await insertSaid(tx, { supervision_id: id, kind: 'demand', at, actor_name: actor.name, text: demand })
      return { text: demand, details: { supervision: id, dueAt: dueAt?.toISOString() ?? null } }
    },
  })
}
