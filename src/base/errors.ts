import type { Language } from './language.ts'

/** Words of both languages for the values of a detail. */
export type DetailWords = { readonly [value: string]: { readonly zh: string; readonly en: string } }

/** One entry of the error catalogue: what the person reads, and what the operator can do. */
export interface ErrorEntry {
  /** HTTP status of the RFC 9457 answer. */
  status: number
  zh: string
  en: string
  /** Advice for the operator; never shown to the public. */
  advice: string
  /** What a person reads where a detail is a name of the code, e.g. of an action; clients are still given the name. */
  words?: { readonly [detail: string]: DetailWords }
}

export type ErrorDetails = Record<string, unknown>

/** An error from the catalogue. `details` fill the `{{name}}` places of its sentences; nothing personal may be put there. */
export class CatalogueError extends Error {
  readonly code: string
  readonly entry: ErrorEntry
  readonly details: ErrorDetails
  constructor(code: string, entry: ErrorEntry, details: ErrorDetails) {
    super(`${code}: ${fillSentence(entry.en, details)}`)
    this.name = 'CatalogueError'
    this.code = code
    this.entry = entry
    this.details = details
  }
}

/** Puts details into the `{{name}}` places of a sentence. */
export function fillSentence(sentence: string, details: ErrorDetails): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(details[name] ?? ''))
}

/** The sentence of an error in a person's language, with words of that language for names of the code. */
export function sentenceOf(error: Pick<CatalogueError, 'entry' | 'details'>, language: Language): string {
  const { entry, details } = error
  const read = Object.entries(details).map(([name, value]) => {
    const words = entry.words?.[name]
    const known = typeof value === 'string' && words && Object.hasOwn(words, value)
    return [name, known ? words[value]?.[language] : value]
  })
  return fillSentence(entry[language], Object.fromEntries(read))
}

/**
 * Declares a room's part of the catalogue and returns the maker of its errors.
 * The catalogue is collected from all `*.errors.ts` files by `npm run generate` into docs/errors.md, which a test compares.
 */
export function defineErrors<const Entries extends Record<string, ErrorEntry>>(entries: Entries) {
  const make = (code: keyof Entries & string, details: ErrorDetails = {}) =>
    new CatalogueError(code, entries[code] as ErrorEntry, details)
  return Object.assign(make, { entries })
}

/** True for a catalogue error with this code. */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof CatalogueError && error.code === code
}
