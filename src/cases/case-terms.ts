import { lookupIndex } from '#base/index.ts'
import { type Finding, recognise } from '#kernel/index.ts'
import { addressMark, indexTerms, phoneDigits, searchQuery } from './search.rules.ts'

/** Findings that are words as good as any for finding a case by. */
const keptAsWords = new Set<Finding['type']>(['birth_date', 'medical', 'money'])
/** So many digits in a word are somebody's number more often than anything else. */
const longNumber = /(?:\d\D*){7}/
/** A name as people write it; what else stands in that field is a word like others. */
const aName = /^\p{L}[\p{L} ·.'’-]*\p{L}$/u
/** What somebody typed that may be a name, or a number the recognisers know only beside other words. */
const mayBeName = /^\p{Script=Han}{2,4}$/u
const mayBeNumber = /^(?=.*\d)[\p{L}\p{N}]{5,}$/u

/** An identity in its one form, however it was typed. */
function bare(identity: string): string {
  const signs = identity
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  return /^\d+$/.test(signs) ? (phoneDigits(identity) ?? signs) : signs
}

/** The term that stands for an identity: found by who types all of it, read by nobody without the key. */
const termOf = (identity: string) => `#${lookupIndex('said', bare(identity)).slice(0, 20)}`

interface Parted {
  /** The text with a gap for each identity. */
  rest: string
  identities: string[]
}

/** Parts a text from the identities in it: those that are recognised, and names that are known. */
function part(text: string, names: readonly string[]): Parted {
  // Names and addresses are not asked for: they stay words, and looking for them takes ten times as long.
  const spans = recognise(text, { structuredOnly: true })
    .filter(({ type }) => !keptAsWords.has(type))
    .map(({ start, end }) => ({ start, end }))
  for (const name of names)
    for (let start = text.indexOf(name); start >= 0; start = text.indexOf(name, start + name.length))
      spans.push({ start, end: start + name.length })
  let rest = ''
  let after = 0
  for (const { start, end } of spans.toSorted((one, other) => one.start - other.start)) {
    if (start >= after) rest += `${text.slice(after, start)}\n`
    after = Math.max(after, end)
  }
  return {
    rest: rest + text.slice(after),
    identities: spans.map(({ start, end }) => text.slice(start, end)),
  }
}

function partedTerms(text: string, mark: string, names: readonly string[]): string[] {
  const { rest, identities } = part(text, names)
  // A number with a slip in it is one the recognisers do not know, and somebody's all the same.
  const words = indexTerms(rest).map(word => (longNumber.test(word) ? termOf(word) : word))
  return [...words, ...identities.map(termOf)].map(term => mark + term)
}

/** What the terms of a case are made of. */
export interface Searchable {
  subject: string
  detail: string
  address: string | null
  reporter_name: string | null
  behalf_name: string | null
}

/**
 * What a case is found by: the words of its text, and those of its address, marked. The index is read by whoever has the
 * database, so an identity in a text stands in it as a keyed hash: the numbers and addresses that are recognised, and the
 * names of who reported and for whom. Other words stand in pairs of characters, unsealed: without them nothing is found.
 */
export function caseTerms(said: Searchable): string[] {
  const names = [said.reporter_name, said.behalf_name].filter(
    (name): name is string => name !== null && aName.test(name),
  )
  return [
    ...new Set([
      ...partedTerms(`${said.subject}\n${said.detail}`, '', names),
      ...partedTerms(said.address ?? '', addressMark, names),
    ]),
  ]
}

/**
 * A tsquery for what somebody typed, as `searchQuery`; an identity is looked for as the hash that stands for it, or as the
 * word it is where nobody took it for one.
 */
export function caseQuery(typed: string, mark = ''): string | null {
  const { rest, identities } = part(typed, [])
  const alternative = (run: string) =>
    mayBeName.test(run) || mayBeNumber.test(run) ? mark + termOf(run) : undefined
  const parts = [
    ...identities.map(one => {
      const asWords = searchQuery(one, mark)
      return asWords === null ? `'${mark}${termOf(one)}'` : `('${mark}${termOf(one)}' | (${asWords}))`
    }),
    searchQuery(rest, mark, alternative),
  ].filter(one => one !== null)
  return parts.length > 0 ? parts.join(' & ') : null
}
