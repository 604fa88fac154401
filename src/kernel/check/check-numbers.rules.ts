import { type CheckContext, pass, type Said } from './check-context.ts'
import { computedMark, workOut } from './computed.rules.ts'
import { type Quantity, readNumbers } from './read-numbers.rules.ts'

/** Stands behind a number that is in no evidence. In the text itself: whoever copies the answer copies the doubt. */
export const doubtMark = '〔待核〕'

/** The numbers of the input and of what was retrieved, to be asked for. */
interface Known {
  /** Each number with the units it is said in; `''` for none. */
  numbers: ReadonlyMap<number, ReadonlySet<string>>
  shares: ReadonlySet<number>
  times: ReadonlySet<number>
  dates: readonly NonNullable<Quantity['date']>[]
}

/** Passages of a corpus come back with every question; reading their numbers anew took half of this check. */
const mostRemembered = 1024
const remembered = new Map<string, Quantity[]>()

function numbersOfPassage(text: string): Quantity[] {
  const known = remembered.get(text)
  if (known) return known
  const found = readNumbers(text)
  if (remembered.size >= mostRemembered) remembered.delete(remembered.keys().next().value as string)
  remembered.set(text, found)
  return found
}

/** What an answer may state as its own. */
function knownNumbers({ inputs, passages }: Pick<CheckContext, 'inputs' | 'passages'>): Known {
  const numbers = new Map<number, Set<string>>()
  const shares = new Set<number>()
  const times = new Set<number>()
  const dates: NonNullable<Quantity['date']>[] = []
  const all = [
    ...inputs.flatMap(readNumbers),
    ...passages.flatMap(one => numbersOfPassage(`${one.title}\n${one.text}`)),
  ]
  for (const one of all) {
    if (one.date) dates.push(one.date)
    else if (one.kind === 'time') times.add(one.value)
    else if (one.kind === 'share') shares.add(one.value)
    else
      for (const value of one.other === undefined ? [one.value] : [one.value, one.other]) {
        const units = numbers.get(value) ?? new Set()
        numbers.set(value, units.add(one.unit ?? ''))
        if (value === one.other) shares.add(value)
      }
  }
  return { numbers, shares, times, dates }
}

const about = /(?:约|大约|大概|近|逾|超过?|不到|about|approximately|around|nearly|over|some)\s?$/i

function isAmong(one: Quantity, value: number, known: Known): boolean {
  if (one.kind === 'time') return known.times.has(value)
  if (one.kind === 'share') return known.shares.has(value)
  const units = known.numbers.get(value)
  // Three weeks are not three workdays; where one of the two says no unit the number alone must do.
  return units !== undefined && (one.unit === null || units.has(one.unit) || units.has(''))
}

function stands(text: string, one: Quantity, known: Known): boolean {
  if (one.date)
    return known.dates.some(date => one.date!.every((part, place) => part === null || part === date[place]))
  if (isAmong(one, one.value, known)) return true
  if (one.other !== undefined && (isAmong(one, one.other, known) || known.shares.has(one.other))) return true
  const isAbout =
    about.test(text.slice(Math.max(0, one.start - 14), one.start)) || text.startsWith('左右', one.end)
  if (!isAbout || one.kind === 'time') return false
  const near = one.kind === 'share' ? known.shares : known.numbers.keys()
  return [...near].some(value => value !== 0 && Math.abs(one.value - value) / Math.abs(value) <= 0.05)
}

/** Whether a number is what a sum comes to: exactly, or rounded as it is written where it is written with a point or a unit. */
function isResult(result: number, value: number, written: string): boolean {
  if (result === value) return true
  if (!/[.%％万亿]|分之/.test(written)) return false
  const digits = String(value).replaceAll(/[.-]|0+$|^0+/g, '').length
  return digits > 0 && Number(result.toPrecision(digits)) === value
}

/** `unknown` is in no evidence; `sum` was worked out and said so; `sum-wrong` was said so and is not. */
function judge(text: string, one: Quantity, known: Known): 'known' | 'unknown' | 'sum' | 'sum-wrong' {
  const marked = computedMark.exec(text.slice(one.end))
  if (marked) {
    const sum = workOut(marked[1]!)
    const holds =
      sum !== null &&
      isResult(sum.result, one.value, text.slice(one.start, one.end)) &&
      sum.operands.every(value => known.numbers.has(value) || known.shares.has(value))
    return holds ? 'sum' : 'sum-wrong'
  }
  return stands(text, one, known) ? 'known' : 'unknown'
}

/**
 * Marks each number that stands neither in the input nor in a passage. A sum may be stated when it is written out behind
 * the number, its parts are known and it is right.
 */
export function checkNumbers(text: string, context: Pick<CheckContext, 'inputs' | 'passages'>): Said {
  const found = readNumbers(text)
  if (found.length === 0) return pass(text)
  const known = knownNumbers(context)
  const because = new Set<string>()
  let marked = ''
  let from = 0
  let inSum = 0
  for (const one of found) {
    if (one.start < inSum) continue
    const judged = judge(text, one, known)
    if (judged === 'sum' || judged === 'sum-wrong')
      inSum = one.end + computedMark.exec(text.slice(one.end))![0].length
    if (judged === 'known' || judged === 'sum') continue
    because.add(judged === 'unknown' ? 'not-in-evidence' : 'sum-wrong')
    marked += text.slice(from, one.end) + doubtMark
    from = one.end
  }
  if (because.size === 0) return pass(text)
  return { text: marked + text.slice(from), says: 'mark', because: [...because].sort(), overridable: true }
}
