import type { z } from 'zod'
import { type Database, inTransaction, within } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import type { ContentPurpose, decisionRecord } from './kernel.contract.ts'
import { readDecision } from './read-decision.ts'

/**
 * One decision as its page shows it. What people wrote is L4: it opens to who is cleared and says what for, and the look is in
 * the ledger before anything is shown.
 * @throws kernel.decision-not-found
 */
export async function lookAtDecision(
  database: Database,
  actor: Actor,
  asked: { decisionId: string; purpose?: ContentPurpose | undefined },
): Promise<z.input<typeof decisionRecord>> {
  const { decisionId, purpose } = asked
  const record = await readDecision(database, decisionId, actor)
  if (!within('L4', actor.scope.level)) return record
  if (purpose === undefined) {
    const acts = record.acts.map(act => ({ ...act, value: null }))
    return { ...record, acts, content: null, asksPurpose: record.content !== null }
  }
  const body = { decision: decisionId, by: actor.id, purpose }
  await inTransaction(database, tx =>
    append(tx, [{ kind: 'decision.content-looked', subject: record.subject, body }]),
  )
  return record
}
