import { baseError, inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { ReminderKey } from '../deadlines.contract.ts'
import { acknowledgeMoment } from './due-moment.store.ts'
import { toldTo } from './list-reminders.ts'

/**
 * Somebody who was told of a deadline takes note of it: nobody is reminded of this moment, or of those before it, any more.
 * @throws base.not-found for one the actor is not told of; the answer does not tell whether it is there.
 */
export async function acknowledgeReminder(
  loop: Pick<CaseLoop, 'database' | 'city'>,
  actor: Actor,
  key: ReminderKey,
): Promise<{ acknowledged: true }> {
  const told = await toldTo(loop, actor)
  return await inTransaction(loop.database, async tx => {
    const outcome = await acknowledgeMoment(tx, told, { key, by: actor.id })
    if (outcome === 'none') throw baseError('base.not-found')
    if (outcome === 'done') {
      const { caseId, step, kind } = key
      await append(tx, [
        {
          kind: 'case.deadline-acknowledged',
          subject: `case:${caseId}`,
          body: { step, kind, by: actor.id },
        },
      ])
    }
    return { acknowledged: true }
  })
}
