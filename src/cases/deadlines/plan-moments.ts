import type { Follower } from '../transitioned.ts'
import { endKind, endMoments, insertPlanned } from './due-moment.store.ts'
import { isBegun, momentsOf, movesDeadline, runsOut } from './due-moments.rules.ts'

/** Plans anew when and of what people are told about the deadline of a case, in the transaction of the step that moves it. */
export const planMoments: Follower = async (tx, { before, after, at, calendar }) => {
  if (!movesDeadline(before, after)) {
    if (isBegun(before, after)) await endKind(tx, after.id, 'response')
    return
  }
  await endMoments(tx, after.id)
  if (!runsOut(after)) return
  // Another step of one case has another number, so what is planned anew never meets what fired before.
  const { id, last_seq: step, department_id } = after
  const moments = momentsOf(after, at, calendar)
  await insertPlanned(
    tx,
    moments.map(moment => ({ case_id: id, step, department_id, ...moment })),
  )
}
