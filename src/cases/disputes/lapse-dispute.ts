import type { Follower } from '../transitioned.ts'
import { endDispute, forgetDispute } from './dispute.store.ts'

const working: readonly string[] = ['dispatched', 'handling']

/**
 * An objection lapses when the case leaves the department by another step than a ruling: it replied after all, gave the
 * case back, or the dispatcher saw it was right and sent the case on. A case that was merged into another goes where that
 * one goes, so nothing is left to rule on.
 */
export const lapseDispute: Follower = async (tx, { actor, before, after, at }) => {
  const { dispute_id } = after
  if (dispute_id === null || dispute_id !== before.dispute_id) return
  const stays = after.merged_into === before.merged_into && after.department_id === before.department_id
  if (stays && working.includes(after.state)) return
  await endDispute(tx, dispute_id, {
    outcome: 'lapsed',
    by: actor.id,
    at,
    seq: after.last_seq,
    ruledDepartmentId: null,
  })
  await forgetDispute(tx, after.id)
}
