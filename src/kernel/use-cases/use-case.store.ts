import { sql } from 'kysely'
import { type Handle, type Level, sealBytes, sealText, type Transaction } from '#base/index.ts'
import type { Gate, Risk } from '../kernel.contract.ts'
import type { NewUseCase, ToolPlace, UseCaseState } from './use-case.contract.ts'

export interface UseCaseFresh extends Omit<NewUseCase, 'prohibited'> {
  id: string
  salt: Buffer
  risk: Risk
  gate: Gate
  by: string
  at: Date
}

/** Writes a request. */
export async function insertUseCase(tx: Transaction, one: UseCaseFresh): Promise<void> {
  await sql`
    insert into kernel.use_case (id, title, purpose, salt, tool, tool_place, department, data_level, harm, citizens_see,
                                 risk, gate, state, requested_by, requested_at)
    values (${one.id}, ${sealText(one.title)}, ${sealText(one.purpose)}, ${sealBytes(one.salt)}, ${sealText(one.tool)},
            ${one.toolPlace}, ${one.departmentId}, ${one.dataLevel}, ${one.harm}, ${one.citizensSee}, ${one.risk},
            ${one.gate}, 'requested', ${one.by}, ${one.at})`.execute(tx)
}

export interface UseCaseRow {
  id: string
  title: string
  purpose: string
  salt: Buffer
  tool: string
  tool_place: ToolPlace
  department: string | null
  data_level: Level
  harm: 1 | 2 | 3
  citizens_see: boolean
  risk: Risk
  gate: Gate
  state: UseCaseState
  requested_by: string
  requested_at: Date
  decided_by: string | null
  decided_at: Date | null
  conditions: string | null
  valid_until: string | null
  uses: number
  people: number
  used: number
  checked: number
  last_at: Date | null
}

const columns = sql`
  one.id, one.title, one.purpose, one.salt, one.tool, one.tool_place, one.department, one.data_level, one.harm,
  one.citizens_see, one.risk, one.gate, one.state, one.requested_by, one.requested_at, one.decided_by, one.decided_at,
  one.conditions, one.valid_until::text as valid_until`

/** All use cases with what was recorded of them: requests first, then those in use, the newest first. */
export async function selectUseCases(handle: Handle, limit: number): Promise<UseCaseRow[]> {
  const { rows } = await sql<UseCaseRow>`
    select ${columns}, coalesce(done.uses, 0) as uses, coalesce(done.people, 0) as people,
           coalesce(done.used, 0) as used, coalesce(done.checked, 0) as checked, done.last_at
      from kernel.use_case one
      left join lateral (
        select count(*)::int as uses, count(distinct person)::int as people,
               (count(*) filter (where used))::int as used, (count(*) filter (where used and checked))::int as checked,
               max(at) as last_at
          from kernel.use_record record where record.use_case_id = one.id) done on true
     order by array_position(array['requested', 'approved', 'refused', 'withdrawn'], one.state), one.requested_at desc
     limit ${limit}`.execute(handle)
  return rows
}

/** Holds a use case for an act. */
export async function lockUseCase(tx: Transaction, id: string): Promise<UseCaseRow | undefined> {
  const { rows } = await sql<UseCaseRow>`
    select ${columns}, 0 as uses, 0 as people, 0 as used, 0 as checked, null::timestamptz as last_at
      from kernel.use_case one where one.id = ${id} for update`.execute(tx)
  return rows[0]
}

/** Approves or refuses what is held. */
export async function saveDecision(
  tx: Transaction,
  id: string,
  end: { state: 'approved' | 'refused'; by: string; at: Date; conditions: string; validUntil: string | null },
): Promise<void> {
  await sql`
    update kernel.use_case
       set state = ${end.state}, decided_by = ${end.by}, decided_at = ${end.at}, valid_until = ${end.validUntil}::date,
           conditions = ${end.conditions === '' ? null : sealText(end.conditions)}
     where id = ${id}`.execute(tx)
}

/** Takes a use case back. */
export async function saveWithdrawn(tx: Transaction, id: string): Promise<void> {
  await sql`update kernel.use_case set state = 'withdrawn' where id = ${id}`.execute(tx)
}

export interface UseFresh {
  id: string
  useCaseId: string
  person: string
  at: Date
  task: string
  dataLevel: Level
  used: boolean
  checked: boolean
  checkedBy: string | null
}

/** Keeps a use. */
export async function insertUse(tx: Transaction, one: UseFresh): Promise<void> {
  await sql`
    insert into kernel.use_record (id, use_case_id, person, at, task, data_level, checked, checked_by, used)
    values (${one.id}, ${one.useCaseId}, ${one.person}, ${one.at}, ${sealText(one.task)}, ${one.dataLevel},
            ${one.checked}, ${one.checkedBy}, ${one.used})`.execute(tx)
}

export interface UseRow {
  id: string
  person: string
  at: Date
  task: string
  data_level: Level
  used: boolean
  checked: boolean
  checked_by: string | null
}

/** Uses of one case, newest first; of one person where one is named. */
export async function selectUses(
  handle: Handle,
  of: { useCaseId: string; person: string | null; limit: number },
): Promise<UseRow[]> {
  const { rows } = await sql<UseRow>`
    select id, person, at, task, data_level, used, checked, checked_by from kernel.use_record
     where use_case_id = ${of.useCaseId} and (${of.person}::text is null or person = ${of.person})
     order by at desc, id desc limit ${of.limit}`.execute(handle)
  return rows
}
