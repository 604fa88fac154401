import type { Transaction } from '#base/index.ts'
import type { BusinessCalendar } from '#city/index.ts'
import { deletePlanned, insertPlanned } from './due-moment.store.ts'
import { type DueStanding, dueMoments, movesDeadline, runsOut } from './due-moments.rules.ts'

/** A step of a case: where it stood, where it stands now, and since when. */
export interface DeadlineStep {
  caseId: string
  before: DueStanding
  after: DueStanding
  at: Date
}

/** Plans anew when and of what people are told about the deadline of a case, in the transaction of the step that moves it. */
export async function planMoments(
  tx: Transaction,
  step: DeadlineStep,
  calendar: BusinessCalendar,
): Promise<void> {
  const { caseId, before, after, at } = step
  if (!movesDeadline(before, after)) return
  await deletePlanned(tx, caseId)
  if (!runsOut(after)) return
  const moments = dueMoments({ from: at, due: after.due_at }, calendar)
  const { department_id } = after
  await insertPlanned(
    tx,
    moments.map(moment => ({ case_id: caseId, department_id, ...moment })),
  )
}
