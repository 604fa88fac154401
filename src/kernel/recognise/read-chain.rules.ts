import { digitOf, isAlphanumeric, isInvisible, letterOf, type Parting, partingOf } from './characters.ts'

/** Digits that stand together. */
export interface Group {
  start: number
  end: number
  /** The digits, and X at the end where one is written; empty when there are too many to be an identity. */
  value: string
  /** What stands between this group and the one before. */
  parted: Parting | undefined
}

/** Groups of digits that may be one number, as `138 0013 8000` or `110101-19900307-1233`. */
export interface Chain {
  groups: Group[]
  end: number
}

/** Groups of a chain that are looked at as one number. */
export interface Part {
  groups: readonly Group[]
  value: string
  start: number
  end: number
}

/** No identity has more digits than 19, with a country code 21. */
const mostDigits = 24
const mostGroups = 24

/** Reads the digits at `start`, invisible characters among them skipped, and an X that ends them. */
export function readGroup(text: string, start: number): Group {
  let at = start
  let end = start
  let value = ''
  while (at < text.length) {
    const unit = text.charCodeAt(at)
    const digit = digitOf(unit)
    if (digit >= 0) {
      at += 1
      end = at
      if (value.length <= mostDigits) value += digit
    } else if (isInvisible(unit)) at += 1
    else break
  }
  const ends = letterOf(text.charCodeAt(end)) === 0x58 && !isAlphanumeric(text.charCodeAt(end + 1))
  if (ends && value.length <= 17) return { start, end: end + 1, value: `${value}X`, parted: undefined }
  return { start, end, value: value.length > mostDigits ? '' : value, parted: undefined }
}

/** Where the next group begins after what parts it from the last, and how; undefined at the end of the number. */
function nextGroup(text: string, end: number): { start: number; parted: Parting } | undefined {
  let at = end
  while (isInvisible(text.charCodeAt(at))) at += 1
  let parted = partingOf(text.charCodeAt(at))
  if (!parted) return undefined
  at += 1
  // A point and a space end a sentence or number a list.
  if (parted === 'dot') return digitOf(text.charCodeAt(at)) < 0 ? undefined : { start: at, parted }
  // A space around a hyphen or behind a parenthesis, or two spaces: no more.
  const second = partingOf(text.charCodeAt(at))
  if (second && (parted === 'space' || second === 'space' || parted === 'parenthesis') && second !== 'dot') {
    if (parted === 'space') parted = second === 'parenthesis' ? undefined : second
    at += 1
    if (parted === 'hyphen' && partingOf(text.charCodeAt(at)) === 'space') at += 1
  }
  if (!parted || digitOf(text.charCodeAt(at)) < 0) return undefined
  return { start: at, parted }
}

/** Reads a chain of groups from a digit on. */
export function readChain(text: string, start: number): Chain {
  const groups = [readGroup(text, start)]
  for (;;) {
    const last = groups.at(-1)!
    if (groups.length >= mostGroups) break
    const next = nextGroup(text, last.end)
    if (!next) break
    const before = last.parted
    if (before === 'dot' && next.parted !== 'dot') break
    if (next.parted === 'dot' && before !== undefined && before !== 'dot') {
      // The last group begins an address or a decimal of its own.
      groups.pop()
      break
    }
    groups.push({ ...readGroup(text, next.start), parted: next.parted })
  }
  const last = groups.at(-1)!
  // 1101011990030712 3 X: the X stands alone.
  const parting = partingOf(text.charCodeAt(last.end))
  const alone =
    letterOf(text.charCodeAt(last.end + 1)) === 0x58 && !isAlphanumeric(text.charCodeAt(last.end + 2))
  const total = groups.reduce((sum, group) => sum + group.value.length, 0)
  if (parting && alone && total === 17)
    groups.push({ start: last.end + 1, end: last.end + 2, value: 'X', parted: parting })
  return { groups, end: groups.at(-1)!.end }
}
