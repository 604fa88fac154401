import { baseError, within } from '#base/index.ts'
import type { CitySnapshot } from '#city/index.ts'
import type { Actor } from '#identity/index.ts'
import { spansAt } from './board/spans.rules.ts'
import type { CaseFilter } from './case.contract.ts'
import { caseError } from './case.errors.ts'
import type { ReadyFilter } from './case-list.store.ts'
import type { CaseLoop } from './case-loop.ts'
import { caseQuery } from './case-terms.ts'
import { startOfDay } from './local-day.ts'
import { cellsOfArea, coarseCells, readArea } from './map/area.rules.ts'
import { addressMark, codeOf, phoneDigits } from './search.rules.ts'

/** The category and those below it. */
function categoriesUnder(city: CitySnapshot, categoryId: string): string[] {
  return city.categories
    .filter(({ id }) => id === categoryId || city.categoryPath(id).some(above => above.id === categoryId))
    .map(({ id }) => id)
}

function departmentsOf({ departmentId, below }: CaseFilter, city: CitySnapshot): string[] | undefined {
  if (!departmentId) return undefined
  // One that the city does not know has none below it, and none of its own either.
  const all = city.departmentSubtree([departmentId])
  return below === 'false' ? all.filter(id => id === departmentId) : all
}

// A search by content tells what a text holds even where the text itself is masked, so it takes the same clearance.
function checkContentSearch(loop: CaseLoop, actor: Actor): void {
  const cleared = within('L4', actor.scope.level)
  if (!cleared || !loop.permissions.permits(actor, 'cases:search'))
    throw caseError('cases.not-permitted', { action: 'search' })
}

/** A text search and a search by address use one index: all terms of both have to be there. */
function contentSearch(filter: CaseFilter): string | 'none' | undefined {
  const parts: (string | null)[] = []
  if (filter.words) parts.push(caseQuery(filter.words))
  if (filter.address) parts.push(caseQuery(filter.address, addressMark))
  if (parts.includes(null)) return 'none'
  return parts.length > 0 ? parts.join(' & ') : undefined
}

function dueOf({ due }: CaseFilter, timeZone: string): ReadyFilter['due'] {
  if (due === undefined) return undefined
  const { now, endOfToday, endOfWeek } = spansAt(new Date(), timeZone)
  return due === 'today' ? { from: now, until: endOfToday } : { from: endOfToday, until: endOfWeek }
}

function areaOf({ area }: CaseFilter, actor: Actor): ReadyFilter['area'] {
  if (area === undefined) return undefined
  const corners = readArea(area)
  if (!corners) throw baseError('base.invalid-input', { summary: 'area' })
  const cells = cellsOfArea(corners)
  if (!cells) throw caseError('cases.area-too-large')
  return within('L3', actor.scope.level) ? { cells, corners } : { cells: coarseCells(cells), corners: null }
}

// Who asks for one case or for one person's must find it, wherever it was merged into.
function wantsMerged({ merged, phone, name }: CaseFilter, code: string | null): boolean | undefined {
  if (merged !== undefined) return merged === 'true'
  return code || phone || name ? undefined : false
}

/**
 * Turns a filter as a person set it into one a query can take: places with all that lies under them, days as moments of
 * the city's time zone, texts as search terms.
 * @throws cases.not-permitted for a content search without the clearance; base.invalid-input for a phone without digits.
 */
export function readyFilter(
  loop: CaseLoop,
  actor: Actor,
  wanted: { filter: CaseFilter; city: CitySnapshot },
): ReadyFilter {
  const { filter, city } = wanted
  const code = filter.words ? codeOf(filter.words) : null
  const { phone, name, address } = filter
  if ((filter.words && !code) || phone || name || address) checkContentSearch(loop, actor)
  const digits = phoneDigits(phone ?? null)
  if (phone && !digits) throw baseError('base.invalid-input', { summary: 'phone' })
  const { state, regionId, categoryId, channel, nature, urgency, from, to } = filter
  const search = contentSearch(code ? { ...filter, words: undefined } : filter)
  const { timeZone } = city.calendar
  return {
    state,
    channel,
    nature,
    urgency,
    departmentIds: departmentsOf(filter, city),
    regionIds: regionId ? city.regionSubtree([regionId]) : undefined,
    categoryIds: categoryId ? categoriesUnder(city, categoryId) : undefined,
    from: from ? startOfDay(timeZone, from, 0) : undefined,
    until: to ? startOfDay(timeZone, to, 1) : undefined,
    overdue: filter.overdue === undefined ? undefined : filter.overdue === 'true',
    due: dueOf(filter, timeZone),
    area: areaOf(filter, actor),
    desk:
      filter.mine === 'true'
        ? {
            departments: actor.desk?.departments ?? [],
            regions: actor.desk?.regions ?? [],
            createdBy: actor.id,
          }
        : undefined,
    code: code ?? undefined,
    search,
    phone: digits ?? undefined,
    name,
    merged: wantsMerged(filter, code),
  }
}
