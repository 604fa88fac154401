import type { Transaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { CaseChange, CaseRecord } from '../case.store.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { CaseState } from '../case-words.contract.ts'
import { reopenMisdirections } from '../disputes/misdirection.store.ts'
import { dropHeld } from '../inbox/held-notice.store.ts'
import { type Acted, type Effect, transition } from '../transition.ts'
import type { BulkAction } from './bulk.contract.ts'
import { bulkError } from './bulk.errors.ts'
import type { Stood } from './bulk.rules.ts'
import { membersMoved } from './bulk.store.ts'

/** One act of a bulk act, as it was. */
export interface OneAct {
  bulkId: string
  caseId: string
  action: BulkAction
  stood: Stood
}

type Back = Pick<Effect, 'change' | 'clock' | 'toState' | 'departmentId' | 'details'>

function placeBack(stood: Stood): CaseChange {
  return { department_id: stood.departmentId, duty_id: stood.dutyId, category_id: stood.categoryId }
}

const backs: Record<BulkAction, (stood: Stood, held: CaseRecord) => Back> = {
  dispatch: (stood, held) => ({
    change: { ...placeBack(stood), ...(stood.settled ? { advice_verdict: null } : {}) },
    clock: stood.clock,
    toState: stood.state as CaseState,
    departmentId: held.department_id,
    details: { departmentId: held.department_id, seq: stood.seq },
  }),
  assign: (stood, held) => ({
    change: { assignee_id: stood.assigneeId },
    // Who loses it is told.
    details: { personId: held.assignee_id, previousPersonId: stood.assigneeId },
  }),
  close: stood => ({
    change: { disposition: null, closed_at: null },
    toState: stood.state as CaseState,
    details: {},
  }),
}

// The verdict was given by an act that no longer stands: training and figures must not learn from it.
async function takeVerdictBack(
  loop: CaseLoop,
  tx: Transaction,
  given: { actor: Actor; stood: Stood },
): Promise<string | null> {
  const { settled } = given.stood
  if (settled === null) return null
  await loop.kernel.retract(tx, settled.decisionId, { subject: settled.subject, by: given.actor })
  return settled.decisionId
}

/**
 * Takes one act of a bulk act back: the case stands again where it stood, by a step of its own on timeline and ledger. Only
 * while nothing has happened to it since, and while no citizen was told.
 * @throws cases.undo-changed, cases.undo-told, and what transitions throw.
 */
export async function recallCase(loop: CaseLoop, actor: Actor, one: OneAct): Promise<Acted> {
  const { bulkId, caseId, action, stood } = one
  return await transition(loop, actor, {
    action: `recall-${action}`,
    key: { caseId, scope: actor.scope },
    version: stood.version,
    effect: async (tx, held) => {
      if (held.last_seq !== stood.seq || (await membersMoved(tx, caseId, stood.at)))
        throw bulkError('cases.undo-changed')
      if ((await dropHeld(tx, { bulkId, caseId })) !== stood.notices) throw bulkError('cases.undo-told')
      await reopenMisdirections(tx, caseId, stood.misdirections)
      const decisionId = await takeVerdictBack(loop, tx, { actor, stood })
      const back = backs[action](stood, held)
      return { ...back, decisionId, details: { act: action, bulkId, ...back.details } }
    },
  })
}
