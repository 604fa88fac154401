import type { Transaction } from '#base/index.ts'
import type { CalendarPeriod } from './calendar.contract.ts'
import { checkPeriods } from './calendar.rules.ts'
import { replacePeriods } from './calendar.store.ts'
import { recordChange } from './record-change.ts'
import { raiseVersion } from './setting.store.ts'

/** Replaces the working hours of the week. @throws city.invalid-periods */
export async function editPeriods(
  tx: Transaction,
  edit: { periods: readonly CalendarPeriod[]; by: string },
): Promise<void> {
  checkPeriods(edit.periods)
  // Edits of the city take turns: two replacements at once would each delete what was there before the other.
  await raiseVersion(tx)
  await replacePeriods(tx, edit.periods)
  await recordChange(tx, {
    kind: 'city.periods-edited',
    subject: 'calendar',
    by: edit.by,
    content: edit.periods.map(period => ({ ...period })),
  })
}
