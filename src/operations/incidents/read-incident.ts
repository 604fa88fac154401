import type { z } from 'zod'
import type { Database, Handle } from '#base/index.ts'
import { selectNames } from '#identity/index.ts'
import { logHead } from '#ledger/index.ts'
import {
  audiences,
  type EventKind,
  type IncidentKind,
  type IncidentQuery,
  type incident,
  type incidentPage,
  type incidentSummary,
  languages,
  type RuleId,
  type Severity,
  type StepId,
} from './incident.contract.ts'
import { incidentError } from './incident.errors.ts'
import {
  countOpen,
  selectEvents,
  selectFindings,
  selectIncident,
  selectIncidents,
  selectSteps,
  selectTexts,
} from './incident.store.ts'
import { draftText, type TextFacts } from './text.rules.ts'
import { selectWatch } from './watch.store.ts'

type Summary = z.input<typeof incidentSummary>
type Row = Awaited<ReturnType<typeof selectIncidents>>[number]
type Name = (id: string) => { id: string; account: string | null }

const pageRows = 50

/** Accounts by the ids that incidents name; what is no account keeps its id alone. */
async function namesOf(handle: Handle, ids: readonly string[]): Promise<Name> {
  const found = new Map((await selectNames(handle, [...new Set(ids)])).map(one => [one.id, one.account]))
  return id => ({ id, account: found.get(id) ?? null })
}

function summaryOf(row: Row, name: Name): Summary {
  return {
    incidentId: row.id,
    number: row.number,
    kind: row.kind as IncidentKind,
    rule: row.rule as RuleId,
    about: name(row.about),
    isDrill: row.drill !== null,
    severity: row.severity as Severity,
    assessed: row.assessed_at !== null,
    state: row.state as 'open' | 'closed',
    openedAt: row.opened_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    nextDue: row.state === 'open' ? (row.next_due?.toISOString() ?? null) : null,
    findings: Number(row.findings),
  }
}

/** Incidents as a list asks for them, newest first. */
export async function listIncidents(
  database: Database,
  query: IncidentQuery,
): Promise<z.input<typeof incidentPage>> {
  const rows = await selectIncidents(database, { ...query, limit: pageRows })
  const name = await namesOf(
    database,
    rows.map(row => row.about),
  )
  const watch = await selectWatch(database)
  const size = (await logHead(database))?.size ?? 0
  const shown = rows.slice(0, pageRows)
  return {
    items: shown.map(row => summaryOf(row, name)),
    open: (await countOpen(database, new Date())).open,
    lookedAt: watch.looked_at?.toISOString() ?? null,
    behind: Math.max(0, size - Number(watch.place)),
    next: rows.length > pageRows ? shown.at(-1)!.number : null,
  }
}

/** An incident with its steps, findings, history and texts. @throws operations.incident-not-found */
export async function readIncident(
  database: Database,
  incidentId: string,
  timeZone: string,
): Promise<z.input<typeof incident>> {
  const row = await selectIncident(database, incidentId)
  if (!row) throw incidentError('operations.incident-not-found')
  const steps = await selectSteps(database, incidentId)
  const findings = await selectFindings(database, incidentId)
  const events = await selectEvents(database, incidentId)
  const texts = await selectTexts(database, incidentId)
  const name = await namesOf(database, [
    row.about,
    ...(row.close_asked_by === null ? [] : [row.close_asked_by]),
    ...steps.flatMap(one => one.done_by ?? []),
    ...events.map(one => one.made_by),
  ])
  const newest = findings[0]
  const facts: TextFacts = {
    number: row.number,
    isDrill: row.drill !== null,
    kind: row.kind as IncidentKind,
    rule: row.rule as RuleId,
    severity: row.assessed_at === null ? null : (row.severity as Severity),
    affected: row.affected,
    openedAt: row.opened_at,
    measured: newest ? Number(newest.measured) : null,
    threshold: newest ? Number(newest.threshold) : null,
    stepsDone: steps.filter(one => one.done_at !== null).map(one => one.step),
  }
  const textOf = (audience: (typeof audiences)[number], language: (typeof languages)[number]) => {
    const saved = texts.find(one => one.audience === audience && one.language === language)
    const words = saved?.words ?? draftText(facts, { audience, language, timeZone })
    return { audience, language, words, version: saved?.version ?? 0 }
  }
  return {
    ...summaryOf(row, name),
    critical: row.critical,
    affected: row.affected,
    version: row.version,
    closeAskedBy: row.close_asked_by === null ? null : name(row.close_asked_by),
    steps: steps.map(one => ({
      step: one.step as StepId,
      owner: one.owner,
      obligatory: one.obligatory,
      dueAt: one.due_at?.toISOString() ?? null,
      doneAt: one.done_at?.toISOString() ?? null,
      doneBy: one.done_by === null ? null : name(one.done_by),
    })),
    findings: findings.map(one => ({
      at: one.found_at.toISOString(),
      rule: one.rule as RuleId,
      from: one.window_from.toISOString(),
      to: one.window_to.toISOString(),
      measured: Number(one.measured),
      threshold: Number(one.threshold),
    })),
    events: events.map(one => ({
      eventId: one.id,
      at: one.at.toISOString(),
      by: name(one.made_by),
      what: one.what as EventKind,
      detail: one.facts as Record<string, string | number | boolean | null>,
      words: one.words,
    })),
    texts: audiences.flatMap(audience => languages.map(language => textOf(audience, language))),
  }
}
