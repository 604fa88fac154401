/** One table of a dump: where it is, and what of it is copied. */
export interface DumpTable {
  /** `schema.name`. */
  title: string
  schema: string
  name: string
  /** Columns that hold something of their own; generated ones are worked out again. */
  columns: string[]
  /** What rows are put in order by, so that equal tables give equal text. Empty: the whole row. */
  key: { name: string; collatable: boolean }[]
}

/** A partition that is not part of what migrations make: a month of the past. */
export interface DumpPartition {
  parent: string
  schema: string
  name: string
  bound: string
}

export interface DumpSequence {
  title: string
  value: string
  called: boolean
}

/** `from` holds a foreign key to `to`. */
export interface Reference {
  from: string
  to: string
}

/**
 * Tables in an order in which each comes after those it refers to, otherwise by name: the owner of a server's database is
 * no superuser and cannot hold foreign keys off while rows are loaded.
 * @throws Error when tables refer to one another in a circle: a defect of the structure.
 */
export function orderByReferences<Table extends { title: string }>(
  tables: readonly Table[],
  references: readonly Reference[],
): Table[] {
  const left = new Map(tables.toSorted((a, b) => (a.title < b.title ? -1 : 1)).map(one => [one.title, one]))
  const ordered: Table[] = []
  const waitsFor = (title: string) =>
    references.some(({ from, to }) => from === title && to !== title && left.has(to))
  while (left.size > 0) {
    const free = [...left.keys()].find(title => !waitsFor(title))
    if (free === undefined) throw new Error(`tables refer to one another: ${[...left.keys()].join(', ')}`)
    ordered.push(left.get(free)!)
    left.delete(free)
  }
  return ordered
}

/** A name as SQL takes it, whatever is in it. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/**
 * Whether text is the bound of a partition as PostgreSQL writes it, with plain values only. What is read from an archive
 * becomes part of a statement; anything else is not let in.
 */
export function isPartitionBound(text: string): boolean {
  const value = String.raw`\('[\w :+.-]*'\)`
  return new RegExp(`^(DEFAULT|FOR VALUES (FROM ${value} TO ${value}|IN ${value}))$`).test(text)
}
