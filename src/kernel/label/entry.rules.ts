import { type AigcEntry, aigcEntry, type KeptCheck } from './label.contract.ts'

/** The XML namespace of the entry in XMP, and the prefix the practice guides write it with. */
export const aigcNamespace = 'http://www.tc260.org.cn/ns/AIGC/1.0/'

type Field = keyof AigcEntry
/** In the order of the standard. */
export const aigcFields = Object.keys(aigcEntry.shape) as Field[]
const produced: readonly Field[] = ['ContentProducer', 'ProduceID']
const propagated: readonly Field[] = ['ContentPropagator', 'PropagateID']
const labels: readonly string[] = ['1', '2', '3']

/** Longest entry that is read: security codes of the guides take some kilobytes. */
export const longestEntry = 65_536

/** The facts of a label for content that was made here. */
export function madeHere(of: { producer: string; produceId: string; propagateId?: string }): AigcEntry {
  return {
    Label: '1',
    ContentProducer: of.producer,
    ProduceID: of.produceId,
    ReservedCode1: '',
    ContentPropagator: of.producer,
    PropagateID: of.propagateId ?? of.produceId,
    ReservedCode2: '',
  }
}

/** A label under which something goes on: its producer stays, whoever passes it on is the propagator. */
export function passedOn(found: AigcEntry, by: { propagator: string; propagateId: string }): AigcEntry {
  return {
    ...found,
    ContentPropagator: by.propagator,
    PropagateID: by.propagateId,
    ReservedCode2: '',
  }
}

/**
 * The entry for something that came from outside: its own with us as propagator, or one of ours that says it may be or is
 * suspected to be made by a machine; none where nothing speaks for it.
 */
export function incomingEntry(
  found: Pick<KeptCheck, 'says' | 'entry'>,
  by: { propagator: string; propagateId: string },
): AigcEntry | null {
  if (found.entry) return passedOn(found.entry, by)
  if (found.says === 'none') return null
  const Label = { sure: '1', 'may-be': '2', suspected: '3' }[found.says]
  return passedOn({ ...madeHere({ producer: '', produceId: '' }), Label }, by)
}

/** The one entry of a file: ours, or that of whoever made it before with us as propagator. */
export function oneEntry(found: AigcEntry | null, ours: AigcEntry): AigcEntry {
  if (!found) return ours
  const same = found.ContentProducer === ours.ContentProducer && found.ProduceID === ours.ProduceID
  return same ? ours : passedOn(found, { propagator: ours.ContentPropagator, propagateId: ours.PropagateID })
}

/** The entry as the JSON text that the guides put into files: the fields in their order, no Base64. */
export function entryText(entry: AigcEntry): string {
  return JSON.stringify(Object.fromEntries(aigcFields.map(field => [field, entry[field]])))
}

// Annex E allows the signs 0x21 to 0x7E of GB 18030: a name in Chinese has to be a code, and a space is no sign.
const allowed = /^[\x21-\x7e]*$/

function partsOf(text: string): Record<string, unknown> | string {
  if (text.length > longestEntry) return 'too-long'
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'not-json'
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'not-object'
  // Some producers wrap the entry once more in its own key.
  const inner = (value as Record<string, unknown>).AIGC
  return typeof inner === 'object' && inner !== null && !Array.isArray(inner)
    ? (inner as Record<string, unknown>)
    : (value as Record<string, unknown>)
}

/** What fields of any source say as an entry; null where what must be there is not. */
export function readFields(parts: Readonly<Record<string, unknown>>): {
  entry: AigcEntry | null
  problems: string[]
} {
  const problems: string[] = []
  const entry = Object.fromEntries(aigcFields.map(field => [field, ''])) as AigcEntry
  for (const field of aigcFields) {
    const value = Object.hasOwn(parts, field) ? parts[field] : undefined
    if (value === undefined) {
      problems.push(`missing:${field}`)
      continue
    }
    if (typeof value !== 'string') problems.push(`not-text:${field}`)
    if (typeof value === 'string' || typeof value === 'number') entry[field] = String(value)
    if (!allowed.test(entry[field])) problems.push(`characters:${field}`)
  }
  if (Object.keys(parts).some(key => !(aigcFields as string[]).includes(key))) problems.push('unknown-field')
  if (entry.Label !== '' && !labels.includes(entry.Label)) problems.push('label-value')
  const isSaid = (fields: readonly Field[]) => fields.every(field => entry[field] !== '')
  // Whoever only passes something on does not know who made it.
  const isWhole = labels.includes(entry.Label) && (isSaid(produced) || isSaid(propagated))
  for (const field of ['Label', ...produced] as const)
    if (!isWhole && entry[field] === '' && Object.hasOwn(parts, field)) problems.push(`empty:${field}`)
  return { entry: isWhole ? entry : null, problems }
}

/** What the text of an entry says, and what is wrong with it. */
export function readEntry(text: string): { entry: AigcEntry | null; problems: string[] } {
  const parts = partsOf(text)
  return typeof parts === 'string' ? { entry: null, problems: [parts] } : readFields(parts)
}
