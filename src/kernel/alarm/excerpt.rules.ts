import type { Finding } from '../guard/guard.contract.ts'
import { sentencesOf } from './exception.rules.ts'

/** Signs kept before and after the words of an alarm. */
const around = 120
const mark = { open: '\u2983', close: '\u2984' }

/** What an alarm keeps of a text: the words, between marks, and what stands around them, masked. */
export function excerptOf(
  text: string,
  place: { start: number; end: number },
  findings: readonly Finding[],
): string {
  const hide = (from: number, to: number) =>
    findings
      .filter(one => one.start < to && from < one.end)
      .toReversed()
      .reduce(
        (rest, { start, end, type }) =>
          `${rest.slice(0, Math.max(0, start - from))}⟦${type}⟧${rest.slice(Math.max(0, Math.min(end, to) - from))}`,
        text.slice(from, to),
      )
  const from = Math.max(0, place.start - around)
  const to = Math.min(text.length, place.end + around)
  const plain = (part: string) => part.replaceAll(mark.open, '').replaceAll(mark.close, '').toWellFormed()
  return `${plain(hide(from, place.start))}${mark.open}${plain(text.slice(place.start, place.end))}${mark.close}${plain(hide(place.end, to))}`
}

/** An excerpt in its three parts. */
export function partsOf(excerpt: string): { before: string; words: string; after: string } {
  const open = excerpt.indexOf(mark.open)
  const close = excerpt.indexOf(mark.close)
  if (open < 0 || close < open) return { before: '', words: excerpt, after: '' }
  return {
    before: excerpt.slice(0, open),
    words: excerpt.slice(open + 1, close),
    after: excerpt.slice(close + 1),
  }
}

/** The text of an excerpt, whole. */
export const wholeOf = (excerpt: string) => excerpt.replaceAll(mark.open, '').replaceAll(mark.close, '')

/** Words as whoever rules on an alarm sees them: how long and of what kind, the ends only. */
export function hiddenWords(words: string): string {
  const signs = [...words]
  if (signs.length <= 2) return '•'.repeat(signs.length)
  return signs
    .map((one, at) => (at === 0 || at === signs.length - 1 || /[\s-]/.test(one) ? one : '•'))
    .join('')
}

/** The form of words without the words, for training rows: digits are 0, Latin letters x, Chinese characters 某. */
export function shapeOf(words: string): string {
  return words
    .replace(/\p{Nd}/gu, '0')
    .replace(/\p{Script=Han}/gu, '某')
    .replace(/\p{Lu}/gu, 'X')
    .replace(/\p{Ll}/gu, 'x')
}

/** A place grown to whole sentences: an attack is judged by sentences, half a one means something else. */
export function wholeSentences(
  text: string,
  place: { start: number; end: number },
): { start: number; end: number } {
  const touched = sentencesOf(text).filter(one => one.start < place.end && place.start < one.end)
  if (touched.length === 0) return place
  return { start: touched[0]!.start, end: touched.at(-1)!.end }
}
