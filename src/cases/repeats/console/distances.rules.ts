import type { RepeatDistances, RepeatReach } from '#cases/repeats.contract.ts'

/** The parts of a reach, in the order of the page. */
export const reachParts = ['metres', 'weeks', 'closedDays'] as const
export type ReachPart = (typeof reachParts)[number]
export type OwnParts = { [Part in ReachPart]: number | null }

/** A value and where it comes from: the category itself, one above it, or the product. */
export interface Inherited {
  value: number
  from: 'own' | 'product' | { categoryId: string }
}

export interface ReachRow {
  categoryId: string
  parts: Record<ReachPart, Inherited>
  own: OwnParts
  /** The version that is seen; 0 where nothing was ever set. */
  version: number
  children?: ReachRow[]
}

interface Category {
  id: string
  parentId: string | null
}

const nothing: OwnParts = { metres: null, weeks: null, closedDays: null }

/** Every category as a tree, with what holds for it and where that comes from. */
export function reachTree(categories: readonly Category[], set: RepeatDistances): ReachRow[] {
  const settings = new Map(set.items.map(one => [one.categoryId, one]))
  const product = (part: ReachPart): Inherited => ({ value: set.otherwise[part], from: 'product' })
  const rowsUnder = (parentId: string | null, above: ReachRow | null): ReachRow[] =>
    categories
      .filter(one => one.parentId === parentId)
      .map(({ id }) => {
        const held = settings.get(id)
        const { metres, weeks, closedDays } = held ?? nothing
        const own = { metres, weeks, closedDays }
        const partOf = (part: ReachPart): Inherited => {
          const value = own[part]
          if (value !== null) return { value, from: 'own' }
          if (above === null) return product(part)
          const { value: higher, from } = above.parts[part]
          return { value: higher, from: from === 'own' ? { categoryId: above.categoryId } : from }
        }
        const parts = { metres: partOf('metres'), weeks: partOf('weeks'), closedDays: partOf('closedDays') }
        const row: ReachRow = { categoryId: id, parts, own, version: held?.version ?? 0 }
        const children = rowsUnder(id, row)
        return children.length > 0 ? { ...row, children } : row
      })
  return rowsUnder(null, null)
}

/** True where anything is set for the category itself. */
export function hasOwn({ own }: Pick<ReachRow, 'own'>): boolean {
  return reachParts.some(part => own[part] !== null)
}

/** The categories that have to be open, so that everything that was set is seen. */
export function openRows(rows: readonly ReachRow[]): string[] {
  return rows.flatMap(row => {
    const children = row.children ?? []
    const below = openRows(children)
    return below.length > 0 || children.some(hasOwn) ? [row.categoryId, ...below] : []
  })
}

/** A row by its category. */
export function rowOf(rows: readonly ReachRow[], categoryId: string): ReachRow | undefined {
  for (const row of rows) {
    const found = row.categoryId === categoryId ? row : rowOf(row.children ?? [], categoryId)
    if (found) return found
  }
  return undefined
}

/** What holds without the own settings: for the empty fields of the form. */
export function inheritedBy(
  rows: readonly ReachRow[],
  categoryId: string,
  product: RepeatReach,
): RepeatReach {
  const above = rows.find(row => rowOf(row.children ?? [], categoryId))
  if (!above) return product
  const values = {
    metres: above.parts.metres.value,
    weeks: above.parts.weeks.value,
    closedDays: above.parts.closedDays.value,
  }
  return inheritedBy(above.children ?? [], categoryId, values)
}
