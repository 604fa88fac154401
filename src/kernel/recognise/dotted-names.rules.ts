import { clubs, foreignCharacters, foreignGiven, rareForeign } from './foreign-names.ts'
import type { Word } from './segment-text.ts'
import type { Spot } from './spot.rules.ts'

/** A name of parts, with the words it is made of. */
export interface DottedName extends Spot {
  from: number
  /** The first word behind it. */
  to: number
}

const han = /^[\u4e00-\u9fff]+$/
const dot = /^[·•・‧]$/
const hyphen = /^[-－]$/
const initial = /^[A-Za-z]$/
/** Particles that foreign names are written with too; alone beside a name they are particles. */
const particle = new Set('于和与让对被在是')
const placeEnd =
  /(?:路|街|区|县|市|村|镇|乡|广场|小区|公寓|苑|大厦|公园|球场|山|湖|岛|宫|城|香醍|花园|庄园|酒店|学院|大学|公司|集团)$/

const isForeign = (text: string) => {
  if (!han.test(text) || particle.has(text)) return false
  let sure = 0
  for (const one of text) {
    if (foreignCharacters.has(one)) sure += 1
    else if (!rareForeign.has(one)) return false
  }
  return sure > 0 || text.length === 1
}
/** A word beside a dot: part of the name, whatever characters it has, unless it is a common word. */
const isBeside = ({ text, tag }: Word) =>
  isForeign(text) ||
  initial.test(text) ||
  /^nr/.test(tag) ||
  (text.length > 1 && han.test(text) && [...text].some(one => foreignCharacters.has(one)))

function leftOf(words: readonly Word[], at: number, lowest: number): number {
  if (at <= lowest || !isBeside(words[at - 1]!)) return at
  let from = at - 1
  let length = words[from]!.text.length
  if (initial.test(words[from]!.text)) return from
  while (from > lowest && isForeign(words[from - 1]!.text) && length < 7 && joins(words[from - 1]!)) {
    from -= 1
    length += words[from]!.text.length
  }
  return from
}

/** Whole words of the list that are no names do not go into one: 导演/约翰·库萨克, 库萨克/马上. */
const joins = ({ text, tag }: Word) =>
  text.length === 1 || (/^(?:nr|ns|nz|x|n$)/.test(tag) && text.length > 1 && !/^(?:n)$/.test(tag))

function rightOf(words: readonly Word[], at: number): number {
  const first = words[at]
  if (!first || !isBeside(first)) return at
  if (initial.test(first.text)) return at + 1
  let to = at + 1
  let length = first.text.length
  while (to < words.length && isForeign(words[to]!.text) && length < 8 && joins(words[to]!)) {
    length += words[to]!.text.length
    to += 1
  }
  return to
}

function nameAt(words: readonly Word[], at: number, lowest: number): DottedName | undefined {
  const hyphened = hyphen.test(words[at]!.text)
  const from = leftOf(words, at, lowest)
  let to = rightOf(words, at + 1)
  if (from === at) return undefined
  const parts = [textOf(words, from, at)]
  if (to === at + 1) {
    // 佩妮洛普· at the end of a text that was cut off.
    if (hyphened || to < words.length || parts[0]!.length < 2) return undefined
  } else parts.push(textOf(words, at + 1, to))
  // No name has more parts; a text of nothing but parts is read once, not once for each.
  while (
    parts.length < 6 &&
    (dot.test(words[to]?.text ?? '') || (hyphened && hyphen.test(words[to]?.text ?? '')))
  ) {
    const next = rightOf(words, to + 1)
    if (next === to + 1) break
    parts.push(textOf(words, to + 1, next))
    to = next
  }
  const name = textOf(words, from, to)
  if (
    placeEnd.test(name + (words[to]?.text ?? '')) ||
    parts.some(part => clubs.has(part) && !foreignGiven.has(part))
  )
    return undefined
  if (parts.every(part => part.length === 1)) return undefined
  // With a hyphen two clubs are written as well, and spans of all kinds.
  if (hyphened && !foreignGiven.has(parts[0]!)) return undefined
  const known = parts.some(part => foreignGiven.has(part))
  const last = words[to - 1]!
  return {
    type: 'name',
    start: words[from]!.start,
    end: last.start + last.text.length,
    score: known ? 0.93 : 0.85,
    because: ['list', 'pattern'],
    from,
    to,
  }
}

const textOf = (words: readonly Word[], from: number, to: number) =>
  words
    .slice(from, to)
    .map(word => word.text)
    .join('')

/** Names of foreigners with their parts kept apart: 约翰·库萨克, C·罗纳尔多, 伊桑-科恩. */
export function findDottedNames(words: readonly Word[]): DottedName[] {
  const found: DottedName[] = []
  let lowest = 0
  for (let at = 1; at < words.length; at++) {
    const { text } = words[at]!
    if (text.length !== 1 || !(dot.test(text) || hyphen.test(text))) continue
    const one = nameAt(words, at, lowest)
    if (!one) continue
    found.push(one)
    lowest = one.to
    at = one.to - 1
  }
  return found
}
