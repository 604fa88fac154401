import type {
  GivenMapping,
  ImportDetail,
  ImportField,
  ImportMapping,
  ImportState,
  ValueField,
} from '#cases/imports.contract.ts'

type Columns = ImportMapping['columns']
type Values = ImportMapping['values']

/** The field a column is mapped to; null for a column that is left out. */
export function fieldOf(columns: Columns, heading: string): ImportField | null {
  const found = Object.entries(columns).find(([, mapped]) => mapped === heading)
  return (found?.[0] as ImportField | undefined) ?? null
}

/** The columns with one column mapped to another field, or to none. A field has one column: the newer choice wins. */
export function assign(columns: Columns, heading: string, field: ImportField | null): Columns {
  const others = Object.entries(columns).filter(([, mapped]) => mapped !== heading)
  return Object.fromEntries(field === null ? others : [...others, [field, heading]])
}

/** The values with one value given a meaning; null takes its meaning away, `''` leaves the field empty. */
export function mapValue(
  values: Values,
  one: { field: ValueField; value: string },
  id: string | null,
): Values {
  const others = Object.entries(values[one.field] ?? {}).filter(([value]) => value !== one.value)
  const pairs = Object.fromEntries(id === null ? others : [...others, [one.value, id]])
  return { ...values, [one.field]: pairs }
}

/** One value of the file that needs a meaning, or was given one. */
export interface ValueRow {
  field: ValueField
  value: string
  /** How many rows have it; null where the last check did not count it. */
  count: number | null
  /** Its meaning: an id, `''` for empty, null while there is none. */
  id: string | null
}

/** Values the check did not know, the most frequent first, then those that were given a meaning before. */
export function valueRows(check: ImportDetail['check'], values: Values): ValueRow[] {
  const unknown = (check?.unknown ?? []).map(one => ({ ...one, id: values[one.field]?.[one.value] ?? null }))
  const listed = new Set(unknown.map(one => `${one.field} ${one.value}`))
  const mapped = Object.entries(values).flatMap(([field, pairs]) =>
    Object.entries(pairs).map(([value, id]) => ({ field: field as ValueField, value, count: null, id })),
  )
  return [...unknown, ...mapped.filter(one => !listed.has(`${one.field} ${one.value}`))]
}

function ordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, part]) => [key, ordered(part)] as const)
  const filled = entries.filter(([, part]) => !Array.isArray(part) || part.length > 0)
  return filled.sort(([a], [b]) => (a < b ? -1 : 1))
}

/** True when both say the same; the order of their parts, and empty parts, do not matter. */
export function sameMapping(a: GivenMapping, b: GivenMapping): boolean {
  return JSON.stringify(ordered(a)) === JSON.stringify(ordered(b))
}

/** True while the server works on it and the page asks again. */
export function isAtWork(state: ImportState): boolean {
  return state === 'checking' || state === 'queued' || state === 'running'
}

/** The step of the wizard: 0 columns, 1 dry run, 2 import, 3 result. */
export function stepOf(one: Pick<ImportDetail, 'state' | 'check'>): 0 | 1 | 2 | 3 {
  if (one.state === 'uploaded') return one.check ? 1 : 0
  if (one.state === 'checking') return 1
  return one.state === 'queued' || one.state === 'running' ? 2 : 3
}

/** What keeps the import from starting, as a key of the sentence that says it; null when it may start. */
export function startFault(
  one: Pick<ImportDetail, 'check'>,
  mapping: ImportMapping,
  changed: boolean,
): 'detail' | 'source' | 'check-first' | 'check-again' | 'nothing-to-take' | null {
  if (mapping.columns.detail === undefined) return 'detail'
  if (mapping.source.trim() === '') return 'source'
  if (changed) return 'check-again'
  if (!one.check) return 'check-first'
  return one.check.counts.open + one.check.counts.history === 0 ? 'nothing-to-take' : null
}

/** A size for people: bytes in KB or MB. */
export function sizeText(bytes: number, language: string): string {
  const [value, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'KB'] : [bytes / 1024 / 1024, 'MB']
  const digits = value < 10 ? 1 : 0
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value)} ${unit}`
}

/** Time left as minutes and seconds; never less than a second while there is work. */
export function leftOf(seconds: number): { minutes: number; seconds: number } {
  const whole = Math.max(1, Math.ceil(seconds))
  return { minutes: Math.floor(whole / 60), seconds: whole % 60 }
}
