import { type Selectable, sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import { type Scope, scopeCondition } from '#identity/index.ts'
import { scopeColumns } from '../case.store.ts'
import type { CasesTables } from '../cases.tables.ts'
import { sealed } from '../sealed-words.ts'
import type { BulkAction, BulkCase, BulkWanted } from './bulk.contract.ts'
import type { Stood } from './bulk.rules.ts'

/** A bulk act as it is stored. */
export type BulkRecord = Omit<Selectable<CasesTables['cases.bulk_act']>, 'action' | 'wanted'> & {
  action: BulkAction
  wanted: Omit<BulkWanted, 'note'>
}

/** Writes an act with its cases. @returns false when the person did it before under this key. */
export async function insertBulk(
  tx: Transaction,
  act: {
    id: string
    personId: string
    idempotencyKey: string
    limitedTo: readonly string[] | null
    taskId: string
    wanted: BulkWanted
    cases: readonly BulkCase[]
  },
): Promise<boolean> {
  const { note, ...wanted } = act.wanted
  const limitedTo = act.limitedTo === null ? null : [...act.limitedTo]
  const made = await sql`
    insert into cases.bulk_act (id, person_id, idempotency_key, action, wanted, said, limited_to, task_id)
    values (${act.id}, ${act.personId}, ${act.idempotencyKey}, ${wanted.action}, ${JSON.stringify(wanted)}::jsonb,
            ${sealed(note || null)}, ${limitedTo}::text[], ${act.taskId})
    on conflict (person_id, idempotency_key) do nothing returning id`.execute(tx)
  if (made.rows.length === 0) return false
  await sql`
    insert into cases.bulk_item (bulk_id, place, case_id, version, decision_id)
    select ${act.id}, place, "caseId", version, "decisionId"
      from rows from (json_to_recordset(${JSON.stringify(act.cases)}::json)
        as ("caseId" uuid, version int, "decisionId" uuid)) with ordinality
        as given ("caseId", version, "decisionId", place)
    on conflict do nothing`.execute(tx)
  return true
}

/** An act by its person and key. */
export async function selectBulkByKey(
  handle: Handle,
  personId: string,
  key: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from cases.bulk_act where person_id = ${personId} and idempotency_key = ${key}`.execute(handle)
  return rows[0]?.id
}

/** An act; somebody's own when `personId` is given. */
export async function selectBulk(
  handle: Handle,
  id: string,
  personId?: string,
): Promise<BulkRecord | undefined> {
  const own = personId === undefined ? sql`` : sql`and person_id = ${personId}`
  const { rows } = await sql<BulkRecord>`select * from cases.bulk_act where id = ${id} ${own}`.execute(handle)
  return rows[0]
}

/** Somebody's own act, held: of two clicks one comes first. */
export async function lockBulk(
  tx: Transaction,
  id: string,
  personId: string,
): Promise<BulkRecord | undefined> {
  const { rows } = await sql<BulkRecord>`
    select * from cases.bulk_act where id = ${id} and person_id = ${personId} for update`.execute(tx)
  return rows[0]
}

/** Somebody's newest acts. */
export async function selectBulks(handle: Handle, personId: string, limit: number): Promise<BulkRecord[]> {
  const { rows } = await sql<BulkRecord>`
    select * from cases.bulk_act where person_id = ${personId} order by id desc limit ${limit}`.execute(
    handle,
  )
  return rows
}

export interface ItemRow {
  case_id: string
  version: number
  decision_id: string | null
  stood: Stood | null
}

/** The next case that is to be done, or whose act is to be taken back: the last one first. */
export async function nextItem(
  handle: Handle,
  bulkId: string,
  mode: 'do' | 'undo',
): Promise<ItemRow | undefined> {
  const { rows } =
    mode === 'do'
      ? await sql<ItemRow>`
    select case_id, version, decision_id, stood from cases.bulk_item
     where bulk_id = ${bulkId} and state = 'waiting' order by place limit 1`.execute(handle)
      : await sql<ItemRow>`
    select case_id, version, decision_id, stood from cases.bulk_item
     where bulk_id = ${bulkId} and state = 'done' and undo is null order by place desc limit 1`.execute(
          handle,
        )
  return rows[0]
}

export interface ItemKey {
  bulkId: string
  caseId: string
}

/** Notes that a case was done, once. @returns false when it was noted before. */
export async function markDone(tx: Transaction, { bulkId, caseId }: ItemKey, stood: Stood): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update cases.bulk_item set state = 'done', stood = ${JSON.stringify(stood)}::jsonb
     where bulk_id = ${bulkId} and case_id = ${caseId} and state = 'waiting'`.execute(tx)
  return numAffectedRows === 1n
}

/** Notes that the act on a case was taken back, once. @returns false when it was noted before. */
export async function markUndone(tx: Transaction, { bulkId, caseId }: ItemKey): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update cases.bulk_item set undo = 'undone'
     where bulk_id = ${bulkId} and case_id = ${caseId} and state = 'done' and undo is null`.execute(tx)
  return numAffectedRows === 1n
}

/** Notes why a case was left, or was not taken back. What was done meanwhile stays done. */
export async function markLeft(
  handle: Handle,
  { bulkId, caseId, mode }: ItemKey & { mode: 'do' | 'undo' },
  cause: { code: string; details: unknown },
): Promise<void> {
  const details = JSON.stringify(cause.details)
  if (mode === 'do')
    await sql`
    update cases.bulk_item set state = 'left', cause = ${cause.code}, cause_details = ${details}::jsonb
     where bulk_id = ${bulkId} and case_id = ${caseId} and state = 'waiting'`.execute(handle)
  else
    await sql`
    update cases.bulk_item set undo = 'left', undo_cause = ${cause.code}, undo_details = ${details}::jsonb
     where bulk_id = ${bulkId} and case_id = ${caseId} and state = 'done' and undo is null`.execute(handle)
}

/** Ends an act: what still waits is not done. What was written is on the timelines and is not kept twice. */
export async function endBulkAct(tx: Transaction, bulkId: string, undoMinutes: number): Promise<Date | null> {
  await sql`
    update cases.bulk_item set state = 'cancelled' where bulk_id = ${bulkId} and state = 'waiting'`.execute(
    tx,
  )
  const { rows } = await sql<{ undo_until: Date }>`
    update cases.bulk_act set ended_at = clock_timestamp(), said = null,
           undo_until = clock_timestamp() + make_interval(mins => ${undoMinutes})
     where id = ${bulkId} and ended_at is null returning undo_until`.execute(tx)
  return rows[0]?.undo_until ?? null
}

/** From now on it is being taken back, or was. */
export async function noteUndo(tx: Transaction, bulkId: string, taskId: string | null): Promise<void> {
  if (taskId === null) await sql`update cases.bulk_act set undone_at = now() where id = ${bulkId}`.execute(tx)
  else await sql`update cases.bulk_act set undo_task_id = ${taskId} where id = ${bulkId}`.execute(tx)
}

export interface BulkCounts {
  bulk_id: string
  total: number
  done: number
  left: number
  undone: number
  undo_left: number
}

/** What became of the cases of some acts. */
export async function countItems(
  handle: Handle,
  bulkIds: readonly string[],
): Promise<Map<string, BulkCounts>> {
  const { rows } = await sql<BulkCounts>`
    select bulk_id, count(*)::int as total, count(*) filter (where state = 'done')::int as done,
           count(*) filter (where state = 'left')::int as left,
           count(*) filter (where undo = 'undone')::int as undone,
           count(*) filter (where undo = 'left')::int as undo_left
      from cases.bulk_item where bulk_id = any(${[...bulkIds]}::uuid[]) group by bulk_id`.execute(handle)
  return new Map(rows.map(row => [row.bulk_id, row]))
}

export interface ItemView {
  case_id: string
  code: string | null
  state: 'waiting' | 'done' | 'left' | 'cancelled'
  cause: string | null
  cause_details: Record<string, unknown> | null
  undo: 'undone' | 'left' | null
  undo_cause: string | null
  undo_details: Record<string, unknown> | null
}

/** The cases of an act in their order; codes of those in the scope alone. */
export async function selectItems(handle: Handle, bulkId: string, scope: Scope): Promise<ItemView[]> {
  const { rows } = await sql<ItemView>`
    select item.case_id, record.code, item.state, item.cause, item.cause_details, item.undo, item.undo_cause,
           item.undo_details
      from cases.bulk_item item
      left join cases.case_record record on record.id = item.case_id and ${scopeCondition(scope, scopeColumns)}
     where item.bulk_id = ${bulkId} order by item.place`.execute(handle)
  return rows
}

/** Codes of those of the cases that lie in the scope. */
export async function selectCodes(
  handle: Handle,
  caseIds: readonly string[],
  scope: Scope,
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; code: string }>`
    select record.id, record.code from cases.case_record record
     where record.id = any(${[...caseIds]}::uuid[]) and ${scopeCondition(scope, scopeColumns)}`.execute(
    handle,
  )
  return new Map(rows.map(row => [row.id, row.code]))
}

/** True when something happened to a case merged into this one after a moment, or one was merged into it. */
export async function membersMoved(tx: Transaction, caseId: string, since: string): Promise<boolean> {
  const { rows } = await sql`
    select from cases.case_record where merged_into = ${caseId} and updated_at > ${since} limit 1`.execute(tx)
  return rows.length > 0
}

/** Removes acts of long ago whose notices are told; what was taken back is kept, as figures leave it out. @returns how many. */
export async function deleteBulks(handle: Handle, before: string, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from cases.bulk_act where id in (
      select act.id from cases.bulk_act act
       where act.id < ${before} and act.ended_at is not null and act.undone_at is null
         and not exists (select from cases.held_notice notice where notice.bulk_id = act.id)
       order by act.id limit ${limit})`.execute(handle)
  return Number(numAffectedRows ?? 0)
}
