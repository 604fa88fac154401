import { type Database, inTransaction, isUuid, type Transaction, uuidv7 } from '#base/index.ts'
import type { Actor, Permissions } from '#identity/index.ts'
import type { Assessment, IncidentKind, Severity, StepId } from './incident.contract.ts'
import { incidentError } from './incident.errors.ts'
import {
  insertIncident,
  lockIncident,
  lockOpenIncident,
  reopenStep,
  saveStepDone,
  saveStepPlan,
  selectSteps,
  updateIncident,
} from './incident.store.ts'
import { recordEvent } from './record-event.ts'
import { isSevere, leastSeverity, openSteps, stepsOf } from './steps.rules.ts'

/** What acts on incidents need. */
export interface IncidentParts {
  database: Database
  permissions: Pick<Permissions, 'permits'>
}

type By = Pick<Actor, 'id'>
type Held = NonNullable<Awaited<ReturnType<typeof lockIncident>>>

const day = 86_400_000

/** An incident held for a change. @throws operations.incident-not-found */
async function held(tx: Transaction, incidentId: string): Promise<Held> {
  const row = isUuid(incidentId) ? await lockIncident(tx, incidentId) : undefined
  if (!row) throw incidentError('operations.incident-not-found')
  return row
}

/** The same, open. @throws operations.incident-closed, operations.incident-changed */
async function heldOpen(tx: Transaction, incidentId: string, version?: number): Promise<Held> {
  const row = await held(tx, incidentId)
  if (row.state !== 'open') throw incidentError('operations.incident-closed')
  if (version !== undefined && row.version !== version) throw incidentError('operations.incident-changed')
  return row
}

/** Opens an incident by hand. @returns its id */
export async function openIncident(
  { database }: Pick<IncidentParts, 'database'>,
  wanted: { kind: IncidentKind; severity: Severity; words: string },
  by: By,
): Promise<string> {
  const { kind, severity, words } = wanted
  const id = uuidv7()
  const openedAt = new Date()
  const row = { id, kind, rule: 'by-hand' as const, about: by.id, drill: null, severity }
  await inTransaction(database, async tx => {
    const steps = stepsOf({
      kind,
      severity,
      critical: false,
      affected: null,
      openedAt,
      isAssessed: false,
    })
    await insertIncident(tx, { ...row, opened_at: openedAt, opened_by: by.id }, steps)
    const facts = { rule: row.rule, kind, severity }
    await recordEvent(tx, { incidentId: id, what: 'opened', by: by.id, at: openedAt, facts, words })
  })
  return id
}

/**
 * Marks a step as done: by who handles incidents, or whose step it is.
 * @throws operations.incident-step-done when another tab did it; operations.incident-not-assessed,
 * operations.incident-not-yours, operations.incident-closed, operations.incident-not-found
 */
export async function doStep(
  { database, permissions }: IncidentParts,
  act: { incidentId: string; step: StepId; words: string },
  actor: Actor,
): Promise<void> {
  const { incidentId, step, words } = act
  await inTransaction(database, async tx => {
    const row = await heldOpen(tx, incidentId)
    const owner = (await selectSteps(tx, incidentId)).find(one => one.step === step)?.owner
    const isOwner = (actor.roles as readonly string[]).includes(owner ?? '')
    if (!isOwner && !permissions.permits(actor, 'incidents:handle'))
      throw incidentError('operations.incident-not-yours')
    if (step === 'assess' && row.assessed_at === null) throw incidentError('operations.incident-not-assessed')
    const at = new Date()
    if (!(await saveStepDone(tx, { incidentId, step, by: actor.id, at })))
      throw incidentError('operations.incident-step-done')
    await recordEvent(tx, { incidentId, what: 'step-done', by: actor.id, at, facts: { step }, words })
  })
}

/**
 * Grades an incident; the steps and clocks follow.
 * @throws operations.incident-grade-too-low, operations.incident-changed, operations.incident-closed,
 * operations.incident-not-found
 */
export async function assessIncident(
  { database }: Pick<IncidentParts, 'database'>,
  act: Assessment & { incidentId: string },
  by: By,
): Promise<void> {
  const { incidentId, version, severity, critical, affected, words } = act
  const least = leastSeverity(affected)
  const grades = ['general', 'relatively-serious', 'serious', 'particularly-serious']
  if (grades.indexOf(severity) < grades.indexOf(least))
    throw incidentError('operations.incident-grade-too-low', { affected: affected ?? 0, least })
  await inTransaction(database, async tx => {
    const row = await heldOpen(tx, incidentId, version)
    const at = new Date()
    await updateIncident(tx, incidentId, {
      severity,
      critical,
      affected,
      assessed_at: at,
      // Who asked to close it asked for an incident of another grade.
      close_asked_by: null,
    })
    const kind = row.kind as IncidentKind
    const graded = { kind, severity, critical, affected, openedAt: row.opened_at, isAssessed: true }
    for (const plan of stepsOf(graded))
      if (plan.step.startsWith('tell-')) await saveStepPlan(tx, incidentId, plan)
    const facts = { severity, critical, affected }
    await recordEvent(tx, { incidentId, what: 'assessed', by: by.id, at, facts, words })
  })
}

/** Adds a note. @throws operations.incident-not-found */
export async function noteIncident(
  { database }: Pick<IncidentParts, 'database'>,
  act: { incidentId: string; words: string },
  by: By,
): Promise<void> {
  const { incidentId, words } = act
  await inTransaction(database, async tx => {
    await held(tx, incidentId)
    await recordEvent(tx, { incidentId, what: 'noted', by: by.id, at: new Date(), words })
  })
}

/**
 * Closes an incident. One of a severe grade is closed by the second of two people; the second may be an audit administrator.
 * @returns whether it is closed, or waits for the second person
 * @throws operations.incident-steps-open, operations.incident-second-person, operations.incident-not-yours,
 * operations.incident-changed, operations.incident-closed, operations.incident-not-found
 */
export async function closeIncident(
  { database, permissions }: IncidentParts,
  act: { incidentId: string; version: number; words: string },
  actor: Actor,
): Promise<'asked' | 'closed'> {
  const { incidentId, version, words } = act
  return await inTransaction(database, async tx => {
    const row = await heldOpen(tx, incidentId, version)
    const asked = row.close_asked_by
    const mayAgree = asked !== null && actor.roles.includes('audit-administrator')
    if (!mayAgree && !permissions.permits(actor, 'incidents:handle'))
      throw incidentError('operations.incident-not-yours')
    const open = openSteps(await selectSteps(tx, incidentId))
    if (open.length > 0) throw incidentError('operations.incident-steps-open', { count: open.length })
    const record = { incidentId, by: actor.id, at: new Date(), words }
    if (isSevere(row.severity as Severity) && asked === null) {
      await updateIncident(tx, incidentId, { close_asked_by: actor.id })
      await recordEvent(tx, { ...record, what: 'close-asked' })
      return 'asked'
    }
    if (isSevere(row.severity as Severity) && asked === actor.id)
      throw incidentError('operations.incident-second-person')
    await updateIncident(tx, incidentId, { state: 'closed', closed_at: record.at })
    await recordEvent(tx, { ...record, what: 'closed', facts: asked ? { askedBy: asked } : {} })
    return 'closed'
  })
}

/**
 * Opens a closed incident again; it has to be reviewed again.
 * @throws operations.incident-not-closed, operations.incident-open-already, operations.incident-changed,
 * operations.incident-not-found
 */
export async function reopenIncident(
  { database }: Pick<IncidentParts, 'database'>,
  act: { incidentId: string; version: number; words: string },
  by: By,
): Promise<void> {
  const { incidentId, version, words } = act
  await inTransaction(database, async tx => {
    const row = await held(tx, incidentId)
    if (row.state !== 'closed') throw incidentError('operations.incident-not-closed')
    if (row.version !== version) throw incidentError('operations.incident-changed')
    if (row.rule !== 'by-hand' && (await lockOpenIncident(tx, row)))
      throw incidentError('operations.incident-open-already')
    const at = new Date()
    await updateIncident(tx, incidentId, { state: 'open', closed_at: null, close_asked_by: null })
    await reopenStep(tx, { incidentId, step: 'review', dueAt: new Date(at.getTime() + 30 * day) })
    await recordEvent(tx, { incidentId, what: 'reopened', by: by.id, at, words })
  })
}
