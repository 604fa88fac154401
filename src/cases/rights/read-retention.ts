import type { z } from 'zod'
import type { CaseLoop } from '../case-loop.ts'
import { selectHolds } from './legal-hold.store.ts'
import { selectRequests } from './person.store.ts'
import { readCutoffs } from './read-cutoffs.ts'
import { countRetention, selectLastRun, selectRules } from './retention.store.ts'
import type { retentionFigures } from './rights.contract.ts'

/** The rules, what the nightly run would erase now, what is held back, and who asked for whose data; erases nothing. */
export async function readRetention(
  parts: Pick<CaseLoop, 'database' | 'city'>,
): Promise<z.input<typeof retentionFigures>> {
  const { database } = parts
  const cutoffs = await readCutoffs(database, await parts.city.snapshot(), new Date())
  const [rules, figures, lastRun, holds, requests] = await Promise.all([
    selectRules(database),
    countRetention(database, cutoffs),
    selectLastRun(database),
    selectHolds(database),
    selectRequests(database),
  ])
  const all = cutoffs.find(one => one.categoryId === null)!
  return {
    rules: rules.map(rule => ({ ...rule, updatedAt: rule.updatedAt.toISOString() })),
    figures: figures.map(row => {
      const { years, hold } = cutoffs.find(one => one.categoryId === row.category_id) ?? all
      const { closed, erased, due, held } = row
      return {
        categoryId: row.category_id,
        years,
        hold,
        closed,
        erased,
        due,
        held: hold ? closed - erased : held,
      }
    }),
    lastRun: lastRun
      ? { day: lastRun.day, erased: lastRun.erased, endedAt: lastRun.ended_at?.toISOString() ?? null }
      : null,
    holds: holds.map(({ code, reason, placed_at }) => ({ code, reason, placedAt: placed_at.toISOString() })),
    requests: requests.map(({ id, at, actor, kind, reason, cases, done }) => ({
      requestId: id,
      at: at.toISOString(),
      actorId: actor,
      kind,
      reason,
      cases,
      done,
    })),
  }
}
