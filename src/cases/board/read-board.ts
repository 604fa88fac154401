import type { z } from 'zod'
import { within } from '#base/index.ts'
import type { CitySnapshot } from '#city/index.ts'
import { type Actor, selectNames } from '#identity/index.ts'
import type { board, personLoads } from '../board.contract.ts'
import type { CaseLoop } from '../case-loop.ts'
import { selectEscalated, selectLoad, selectPersonLoad } from './board.store.ts'
import { addLoads, withBelow } from './load.rules.ts'
import { spansAt } from './spans.rules.ts'

/** Departments that the actor works for or sees the cases of. */
function seenBy(actor: Actor, city: CitySnapshot): string[] {
  const { departments } = actor.scope
  return departments === 'all' ? city.departments.map(one => one.id) : [...departments]
}

/**
 * Deadlines and load of every department in the actor's scope that has something open, the most overdue first; each alone,
 * or with those below it.
 */
export async function readBoard(
  loop: Pick<CaseLoop, 'database' | 'city'>,
  actor: Actor,
  below = false,
): Promise<z.input<typeof board>> {
  const city = await loop.city.snapshot()
  const spans = spansAt(new Date(), city.calendar.timeZone)
  // What somebody brought in as a citizen is no load of an office.
  const scope = { ...actor.scope, own: null }
  const [rows, escalated] = await Promise.all([
    selectLoad(loop.database, scope, spans),
    selectEscalated(loop.database, scope),
  ])
  const loads = rows.map(({ department_id: departmentId, ...load }) => ({
    departmentId,
    ...load,
    escalated: escalated.get(departmentId ?? '') ?? 0,
  }))
  const own = loads.flatMap(one =>
    one.departmentId === null ? [] : [{ ...one, departmentId: one.departmentId }],
  )
  const departments = below ? withBelow(own, id => city.departmentSubtree([id]), seenBy(actor, city)) : own
  return {
    at: spans.now.toISOString(),
    endOfToday: spans.endOfToday.toISOString(),
    endOfWeek: spans.endOfWeek.toISOString(),
    undispatched: rows.find(row => row.department_id === null)?.waiting ?? 0,
    all: addLoads(loads),
    departments: departments.toSorted((one, other) => other.overdue - one.overdue || other.today - one.today),
  }
}

/** Who of a department works on how much, as far as the actor sees it; names from L3. */
export async function readPeople(
  loop: Pick<CaseLoop, 'database' | 'city'>,
  actor: Actor,
  wanted: { departmentId: string; below?: boolean },
): Promise<z.input<typeof personLoads>> {
  const city = await loop.city.snapshot()
  const { departmentId, below = false } = wanted
  const spans = spansAt(new Date(), city.calendar.timeZone)
  const departmentIds = below ? city.departmentSubtree([departmentId]) : [departmentId]
  const rows = await selectPersonLoad(loop.database, { ...actor.scope, own: null }, { departmentIds, spans })
  const ids = rows.flatMap(row => row.assignee_id ?? [])
  const named = within('L3', actor.scope.level) ? await selectNames(loop.database, ids) : []
  const names = new Map(named.map(one => [one.id, one.name]))
  return {
    items: rows.map(({ assignee_id: personId, ...load }) => ({
      personId,
      name: personId === null ? null : (names.get(personId) ?? null),
      ...load,
    })),
  }
}
