import { freshBytes, momentOf, type Transaction, uuidv7 } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append, commitment } from '#ledger/index.ts'
import type { OmissionRequest } from './label.contract.ts'
import { insertOmission } from './omission.store.ts'

/** The measures ask for six months; a year covers a case that is reopened. */
const keptMonths = 12

/**
 * Records that content of a decision goes out without its visible label, before it goes: who asked, for whom, why, and that the
 * receiver agreed to label it. The caller has checked that the actor may.
 * @returns the id of the record
 */
export async function omitLabel(
  tx: Transaction,
  actor: Actor,
  of: { decisionId: string; subject: string; format: string; request: OmissionRequest },
): Promise<string> {
  const { decisionId, subject, format, request } = of
  const id = uuidv7()
  const at = momentOf(id)
  const keptUntil = new Date(at)
  keptUntil.setUTCMonth(keptUntil.getUTCMonth() + keptMonths)
  const salt = freshBytes(16)
  const { receiver, reason } = request
  const proof = commitment(salt, { receiver, reason, agreed: true })
  const [entryId] = await append(tx, [
    {
      kind: 'label.omitted',
      subject,
      body: { decision: decisionId, format, by: actor.id, request: proof.toString('hex') },
    },
  ])
  await insertOmission(tx, {
    row: {
      id,
      recorded_at: at,
      decision_id: decisionId,
      subject,
      format,
      actor: actor.id,
      request_commitment: proof,
      entry_id: entryId!,
      kept_until: keptUntil,
    },
    content: { omission_id: id, salt, receiver, reason },
  })
  return id
}
