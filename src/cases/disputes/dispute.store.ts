import { type SqlBool, sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import { type Scope, scopeCondition } from '#identity/index.ts'
import { scopeColumns } from '../case.store.ts'
import type { DisputeOutcome } from './dispute.contract.ts'

export interface NewDispute {
  id: string
  case_id: string
  department_id: string
  proposed_department_id: string | null
  duty_id: string | null
  opened_at: Date
  opened_by: string
  objected_seq: number
  sent_by: string | null
  sent_seq: number | null
}

/** Writes an objection. The unique key on open ones keeps a second out, whatever a caller forgot. */
export async function insertDispute(tx: Transaction, one: NewDispute): Promise<void> {
  await sql`
    insert into cases.dispute (id, case_id, department_id, proposed_department_id, duty_id, opened_at, opened_by,
                               objected_seq, sent_by, sent_seq)
    values (${one.id}, ${one.case_id}, ${one.department_id}, ${one.proposed_department_id}, ${one.duty_id},
            ${one.opened_at}, ${one.opened_by}, ${one.objected_seq}, ${one.sent_by}, ${one.sent_seq})`.execute(
    tx,
  )
}

/** The event by which a case came to where it is. */
export async function selectSending(
  tx: Transaction,
  caseId: string,
): Promise<{ actor: string; seq: number } | undefined> {
  const { rows } = await sql<{ actor: string; seq: number }>`
    select actor, seq from cases.event
     where case_id = ${caseId} and type in ('dispatched', 'objection-upheld') order by seq desc limit 1`.execute(
    tx,
  )
  return rows[0]
}

export interface DisputeRecord {
  id: string
  case_id: string
  department_id: string
  proposed_department_id: string | null
  opened_by: string
  sent_by: string | null
}

/** An objection by its id. */
export async function selectDispute(handle: Handle, id: string): Promise<DisputeRecord | undefined> {
  const { rows } = await sql<DisputeRecord>`
    select id, case_id, department_id, proposed_department_id, opened_by, sent_by
      from cases.dispute where id = ${id}`.execute(handle)
  return rows[0]
}

export interface DisputeEnd {
  outcome: DisputeOutcome
  by: string
  at: Date
  seq: number
  ruledDepartmentId: string | null
}

/** Ends an objection that is open. */
export async function endDispute(tx: Transaction, id: string, end: DisputeEnd): Promise<void> {
  await sql`
    update cases.dispute
       set ended_at = ${end.at}, ended_by = ${end.by}, ended_seq = ${end.seq}, outcome = ${end.outcome},
           ruled_department_id = ${end.ruledDepartmentId}
     where id = ${id} and ended_at is null`.execute(tx)
}

/** The case has no open objection any more. Its version stays: nobody's page is out of date by that. */
export async function forgetDispute(tx: Transaction, caseId: string): Promise<void> {
  await sql`update cases.case_record set dispute_id = null where id = ${caseId}`.execute(tx)
}

/** How often a case was given back or objected to. */
export async function countReturns(tx: Transaction, caseId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from cases.event
     where case_id = ${caseId} and type in ('returned', 'objected')`.execute(tx)
  return rows[0]!.count
}

export interface DisputeRow extends DisputeRecord {
  code: string
  visible: boolean
  version: number
  subject: string | null
  detail: string | null
  state: string
  urgency: string
  due_at: Date | null
  contested_at: Date | null
  region_id: string | null
  reporter_person_id: string | null
  case_duty_id: string | null
  category_id: string | null
  duty_id: string | null
  opened_at: Date
  opened_by_name: string | null
  reason: string | null
  legal_basis: string | null
  sent_by_name: string | null
  sent_at: Date | null
  sent_note: string | null
  outcome: DisputeOutcome | null
  ended_at: Date | null
  ended_by: string | null
  ended_by_name: string | null
  ruled_department_id: string | null
  ruling_reason: string | null
  total: number
}

/** Which objections: one, or a page of the open or ended ones. */
export type DisputesWanted = { id: string } | { open: boolean; limit: number }

/** Whose: those of cases in scope, and those the own desk brought, which stay told after the case has gone on. */
export interface DisputeReach {
  scope: Scope
  desk: readonly string[]
}

const spoken = (alias: string, seq: string) => sql`
  left join lateral (
    select event.at, said.actor_name, said.text, said.details
      from cases.event event
      left join cases.event_content said on said.recorded_at = event.recorded_at and said.event_id = event.id
     where event.case_id = dispute.case_id and event.seq = ${sql.ref(`dispute.${seq}`)}) ${sql.ref(alias)} on true`

/** Objections with both sides: open ones longest waiting first, ended ones newest first. */
export async function selectDisputes(
  handle: Handle,
  reach: DisputeReach,
  wanted: DisputesWanted,
): Promise<DisputeRow[]> {
  const inScope = scopeCondition(reach.scope, scopeColumns)
  const which: ReturnType<typeof sql<SqlBool>> =
    'id' in wanted
      ? sql<SqlBool>`dispute.id = ${wanted.id}`
      : wanted.open
        ? sql<SqlBool>`dispute.ended_at is null`
        : sql<SqlBool>`dispute.ended_at is not null`
  const order =
    'open' in wanted && wanted.open
      ? sql`order by opened_at, id limit ${wanted.limit}`
      : sql`order by ended_at desc, id desc limit ${'limit' in wanted ? wanted.limit : 1}`
  const { rows } = await sql<DisputeRow & { objected_details: { legalBasis?: string } | null }>`
    with fit as (
      select dispute.*, ${inScope} as visible
        from cases.dispute dispute join cases.case_record record on record.id = dispute.case_id
       where ${which} and (${inScope} or dispute.department_id = any(${[...reach.desk]}::text[]))
    ), dispute as materialized (
      select fit.*, ${'id' in wanted ? sql`1` : sql`(select count(*)::int from fit)`} as total from fit ${order}
    )
    select dispute.id, dispute.case_id, dispute.department_id, dispute.proposed_department_id, dispute.duty_id,
           dispute.opened_at, dispute.opened_by, dispute.sent_by, dispute.outcome, dispute.ended_at,
           dispute.ended_by, dispute.ruled_department_id, dispute.visible, dispute.total,
           record.code, record.version, record.state, record.urgency, record.due_at, record.contested_at,
           record.region_id, record.reporter_person_id, record.duty_id as case_duty_id, record.category_id,
           content.subject, content.detail,
           objected.actor_name as opened_by_name, objected.text as reason,
           objected.details as objected_details,
           sent.actor_name as sent_by_name, sent.at as sent_at, sent.text as sent_note,
           ended.actor_name as ended_by_name,
           case when dispute.outcome <> 'lapsed' then ended.text end as ruling_reason
      from dispute join cases.case_record record on record.id = dispute.case_id
      left join cases.case_content content on content.case_id = dispute.case_id
      ${spoken('objected', 'objected_seq')} ${spoken('sent', 'sent_seq')} ${spoken('ended', 'ended_seq')}
     ${'open' in wanted && wanted.open ? sql`order by dispute.opened_at, dispute.id` : sql`order by dispute.ended_at desc, dispute.id desc`}`.execute(
    handle,
  )
  return rows.map(({ objected_details: said, ...row }) => ({ ...row, legal_basis: said?.legalBasis ?? null }))
}

export interface ContestedRow {
  id: string
  code: string
  visible: boolean
  subject: string | null
  state: string
  department_id: string | null
  region_id: string | null
  reporter_person_id: string | null
  contested_at: Date
  had_it: string[]
}

/** Open cases that are contested: in scope, or once with the own desk. Those that wait for a department first. */
export async function selectContested(
  handle: Handle,
  reach: DisputeReach,
  limit: number,
): Promise<ContestedRow[]> {
  const inScope = scopeCondition(reach.scope, scopeColumns)
  const { rows } = await sql<ContestedRow>`
    select record.id, record.code, record.state, record.department_id, record.region_id, record.reporter_person_id,
           record.contested_at, content.subject, ${inScope} as visible, gone.had_it
      from cases.case_record record
      left join cases.case_content content on content.case_id = record.id
      cross join lateral (
        select coalesce(array_agg(sent.department_id order by sent.first), '{}') as had_it from (
          select event.department_id, min(event.seq) as first from cases.event event
           where event.case_id = record.id and event.type in ('dispatched', 'objection-upheld')
             and event.department_id is not null
           group by event.department_id) sent) gone
     where record.contested_at is not null and record.closed_at is null
       and (${inScope} or gone.had_it && ${[...reach.desk]}::text[])
     order by record.department_id is not null, record.contested_at limit ${limit}`.execute(handle)
  return rows
}

/** Every department a case was sent to, the first first. */
export async function selectHadIt(handle: Handle, caseId: string): Promise<string[]> {
  const { rows } = await sql<{ department_id: string }>`
    select department_id from cases.event
     where case_id = ${caseId} and type in ('dispatched', 'objection-upheld') and department_id is not null
     group by department_id order by min(seq)`.execute(handle)
  return rows.map(row => row.department_id)
}
