import type { Transaction } from '#base/index.ts'
import type { EditedDay } from './calendar.contract.ts'
import { deleteDay, upsertDay } from './calendar.store.ts'
import { announcedDay } from './holidays.rules.ts'
import { recordChange } from './record-change.ts'

/** States that offices work on a day or do not, or gives the day back to the announced holidays (`workday: null`). */
export async function editCalendarDay(
  tx: Transaction,
  date: string,
  edit: EditedDay & { by: string },
): Promise<void> {
  const { by, workday, name } = edit
  const stated = workday === null ? announcedDay(date) : { workday, name, source: 'edited' as const }
  if (stated) await upsertDay(tx, { date, ...stated })
  else await deleteDay(tx, date)
  await recordChange(tx, {
    kind: 'city.calendar-edited',
    subject: `calendar:${date}`,
    by,
    content: { date, workday, name },
  })
}
