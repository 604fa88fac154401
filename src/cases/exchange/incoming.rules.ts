import { personText } from '#base/text.contract.ts'
import type {
  IncomingCase,
  IncomingFault,
  IncomingField,
  IncomingMapping,
  IncomingSource,
} from './incoming.contract.ts'

const step = /\.?([\p{L}_][\p{L}\p{N}_-]*)|\[(\d+)\]|\["([^"]*)"\]/gu

/** The value at a path; undefined where there is none. Only what the JSON itself holds, never what objects are born with. */
export function valueAt(body: unknown, path: string): unknown {
  let value = body
  for (const [, plain, index, quoted] of path.matchAll(step)) {
    if (typeof value !== 'object' || value === null) return undefined
    const name = plain ?? quoted ?? index!
    if (!Object.hasOwn(value, name)) return undefined
    value = (value as Record<string, unknown>)[name]
  }
  return value
}

const sourceValue = (body: unknown, source: IncomingSource | null) =>
  source === null ? undefined : 'constant' in source ? source.constant : valueAt(body, source.path)

const most: Partial<Record<IncomingField, number>> = {
  text: 18_000,
  subject: 200,
  address: 300,
  category: 100,
  reporterName: 50,
  reporterPhone: 30,
  externalId: 200,
}

type Read<T> = { value: T | null } | { fault: IncomingFault['fault'] }

// As every door cleans a text: what only looks sealed must not be opened where it is read. Measured after it is trimmed.
const cleaned = personText(Number.POSITIVE_INFINITY)

function readText(given: unknown, field: IncomingField): Read<string> {
  if (given === undefined || given === null) return { value: null }
  if (typeof given !== 'string' && typeof given !== 'number') return { fault: 'not-text' }
  const value = cleaned.parse(String(given))
  if (value.length > most[field]!) return { fault: 'too-long' }
  if (field === 'reporterPhone' && !/^[0-9+() -]*$/.test(value)) return { fault: 'not-text' }
  return { value: value === '' ? null : value }
}

function readNumber(given: unknown, limit: number): Read<number> {
  if (given === undefined || given === null || given === '') return { value: null }
  const value = typeof given === 'string' ? Number(given.trim() || 'none') : given
  if (typeof value !== 'number' || !Number.isFinite(value)) return { fault: 'not-number' }
  return Math.abs(value) > limit ? { fault: 'out-of-range' } : { value }
}

const readField = (body: unknown, mapping: IncomingMapping, field: IncomingField): Read<string | number> => {
  const given = sourceValue(body, mapping[field])
  if (field === 'longitude') return readNumber(given, 180)
  return field === 'latitude' ? readNumber(given, 90) : readText(given, field)
}

// What a case cannot do without, and what was promised by its mapping: without its id the same matter would come twice.
function isMissing(mapping: IncomingMapping, field: IncomingField): boolean {
  return field === 'text' || (field === 'externalId' && mapping.externalId !== null)
}

const fields: readonly IncomingField[] = [
  'text',
  'subject',
  'address',
  'longitude',
  'latitude',
  'category',
  'reporterName',
  'reporterPhone',
  'externalId',
]

/** What another system's JSON says of a case, or all that is wrong with it. */
export function mapBody(
  mapping: IncomingMapping,
  body: unknown,
): { case: IncomingCase; faults: [] } | { case: null; faults: IncomingFault[] } {
  const read: Record<string, string | number | null> = {}
  const faults: IncomingFault[] = []
  for (const field of fields) {
    const one = readField(body, mapping, field)
    if ('fault' in one) faults.push({ field, fault: one.fault })
    else if (one.value === null && isMissing(mapping, field)) faults.push({ field, fault: 'missing' })
    else read[field] = one.value
  }
  // Half a point is none.
  const half = (['longitude', 'latitude'] as const).filter(field => read[field] === null)
  if (half.length === 1) faults.push({ field: half[0]!, fault: 'missing' })
  return faults.length > 0 ? { case: null, faults } : { case: read as unknown as IncomingCase, faults: [] }
}

/** The JSON of a body, mapped. */
export function mapText(mapping: IncomingMapping, text: string): ReturnType<typeof mapBody> {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return { case: null, faults: [{ field: 'body', fault: 'not-json' }] }
  }
  return mapBody(mapping, body)
}
