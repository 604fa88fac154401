import { type Transaction, uuidv7 } from '#base/index.ts'
import { type Crossing, isNews, type Rule } from './detect.rules.ts'
import { insertFinding, insertIncident, lockOpenIncident, selectLastFinding } from './incident.store.ts'
import { recordEvent } from './record-event.ts'
import { stepsOf } from './steps.rules.ts'

/** Who opens an incident when nobody does by hand. */
export const itself = 'incident-watch'

/** A crossing of a rule, about somebody or something. */
export interface Found {
  rule: Rule
  about: string
  /** Null: it is real. */
  drill: string | null
  crossing: Crossing
  facts?: { readonly [key: string]: string | number }
}

async function openFor(tx: Transaction, { rule, about, drill }: Found, now: Date): Promise<string> {
  const id = uuidv7()
  const { kind } = rule
  const graded = {
    kind,
    severity: 'general' as const,
    critical: false,
    affected: null,
    openedAt: now,
    isAssessed: false,
  }
  const row = { id, kind, rule: rule.id, about, drill, severity: graded.severity }
  await insertIncident(tx, { ...row, opened_at: now, opened_by: itself }, stepsOf(graded))
  const facts = { rule: rule.id, about, ...(drill ? { drill } : {}) }
  await recordEvent(tx, { incidentId: id, what: 'opened', by: itself, at: now, facts })
  return id
}

/**
 * Adds a finding to the open incident of its rule about the same, or opens one. What tells nothing new is left out, so that a
 * burst does not fill the history.
 * @returns the incident; null when it was no news
 */
export async function recordFinding(tx: Transaction, found: Found, now: Date): Promise<string | null> {
  const { rule, about, drill, crossing, facts = {} } = found
  const key = { rule: rule.id, about, drill }
  if (!isNews(await selectLastFinding(tx, key), crossing)) return null
  const incidentId = (await lockOpenIncident(tx, key)) ?? (await openFor(tx, found, now))
  const { from, to, measured, threshold } = crossing
  await insertFinding(tx, {
    incident_id: incidentId,
    found_at: now,
    ...key,
    window_from: from,
    window_to: to,
    measured,
    threshold,
    facts: JSON.stringify(facts),
  })
  const told = { rule: rule.id, measured, threshold, ...facts }
  await recordEvent(tx, { incidentId, what: 'found', by: itself, at: now, facts: told })
  return incidentId
}
