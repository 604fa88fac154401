import type { z } from 'zod'
import { baseError, inTransaction } from '#base/index.ts'
import { type Actor, selectNames } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { changeDuties } from './change-duties.ts'
import type { dutyProposalList, proposalDecided } from './dispute.contract.ts'
import { disputeError } from './dispute.errors.ts'
import { lockProposal, selectProposals, settleProposal } from './duty-proposal.store.ts'

const listed = 200

/** Changes of the duty list that rulings proposed and nobody has decided on, oldest first. */
export async function listProposals(
  loop: Pick<CaseLoop, 'database'>,
): Promise<z.input<typeof dutyProposalList>> {
  const rows = await selectProposals(loop.database, listed)
  const people = await selectNames(
    loop.database,
    rows.map(row => row.proposed_by),
  )
  const names = new Map(people.map(one => [one.id, one.name]))
  return {
    items: rows.map(row => ({
      proposalId: row.id,
      caseId: row.case_id,
      code: row.code,
      departmentId: row.change.departmentId,
      change: row.change.change,
      proposedAt: row.proposed_at.toISOString(),
      proposedByName: names.get(row.proposed_by) ?? null,
    })),
  }
}

/**
 * Takes a proposed change into the duty list, or declines it. The date it asked for may have passed by then: the change is
 * in force from the later of that day and today.
 * @throws base.not-found, cases.proposal-decided, and what the city's verbs throw; then it stays open.
 */
export async function decideProposal(
  loop: Pick<CaseLoop, 'database' | 'city'>,
  actor: Actor,
  decision: { proposalId: string; accept: boolean; today: string },
): Promise<z.input<typeof proposalDecided>> {
  const { proposalId, accept, today } = decision
  const outcome = accept ? 'accepted' : 'declined'
  await inTransaction(loop.database, async tx => {
    const held = await lockProposal(tx, proposalId)
    if (!held) throw baseError('base.not-found')
    if (held.outcome !== null) throw disputeError('cases.proposal-decided')
    const { change, departmentId } = held.change
    const inForceFrom = [change.inForceFrom, today].toSorted().at(-1)!
    const duty = accept
      ? await changeDuties(tx, { ...change, inForceFrom }, { departmentId, by: actor.id })
      : null
    await settleProposal(tx, proposalId, { outcome, by: actor.id })
    await append(tx, [
      {
        kind: `case.duty-proposal-${outcome}`,
        subject: `case:${held.case_id}`,
        body: { proposal: proposalId, by: actor.id, duty: duty?.id ?? null, version: duty?.version ?? null },
      },
    ])
  })
  return { outcome }
}
