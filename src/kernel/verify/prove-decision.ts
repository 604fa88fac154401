import { type Database, inTransaction, within } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append, type EntryProof, entryProof, type Json, readEntry } from '#ledger/index.ts'
import { outputPart } from '../decision.draft.ts'
import { selectContent, selectDecision } from '../decision.store.ts'
import { aiLabelOf } from '../governed.ts'
import type { AiLabel, ContentPurpose } from '../kernel.contract.ts'
import { kernelError } from '../kernel.errors.ts'
import { leavesWith } from './check-decisions.ts'

/** A proof of a decision, to be verified by bin/verify-proof.mjs. */
export interface DecisionProof extends EntryProof {
  /** The entry of GB 45438-2025: what an algorithm said may stand in it. */
  AIGC: AiLabel['aigc']
  decision: {
    id: string
    /** What the entry vouches for: this decision, and those that were made with it. */
    leaves: { [key: string]: Json }[]
    /** What went in and came out, with the salt of the commitment; only where it was asked for with a purpose. */
    content: { salt: string; input: Json; output: Json } | null
  }
}

async function contentOf(database: Database, decisionId: string) {
  const content = await selectContent(database, decisionId)
  if (!content) return null
  const { salt, input, output: value, evidence, reason } = content
  const output = outputPart({ value, evidence, reason })
  return { salt: salt.toString('base64'), input: input as Json, output }
}

/**
 * Proves a decision under the newest signed head of the ledger. Without a purpose the proof holds hashes and facts alone;
 * taking a proof out is on record either way, before it goes.
 * @throws kernel.decision-not-found, kernel.level-too-low, ledger.not-yet
 */
export async function proveDecision(
  database: Database,
  actor: Actor,
  asked: { decisionId: string; purpose?: ContentPurpose | undefined },
): Promise<DecisionProof> {
  const { decisionId, purpose } = asked
  const row = await selectDecision(database, decisionId)
  const entry = row && (await readEntry(database, row.entry_id))
  if (!row || !entry) throw kernelError('kernel.decision-not-found')
  if (purpose !== undefined && !within('L4', actor.scope.level))
    throw kernelError('kernel.level-too-low', { level: 'L4' })
  const proof = await entryProof(database, entry.id)
  const content = purpose === undefined ? null : await contentOf(database, decisionId)
  const body = { decision: decisionId, by: actor.id, purpose: purpose ?? null }
  await inTransaction(database, tx =>
    append(tx, [{ kind: 'decision.proof-taken', subject: row.subject, body }]),
  )
  return {
    ...proof,
    AIGC: aiLabelOf(decisionId).aigc,
    decision: { id: decisionId, leaves: await leavesWith(database, entry), content },
  }
}
