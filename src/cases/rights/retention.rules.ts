/** How long a category is kept. */
export interface Rule {
  categoryId: string | null
  years: number
  hold: boolean
}

export interface CategoryRule extends Rule {
  categoryId: string
}

/** So many years earlier, the last of February for the leap day. */
export function yearsBefore(now: Date, years: number): Date {
  const moved = new Date(now)
  moved.setUTCFullYear(now.getUTCFullYear() - years)
  if (moved.getUTCMonth() !== now.getUTCMonth()) moved.setUTCDate(0)
  return moved
}

/**
 * The rule of each category: its own, or that of the nearest category above it that has one, else the one for all. A hold
 * anywhere above holds: what must be kept as a whole is not erased in part.
 * @param path ids of the categories from the top down to this one
 */
export function ruleFor(path: readonly string[], rules: readonly Rule[]): { years: number; hold: boolean } {
  const along = [null, ...path].flatMap(id => rules.filter(rule => rule.categoryId === id))
  return { years: along.at(-1)?.years ?? longest, hold: along.some(rule => rule.hold) }
}

/** Where no rule stands, nothing goes before the longest time: erasing is the mistake that cannot be taken back. */
const longest = 100

/** Closed before then goes; null: nothing of the category does. */
export function cutoffOf({ years, hold }: { years: number; hold: boolean }, now: Date): Date | null {
  return hold ? null : yearsBefore(now, years)
}
