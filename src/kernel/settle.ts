import { randomBytes } from 'node:crypto'
import { type Transaction, uuidv7 } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append, commitment, type Json } from '#ledger/index.ts'
import { claimSettlement, insertAct } from './act.store.ts'
import { selectContent, selectDecision } from './decision.store.ts'
import type { Gate, Verdict } from './kernel.contract.ts'
import { kernelError } from './kernel.errors.ts'
import { stricterGate } from './register/risk.rules.ts'

/** What a person decided about a decision. `value` is the person's own, kept beside the AI's, adopted or not. */
export interface Settlement {
  subject: string
  verdict: Verdict
  value: Json
  reason: string | null
  by: Actor
  /** Whether the person opened the evidence; null where that cannot be known (API, import). */
  evidenceOpened: boolean | null
  /** Seconds from seeing the advice to the verdict; null where that cannot be known. */
  secondsToSettle: number | null
  /** The person decided before the advice was shown. */
  blind: boolean
}

/** The gate that the register asks for now, where it is stricter than the one the decision was made under. */
export type GateNow = (algorithm: string) => Promise<Gate>

export type SettleOutcome = 'settled' | 'waits-for-second-person'

/** Whether the gate lets this actor give this verdict. Expiry is the system's own word. */
function checkGate(gate: Gate, settlement: Settlement): void {
  if (settlement.verdict === 'expired' || settlement.verdict === 'taken-over') return
  if (gate !== 'informs' && settlement.by.kind !== 'person') throw kernelError('kernel.person-required')
}

/**
 * Records what was done with a decision, in the transaction of the act itself.
 * With two-humans-confirm the first call records a confirmation and answers `waits-for-second-person`.
 * @throws kernel.decision-not-found, kernel.already-settled, kernel.person-required, kernel.second-person-required,
 *   kernel.nothing-to-adopt, kernel.decision-expired (adopting what has expired).
 */
export async function settle(
  tx: Transaction,
  decisionId: string,
  { gateNow, ...settlement }: Settlement & { gateNow?: GateNow },
): Promise<SettleOutcome> {
  const row = await selectDecision(tx, decisionId)
  if (!row || row.subject !== settlement.subject) throw kernelError('kernel.decision-not-found')
  const gate = stricterGate(row.gate as Gate, (await gateNow?.(row.algorithm)) ?? 'informs')
  checkGate(gate, settlement)
  if (settlement.verdict === 'adopted') {
    if (!(await holdsValue(tx, row))) throw kernelError('kernel.nothing-to-adopt')
    if (row.expires_at < new Date()) throw kernelError('kernel.decision-expired')
  }
  const confirms = gate === 'two-humans-confirm' && settlement.verdict === 'adopted'
  const claim = { decisionId, by: settlement.by.id, at: new Date() }
  let first = row.first_confirmed_by
  if (confirms && first === null) {
    const taken = await claimSettlement(tx, { ...claim, verdict: null })
    if (!taken) {
      await recordAct(tx, { decisionId, act: 'confirmed', settlement })
      return 'waits-for-second-person'
    }
    // Another confirmed in the same moment: then this is the second person.
    first = taken.firstConfirmedBy
  }
  if (gate === 'two-humans-confirm' && row.verdict === null && first === settlement.by.id)
    throw kernelError('kernel.second-person-required')
  const taken = await claimSettlement(tx, { ...claim, verdict: settlement.verdict })
  if (taken) throw kernelError('kernel.already-settled', { verdict: taken.verdict ?? '' })
  await recordAct(tx, { decisionId, act: 'settled', settlement })
  return 'settled'
}

// An abstention may hold an idea or none. Once the content is erased nobody can tell, and the act goes on.
async function holdsValue(tx: Transaction, row: { id: string; outcome: string }): Promise<boolean> {
  if (row.outcome !== 'abstained') return row.outcome === 'advised'
  const content = await selectContent(tx, row.id)
  return content === undefined || content.output !== null
}

async function recordAct(
  tx: Transaction,
  done: { decisionId: string; act: 'confirmed' | 'settled'; settlement: Settlement },
): Promise<void> {
  const { settlement, decisionId, act } = done
  const salt = randomBytes(16)
  const valueCommitment = commitment(salt, { value: settlement.value, reason: settlement.reason })
  await insertAct(
    tx,
    {
      id: uuidv7(),
      decision_id: decisionId,
      act,
      verdict: settlement.verdict,
      actor: settlement.by.id,
      value_commitment: valueCommitment,
      evidence_opened: settlement.evidenceOpened,
      seconds_to_settle: settlement.secondsToSettle,
      blind: settlement.blind,
    },
    { salt, value: settlement.value, reason: settlement.reason },
  )
  await append(tx, [
    {
      kind: `decision.${act}`,
      subject: settlement.subject,
      body: {
        decision: decisionId,
        verdict: settlement.verdict,
        by: settlement.by.id,
        blind: settlement.blind,
        value: valueCommitment.toString('hex'),
      },
    },
  ])
}
