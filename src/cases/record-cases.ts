import { type Transaction, uuidv7 } from '#base/index.ts'
import { append, leafHash } from '#ledger/index.ts'
import { type CaseDraft, draftCase, type NewCase } from './case.draft.ts'
import { caseError } from './case.errors.ts'
import { insertCases, selectRepeat } from './case-insert.store.ts'
import { notePastMisdirections } from './disputes/note-misdirection.ts'
import { eventLeaf } from './event.draft.ts'

/** A case as it was written, or found to have been written before. */
export interface RecordedCase {
  caseId: string
  code: string
  followUpCode: string
  version: number
  /** True when it was there already, by its idempotency key or external id. */
  repeated: boolean
}

const attempts = 5

/** An entry for each case, as it has one event: it came in. */
async function recordReports(tx: Transaction, drafts: readonly CaseDraft[]): Promise<void> {
  const entries = drafts.map(draft => ({
    kind: 'case.reported',
    subject: `case:${draft.caseId}`,
    body: eventLeaf(draft.events[0]!),
  }))
  if (entries.length > 0) await append(tx, entries)
}

/** One entry for all cases of a batch with their timelines. */
async function recordBatch(tx: Transaction, drafts: readonly CaseDraft[]): Promise<void> {
  if (drafts.length === 0) return
  const leaves = drafts.flatMap(draft => draft.events.map(eventLeaf))
  if (leaves.length === 1) return await recordReports(tx, drafts)
  const id = uuidv7()
  await append(tx, [
    {
      id,
      kind: 'case.batch-recorded',
      subject: `batch:${id}`,
      body: { cases: drafts.length, events: leaves.length, digest: leafHash(leaves).toString('hex') },
    },
  ])
}

interface Written {
  /** One for each given case, in order. */
  results: RecordedCase[]
  written: CaseDraft[]
}

type Day = string | ((one: NewCase) => string)

async function writeCases(tx: Transaction, given: readonly NewCase[], day: Day): Promise<Written> {
  const results = new Map<NewCase, RecordedCase>()
  const written: CaseDraft[] = []
  let open = [...given]
  for (let attempt = 0; open.length > 0; attempt++) {
    if (attempt === attempts) throw caseError('cases.no-code-left')
    const drafts = open.map(one => ({ one, draft: draftCase(one, typeof day === 'string' ? day : day(one)) }))
    const ids = await insertCases(
      tx,
      drafts.map(({ draft }) => draft),
    )
    // What was left out is either there already, or its random code was taken: then it is tried again with another.
    const again: NewCase[] = []
    for (const { one, draft } of drafts) {
      const { caseId, code, followUpCode } = draft
      if (ids.has(caseId)) {
        written.push(draft)
        results.set(one, { caseId, code, followUpCode, version: draft.events.length, repeated: false })
        continue
      }
      const repeat = await selectRepeat(tx, one)
      if (repeat) results.set(one, { ...repeat, followUpCode: repeat.followUpCode ?? '', repeated: true })
      else again.push(one)
    }
    open = again
  }
  return { results: given.map(one => results.get(one)!), written }
}

/**
 * Writes cases with their timelines and one ledger entry, in the caller's transaction; a handful of statements however
 * many cases there are. What was reported before is not written again: its case comes back as `repeated`.
 * @param day the local date the codes begin with, for all or for each
 * @returns one result per given case, in order
 */
export async function recordCases(
  tx: Transaction,
  given: readonly NewCase[],
  day: Day,
): Promise<RecordedCase[]> {
  const { results, written } = await writeCases(tx, given, day)
  await recordBatch(tx, written)
  await notePastMisdirections(tx, written)
  return results
}

/** As `recordCases`, for cases that came in one by one: each has the one event and a ledger entry of its own. */
export async function recordReported(
  tx: Transaction,
  given: readonly NewCase[],
  day: Day,
): Promise<RecordedCase[]> {
  const { results, written } = await writeCases(tx, given, day)
  await recordReports(tx, written)
  return results
}
