import type { CaseState } from '../case-words.contract.ts'
import { caseStates } from '../case-words.contract.ts'
import type { Reconciliation, ReconciliationBody } from './exchange.contract.ts'

export interface HeldOrder {
  orderId: string
  caseCode: string
  state: CaseState
  /** False for one taken outside the span: it is held, and nobody expects the other side to list it. */
  inSpan: boolean
}

const shown = 1000

/** Holds what a platform says against what is here. Where it does not know a state, it is enough that it knows the order. */
export function reconcile(
  sent: ReconciliationBody,
  held: readonly HeldOrder[],
  madeAt: Date,
): Reconciliation {
  const theirs = new Map(sent.orders.map(one => [one.orderId, one.state]))
  const ours = new Map(held.map(one => [one.orderId, one]))
  const missingHere = [...theirs.keys()].filter(orderId => !ours.has(orderId))
  const missingThere = held.filter(one => one.inSpan && !theirs.has(one.orderId))
  const differing = [...theirs].flatMap(([orderId, state]) => {
    const one = ours.get(orderId)
    if (!one || state === 'unknown' || state === one.state) return []
    return [{ orderId, caseCode: one.caseCode, theirs: state, ours: one.state }]
  })
  const inSpan = held.filter(one => one.inSpan)
  const states = Object.fromEntries(
    caseStates.map(state => [state, inSpan.filter(one => one.state === state).length]),
  ) as Record<CaseState, number>
  return {
    madeAt: madeAt.toISOString(),
    from: sent.from,
    to: sent.to,
    counts: {
      sent: theirs.size,
      held: inSpan.length,
      matching: theirs.size - missingHere.length - differing.length,
      missingHere: missingHere.length,
      missingThere: missingThere.length,
      differing: differing.length,
    },
    states,
    missingHere: missingHere.slice(0, shown),
    missingThere: missingThere.slice(0, shown).map(({ orderId, caseCode }) => ({ orderId, caseCode })),
    differing: differing.slice(0, shown),
  }
}
