import { type Handle, type Level, within } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { commitment } from '#ledger/index.ts'
import type { Cut } from './breaker/cut.rules.ts'
import { outputPart } from './decision.draft.ts'
import { selectContent, selectDecision } from './decision.store.ts'
import { type Governed, govern } from './governed.ts'
import type { Evidence, Outcome } from './kernel.contract.ts'
import { kernelError } from './kernel.errors.ts'
import { restoreFor } from './restore-for.ts'

/** Who reads, and about what: the caller has proved that the actor may see the subject. */
export interface Reading {
  actor: Actor
  subject: string
  /** Tells what is cut off meanwhile; the kernel's own `recall` and `use` give it. */
  withhold?: (handle: Handle, of: Withheld) => Promise<Cut | null>
}

/** Advice that nobody has settled yet, as the breaker is asked about it. */
export interface Withheld {
  id: string
  modelVersion: string | null
  value: unknown
  subject: string
}

/**
 * Reads a decision's output hours later, in another process: re-checks subject and level, verifies the commitment.
 * @throws kernel.decision-not-found, kernel.level-too-low, kernel.altered.
 */
export async function recall<Output>(
  handle: Handle,
  decisionId: string,
  reading: Reading,
): Promise<Governed<Output>> {
  const row = await selectDecision(handle, decisionId)
  if (!row || row.subject !== reading.subject) throw kernelError('kernel.decision-not-found')
  const content = await selectContent(handle, decisionId)
  if (!content) throw kernelError('kernel.decision-not-found')
  const level = row.level as Level
  if (!within(level, reading.actor.scope.level)) throw kernelError('kernel.level-too-low', { level })
  const part = { value: content.output, evidence: content.evidence, reason: content.reason }
  if (!commitment(content.salt, outputPart(part)).equals(row.output_commitment))
    throw kernelError('kernel.altered', { decision: decisionId })
  const asked = {
    id: row.algorithm,
    modelVersion: row.model_version,
    value: content.output,
    subject: row.subject,
  }
  const isOpen = row.outcome === 'advised' && row.verdict === null
  const cut = isOpen && reading.withhold ? await reading.withhold(handle, asked) : null
  const restored = cut ? { value: null, evidence: [] } : restoreFor(reading.actor, content)
  return govern<Output>({
    decisionId,
    algorithm: row.algorithm,
    algorithmVersion: row.algorithm_version,
    modelVersion: row.model_version,
    outcome: cut ? 'abstained' : (row.outcome as Outcome),
    value: restored.value as Output | null,
    confidence: cut ? null : row.confidence,
    reason: cut ?? content.reason,
    evidence: readable(restored.evidence, reading.actor),
    level,
    madeAt: row.recorded_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    hash: row.output_commitment.toString('hex'),
  })
}

/** Words and passages quote the citizen (L3): below that level only titles and weights stay. */
function readable(evidence: Evidence[], actor: Actor): Evidence[] {
  if (within('L3', actor.scope.level)) return evidence
  return evidence.map(one => {
    if (one.kind === 'words') return { ...one, items: [] }
    return { ...one, text: '', matched: [] }
  })
}

/** The wording a store keeps beside its own row: which decision, and the hash it had. */
export async function verifyStored(
  handle: Handle,
  stored: { decisionId: string; hash: string },
): Promise<void> {
  const row = await selectDecision(handle, stored.decisionId)
  if (row?.output_commitment.toString('hex') !== stored.hash)
    throw kernelError('kernel.altered', { decision: stored.decisionId })
}
