import { type SqlBool, sql } from 'kysely'
import { type Handle, sealBytes, type Transaction } from '#base/index.ts'
import { type Scope, scopeCondition } from '#identity/index.ts'
import { scopeColumns } from '../case.store.ts'
import { sealed } from '../sealed-words.ts'
import type { AppealKind, AppealOutcome, Finding } from './appeal.contract.ts'
import { decidingSteps } from './appeal.rules.ts'

export interface AppealFresh {
  id: string
  caseId: string
  decisionId: string
  algorithm: string
  kind: AppealKind
  ground: string
  salt: Buffer
  at: Date
  dueAt: Date
  by: string
}

/** Writes an appeal. The unique key on open ones keeps a second out when two are made at once; then false. */
export async function insertAppeal(tx: Transaction, one: AppealFresh): Promise<boolean> {
  const { rows } = await sql`
    insert into cases.appeal (id, case_id, decision_id, algorithm, kind, ground, salt, made_at, due_at, made_by)
    values (${one.id}, ${one.caseId}, ${one.decisionId}, ${one.algorithm}, ${one.kind}, ${sealed(one.ground)},
            ${sealBytes(one.salt)}, ${one.at}, ${one.dueAt}, ${one.by})
    on conflict do nothing returning id`.execute(tx)
  return rows.length > 0
}

export interface OwnAppealRow {
  id: string
  kind: AppealKind
  made_at: Date
  due_at: Date
  outcome: AppealOutcome | null
  decided_at: Date | null
  finding: string | null
}

/** The appeals about one case, oldest first. */
export async function selectAppealsOf(handle: Handle, caseId: string): Promise<OwnAppealRow[]> {
  const { rows } = await sql<OwnAppealRow>`
    select id, kind, made_at, due_at, outcome, decided_at, finding
      from cases.appeal where case_id = ${caseId} order by made_at, id`.execute(handle)
  return rows
}

export interface AppealRow extends OwnAppealRow {
  case_id: string
  code: string
  subject: string | null
  state: string
  department_id: string | null
  category_id: string | null
  region_id: string | null
  reporter_person_id: string | null
  decision_id: string
  algorithm: string
  ground: string | null
  overdue: boolean
  decided_by: string | null
  corrected_department_id: string | null
  corrected_category_id: string | null
  deciders: string[]
  total: number
}

/** Which appeals: one, or a page of those that are open, the most urgent first, or decided, the newest first. */
export type AppealsWanted = { id: string } | { open: boolean; limit: number }

/** Appeals about cases in scope, with who decided before. */
export async function selectAppeals(
  handle: Handle,
  scope: Scope,
  wanted: AppealsWanted,
): Promise<AppealRow[]> {
  const open = 'open' in wanted && wanted.open
  const which: ReturnType<typeof sql<SqlBool>> =
    'id' in wanted
      ? sql<SqlBool>`appeal.id = ${wanted.id}`
      : open
        ? sql<SqlBool>`appeal.outcome is null`
        : sql<SqlBool>`appeal.outcome is not null`
  const order = open
    ? sql`order by appeal.due_at, appeal.id`
    : sql`order by appeal.decided_at desc, appeal.id desc`
  const { rows } = await sql<AppealRow>`
    select appeal.id, appeal.case_id, appeal.decision_id, appeal.algorithm, appeal.kind, appeal.ground,
           appeal.made_at, appeal.due_at, appeal.outcome, appeal.finding, appeal.decided_at, appeal.decided_by,
           appeal.corrected_department_id, appeal.corrected_category_id,
           appeal.outcome is null and appeal.due_at < now() as overdue,
           record.code, record.state, record.department_id, record.category_id, record.region_id,
           record.reporter_person_id, content.subject, first.deciders, count(*) over ()::int as total
      from cases.appeal appeal
      join cases.case_record record on record.id = appeal.case_id
      left join cases.case_content content on content.case_id = appeal.case_id
      cross join lateral (
        select coalesce(array_agg(distinct taken.by), '{}') as deciders from (
          select event.actor as by from cases.event event
           where event.case_id = appeal.case_id and event.type = any(${[...decidingSteps]}::text[])
          union all
          select earlier.decided_by from cases.appeal earlier
           where earlier.case_id = appeal.case_id and earlier.id <> appeal.id
             and earlier.decided_by is not null) taken) first
     where ${which} and ${scopeCondition(scope, scopeColumns)}
     ${order} limit ${'limit' in wanted ? wanted.limit : 1}`.execute(handle)
  return rows
}

/** Holds an appeal for deciding: its salt, null once erased, and whether somebody decided already. */
export async function lockAppeal(
  tx: Transaction,
  id: string,
): Promise<{ case_id: string; salt: Buffer | null; outcome: AppealOutcome | null } | undefined> {
  const { rows } = await sql<{ case_id: string; salt: Buffer | null; outcome: AppealOutcome | null }>`
    select case_id, salt, outcome from cases.appeal where id = ${id} for update`.execute(tx)
  return rows[0]
}

export interface AppealEnd {
  outcome: Finding
  finding: string
  at: Date
  by: string
  correctedDepartmentId: string | null
  correctedCategoryId: string | null
}

/** Decides an appeal that is held. */
export async function endAppeal(tx: Transaction, id: string, end: AppealEnd): Promise<void> {
  await sql`
    update cases.appeal
       set outcome = ${end.outcome}, finding = ${sealed(end.finding)}, decided_at = ${end.at}, decided_by = ${end.by},
           corrected_department_id = ${end.correctedDepartmentId}, corrected_category_id = ${end.correctedCategoryId}
     where id = ${id} and outcome is null`.execute(tx)
}

export interface AppealFigures {
  objections: number
  decided: number
  upheld: number
  overdue: number
  medianDays: number | null
}

/** How many appeals there were by algorithm, how they ended, and the median of days until they did. */
export async function selectAppealFigures(handle: Handle): Promise<Map<string, AppealFigures>> {
  const { rows } = await sql<AppealFigures & { algorithm: string }>`
    select algorithm, count(*)::int as objections, (count(*) filter (where outcome in ('upheld', 'kept')))::int as decided,
           (count(*) filter (where outcome = 'upheld'))::int as upheld,
           (count(*) filter (where coalesce(decided_at, now()) > due_at and outcome is distinct from 'lapsed'))::int as overdue,
           round((percentile_cont(0.5) within group (
             order by extract(epoch from decided_at - made_at)) filter (where outcome <> 'lapsed') / 86400)::numeric, 1)::float8 as "medianDays"
      from cases.appeal group by algorithm`.execute(handle)
  return new Map(rows.map(({ algorithm, ...figures }) => [algorithm, figures]))
}

/** How many appeals against an algorithm were made since a moment. */
export async function selectAppealCount(
  handle: Handle,
  of: { algorithm: string; since: Date },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from cases.appeal
     where algorithm = ${of.algorithm} and made_at > ${of.since}`.execute(handle)
  return rows[0]!.count
}
