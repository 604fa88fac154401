import type { z } from 'zod'
import { type Handle, isCode, type Level, within } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { commitment, type Json, readEntries, readEntry } from '#ledger/index.ts'
import { selectActs } from './act.store.ts'
import { outputPart } from './decision.draft.ts'
import type { DecisionFilter } from './decision.store.ts'
import { selectContent, selectDecision, selectDecisions } from './decision.store.ts'
import { aiLabelOf } from './governed.ts'
import type { decisionRecord, decisionSummary } from './kernel.contract.ts'
import { kernelError } from './kernel.errors.ts'
import { namePeople } from './name-people.ts'

type Summary = z.input<typeof decisionSummary>
type FactsRow = Awaited<ReturnType<typeof selectDecisions>>[number]

function summaryOf(row: FactsRow): Summary {
  return {
    decisionId: row.id,
    algorithm: row.algorithm,
    algorithmVersion: row.algorithm_version,
    modelVersion: row.model_version,
    subject: row.subject,
    actor: row.actor,
    outcome: row.outcome as Summary['outcome'],
    confidence: row.confidence,
    level: row.level as Summary['level'],
    madeAt: row.recorded_at.toISOString(),
    settledAt: row.settled_at?.toISOString() ?? null,
    verdict: row.verdict as Summary['verdict'],
  }
}

/** Decisions, newest first, as facts without content. */
export async function listDecisions(handle: Handle, filter: DecisionFilter): Promise<Summary[]> {
  return (await selectDecisions(handle, filter)).map(summaryOf)
}

type Facts = NonNullable<Awaited<ReturnType<typeof selectDecision>>>
type Content = NonNullable<Awaited<ReturnType<typeof selectContent>>>

// What is sealed and does not open was altered, and the facts are still to be read.
async function keptContent(handle: Handle, decisionId: string): Promise<Content | 'altered' | undefined> {
  return await selectContent(handle, decisionId).catch(error => {
    if (isCode(error, 'kernel.altered')) return 'altered' as const
    throw error
  })
}

function isIntact(row: Facts, content: Content | 'altered'): boolean {
  if (content === 'altered') return false
  const { salt, output: value, evidence, reason } = content
  return (
    commitment(salt, content.input as Json).equals(row.input_commitment) &&
    commitment(salt, outputPart({ value, evidence, reason })).equals(row.output_commitment)
  )
}

/**
 * One decision with everything done about it and its ledger entries. Content needs L4 clearance: input is what the
 * citizen wrote.
 * @throws kernel.decision-not-found
 */
export async function readDecision(
  handle: Handle,
  decisionId: string,
  actor: Actor,
): Promise<z.input<typeof decisionRecord>> {
  const row = await selectDecision(handle, decisionId)
  if (!row) throw kernelError('kernel.decision-not-found')
  const cleared = within('L4' satisfies Level, actor.scope.level)
  const kept = await keptContent(handle, decisionId)
  const content = cleared && kept !== 'altered' ? kept : undefined
  const acts = await selectActs(handle, decisionId)
  const people = await namePeople(handle, [row.actor, ...acts.map(act => act.actor)], actor)
  const about = await readEntries(handle, row.subject)
  // The entry of a batch is about the batch, and is this decision's proof all the same.
  const made = about.some(one => one.id === row.entry_id) ? undefined : await readEntry(handle, row.entry_id)
  const entries = made ? [made, ...about] : about
  return {
    ...summaryOf(row),
    gate: row.gate as 'informs',
    risk: row.risk as 'low',
    durationMilliseconds: row.duration_ms,
    inputCommitment: row.input_commitment.toString('hex'),
    outputCommitment: row.output_commitment.toString('hex'),
    people,
    contentIntact: kept ? isIntact(row, kept) : null,
    label: aiLabelOf(row.id),
    content: content
      ? { input: content.input, output: content.output, evidence: content.evidence, reason: content.reason }
      : null,
    acts: acts.map(act => ({
      act: act.act as 'used',
      verdict: act.verdict as 'adopted' | null,
      by: act.actor,
      at: act.recorded_at.toISOString(),
      evidenceOpened: act.evidence_opened,
      secondsToSettle: act.seconds_to_settle,
      blind: act.blind,
      value: cleared ? act.value : null,
      reason: within('L3', actor.scope.level) ? act.reason : null,
    })),
    ledger: entries.map(entry => ({
      entryId: entry.id,
      kind: entry.kind,
      at: entry.recordedAt.toISOString(),
      intact: entry.intact,
    })),
  }
}
