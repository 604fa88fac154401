import { speaksAgainst, speaksFor, wordsBefore } from './context.ts'
import { areaLength, isLandline } from './numbers.rules.ts'
import type { Group, Part } from './read-chain.rules.ts'
import type { Spot } from './spot.rules.ts'

const extension = /^[\s,，]?(?:转(?:接|分机)?|分机号?|ext\.?|#|x)[:：\s]?\d{1,6}(?!\d)/i
const named = /(?:电话|座机|固话|宅电|传真|tel|phone|fax)(?:号码?)?[是为:：\s]*$/i

/** Where the digits of a part are parted: 3 and 7 for `010-1234-5678`. */
function cuts(part: Part): number[] {
  let sum = 0
  return part.groups.slice(0, -1).map(group => (sum += group.value.length))
}

/** The digits with their area code, and how many before it are the country's. */
function nationalOf(text: string, part: Part): { value: string; code: number; country: number } {
  const plus = /[+＋]$/.test(text.slice(Math.max(0, part.start - 1), part.start))
  for (const code of ['0086', '86'])
    if ((plus || code === '0086' || part.groups[0]!.value === '86') && part.value.startsWith(code)) {
      const rest = part.value.slice(code.length)
      const zero = rest.startsWith('0')
      return { value: zero ? rest : `0${rest}`, code: code.length - (zero ? 0 : 1), country: code.length }
    }
  return { value: part.value, code: 0, country: 0 }
}

/** A local number without area code is one only where the word for it stands directly before. */
function isLocal(text: string, part: Part): boolean {
  return (
    /^[2-8]\d{6,7}$/.test(part.value) &&
    part.groups.length <= 2 &&
    part.groups.every(group => group.value.length >= 3) &&
    named.test(wordsBefore(text, part.start))
  )
}

/** A landline number with its area code, parted or not, with its extension; `extended` when a group of the chain is that. */
export function findLandline(
  text: string,
  part: Part,
  beside: { before: Group | undefined; behind: Group | undefined },
): { spot: Spot; extended: boolean } | undefined {
  if (beside.before && beside.before.value.length < 7) return undefined
  const { value, code, country } = nationalOf(text, part)
  const area = code + areaLength(value)
  const own = cuts(part).filter(cut => cut > country)
  const parted = own.length > 0
  const whole = isLandline(value, parted)
  if (whole ? parted && (own[0] !== area || own.length > 2) : !isLocal(text, part)) return undefined
  if (part.groups.some(group => group.parted === 'dot')) return undefined
  if (speaksAgainst('landline', text, part.start)) return undefined
  const { behind } = beside
  const extended = behind?.parted === 'hyphen' && behind.value.length >= 1 && behind.value.length <= 6
  if (behind && !extended && (behind.parted === 'hyphen' || behind.value.length < 7)) return undefined
  const said = extension.exec(text.slice(part.end, part.end + 16))
  const context = speaksFor('landline', text, part)
  const opens = /[(（+＋]$/.test(text.slice(Math.max(0, part.start - 1), part.start))
  const closes = part.groups[1]?.parted === 'parenthesis'
  const plus = /[+＋]$/.test(text.slice(Math.max(0, part.start - 1), part.start)) && code > 0
  const spot: Spot = {
    type: 'landline',
    start: part.start - ((opens && closes) || plus ? 1 : 0),
    end: extended ? behind.end : part.end + (said ? said[0].length : 0),
    score: context ? 0.97 : parted ? 0.88 : 0.7,
    because: context ? ['pattern', 'context'] : ['pattern'],
  }
  return { spot, extended }
}
