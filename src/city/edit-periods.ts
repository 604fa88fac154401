import type { Transaction } from '#base/index.ts'
import type { CalendarPeriod } from './calendar.contract.ts'
import { checkPeriods } from './calendar.rules.ts'
import { replacePeriods } from './calendar.store.ts'
import { recordChange } from './record-change.ts'

/** Replaces the working hours of the week. @throws city.invalid-periods */
export async function editPeriods(
  tx: Transaction,
  edit: { periods: readonly CalendarPeriod[]; by: string },
): Promise<void> {
  checkPeriods(edit.periods)
  await replacePeriods(tx, edit.periods)
  await recordChange(tx, {
    kind: 'city.periods-edited',
    subject: 'calendar',
    by: edit.by,
    content: edit.periods.map(period => ({ ...period })),
  })
}
