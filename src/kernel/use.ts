import { type Transaction, uuidv7 } from '#base/index.ts'
import { append } from '#ledger/index.ts'
import { insertAct } from './act.store.ts'
import type { Cut } from './breaker/cut.rules.ts'
import type { Governed } from './governed.ts'
import { kernelError } from './kernel.errors.ts'
import { type Reading, recall } from './recall.ts'

const cutReasons: ReadonlySet<string> = new Set<Cut>([
  'breaker-open',
  'switched-off',
  'not-registered',
  'registration-expired',
  'not-in-stage',
])

/**
 * Somebody relies on a decision: level, subject, integrity and expiry are checked again, and the use is recorded in
 * the transaction of the act.
 * @throws what recall throws, kernel.cut-off, kernel.nothing-to-adopt, kernel.decision-expired.
 */
export async function use<Output>(
  tx: Transaction,
  decisionId: string,
  reading: Reading,
): Promise<Governed<Output>> {
  const governed = await recall<Output>(tx, decisionId, reading)
  if (governed.value === null && cutReasons.has(governed.reason ?? '')) throw kernelError('kernel.cut-off')
  if (governed.value === null) throw kernelError('kernel.nothing-to-adopt')
  if (governed.expiresAt < new Date().toISOString()) throw kernelError('kernel.decision-expired')
  await insertAct(
    tx,
    {
      id: uuidv7(),
      decision_id: decisionId,
      act: 'used',
      verdict: null,
      actor: reading.actor.id,
      value_commitment: null,
      evidence_opened: null,
      seconds_to_settle: null,
      blind: false,
    },
    null,
  )
  await append(tx, [
    { kind: 'decision.used', subject: reading.subject, body: { decision: decisionId, by: reading.actor.id } },
  ])
  return governed
}
