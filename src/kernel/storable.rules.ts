import type { Json } from '#ledger/index.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is the character that is meant
const nul = /\u0000/g

// PostgreSQL holds neither a NUL nor half of a surrogate pair in jsonb, and neither means anything to a reader.
function storableText(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed()
  return whole.includes('\u0000') ? whole.replace(nul, '\ufffd') : whole
}

/**
 * A value as JSON that PostgreSQL holds and that comes back the same, so that a commitment to it can be checked: members
 * without a value are left out, characters that cannot be kept become U+FFFD, what JSON has no form for becomes null, and
 * so does a number that is not finite.
 */
export function storable(value: unknown): Json {
  if (typeof value === 'string') return storableText(value)
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null
  if (typeof value !== 'object' || value === null) return null
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (Array.isArray(value)) return value.map(storable)
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return Object.fromEntries(members.map(([key, member]) => [storableText(key), storable(member)]))
}
