import type { Transaction } from '#base/index.ts'
import type { CaseDraft } from '../case.draft.ts'
import type { Follower } from '../transitioned.ts'
import { misdirectionsOf } from './dispute.rules.ts'
import { insertMisdirections, settleMisdirections } from './misdirection.store.ts'

/** Counts a return by the department it came from, and by the one the case goes to next once that is known. */
export const noteMisdirection: Follower = async (tx, { action, before, after, at }) => {
  if (action === 'return' && before.department_id !== null)
    await insertMisdirections(tx, [
      {
        case_id: after.id,
        seq: after.last_seq,
        at: at.toISOString(),
        sent_to: before.department_id,
        belonged_to: null,
        how: 'returned',
      },
    ])
  if (action === 'dispatch' && before.department_id === null && after.department_id !== null)
    await settleMisdirections(tx, after.id, after.department_id)
}

/** The same of cases that are recorded with a past of their own. */
export async function notePastMisdirections(tx: Transaction, drafts: readonly CaseDraft[]): Promise<void> {
  const rows = drafts.flatMap(({ caseId, events }) =>
    misdirectionsOf(events.map(event => event.facts)).map(one => ({
      case_id: caseId,
      how: 'returned' as const,
      ...one,
    })),
  )
  await insertMisdirections(tx, rows)
}
