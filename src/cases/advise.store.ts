import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import { isBlind } from './blind.rules.ts'
import type { CaseState } from './case-words.contract.ts'

/** Those of the cases that are open, have no advice yet and still have their text. */
export async function selectUnadvised(handle: Handle, caseIds: readonly string[]) {
  const { rows } = await sql<{ id: string; region_id: string | null; subject: string; detail: string }>`
    select record.id, record.region_id, content.subject, content.detail
      from cases.case_record record join cases.case_content content on content.case_id = record.id
     where record.id = any(${[...new Set(caseIds)]}::uuid[]) and record.decision_id is null and record.state <> 'closed'
       and record.merged_into is null
     order by record.id`.execute(handle)
  return rows
}

export interface Tie {
  caseId: string
  decisionId: string
  subject: string
  hash: string
}

/**
 * Ties decisions to cases that still have none. The version stays: advice that arrives must not make an open page stale.
 * @returns the cases as they now are, with the seq of their new event.
 */
export async function attachDecisions(tx: Transaction, ties: readonly Tie[], blindShare: number) {
  const rows = JSON.stringify(ties.map(tie => ({ ...tie, blind: isBlind(tie.caseId, blindShare) })))
  // Rows are taken in the order of their ids, so that two runs over the same cases cannot wait for each other in a ring.
  const tied = await sql<{
    id: string
    last_seq: number
    state: CaseState
    department_id: string | null
    decision_id: string
  }>`
    with given as (
      select * from json_to_recordset(${rows}::json) as given (
        "caseId" uuid, "decisionId" uuid, subject text, hash text, blind boolean)
    ), held as (
      select id from cases.case_record
       where id in (select "caseId" from given) and decision_id is null and state <> 'closed' and merged_into is null
       order by id for update
    )
    update cases.case_record record
       set decision_id = given."decisionId", decision_subject = given.subject, decision_hash = given.hash,
           blind = given.blind, last_seq = record.last_seq + 1
      from given join held on held.id = given."caseId"
     where record.id = given."caseId"
    returning record.id, record.last_seq, record.state, record.department_id, record.decision_id`.execute(tx)
  return tied.rows
}

/** Cases before dispatch that have no advice although they came in more than a minute ago, the oldest first. */
export async function selectWaitingForAdvice(handle: Handle): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from cases.case_record
     where state in ('reported', 'accepted') and decision_id is null and merged_into is null
       and (generated or reported_at < now() - interval '1 minute')
     order by reported_at limit 20000`.execute(handle)
  return rows.map(row => row.id)
}
