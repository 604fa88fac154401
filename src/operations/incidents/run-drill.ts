import { setTimeout as pause } from 'node:timers/promises'
import { type Database, inTransaction, uuidv7 } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import { assessIncident, closeIncident, doStep } from './act-on-incident.ts'
import { planDrill } from './drill.rules.ts'
import { type RuleId, ruleIds, type StepId } from './incident.contract.ts'
import { incidentError } from './incident.errors.ts'
import { selectDrill, selectIncident, selectIncidents, selectSteps } from './incident.store.ts'
import { plantedKind } from './signal.rules.ts'

/** A drill that was begun. */
export interface Drill {
  drill: string
  planted: number
  startedAt: Date
}

/**
 * Begins a drill: writes entries that are marked as such, for every rule. They count as nothing but this drill.
 * @throws operations.incident-drill-runs while incidents of an earlier one are open
 */
export async function startDrill(database: Database, by: Pick<Actor, 'id'>): Promise<Drill> {
  const drill = uuidv7()
  const startedAt = new Date()
  const open = await selectIncidents(database, { state: 'open', drill: 'true', limit: 1 })
  if (open.length > 0) throw incidentError('operations.incident-drill-runs')
  const subject = `drill:${drill}`
  const entries = planDrill().map(({ as, body }) => ({
    kind: plantedKind,
    subject,
    body: { ...body, as, drill },
  }))
  await inTransaction(database, async tx => {
    await append(tx, [{ kind: 'drill.started', subject, body: { by: by.id, planted: entries.length } }])
    await append(tx, entries)
  })
  return { drill, planted: entries.length, startedAt }
}

/** What a rule found of a drill. */
export interface Detected {
  rule: RuleId
  incidentId: string
  number: number
  seconds: number
}

/**
 * Waits until every rule has found its part of a drill, or the time is over.
 * @param look lets the chain go on where no server does: the sequencer and the watch of this process
 */
export async function awaitDrill(
  database: Database,
  { drill, startedAt }: Drill,
  { look, limitSeconds }: { look(): Promise<unknown>; limitSeconds: number },
): Promise<{ detected: Detected[]; missed: RuleId[] }> {
  const end = performance.now() + limitSeconds * 1000
  for (;;) {
    await look()
    const rows = await selectDrill(database, drill)
    const detected = rows.map(row => ({
      rule: row.rule as RuleId,
      incidentId: row.id,
      number: row.number,
      seconds: Math.max(0, row.opened_at.getTime() - startedAt.getTime()) / 1000,
    }))
    const missed = ruleIds.filter(id => !detected.some(one => one.rule === id))
    if (missed.length === 0 || performance.now() >= end) return { detected, missed }
    await pause(500)
  }
}

/**
 * Goes through what is left of the incidents of drills and closes them; what people did before stays as they did it. A drill
 * that was graded as severe is graded down for that: nobody has to agree to end a drill.
 * @returns how many were closed
 */
export async function finishDrills(database: Database, actor: Actor): Promise<number> {
  // Whoever may end a drill was asked before; at the command line of the server it is who owns the installation.
  const parts = { database, permissions: { permits: () => true } }
  const words = '演练结束 / end of the drill'
  const open = await selectIncidents(database, { state: 'open', drill: 'true', limit: 500 })
  for (const { id: incidentId } of open) {
    const version = async () => (await selectIncident(database, incidentId))!.version
    const grade = { severity: 'general', critical: false, affected: 0 } as const
    await assessIncident(parts, { incidentId, version: await version(), ...grade, words }, actor)
    for (const { step, done_at } of await selectSteps(database, incidentId))
      if (done_at === null) await doStep(parts, { incidentId, step: step as StepId, words }, actor)
    await closeIncident(parts, { incidentId, version: await version(), words }, actor)
  }
  return open.length
}
