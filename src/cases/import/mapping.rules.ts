import { type ImportField, type ImportMapping, importFields, importMapping } from '../imports.contract.ts'
import { synonyms } from './synonyms.ts'

/** How a heading is compared: width, case, spaces and signs do not matter. */
export function plainHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-.*:：（）()【】[\]"'/]/g, '')
}

const exact = new Map<string, ImportField>()
for (const field of importFields) {
  exact.set(plainHeading(field), field)
  for (const word of synonyms[field]) exact.set(plainHeading(word), field)
}

const longestHeading = 200

/** Words long enough to be found inside a heading: 市民诉求内容描述 holds 诉求内容. The longest first. */
const parts = [...exact]
  .filter(([word]) => /\p{Script=Han}{2}/u.test(word))
  .toSorted(([a], [b]) => b.length - a.length)

/**
 * Guesses what the columns are. An exact synonym counts more than one inside a heading; a field takes one column, the
 * first, and a column one field.
 */
export function guessColumns(headings: readonly string[]): ImportMapping['columns'] {
  const columns: ImportMapping['columns'] = {}
  const taken = new Set<string>()
  const take = (field: ImportField | undefined, heading: string) => {
    // A key of JSON lines may be longer than a mapping can name.
    if (heading.length > longestHeading) return
    if (!field || columns[field] !== undefined || taken.has(heading)) return
    columns[field] = heading
    taken.add(heading)
  }
  // Among exact synonyms the order of the synonyms decides: 留言详情 before 内容 when a file has both.
  for (const field of importFields) {
    for (const word of [field, ...synonyms[field]].map(plainHeading)) {
      const heading = headings.find(one => plainHeading(one) === word)
      if (heading !== undefined) take(field, heading)
    }
  }
  for (const heading of headings) {
    const plain = plainHeading(heading)
    const found = parts.find(([word, field]) => columns[field] === undefined && plain.includes(word))
    take(found?.[1], heading)
  }
  return columns
}

/** A mapping with nothing but guessed columns. */
export function guessMapping(headings: readonly string[]): ImportMapping {
  return importMapping.parse({ columns: guessColumns(headings) })
}

/** The columns of a mapping that name no heading of the file, or one that another field has. */
export function wrongHeadings(
  mapping: Pick<ImportMapping, 'columns'>,
  headings: readonly string[],
): string[] {
  const named = Object.values(mapping.columns)
  return named.filter((heading, place) => !headings.includes(heading) || named.indexOf(heading) !== place)
}

/** What files with the same headings share, whatever the order of the columns. */
export function headingKey(headings: readonly string[]): string {
  return JSON.stringify(headings.map(plainHeading).toSorted())
}
