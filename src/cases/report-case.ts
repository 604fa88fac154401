import { gather, inTransaction, isCode, type Transaction } from '#base/index.ts'
import { type CitySnapshot, cellAt, regionAt } from '#city/index.ts'
import type { Actor } from '#identity/index.ts'
import { newestDecisions } from '#kernel/index.ts'
import { adviseJob } from './advise-cases.ts'
import { isBlind } from './blind.rules.ts'
import type { ReportByStaff } from './case.contract.ts'
import { justReported, type NewCase, type TiedDecision } from './case.draft.ts'
import { caseError } from './case.errors.ts'
import type { CaseLoop } from './case-loop.ts'
import { checkRegion } from './check-place.ts'
import { announceReported } from './exchange/announce-reported.ts'
import { checkOffered, recordContact } from './inbox/record-contact.ts'
import { tellOfReports } from './inbox/tell-of-reports.ts'
import { localDay } from './local-day.ts'
import { type RecordedCase, recordReported } from './record-cases.ts'

/** A report as any door hands it in. */
export type Report = Omit<ReportByStaff, 'draftId' | 'idempotencyKey' | 'externalId' | 'notify'> & {
  draftId: string | null
  idempotencyKey: string | null
  externalId: string | null
  source: string
  /** What the policies are asked: intake on somebody's behalf unless the public reports for itself. */
  permission?: 'cases:intake' | 'cases:report'
  /** Written in the transaction of a case that was not there before; only rows, nothing that waits. */
  alongside?: (tx: Transaction, written: RecordedCase) => Promise<void>
}

/** Where it is: the region given, else the one that holds the point; the point's cell. */
async function locate(loop: CaseLoop, city: CitySnapshot, report: Report): Promise<NewCase['place']> {
  const { address, longitude, latitude, regionId } = report
  if (regionId !== null) checkRegion(city, regionId)
  const place = { address: address || null, longitude, latitude, regionId, cell: null }
  if (longitude === null || latitude === null) return place
  const point = { longitude, latitude }
  return { ...place, cell: cellAt(point), regionId: regionId ?? (await regionAt(loop.database, point)) }
}

/** A report that may be written: who sends it, and all of its case but the advice its draft was given. */
interface Ready {
  actor: Actor
  draft: NewCase
  day: string
  alongside: Report['alongside']
}

const subjectOf = (draftId: string) => `draft:${draftId}`

// Somebody may be a citizen and take in other people's matters as well; those do not become the own ones.
function isForOneself(actor: Actor, given: Report): boolean {
  const ownDoor = given.permission === 'cases:report'
  return ownDoor && actor.kind === 'person' && actor.roles.includes('citizen')
}

/** The newest advice given while the draft was typed; the ones before it are superseded and stay unsettled. */
async function tied(
  loop: CaseLoop,
  tx: Transaction,
  asked: { id: string; subject: string; actor: Actor },
): Promise<TiedDecision | null> {
  const { id, subject, actor } = asked
  try {
    const { hash } = await loop.kernel.recall(tx, id, { actor, subject })
    return { id, subject, hash }
  } catch (error) {
    if (isCode(error, 'kernel.level-too-low') || isCode(error, 'kernel.decision-not-found')) return null
    throw error
  }
}

async function withDecisions(loop: CaseLoop, tx: Transaction, ready: readonly Ready[]): Promise<NewCase[]> {
  const subjects = ready.flatMap(({ draft }) => (draft.draftId === null ? [] : [subjectOf(draft.draftId)]))
  const newest = await newestDecisions(tx, loop.dispatchAlgorithm.id, subjects)
  const cases: NewCase[] = []
  for (const { actor, draft } of ready) {
    const subject = draft.draftId === null ? '' : subjectOf(draft.draftId)
    const id = newest.get(subject)
    const decision = id === undefined ? null : await tied(loop, tx, { id, subject, actor })
    const events = draft.events.map(event => ({ ...event, decisionId: decision?.id ?? null }))
    cases.push({ ...draft, decision, events })
  }
  return cases
}

/** Writes reports of one moment: cases, first events, ledger entries and the job that advises on them, or nothing. */
async function writeReports(loop: CaseLoop, ready: readonly Ready[]): Promise<RecordedCase[]> {
  return await inTransaction(loop.database, async tx => {
    const cases = await withDecisions(loop, tx, ready)
    const days = new Map(cases.map((one, place) => [one, ready[place]!.day]))
    const results = await recordReported(tx, cases, one => days.get(one)!)
    for (const [place, one] of results.entries()) if (!one.repeated) await ready[place]!.alongside?.(tx, one)
    await announceReported(
      tx,
      results.filter(one => !one.repeated),
    )
    const unadvised = results.filter((one, place) => !one.repeated && !cases[place]!.decision)
    const caseIds = unadvised.map(one => one.caseId)
    await tellOfReports(tx, ready, results)
    if (caseIds.length > 0) await loop.jobs.send(tx, adviseJob, { caseIds })
    return results
  })
}

// Sixteen who report at once cost a third of the processor time of sixteen transactions. Two lanes, so that a statement
// that waits for another process does not hold up everybody; not more, or the batches would be small.
const together = { most: 100, lanes: 2 }

const writers = new WeakMap<CaseLoop, (ready: Ready) => Promise<RecordedCase>>()

function writerOf(loop: CaseLoop): (ready: Ready) => Promise<RecordedCase> {
  let writer = writers.get(loop)
  if (!writer) {
    writer = gather<Ready, RecordedCase>(ready => writeReports(loop, ready), together)
    writers.set(loop, writer)
  }
  return writer
}

/**
 * Takes in a report: case, content, first event, ledger entry, and the job that asks for advice where none was given while
 * typing, in one transaction with those that come in at the same moment. A repeated one answers with the case that is
 * there.
 * @throws cases.not-permitted, cases.unknown-region
 */
export async function report(loop: CaseLoop, actor: Actor, given: Report): Promise<RecordedCase> {
  if (!loop.permissions.permits(actor, given.permission ?? 'cases:intake'))
    throw caseError('cases.not-permitted', { action: 'report' })
  const city = await loop.city.snapshot()
  const place = await locate(loop, city, given)
  const at = new Date()
  const by = { at, actor: { id: actor.id, name: actor.name }, departmentId: null }
  const reported = { ...by, type: 'reported' as const, fromState: null, toState: 'reported' as const }
  const draft: NewCase = {
    matter: given,
    place,
    reporter: given.reporter,
    channel: given.channel,
    nature: given.nature,
    urgency: given.urgency,
    reportedAt: at,
    createdBy: actor.id,
    reporterPersonId: isForOneself(actor, given) ? actor.id : null,
    idempotencyKey: given.idempotencyKey,
    source: given.source,
    externalId: given.externalId,
    generated: false,
    // Without a draft the draw is made by an id that the client did not choose.
    blind: given.draftId !== null && isBlind(given.draftId, loop.blindShare),
    draftId: given.draftId,
    decision: null,
    standing: justReported,
    events: [{ ...reported, details: { channel: given.channel } }],
  }
  return await writerOf(loop)({ actor, draft, day: localDay(city, at), alongside: given.alongside })
}

/** A report by staff on somebody's behalf (受理登记). One draft of one person is one case, however often it is sent. */
export async function reportCase(loop: CaseLoop, actor: Actor, body: ReportByStaff): Promise<RecordedCase> {
  const { notify } = body
  if (notify) checkOffered(loop, notify)
  return await report(loop, actor, {
    ...body,
    ...(notify ? { alongside: (tx, { caseId }) => recordContact(tx, notify, caseId) } : {}),
    idempotencyKey: body.idempotencyKey ?? `draft:${body.draftId}`,
    externalId: body.externalId || null,
    // External ids are those of whoever sends them; two systems may use the same.
    source: `person:${actor.id}`,
  })
}
