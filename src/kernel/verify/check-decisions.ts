import { type Handle, isUuid } from '#base/index.ts'
import { canonicalJson, type Finding, type Json, type PlacedEntry } from '#ledger/index.ts'
import { decisionLeaf, entryBody } from '../decision-leaf.ts'
import { type RecordedDecision, selectBatch, selectByIds } from './recorded.store.ts'

/** An entry about decisions, as the ledger has it. */
export type DecisionEntry = Pick<PlacedEntry, 'id' | 'recordedAt' | 'kind' | 'body'>

const batchMade = 'decision.batch-made'

/** The decision that an entry records; undefined for a batch and for what records none. */
function decisionOf({ kind, body }: DecisionEntry): string | undefined {
  if (kind !== 'decision.made') return undefined
  const { decision } = body as { decision?: Json }
  return typeof decision === 'string' && isUuid(decision) ? decision : undefined
}

/** Decisions that were made with an entry, in order. */
async function recordedBy(handle: Handle, entry: DecisionEntry): Promise<RecordedDecision[]> {
  const id = decisionOf(entry)
  return id === undefined ? await selectBatch(handle, entry) : await selectByIds(handle, [id])
}

const says = (entry: DecisionEntry, recorded: readonly RecordedDecision[]) =>
  recorded.length > 0 && canonicalJson(entryBody(recorded)) === canonicalJson(entry.body)

/**
 * Compares decisions with the entries that recorded them: a changed or missing row is told by what was committed to. Of a
 * batch the entry is named: it holds one digest of all.
 */
export async function checkDecisions(handle: Handle, entries: readonly PlacedEntry[]): Promise<Finding[]> {
  const singles = entries.filter(entry => entry.kind === 'decision.made')
  const ids = singles.flatMap(entry => decisionOf(entry) ?? [])
  const rows = new Map((await selectByIds(handle, ids)).map(one => [one.facts.id, one]))
  const findings: Finding[] = []
  const wrong = (entry: PlacedEntry, id: string) =>
    findings.push({ kind: 'record', index: entry.index, id, other: entry.id })
  for (const entry of singles) {
    const id = decisionOf(entry)
    const row = rows.get(id ?? '')
    if (!says(entry, row ? [row] : [])) wrong(entry, id ?? entry.id)
  }
  for (const entry of entries.filter(one => one.kind === batchMade))
    if (!says(entry, await selectBatch(handle, entry))) wrong(entry, entry.id)
  return findings
}

/** What proves a decision beside its entry: the leaves of all that were made with it, in order. */
export async function leavesWith(handle: Handle, entry: DecisionEntry): Promise<{ [key: string]: Json }[]> {
  return (await recordedBy(handle, entry)).map(decisionLeaf)
}
