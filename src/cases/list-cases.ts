import type { z } from 'zod'
import { baseError } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { assignedTo } from './assignments/assigned-to.ts'
import type { CaseFilter, casePage } from './case.contract.ts'
import { summaryView } from './case.view.ts'
import { mostCounted, selectCases } from './case-list.store.ts'
import type { CaseLoop } from './case-loop.ts'
import { readPosition, writePosition } from './page.rules.ts'
import { readyFilter } from './ready-filter.ts'

/**
 * Cases in the actor's scope that fit the filter, newest first, a page at a time.
 * @throws cases.not-permitted, base.invalid-input for an `after` that is not ours.
 */
export async function listCases(
  loop: CaseLoop,
  actor: Actor,
  filter: CaseFilter,
): Promise<z.input<typeof casePage>> {
  const after = filter.after === undefined ? null : readPosition(filter.after)
  if (filter.after !== undefined && !after) throw baseError('base.invalid-input', { summary: 'after' })
  const city = await loop.city.snapshot()
  const ready = {
    ...readyFilter(loop, actor, { filter, city }),
    assigned: await assignedTo(loop.database, actor, { assigned: filter.assigned, city }),
  }
  const wanted = { filter: ready, after, limit: filter.limit + 1 }
  const { rows, count } = await selectCases(loop.database, actor.scope, wanted)
  const shown = rows.slice(0, filter.limit)
  const last = rows.length > filter.limit ? shown.at(-1) : undefined
  return {
    items: shown.map(row => summaryView(row, actor)),
    next: last ? writePosition({ reportedAt: last.reported_at, caseId: last.id }) : null,
    count: { value: Math.min(count, mostCounted), more: count > mostCounted },
  }
}
