import {
  type IncomingField,
  type IncomingMapping,
  type IncomingSource,
  incomingFields,
  incomingMapping,
} from '#cases/exchange/incoming.contract.ts'

/** A mapping as it is typed: a path, or `=` and what the field always is. */
export type MappingForm = Record<IncomingField, string>

const typedOf = (source: IncomingSource | null) =>
  source === null ? '' : 'constant' in source ? `=${source.constant}` : source.path

/** A mapping as a form shows it. */
export function formOf(mapping: IncomingMapping): MappingForm {
  return Object.fromEntries(incomingFields.map(field => [field, typedOf(mapping[field])])) as MappingForm
}

export const emptyForm = Object.fromEntries(incomingFields.map(field => [field, ''])) as MappingForm

function sourceOf(typed: string): IncomingSource | null {
  const text = typed.trim()
  if (text === '') return null
  return text.startsWith('=') ? { constant: text.slice(1).trim() } : { path: text }
}

/** The mapping that was typed, or the fields that cannot be read. */
export function mappingOf(form: MappingForm): IncomingMapping | IncomingField[] {
  const given = Object.fromEntries(incomingFields.map(field => [field, sourceOf(form[field])]))
  const read = incomingMapping.safeParse(given)
  if (read.success) return read.data
  const wrong = new Set(read.error.issues.map(issue => issue.path[0]))
  return incomingFields.filter(field => wrong.has(field))
}
