/** How well rows hide whoever they are about among others. */
export interface Anonymity {
  /** The size of the smallest group that is alike in what could point at somebody; 0 of no rows. */
  k: number
  groups: number
  /** Places of the rows in groups that are too small, in order. */
  small: readonly number[]
  /** How many rows would have to be left out besides: one small group left out is told by what is missing. */
  suppressed: number
}

/** A group below this is too small to be given outside. */
export const leastGroup = 5

// A separator that stands in no cell keeps ['a', 'bc'] and ['ab', 'c'] apart.
const keyOf = (row: readonly string[], columns: readonly number[]) =>
  JSON.stringify(columns.map(column => row[column] ?? ''))

function groupsOf(rows: readonly (readonly string[])[], columns: readonly number[]): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  for (const [place, row] of rows.entries()) {
    const key = keyOf(row, columns)
    const known = groups.get(key)
    if (known) known.push(place)
    else groups.set(key, [place])
  }
  return groups
}

/**
 * Which rows are alike in too few: whoever knows age, place and month of somebody finds the row. What the small groups hold
 * together must not be small either, else what is missing from the totals tells it.
 * @param columns places of the cells that could point at somebody (quasi-identifiers)
 */
export function kAnonymity(
  rows: readonly (readonly string[])[],
  columns: readonly number[],
  least = leastGroup,
): Anonymity {
  const groups = [...groupsOf(rows, columns).values()]
  const sizes = groups.map(one => one.length)
  const small = groups
    .filter(one => one.length < least)
    .flat()
    .toSorted((one, other) => one - other)
  return {
    k: sizes.length === 0 ? 0 : Math.min(...sizes),
    groups: groups.length,
    small,
    suppressed: small.length === 0 ? 0 : Math.max(0, least - small.length),
  }
}

/** A column and how it is made coarser. */
export interface Coarser {
  column: number
  to(cell: string): string
}

/** Rows that may be given outside, with what was done to them. */
export interface Anonymised {
  rows: string[][]
  /** The columns that were made coarser, by place. */
  generalised: readonly number[]
  /** How many rows have their pointing cells hidden, because too few are like them. */
  hidden: number
}

/** What stands in a cell that was hidden. */
export const hiddenCell = '*'

/**
 * Rows in which whoever they are about is one of at least `least`: the columns are made coarser one after another until few
 * enough rows are in small groups, then those rows lose the cells that point at them.
 * @param steps in the order in which they cost least
 */
export function anonymise(
  rows: readonly (readonly string[])[],
  columns: readonly number[],
  options: { steps: readonly Coarser[]; least?: number; mostHiddenShare?: number },
): Anonymised {
  const { steps, least = leastGroup, mostHiddenShare = 0.05 } = options
  const given = rows.map(row => [...row])
  const generalised: number[] = []
  let state = kAnonymity(given, columns, least)
  for (const { column, to } of steps) {
    if (state.small.length <= given.length * mostHiddenShare) break
    for (const row of given) row[column] = to(row[column] ?? '')
    generalised.push(column)
    state = kAnonymity(given, columns, least)
  }
  const hidden = new Set(state.small)
  if (state.suppressed > 0) for (const place of smallestOther(given, columns, hidden)) hidden.add(place)
  for (const place of hidden) for (const column of columns) given[place]![column] = hiddenCell
  return { rows: given, generalised, hidden: hidden.size }
}

// A whole group, for a part of one could leave too few; one is enough, for it is not small.
function smallestOther(
  rows: readonly (readonly string[])[],
  columns: readonly number[],
  hidden: ReadonlySet<number>,
): readonly number[] {
  const others = [...groupsOf(rows, columns).values()].filter(one => !hidden.has(one[0]!))
  return others.toSorted((one, other) => one.length - other.length)[0] ?? []
}
