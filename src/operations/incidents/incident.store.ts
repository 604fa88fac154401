import { sql } from 'kysely'
import { type Handle, sealText, type Transaction, uuidv7 } from '#base/index.ts'
import type { OperationsTables } from '../operations.tables.ts'
import type { EventKind, IncidentKind, IncidentQuery, RuleId, Severity } from './incident.contract.ts'
import type { PlannedStep } from './steps.rules.ts'

export interface IncidentRow {
  id: string
  kind: IncidentKind
  rule: RuleId | 'by-hand'
  about: string
  drill: string | null
  severity: Severity
  opened_at: Date
  opened_by: string
}

/** Writes an incident with its steps. */
export async function insertIncident(
  tx: Transaction,
  row: IncidentRow,
  steps: readonly PlannedStep[],
): Promise<void> {
  const handle = tx.withTables<OperationsTables>()
  await handle.insertInto('operations.incident').values(row).execute()
  const planned = steps.map(({ step, owner, obligatory, dueAt }, place) => ({
    incident_id: row.id,
    step,
    place,
    owner,
    obligatory,
    due_at: dueAt,
  }))
  await handle.insertInto('operations.incident_step').values(planned).execute()
}

/** The open incident of a rule about somebody, held until the transaction ends. */
export async function lockOpenIncident(
  tx: Transaction,
  of: { rule: string; about: string; drill: string | null },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from operations.incident
     where state = 'open' and rule = ${of.rule} and about = ${of.about} and drill is not distinct from ${of.drill}::uuid
     for update`.execute(tx)
  return rows[0]?.id
}

/** The newest finding of a rule about somebody. */
export async function selectLastFinding(
  handle: Handle,
  of: { rule: string; about: string; drill: string | null },
): Promise<{ to: Date; measured: number; facts: unknown } | undefined> {
  const { rows } = await sql<{ to: Date; measured: number; facts: unknown }>`
    select window_to as to, measured, facts from operations.incident_finding
     where rule = ${of.rule} and about = ${of.about} and drill is not distinct from ${of.drill}::uuid
     order by window_to desc, found_at desc limit 1`.execute(handle)
  const row = rows[0]
  return row && { ...row, measured: Number(row.measured) }
}

export interface FindingRow {
  incident_id: string
  found_at: Date
  rule: string
  about: string
  drill: string | null
  window_from: Date
  window_to: Date
  measured: number
  threshold: number
  facts: string
}

/** Adds a finding to its incident. */
export async function insertFinding(tx: Transaction, row: FindingRow): Promise<void> {
  await tx
    .withTables<OperationsTables>()
    .insertInto('operations.incident_finding')
    .values({ id: uuidv7(), ...row })
    .execute()
}

/** An incident, held until the transaction ends. */
export async function lockIncident(tx: Transaction, id: string) {
  return await tx
    .withTables<OperationsTables>()
    .selectFrom('operations.incident')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** Changes an incident; its version moves on. */
export async function updateIncident(
  tx: Transaction,
  id: string,
  change: {
    severity?: Severity
    critical?: boolean
    affected?: number | null
    assessed_at?: Date
    state?: 'open' | 'closed'
    close_asked_by?: string | null
    closed_at?: Date | null
  },
): Promise<void> {
  await tx
    .withTables<OperationsTables>()
    .updateTable('operations.incident')
    .set(eb => ({ ...change, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** Steps of an incident in order. */
export async function selectSteps(handle: Handle, incidentId: string) {
  return await handle
    .withTables<OperationsTables>()
    .selectFrom('operations.incident_step')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .orderBy('place')
    .execute()
}

/** Marks a step as done. @returns false when it was done already */
export async function saveStepDone(
  tx: Transaction,
  of: { incidentId: string; step: string; by: string; at: Date },
): Promise<boolean> {
  const { rows } = await sql`
    update operations.incident_step set done_at = ${of.at}, done_by = ${of.by}
     where incident_id = ${of.incidentId} and step = ${of.step} and done_at is null returning step`.execute(
    tx,
  )
  return rows.length > 0
}

/** Sets what an assessment says of a step. */
export async function saveStepPlan(tx: Transaction, incidentId: string, plan: PlannedStep): Promise<void> {
  await sql`
    update operations.incident_step set obligatory = ${plan.obligatory}, due_at = ${plan.dueAt}
     where incident_id = ${incidentId} and step = ${plan.step}`.execute(tx)
}

/** Opens a step again. */
export async function reopenStep(
  tx: Transaction,
  of: { incidentId: string; step: string; dueAt: Date },
): Promise<void> {
  await sql`
    update operations.incident_step set done_at = null, done_by = null, due_at = ${of.dueAt}
     where incident_id = ${of.incidentId} and step = ${of.step}`.execute(tx)
}

export interface EventRow {
  incident_id: string
  at: Date
  made_by: string
  what: EventKind
  facts: object
  words: string | null
}

/** Writes what was done about an incident. */
export async function insertEvent(tx: Transaction, row: EventRow): Promise<string> {
  const id = uuidv7()
  const words = row.words === null ? null : sealText(row.words)
  await tx
    .withTables<OperationsTables>()
    .insertInto('operations.incident_event')
    .values({ ...row, id, facts: JSON.stringify(row.facts), words })
    .execute()
  return id
}

/** Events of an incident, newest first. */
export async function selectEvents(handle: Handle, incidentId: string) {
  return await handle
    .withTables<OperationsTables>()
    .selectFrom('operations.incident_event')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** Findings of an incident, newest first. */
export async function selectFindings(handle: Handle, incidentId: string) {
  return await handle
    .withTables<OperationsTables>()
    .selectFrom('operations.incident_finding')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .orderBy('found_at', 'desc')
    .limit(200)
    .execute()
}

function summaries(handle: Handle) {
  return handle
    .withTables<OperationsTables>()
    .selectFrom('operations.incident as i')
    .selectAll('i')
    .select(eb => [
      eb
        .selectFrom('operations.incident_step as s')
        .select(inner => inner.fn.min('s.due_at').as('due'))
        .whereRef('s.incident_id', '=', 'i.id')
        .where('s.done_at', 'is', null)
        .where('s.obligatory', '=', true)
        .as('next_due'),
      eb
        .selectFrom('operations.incident_finding as f')
        .select(inner => inner.fn.countAll<number>().as('n'))
        .whereRef('f.incident_id', '=', 'i.id')
        .as('findings'),
    ])
}

/** Incidents as a list asks for them, newest first; one more than the limit. */
export async function selectIncidents(handle: Handle, query: IncidentQuery & { limit: number }) {
  let wanted = summaries(handle)
    .orderBy('i.number', 'desc')
    .limit(query.limit + 1)
  if (query.state) wanted = wanted.where('i.state', '=', query.state)
  if (query.kind) wanted = wanted.where('i.kind', '=', query.kind)
  if (query.severity) wanted = wanted.where('i.severity', '=', query.severity)
  if (query.drill) wanted = wanted.where('i.drill', query.drill === 'true' ? 'is not' : 'is', null)
  if (query.before) wanted = wanted.where('i.number', '<', query.before)
  return await wanted.execute()
}

/** One incident as lists show it. */
export async function selectIncident(handle: Handle, id: string) {
  return await summaries(handle).where('i.id', '=', id).executeTakeFirst()
}

/** Incidents of a drill. */
export async function selectDrill(handle: Handle, drill: string) {
  return await summaries(handle).where('i.drill', '=', drill).orderBy('i.number').execute()
}

/** How many real incidents are open, and how many of them have a step past its deadline. */
export async function countOpen(handle: Handle, now: Date): Promise<{ open: number; late: number }> {
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from operations.incident where state = 'open' and drill is null`.execute(
    handle,
  )
  return { open: rows[0]!.open, late: (await selectLate(handle, now)).length }
}

/** Numbers of the real open incidents that have a step past its deadline. */
export async function selectLate(handle: Handle, now: Date): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`
    select number from operations.incident i where state = 'open' and drill is null and exists (
      select from operations.incident_step s where s.incident_id = i.id and s.obligatory and s.done_at is null
         and s.due_at < ${now}) order by number`.execute(handle)
  return rows.map(row => row.number)
}

/** Texts of an incident as people edited them. */
export async function selectTexts(handle: Handle, incidentId: string) {
  return await handle
    .withTables<OperationsTables>()
    .selectFrom('operations.incident_text')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .execute()
}

/** Keeps a text as somebody edited it. @returns false when somebody else changed it since */
export async function saveText(
  tx: Transaction,
  of: { incidentId: string; audience: string; language: string; words: string; by: string; basedOn: number },
): Promise<boolean> {
  const { rows } = await sql`
    insert into operations.incident_text as held (incident_id, audience, language, words, saved_by, saved_at)
    select ${of.incidentId}::uuid, ${of.audience}, ${of.language}, ${sealText(of.words)}, ${of.by}, ${new Date()}
     where ${of.basedOn} = 0 or exists (select from operations.incident_text
       where incident_id = ${of.incidentId} and audience = ${of.audience} and language = ${of.language})
    on conflict (incident_id, audience, language) do update
       set words = excluded.words, saved_by = excluded.saved_by, saved_at = excluded.saved_at, version = held.version + 1
     where held.version = ${of.basedOn}
    returning version`.execute(tx)
  return rows.length > 0
}
