import type { z } from 'zod'
import type { Handle } from '#base/index.ts'
import { readCalendar, readSnapshot } from '#city/index.ts'
import { findPerson, selectNames } from '#identity/index.ts'
import type { AnyAlgorithm } from '../algorithm.ts'
import { kernelError } from '../kernel.errors.ts'
import { gapsNow } from './approve-entry.ts'
import { measureSpan } from './begin-stage.ts'
import { filingsDue } from './filing.rules.ts'
import { selectFilings, selectRegistrationDays } from './filing.store.ts'
import { proposedContent } from './gaps.rules.ts'
import type { PublicRecord, publicRegister, registerDetail } from './register.contract.ts'
import { type EntryRow, selectEntries, selectRecentFigures, selectRegisterChanges } from './register.store.ts'
import { algorithmOf, type RegisterParts } from './register-parts.ts'
import { type StageRow, selectStages } from './stage.store.ts'
import { inForceOf } from './standing.rules.ts'

/** Figures of the public page are of so many days. */
const recentDays = 30
const changesShown = 100

type Reads = Pick<RegisterParts, 'algorithms' | 'measureStage' | 'objectionFigures'>

/** A stage with what came of it: kept where it ended, measured now where it goes on. */
async function viewOf(handle: Handle, parts: Reads, row: StageRow) {
  const span = { departments: row.departments, from: row.beganAt, to: new Date() }
  const city = await readSnapshot(handle)
  const names = row.departments.map(id => {
    const found = city.department(id)
    return { zh: found?.name ?? id, en: found?.nameEnglish ?? id }
  })
  const effect = row.endedAt === null ? await measureSpan(handle, parts.measureStage, span) : row.effect
  return {
    stage: row.stage,
    departments: row.departments,
    names,
    beganAt: row.beganAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    baseline: row.baseline,
    effect,
  }
}

function standingOf(entry: EntryRow | undefined): PublicRecord['standing'] {
  if (!entry) return 'not-registered'
  if (entry.expiresAt! <= new Date()) return 'registration-expired'
  return entry.carriedOver ? 'carried-over' : 'in-force'
}

interface Facts {
  entries: readonly EntryRow[]
  stages: readonly StageRow[]
  figures: Awaited<ReturnType<typeof selectRecentFigures>>
  objections: ReadonlyMap<string, NonNullable<PublicRecord['objections']>> | null
}

async function recordOf(
  handle: Handle,
  parts: Reads,
  { algorithm, facts }: { algorithm: AnyAlgorithm; facts: Facts },
): Promise<PublicRecord> {
  const { id, version, title, purpose, owner } = algorithm
  const entry = facts.entries.find(one => one.algorithm === id && one.state === 'in-force')
  const stage = facts.stages.find(one => one.algorithm === id)
  const {
    decisions = 0,
    advised = 0,
    settled = 0,
    adopted = 0,
  } = facts.figures.find(one => one.algorithm === id) ?? {}
  const none = { objections: 0, decided: 0, upheld: 0, overdue: 0, medianDays: null }
  return {
    algorithm: {
      id,
      version,
      title,
      purpose,
      owner,
      risk: algorithm.risk,
      gate: algorithm.gate,
      byDepartment: algorithm.departmentOf !== undefined,
    },
    standing: standingOf(entry),
    version: entry?.version ?? null,
    content: entry && !entry.carriedOver ? entry.content : null,
    ...inForceOf(algorithm, entry),
    approvedAt: entry?.approvedAt?.toISOString() ?? null,
    expiresAt: entry?.expiresAt?.toISOString() ?? null,
    stage: stage ? await viewOf(handle, parts, stage) : null,
    recent: { days: recentDays, decisions, advised, settled, adopted },
    objections: facts.objections && (facts.objections.get(id) ?? none),
  }
}

async function readFacts(handle: Handle, parts: Reads, algorithm: string | null): Promise<Facts> {
  return {
    entries: await selectEntries(handle, algorithm),
    stages: await selectStages(handle, { now: true, ...(algorithm === null ? {} : { algorithm }) }),
    figures: await selectRecentFigures(handle, recentDays),
    objections: (await parts.objectionFigures?.(handle)) ?? null,
  }
}

/** The register as citizens read it: every algorithm of this release, registered or not. */
export async function readRegister(handle: Handle, parts: Reads): Promise<z.input<typeof publicRegister>> {
  const facts = await readFacts(handle, parts, null)
  const items = []
  for (const algorithm of parts.algorithms) items.push(await recordOf(handle, parts, { algorithm, facts }))
  return { items }
}

/** One algorithm as citizens read it. @throws kernel.unknown-algorithm */
export async function readRecord(handle: Handle, parts: Reads, id: string): Promise<PublicRecord> {
  const algorithm = algorithmOf(parts, id)
  return await recordOf(handle, parts, { algorithm, facts: await readFacts(handle, parts, id) })
}

/** What an algorithm that is on the register says of itself. @throws kernel.register-not-in-force */
export async function readPublished(handle: Handle, parts: Reads, id: string): Promise<PublicRecord> {
  const record = await readRecord(handle, parts, id)
  if (record.content === null) throw kernelError('kernel.register-not-in-force')
  return record
}

async function draftOf(handle: Handle, entries: readonly EntryRow[]) {
  const draft = entries.find(one => one.state === 'draft')
  if (!draft) return null
  const responsible = draft.responsible === null ? undefined : await findPerson(handle, draft.responsible)
  return {
    version: draft.version,
    revision: draft.revision,
    content: draft.content,
    responsible: responsible?.account ?? null,
    assessedUntil: draft.assessedUntil,
    writtenBy: draft.writtenBy,
    writtenAt: draft.writtenAt.toISOString(),
    gaps: await gapsNow(handle, draft),
  }
}

/** Everything about one algorithm, for those who keep the register. @throws kernel.unknown-algorithm */
export async function readRegisterDetail(
  handle: Handle,
  parts: Reads,
  id: string,
): Promise<z.input<typeof registerDetail>> {
  const algorithm = algorithmOf(parts, id)
  const record = await readRecord(handle, parts, id)
  const entries = await selectEntries(handle, id)
  const inForce = entries.find(one => one.state === 'in-force')
  const filings = await selectFilings(handle, id)
  const days = await selectRegistrationDays(handle, id)
  const kind =
    inForce && !inForce.carriedOver
      ? inForce.content.filing
      : filings.length > 0
        ? 'dispatch-decision'
        : 'none'
  const changes = await selectRegisterChanges(handle, id, changesShown)
  const draft = await draftOf(handle, entries)
  const named = [inForce?.responsible, draft?.writtenBy, ...changes.map(one => one.made_by)]
  const names = await selectNames(handle, [...new Set(named.filter(one => one != null))])
  const stages = []
  for (const row of await selectStages(handle, { algorithm: id }))
    stages.push(await viewOf(handle, parts, row))
  const proposed = record.content ?? proposedContent(algorithm.proposal)
  return {
    record,
    responsible: inForce?.responsible ?? null,
    draft,
    proposed,
    stages,
    filings,
    due: filingsDue({ kind, ...days, filings }, await readCalendar(handle), new Date()),
    changes: changes.map(one => ({
      at: one.recorded_at.toISOString(),
      act: one.act,
      version: one.version,
      by: one.made_by,
      facts: { ...(one.facts as object), ...(one.reason === null ? {} : { reason: one.reason }) },
    })),
    people: Object.fromEntries(names.map(one => [one.id, one.account])),
  }
}
