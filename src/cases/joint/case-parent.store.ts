import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import { type Scope, scopeCondition } from '#identity/index.ts'
import { scopeColumns } from '../case.store.ts'
import type { CaseState } from '../case-words.contract.ts'

export interface Linked {
  id: string
  code: string
  state: CaseState
}

/** A case by its code, in scope. */
export async function selectByCode(handle: Handle, scope: Scope, code: string): Promise<Linked | undefined> {
  const { rows } = await sql<Linked>`
    select record.id, record.code, record.state from cases.case_record record
     where record.code = ${code} and ${scopeCondition(scope, scopeColumns)}`.execute(handle)
  return rows[0]
}

/** Holds several cases in one order for everybody, so that two links that cross wait for each other in a row, not in a ring. */
export async function holdCases(tx: Transaction, caseIds: readonly string[]): Promise<void> {
  await sql`select from cases.case_record where id = any(${[...caseIds]}::uuid[]) order by id for update`.execute(
    tx,
  )
}

/** What a case already is: how many children it has, and whether it has a parent. */
export async function selectPlace(
  handle: Handle,
  caseId: string,
): Promise<{ children: number; hasParent: boolean }> {
  const { rows } = await sql<{ children: number; hasParent: boolean }>`
    select (select count(*)::int from cases.case_parent where parent_id = ${caseId}) as children,
           exists (select from cases.case_parent where child_id = ${caseId}) as "hasParent"`.execute(handle)
  return rows[0]!
}

/** Links a child to its parent. */
export async function insertParent(
  tx: Transaction,
  link: { childId: string; parentId: string },
): Promise<void> {
  await sql`
    insert into cases.case_parent (child_id, parent_id, linked_at)
    values (${link.childId}, ${link.parentId}, now())`.execute(tx)
}

/** Takes a child out. @returns the parent it had. */
export async function deleteParent(tx: Transaction, childId: string): Promise<string | undefined> {
  const { rows } = await sql<{ parent_id: string }>`
    delete from cases.case_parent where child_id = ${childId} returning parent_id`.execute(tx)
  return rows[0]?.parent_id
}

/** How many children of a case are not closed, whoever may see them. */
export async function countOpenChildren(handle: Handle, parentId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from cases.case_parent link join cases.case_record child on child.id = link.child_id
     where link.parent_id = ${parentId} and child.state <> 'closed'`.execute(handle)
  return rows[0]?.count ?? 0
}

/** The parent and the children of a case as far as they lie in scope, and how many children do not. */
export async function selectFamily(
  handle: Handle,
  scope: Scope,
  caseId: string,
): Promise<{ parent: Linked | null; children: Linked[]; otherChildren: number }> {
  const { rows } = await sql<Linked & { parent: boolean; inside: boolean }>`
    select record.id, record.code, record.state, link.child_id = ${caseId} as parent,
           ${scopeCondition(scope, scopeColumns)} as inside
      from cases.case_parent link
      join cases.case_record record
        on record.id = case when link.child_id = ${caseId} then link.parent_id else link.child_id end
     where link.child_id = ${caseId} or link.parent_id = ${caseId}
     order by record.reported_at, record.id`.execute(handle)
  const plain = ({ id, code, state }: Linked) => ({ id, code, state })
  const seen = rows.filter(row => row.inside)
  return {
    parent: seen.filter(row => row.parent).map(plain)[0] ?? null,
    children: seen.filter(row => !row.parent).map(plain),
    otherChildren: rows.filter(row => !row.parent && !row.inside).length,
  }
}
