import type { CitySnapshot } from '#city/index.ts'
import type { Actor } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { CaseAction } from '../case-words.contract.ts'
import type { Hindrance } from './dispute.contract.ts'
import { disputeError } from './dispute.errors.ts'
import { hindranceOf, partialAbove } from './dispute.rules.ts'
import { type DisputeRecord, selectDispute } from './dispute.store.ts'

function pathUp(city: CitySnapshot, id: string): string[] {
  const path: string[] = []
  for (
    let at: string | null = id;
    at !== null && !path.includes(at);
    at = city.department(at)?.parentId ?? null
  )
    path.push(at)
  return path
}

/** The one department above all others; null in a city that has several such. */
function headOf(city: CitySnapshot): string | null {
  const tops = city.departments.filter(one => one.parentId === null)
  return tops.length === 1 ? tops[0]!.id : null
}

/** Why the actor may not rule on an objection; null when nothing stands in the way. */
export function hindranceFor(
  actor: Actor,
  dispute: DisputeRecord,
  more: { city: CitySnapshot; ruledDepartmentId?: string },
): Hindrance | null {
  const { city, ruledDepartmentId } = more
  const named = [dispute.department_id, dispute.proposed_department_id, ruledDepartmentId]
  const sides = [...new Set(named.filter(id => typeof id === 'string'))]
  const above = partialAbove(
    sides.map(id => pathUp(city, id)),
    headOf(city),
  )
  return hindranceOf(actor, {
    openedBy: dispute.opened_by,
    sentBy: dispute.sent_by,
    departments: [...city.departmentSubtree(sides), ...above],
  })
}

/** @throws cases.own-interest */
export function checkReviewer(...asked: Parameters<typeof hindranceFor>): void {
  const hindrance = hindranceFor(...asked)
  if (hindrance !== null) throw disputeError('cases.own-interest', { hindrance })
}

const rulings: readonly CaseAction[] = ['uphold-objection', 'refuse-objection']

/** The actions without the rulings, for who may rule in general and has to stand aside from this objection. */
export async function withoutOwnInterest(
  loop: Pick<CaseLoop, 'database' | 'city'>,
  actor: Actor,
  given: { disputeId: string | null; actions: CaseAction[] },
): Promise<CaseAction[]> {
  const { disputeId, actions } = given
  if (disputeId === null || !actions.some(action => rulings.includes(action))) return actions
  const dispute = await selectDispute(loop.database, disputeId)
  if (!dispute || hindranceFor(actor, dispute, { city: await loop.city.snapshot() }) === null) return actions
  return actions.filter(action => !rulings.includes(action))
}
