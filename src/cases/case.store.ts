import { type Kysely, type Selectable, sql, type Updateable } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import { type Scope, scopeCondition } from '#identity/index.ts'
import type { CasesTables } from './cases.tables.ts'

export type CaseRecord = Selectable<CasesTables['cases.case_record']>
export type CaseContent = Omit<
  Selectable<CasesTables['cases.case_content']>,
  | 'search'
  | 'phone_digits'
  | 'phone_index'
  | 'phone_tail_index'
  | 'name_index'
  | 'kept_indexes'
  | 'look_up_version'
>
export type CaseChange = Updateable<CasesTables['cases.case_record']>

const tables = (handle: Handle): Kysely<CasesTables> => handle.withTables<CasesTables>()

/** The columns of a case that decide who sees it. */
export const scopeColumns = {
  department: 'record.department_id',
  region: 'record.region_id',
  reporter: 'record.reporter_person_id',
  coDepartments: 'record.co_department_ids',
}

/** Which case, and by what right it is reached: somebody's scope, or its follow-up code. */
export type CaseKey = { caseId: string; scope: Scope } | { followUpHash: Buffer }

function byKey(key: CaseKey) {
  if ('followUpHash' in key) return sql<boolean>`record.follow_up_hash = ${key.followUpHash}`
  return sql<boolean>`record.id = ${key.caseId} and ${scopeCondition(key.scope, scopeColumns)}`
}

/** A case held for this transaction: nobody else changes it until the end. Undefined when it is not there or not in scope. */
export async function lockCase(tx: Transaction, key: CaseKey): Promise<CaseRecord | undefined> {
  return await tables(tx)
    .selectFrom('cases.case_record as record')
    .selectAll('record')
    .where(byKey(key))
    .forUpdate()
    .executeTakeFirst()
}

/** A case as it stands. */
export async function selectCase(handle: Handle, key: CaseKey): Promise<CaseRecord | undefined> {
  return await tables(handle)
    .selectFrom('cases.case_record as record')
    .selectAll('record')
    .where(byKey(key))
    .executeTakeFirst()
}

/** A case by its id alone, for what is done for somebody who reached another case by right. */
export async function selectRecord(handle: Handle, caseId: string): Promise<CaseRecord | undefined> {
  return await tables(handle)
    .selectFrom('cases.case_record')
    .selectAll()
    .where('id', '=', caseId)
    .executeTakeFirst()
}

/** Those of the cases that lie in the scope. */
export async function selectInScope(
  handle: Handle,
  caseIds: readonly string[],
  scope: Scope,
): Promise<Set<string>> {
  const rows = await tables(handle)
    .selectFrom('cases.case_record as record')
    .select('record.id')
    .where('record.id', 'in', caseIds)
    .where(sql<boolean>`${scopeCondition(scope, scopeColumns)}`)
    .execute()
  return new Set(rows.map(row => row.id))
}

/** What people wrote; undefined once erased. */
export async function selectCaseContent(handle: Handle, caseId: string): Promise<CaseContent | undefined> {
  return await tables(handle)
    .selectFrom('cases.case_content')
    .select([
      'case_id',
      'subject',
      'detail',
      'address',
      'longitude',
      'latitude',
      'reporter_name',
      'reporter_phone',
      'anonymous',
      'follow_up_code',
      'minor',
      'behalf_name',
      'behalf_phone',
      'behalf_relation',
    ])
    .where('case_id', '=', caseId)
    .executeTakeFirst()
}

/**
 * Writes a change to a case that is held, and only while it has the version that was read.
 * @returns the case as it stands now; undefined when somebody was faster.
 */
export async function updateCase(
  tx: Transaction,
  held: Pick<CaseRecord, 'id' | 'version'>,
  change: CaseChange,
): Promise<CaseRecord | undefined> {
  return await tables(tx)
    .updateTable('cases.case_record')
    .set(change)
    .where('id', '=', held.id)
    .where('version', '=', held.version)
    .returningAll()
    .executeTakeFirst()
}
