import type { Passage } from '../ports.ts'
import { type CheckContext, pass, type Said } from './check-context.ts'
import { plain } from './plain-text.rules.ts'
import { sentencesOf } from './sentences.rules.ts'

/** Shorter than this between quotation marks is a name or a term (「一网通办」), not a quotation, unless a passage is cited for it. */
const shortest = 10
const quoted = /“([^“”\n]+)”|「([^「」\n]+)」|『([^『』\n]+)』|"([^"\n]+)"/g
const cited = /[[【〔](\d{1,3})[\]】〕](?!\()/g
const ellipsis = /…+|\.{3,}|。{3,}|\[(?:…|\.{3})\]/

/** Marks at the ends of a quotation belong to the sentence around it as often as to what is quoted. */
const trimmed = (text: string) => plain(text).replaceAll(/^[,.;:!?]+|[,.;:!?]+$/g, '')

/** Whether words stand in a text as quoted: all of them, in order; what was left out is marked by an ellipsis. */
export function standsIn(quotation: string, text: string): boolean {
  const pieces = quotation
    .split(ellipsis)
    .map(trimmed)
    .filter(piece => piece !== '')
  const whole = plain(text)
  let from = 0
  for (const piece of pieces) {
    const at = whole.indexOf(piece, from)
    if (at < 0) return false
    from = at + piece.length
  }
  return pieces.length > 0
}

function sentenceSays(sentence: string, context: Pick<CheckContext, 'inputs' | 'passages'>): string | null {
  const numbers = [...sentence.matchAll(cited)].map(match => Number(match[1]))
  if (numbers.some(number => number < 1 || number > context.passages.length)) return 'citation-not-retrieved'
  const among = numbers.length > 0 ? numbers.map(number => context.passages[number - 1]!) : context.passages
  for (const match of sentence.matchAll(quoted)) {
    const quotation = match.slice(1).find(one => one !== undefined)!
    if (numbers.length === 0 && [...trimmed(quotation)].length < shortest) continue
    if (among.some(passage => standsIn(quotation, `${passage.title}\n${passage.text}`))) continue
    // What the citizen said may be said back; but not as if a passage said so.
    if (numbers.length === 0 && context.inputs.some(input => standsIn(quotation, input))) continue
    // A term between quotation marks beside a citation need not stand in it.
    if ([...trimmed(quotation)].length < 4) continue
    return 'not-verbatim'
  }
  return null
}

/**
 * Takes out the sentences whose quotation does not stand in the cited passage, or in none that was retrieved, and those that
 * cite a passage that was not. Where nothing is left there is no answer.
 */
export function checkQuotes(text: string, context: Pick<CheckContext, 'inputs' | 'passages'>): Said {
  if (!/[“「『"[【〔]/.test(text)) return pass(text)
  const because = new Set<string>()
  const kept = sentencesOf(text).filter(sentence => {
    const says = sentenceSays(sentence.text, context)
    if (says) because.add(says)
    return says === null
  })
  if (because.size === 0) return pass(text)
  const left = kept.map(sentence => sentence.text).join('')
  return {
    text: left,
    says: left.trim() === '' ? 'refuse' : 'drop',
    because: [...because].sort(),
    overridable: false,
  }
}

/** A citation as a field of an answer: which document, in which version, and what is quoted from it. */
interface Citation {
  documentId: string
  corpusVersion?: unknown
  quote?: unknown
}

const isCitation = (value: unknown): value is Citation =>
  value !== null &&
  typeof value === 'object' &&
  'documentId' in value &&
  typeof value.documentId === 'string' &&
  ('quote' in value || 'corpusVersion' in value)

function citationSays(citation: Citation, passages: readonly Passage[]): string | null {
  const found = passages.filter(
    passage =>
      passage.documentId === citation.documentId &&
      (citation.corpusVersion === undefined || passage.corpusVersion === citation.corpusVersion),
  )
  if (found.length === 0) return 'citation-not-retrieved'
  const { quote } = citation
  if (typeof quote !== 'string' || quote === '') return null
  return found.some(passage => standsIn(quote, passage.text)) ? null : 'not-verbatim'
}

/** Takes citations that do not hold out of the lists of an answer; one that stands in no list cannot be taken out. */
export function checkCitations(
  value: unknown,
  passages: readonly Passage[],
): { value: unknown; says: 'pass' | 'drop' | 'refuse'; because: string[] } {
  const because = new Set<string>()
  let refused = false
  const walk = (one: unknown): unknown => {
    if (Array.isArray(one))
      return one
        .filter(member => {
          const says = isCitation(member) ? citationSays(member, passages) : null
          if (says) because.add(says)
          return says === null
        })
        .map(walk)
    if (one === null || typeof one !== 'object') return one
    if (isCitation(one)) {
      const says = citationSays(one, passages)
      if (says) {
        because.add(says)
        refused = true
      }
    }
    return Object.fromEntries(Object.entries(one).map(([key, member]) => [key, walk(member)]))
  }
  const kept = walk(value)
  return {
    value: kept,
    says: refused ? 'refuse' : because.size > 0 ? 'drop' : 'pass',
    because: [...because].sort(),
  }
}
