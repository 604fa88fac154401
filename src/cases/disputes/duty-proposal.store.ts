import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { DutyRuling } from './dispute.contract.ts'

/** What a ruling wants changed, and for whom. */
export interface StoredChange {
  change: DutyRuling
  /** The department that the ruling named. */
  departmentId: string
}

/** Writes a proposed change of the duty list. */
export async function insertProposal(
  tx: Transaction,
  one: { id: string; caseId: string; stored: StoredChange; at: Date; by: string },
): Promise<void> {
  await sql`
    insert into cases.duty_proposal (id, case_id, change, proposed_at, proposed_by)
    values (${one.id}, ${one.caseId}, ${JSON.stringify(one.stored)}::jsonb, ${one.at}, ${one.by})`.execute(tx)
}

export interface ProposalRow {
  id: string
  case_id: string
  code: string
  change: StoredChange
  proposed_at: Date
  proposed_by: string
  outcome: string | null
}

/** Proposals nobody has decided on, oldest first. */
export async function selectProposals(handle: Handle, limit: number): Promise<ProposalRow[]> {
  const { rows } = await sql<ProposalRow>`
    select proposal.*, record.code
      from cases.duty_proposal proposal join cases.case_record record on record.id = proposal.case_id
     where proposal.decided_at is null order by proposal.proposed_at, proposal.id limit ${limit}`.execute(
    handle,
  )
  return rows
}

/** A proposal held for this transaction. */
export async function lockProposal(tx: Transaction, id: string): Promise<ProposalRow | undefined> {
  const { rows } = await sql<ProposalRow>`
    select proposal.*, record.code
      from cases.duty_proposal proposal join cases.case_record record on record.id = proposal.case_id
     where proposal.id = ${id} for update of proposal`.execute(tx)
  return rows[0]
}

/** Notes what was decided on it. */
export async function settleProposal(
  tx: Transaction,
  id: string,
  decided: { outcome: 'accepted' | 'declined'; by: string },
): Promise<void> {
  await sql`
    update cases.duty_proposal set decided_at = now(), decided_by = ${decided.by}, outcome = ${decided.outcome}
     where id = ${id} and decided_at is null`.execute(tx)
}
