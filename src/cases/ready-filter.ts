import { baseError, within } from '#base/index.ts'
import type { CitySnapshot } from '#city/index.ts'
import type { Actor } from '#identity/index.ts'
import type { CaseFilter } from './case.contract.ts'
import { caseError } from './case.errors.ts'
import type { ReadyFilter } from './case-list.store.ts'
import type { CaseLoop } from './case-loop.ts'
import { startOfDay } from './local-day.ts'
import { addressMark, beginsWith, codeOf, phoneDigits, searchQuery } from './search.rules.ts'

/** The category and those below it. */
function categoriesUnder(city: CitySnapshot, categoryId: string): string[] {
  return city.categories
    .filter(({ id }) => id === categoryId || city.categoryPath(id).some(above => above.id === categoryId))
    .map(({ id }) => id)
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
  if (filter.words) parts.push(searchQuery(filter.words))
  if (filter.address) parts.push(searchQuery(filter.address, addressMark))
  if (parts.includes(null)) return 'none'
  return parts.length > 0 ? parts.join(' & ') : undefined
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
  const { state, departmentId, regionId, categoryId, channel, nature, urgency, from, to } = filter
  const search = contentSearch(code ? { ...filter, words: undefined } : filter)
  const { timeZone } = city.calendar
  return {
    state,
    channel,
    nature,
    urgency,
    departmentIds: departmentId ? city.departmentSubtree([departmentId]) : undefined,
    regionIds: regionId ? city.regionSubtree([regionId]) : undefined,
    categoryIds: categoryId ? categoriesUnder(city, categoryId) : undefined,
    from: from ? startOfDay(timeZone, from, 0) : undefined,
    until: to ? startOfDay(timeZone, to, 1) : undefined,
    overdue: filter.overdue === undefined ? undefined : filter.overdue === 'true',
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
    phone: digits ? beginsWith(digits) : undefined,
    name: name ? beginsWith(name) : undefined,
  }
}
