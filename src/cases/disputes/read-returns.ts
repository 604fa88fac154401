import type { z } from 'zod'
import { baseError } from '#base/index.ts'
import { addDays } from '#city/index.ts'
import type { Actor } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { localDay, startOfDay } from '../local-day.ts'
import type { returnMatrix } from './dispute.contract.ts'
import { countPairs, countSent } from './misdirection.store.ts'

/** Beyond this a period is a mistake: two leap years and a day. */
const mostDays = 732
const usualDays = 90

/**
 * Returns and upheld objections by pair of departments over a period of local days, both inclusive, with how many cases
 * were sent to each. A department sees the pairs it is part of, and counts of its own only.
 * @throws base.invalid-input for a period that ends before it begins, or is longer than two years.
 */
export async function readReturns(
  loop: Pick<CaseLoop, 'database' | 'city'>,
  actor: Actor,
  asked: { from?: string | undefined; to?: string | undefined },
): Promise<z.input<typeof returnMatrix>> {
  const city = await loop.city.snapshot()
  const to = asked.to ?? localDay(city, new Date())
  const from = asked.from ?? addDays(to, -usualDays)
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
  if (!(days >= 0 && days <= mostDays)) throw baseError('base.invalid-input', { summary: 'from, to' })
  const { timeZone } = city.calendar
  const period = { from: startOfDay(timeZone, from, 0), until: startOfDay(timeZone, to, 1) }
  // Counts are of departments; who sees a region only must not learn what other regions hold.
  const { departments, regions } = actor.scope
  const reached = regions === 'all' ? departments : []
  const [pairs, sent] = await Promise.all([
    countPairs(loop.database, period, reached),
    countSent(loop.database, period, reached),
  ])
  return {
    from,
    to,
    pairs: pairs.map(row => ({
      sentTo: row.sent_to,
      belongedTo: row.belonged_to,
      returned: row.returned,
      upheld: row.upheld,
    })),
    sent: sent.map(row => ({ departmentId: row.department_id, count: row.count })),
  }
}
