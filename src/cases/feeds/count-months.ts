import type { z } from 'zod'
import { inTransaction } from '#base/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { countMonth, selectMonths } from './open-data.store.ts'
import type { feedMonths } from './publication.contract.ts'
import { selectPublication } from './publication.store.ts'
import { feedCity } from './write-feed.ts'

const mostCounted = 12

/** The months on offer now, newest first; none while open data is off. */
export async function offeredMonths(loop: Pick<CaseLoop, 'database' | 'city'>): Promise<string[]> {
  const { openData, newestMonths } = await selectPublication(loop.database)
  if (!openData) return []
  const { calendar } = await loop.city.snapshot()
  return (await selectMonths(loop.database, calendar.timeZone)).slice(0, newestMonths ?? undefined)
}

/** How many cases of the newest months are shown and how many held back, also while open data is off: before it is switched on. */
export async function countMonths(
  loop: Pick<CaseLoop, 'database' | 'city'>,
): Promise<z.input<typeof feedMonths>> {
  const city = await loop.city.snapshot()
  const { newestMonths } = await selectPublication(loop.database)
  const months = (await selectMonths(loop.database, city.calendar.timeZone)).slice(
    0,
    newestMonths ?? undefined,
  )
  const items = await inTransaction(loop.database, async tx => {
    const counted = []
    for (const month of months.slice(0, mostCounted)) {
      const { cases, fine, shown } = await countMonth(tx, month, feedCity(city))
      counted.push({ month, cases, fine, coarser: shown - fine, heldBack: cases - shown })
    }
    return counted
  })
  return { offered: months.length, items }
}
