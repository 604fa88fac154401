import type { Handle } from '#base/index.ts'
import type { CitySnapshot } from '#city/index.ts'
import { cutoffOf, ruleFor } from './retention.rules.ts'
import { type Cutoff, selectRules } from './retention.store.ts'

/** The rule and the cutoff of every category, and of cases without one. */
export async function readCutoffs(
  handle: Handle,
  city: CitySnapshot,
  now: Date,
): Promise<(Cutoff & { years: number; hold: boolean })[]> {
  const rules = await selectRules(handle)
  const paths: (readonly [string | null, readonly string[]])[] = [
    [null, []],
    ...city.categories.map(({ id }) => [id, city.categoryPath(id).map(one => one.id)] as const),
  ]
  return paths.map(([categoryId, path]) => {
    const rule = ruleFor(path, rules)
    return { categoryId, ...rule, before: cutoffOf(rule, now) }
  })
}
