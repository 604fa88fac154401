import { inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { LimitRule } from '../limits.contract.ts'
import { deadlineError } from './deadline.errors.ts'
import { closeLimit } from './limit.store.ts'

/** Ends a rule on a day. @throws cases.limit-ended when there is none, it has ended, or the day lies before its first. */
export async function endLimit(
  loop: Pick<CaseLoop, 'database'>,
  actor: Actor,
  end: { id: string; validTo: string },
): Promise<LimitRule> {
  return await inTransaction(loop.database, async tx => {
    const rule = await closeLimit(tx, end)
    if (!rule) throw deadlineError('cases.limit-ended')
    const body = { by: actor.id, validTo: end.validTo }
    await append(tx, [{ kind: 'case.limit-ended', subject: `limit:${end.id}`, body }])
    return rule
  })
}
