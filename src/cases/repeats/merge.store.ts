import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import { type Scope, scopeCondition } from '#identity/index.ts'
import { type CaseRecord, scopeColumns } from '../case.store.ts'
import type { CaseState } from '../case-words.contract.ts'
import { beginning } from '../sealed-words.ts'

/**
 * Lets one merge or un-merge run at a time: which case leads which then stands still while it is looked at. They are made by
 * hand, a few a minute. Everybody else holds a lead before its members, so nobody waits in a ring.
 */
export async function holdMerging(tx: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('cases:merge', 0))`.execute(tx)
}

/** Holds the leads of the cases (a case that was not merged is its own), in the order of their ids. */
export async function holdLeads(tx: Transaction, caseIds: readonly string[]): Promise<void> {
  await sql`
    select id from cases.case_record
     where id in (select coalesce(merged_into, id) from cases.case_record where id = any(${[...caseIds]}::uuid[]))
     order by id for update`.execute(tx)
}

/** How a case stood when it was merged. */
export interface Stood {
  into_id: string
  state: CaseState
  department_id: string | null
  duty_id: string | null
  category_id: string | null
}

/** Writes down who was merged into what, and how it stood. */
export async function insertMerge(
  tx: Transaction,
  merge: { id: string; member: CaseRecord; intoId: string; at: Date },
): Promise<void> {
  const { id, member, intoId, at } = merge
  await sql`
    insert into cases.merge (id, case_id, into_id, state, department_id, duty_id, category_id, merged_at)
    values (${id}, ${member.id}, ${intoId}, ${member.state}, ${member.department_id}, ${member.duty_id},
            ${member.category_id}, ${at})`.execute(tx)
}

/** Ends a merge. @returns how the case stood before it. */
export async function endMerge(tx: Transaction, caseId: string, at: Date): Promise<Stood | undefined> {
  const { rows } = await sql<Stood>`
    update cases.merge set ended_at = ${at} where case_id = ${caseId} and ended_at is null
    returning into_id, state, department_id, duty_id, category_id`.execute(tx)
  return rows[0]
}

/** Those that were merged into this case, and into those, and so on, and still are. */
export async function selectMergedThrough(tx: Transaction, caseId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive through as (
      select case_id as id from cases.merge where into_id = ${caseId} and ended_at is null
      union select merge.case_id from through join cases.merge on merge.into_id = through.id and merge.ended_at is null
    ) select id from through order by id`.execute(tx)
  return rows.map(row => row.id)
}

/** What of a lead its members have as well. */
export type Followed = Pick<
  CaseRecord,
  'state' | 'disposition' | 'closed_at' | 'department_id' | 'duty_id' | 'category_id' | 'merged_into'
>

export interface FollowedRow {
  id: string
  last_seq: number
  department_id: string | null
  state: CaseState
  erased_at: Date | null
}

/**
 * Brings members to where their lead stands, all in one statement, held in the order of their ids.
 * One who withdrew is done with it and stays so, whatever becomes of the others.
 * @param given.members all members of the lead, or these
 * @returns them, with the seq before their new events and where they stood.
 */
export async function updateMembers(
  tx: Transaction,
  given: {
    members: { leadId: string } | { ids: readonly string[] }
    to: Followed
    events: number
    at: Date
    forgetRating: boolean
  },
): Promise<FollowedRow[]> {
  const { members, to, events, at, forgetRating } = given
  const which =
    'leadId' in members ? sql`merged_into = ${members.leadId}` : sql`id = any(${[...members.ids]}::uuid[])`
  const { rows } = await sql<FollowedRow>`
    with held as materialized (
      select id, last_seq, state, department_id from cases.case_record
       where ${which} and disposition is distinct from 'withdrawn' order by id for update
    )
    update cases.case_record record
       set state = ${to.state}, disposition = ${to.disposition}, closed_at = ${to.closed_at}, due_at = null,
           assignee_id = null, department_id = ${to.department_id}, duty_id = ${to.duty_id},
           category_id = coalesce(${to.category_id}, record.category_id), merged_into = ${to.merged_into},
           rating = case when ${forgetRating} then null else record.rating end,
           resolved = case when ${forgetRating} then null else record.resolved end,
           version = record.version + 1, last_seq = record.last_seq + ${events}, updated_at = ${at}
      from held where record.id = held.id
    returning record.id, held.last_seq, held.department_id, held.state, record.erased_at`.execute(tx)
  return rows
}

/** Counts one event more for a case that is held; the version stays: what was done does not make an open page stale. */
export async function countEvent(tx: Transaction, caseId: string, at: Date): Promise<number> {
  const { rows } = await sql<{ last_seq: number }>`
    update cases.case_record set last_seq = last_seq + 1, updated_at = ${at} where id = ${caseId}
    returning last_seq`.execute(tx)
  return rows[0]!.last_seq
}

/** The reply a case was last given, if it stands. */
export async function selectReply(tx: Transaction, caseId: string): Promise<string | null> {
  const { rows } = await sql<{ text: string | null }>`
    select content.text from cases.event event
      join cases.event_content content on content.recorded_at = event.recorded_at and content.event_id = event.id
     where event.case_id = ${caseId} and event.type = 'replied' order by event.seq desc limit 1`.execute(tx)
  return rows[0]?.text ?? null
}

export interface MemberRow {
  id: string
  code: string
  state: CaseState
  reported_at: Date
  merged_at: Date | null
  rating: number | null
  reporter_name: string | null
  excerpt: string | null
  department_id: string | null
  region_id: string | null
  reporter_person_id: string | null
}

/** Members of a lead that lie in the scope, the first merged first. */
export async function selectMembers(
  handle: Handle,
  scope: Scope,
  page: { leadId: string; limit: number },
): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select record.id, record.code, record.state, record.reported_at, merge.merged_at, record.rating,
           case when record.confidential is not true then content.reporter_name end as reporter_name,
           content.detail as excerpt
      from cases.case_record record
      left join cases.merge merge on merge.case_id = record.id and merge.ended_at is null
      left join cases.case_content content on content.case_id = record.id
     where record.merged_into = ${page.leadId} and ${scopeCondition(scope, scopeColumns)}
     order by merge.merged_at, record.id limit ${page.limit}`.execute(handle)
  return rows.map(row => ({ ...row, excerpt: beginning(row.excerpt, 120) }))
}
