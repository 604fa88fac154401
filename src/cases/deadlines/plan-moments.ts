import type { Transaction } from '#base/index.ts'
import type { BusinessCalendar } from '#city/index.ts'
import { endMoments, insertPlanned } from './due-moment.store.ts'
import { type DueStanding, dueMoments, movesDeadline, runsOut } from './due-moments.rules.ts'

/** A step of a case: where it stood, where it stands now with which version, and since when. */
export interface DeadlineStep {
  caseId: string
  version: number
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
  const { caseId, version, before, after, at } = step
  if (!movesDeadline(before, after)) return
  await endMoments(tx, caseId)
  if (!runsOut(after)) return
  const { department_id, due_at } = after
  const moments = dueMoments({ from: at, due: due_at }, calendar)
  await insertPlanned(
    tx,
    moments.map(moment => ({ case_id: caseId, step: version, department_id, ...moment })),
  )
}
