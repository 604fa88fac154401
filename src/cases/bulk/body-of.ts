import type { Actor } from '#identity/index.ts'
import type { ActionBody } from '../action.contract.ts'
import type { DispatchAdvice } from '../advice.contract.ts'
import type { CaseLoop } from '../case-loop.ts'
import { readCaseAdvice } from '../read-case.ts'
import type { BulkCase, BulkWanted } from './bulk.contract.ts'
import { bulkError } from './bulk.errors.ts'
import { waits } from './bulk.rules.ts'

/** What is done to one of the cases, as the single action takes it. */
export type OneBody =
  | { action: 'dispatch'; body: ActionBody<'dispatch'>; decisionId: string | null }
  | { action: 'assign'; body: ActionBody<'assign'> }
  | { action: 'close'; body: ActionBody<'close'> }

// Blind cases are left before their advice is read: it is shown to nobody, in no preview.
async function adviceOf(loop: CaseLoop, actor: Actor, one: BulkCase) {
  const tied = await readCaseAdvice(loop, actor, one.caseId)
  if (!waits(tied.state)) throw bulkError('cases.bulk-not-waiting')
  if (tied.blind && !tied.settled) throw bulkError('cases.bulk-blind')
  const { decisionId, subject } = tied
  if (decisionId === null || subject === null || tied.settled) throw bulkError('cases.bulk-no-advice')
  if (one.decisionId && one.decisionId !== decisionId) throw bulkError('cases.bulk-advice-changed')
  const governed = await loop.kernel.recall<DispatchAdvice>(loop.database, decisionId, { actor, subject })
  const best = governed.value?.candidates[0]
  if (!best || governed.expiresAt < new Date().toISOString()) throw bulkError('cases.bulk-no-advice')
  return { best, decisionId }
}

/**
 * The body of the single action for one case: where a dispatch follows the advice, what the advice of this case says.
 * @throws cases.bulk-blind, cases.bulk-no-advice, cases.bulk-advice-changed, cases.bulk-incomplete, base.not-found.
 */
export async function bodyOf(
  loop: CaseLoop,
  actor: Actor,
  { wanted, one }: { wanted: BulkWanted; one: BulkCase },
): Promise<OneBody> {
  const { version } = one
  const { action, note } = wanted
  if (action === 'close') return { action, body: { version, ...(note ? { note } : {}) } }
  if (action === 'assign') {
    if (!wanted.personId) throw bulkError('cases.bulk-incomplete', { missing: 'personId' })
    return { action, body: { version, personId: wanted.personId, ...(note ? { reason: note } : {}) } }
  }
  const said = note ? { note } : {}
  if (wanted.departmentId) {
    const { departmentId, dutyId = null } = wanted
    return { action, body: { version, departmentId, dutyId, categoryId: null, ...said }, decisionId: null }
  }
  const { best, decisionId } = await adviceOf(loop, actor, one)
  const { departmentId, dutyId, categoryId } = best
  return { action, body: { version, departmentId, dutyId, categoryId, ...said }, decisionId }
}
