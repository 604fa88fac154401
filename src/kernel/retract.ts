import type { Transaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import { dropSettlement } from './act.store.ts'
import { selectDecision } from './decision.store.ts'
import { kernelError } from './kernel.errors.ts'

/** Whose verdict about what is taken back. */
export interface Retraction {
  subject: string
  by: Pick<Actor, 'id'>
}

/**
 * Takes a verdict back, in the transaction that takes the act back by which it was given: the decision is open again and
 * whoever acts next settles it. That it was settled, and that this was taken back, stays: the act and a ledger entry.
 * @returns false when nothing was settled.
 * @throws kernel.decision-not-found
 */
export async function retract(tx: Transaction, decisionId: string, retraction: Retraction): Promise<boolean> {
  const { subject, by } = retraction
  const row = await selectDecision(tx, decisionId)
  if (!row || row.subject !== subject) throw kernelError('kernel.decision-not-found')
  const verdict = await dropSettlement(tx, decisionId)
  if (verdict === null) return false
  await append(tx, [
    { kind: 'decision.retracted', subject, body: { decision: decisionId, verdict, by: by.id } },
  ])
  return true
}
