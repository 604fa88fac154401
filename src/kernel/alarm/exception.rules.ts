import { higher } from '#base/level.contract.ts'
import type { AttackVerdict, Finding, FindingType } from '../guard/guard.contract.ts'
import { defaultLevels } from '../recognise/spot.rules.ts'

/** What follows from an upheld alarm. Never about a whole type: words, or what stands directly before a value. */
export interface GuardException {
  id: string
  effect: 'quiet' | 'find'
  /** A type of finding, or `attack`. */
  about: string
  words: string | null
  before: string | null
}

/** What is looked at when two texts are compared: width, case, blanks and hyphens are how people write, not what. */
export function plainForm(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-‐-―]+/gu, '')
}

const sentenceEnd = /(?<=[。！？；!?;\n])/u

/** The sentences of a text with where they begin; together they are the text. */
export function sentencesOf(text: string): { start: number; end: number; text: string }[] {
  let start = 0
  return text.split(sentenceEnd).map(part => {
    const sentence = { start, end: start + part.length, text: part }
    start += part.length
    return sentence
  })
}

const signsBetween = /[\s:：为是=#“"'（(]+$/u

/** The words that stand before a place, without the signs between. */
const leadUp = (text: string, place: number) =>
  text.slice(Math.max(0, place - 60), place).replace(signsBetween, '')

/** What stands before a value and means that it is something else: enough letters not to fit everywhere. */
export function isLeadUp(before: string): boolean {
  const words = before.replace(signsBetween, '')
  return /\p{Script=Han}{2,}$/u.test(words) || /[a-z]{4,}$/iu.test(words)
}

function isQuiet(text: string, one: Finding, exceptions: readonly GuardException[]): boolean {
  return exceptions.some(({ effect, about, words, before }) => {
    if (effect !== 'quiet' || about !== one.type) return false
    if (words !== null) return plainForm(text.slice(one.start, one.end)) === plainForm(words)
    return (
      before !== null &&
      isLeadUp(before) &&
      plainForm(leadUp(text, one.start)).endsWith(plainForm(before.replace(signsBetween, '')))
    )
  })
}

function reported(text: string, { about, words }: GuardException): Finding[] {
  if (!words) return []
  const found: Finding[] = []
  for (let start = text.indexOf(words); start >= 0; start = text.indexOf(words, start + words.length))
    found.push({
      type: about as FindingType,
      start,
      end: start + words.length,
      score: 1,
      level: defaultLevels[about] ?? 'L4',
      because: ['reported'],
    })
  return found
}

const isReported = (one: Finding) => one.because.includes('reported')

// Where a reported place and a value overlap in part, letting one go would lay open what only it covers.
function joined(findings: readonly Finding[]): Finding[] {
  const apart: Finding[] = []
  for (const one of findings.toSorted((a, b) => a.start - b.start)) {
    const last = apart.at(-1)
    if (!last || last.end <= one.start) {
      apart.push(one)
      continue
    }
    const named = isReported(one) && !isReported(last) ? one : last
    const level = higher(last.level, one.level)
    apart[apart.length - 1] = { ...named, start: last.start, end: Math.max(last.end, one.end), level }
  }
  return apart
}

/** Findings as they are after what was ruled: quiet where a person said so, and what was missed once is found. */
export function exceptFindings(
  text: string,
  findings: readonly Finding[],
  exceptions: readonly GuardException[],
): Finding[] {
  const loud = findings.filter(one => !isQuiet(text, one, exceptions))
  const added: Finding[] = []
  for (const exception of exceptions) {
    if (exception.effect !== 'find' || exception.about === 'attack') continue
    for (const one of reported(text, exception)) {
      const covered = [...loud, ...added].some(other => other.start <= one.start && one.end <= other.end)
      if (!covered) added.push(one)
    }
  }
  return added.length === 0 ? loud : joined([...loud, ...added])
}

const quietVerdict: AttackVerdict = { score: 0, flagged: false, because: [] }

/**
 * The verdict after what was ruled: sentences that were ruled no attack are taken out and the rest is asked about again, so
 * that a harmless sentence does not carry others past the guard.
 */
export function exceptAttack(
  text: string,
  exceptions: readonly GuardException[],
  assess: (text: string) => AttackVerdict,
): AttackVerdict {
  const own = exceptions.filter(one => one.about === 'attack' && one.words !== null)
  if (own.length === 0) return assess(text)
  const sentences = sentencesOf(text)
  const among = (effect: GuardException['effect']) =>
    new Set(
      own
        .filter(one => one.effect === effect)
        .flatMap(one => sentencesOf(one.words!))
        .map(one => plainForm(one.text))
        .filter(form => form !== ''),
    )
  const found = among('find')
  if (sentences.some(one => found.has(plainForm(one.text))))
    return { score: 1, flagged: true, because: ['reported'] }
  const verdict = assess(text)
  if (!verdict.flagged) return verdict
  const quiet = among('quiet')
  const rest = sentences.filter(one => !quiet.has(plainForm(one.text)))
  if (rest.length === sentences.length) return verdict
  const left = rest.map(one => one.text).join('')
  return left.trim() === '' ? quietVerdict : assess(left)
}
