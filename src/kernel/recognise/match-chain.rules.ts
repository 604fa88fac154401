import { isAlphanumeric } from './characters.ts'
import { speaksAgainst, speaksFor } from './context.ts'
import { findLandline } from './landline.rules.ts'
import { cardPrefix, isBankCard, isIdCard, isOldIdCard, looksLikeId, mobileIn } from './numbers.rules.ts'
import type { Chain, Group, Part } from './read-chain.rules.ts'
import type { Spot } from './spot.rules.ts'

/** How people part the eleven digits of a mobile number. Others are lists of numbers, dates and readings. */
const mobileShapes = new Set(
  '11 3-4-4 3-8 7-4 3-3-5 4-4-3 4-3-4 5-6 6-5 3-2-3-3 3-3-3-2 3-4-2-2 3-2-2-2-2 5-3-3 2-3-3-3'.split(' '),
)
const cardShapes = /^(?:4-4-4-4(?:-[1-3])?|4-4-4-6|6-\d+|\d+)$/
/** Latin words that people put directly before a number, and behind it. */
const stuckBefore = /(?:^|[^a-z])(?:tel|phone|mobile|mob|cell|call|t|m|p|id|ip|no|wx|vx|v|sfz|dh|sj)$/i
const stuckBehind = /^(?:wx|vx|v|qq|tel|t)(?![a-z0-9])/i
const unitBehind = /^\s?(?:元|万|亿|度|吨|立方|公斤|千克|公里|千米|平方|米|千瓦|kwh|kg|km|m³|%|％|℃)/i
/** What follows a number that counts or dates and is no part of the one before it. */
const countBehind = /^(?:年|月|日|号|楼|栋|幢|单元|室|元|次|人|点|时|个|分|岁|层)/
const thingBehind = /^号?的?(?:订单|工单|运单|快递|包裹|单据)/
const priceBefore = /[¥￥$€£]\s?$/
const addressBefore = /(?:https?:\/\/|www\.)[^\s\u4e00-\u9fff]*$/i

function shapeOf(part: Part, code: number): string {
  const lengths = part.groups.map(group => group.value.length)
  let left = code
  while (left > 0 && lengths.length > 0) {
    const taken = Math.min(left, lengths[0]!)
    lengths[0] = lengths[0]! - taken
    left -= taken
    if (lengths[0] === 0) lengths.shift()
  }
  return lengths.join('-')
}

/** Without a word for it before or behind, and with one. */
const scores: Readonly<Record<string, readonly [number, number]>> = {
  id_card: [0.95, 0.99],
  mobile: [0.9, 0.98],
  bank_card: [0.85, 0.98],
}

const isParted = (part: Part, how: string) => part.groups.slice(1).some(group => group.parted === how)

function scored(part: Part, type: Spot['type'], named: boolean): Spot {
  const [plain, withWord] = scores[type]!
  const because = type === 'mobile' ? ['pattern'] : ['pattern', 'checksum']
  return {
    type,
    start: part.start,
    end: part.end,
    score: named ? withWord : plain,
    because: named ? [...because, 'context'] : because,
  }
}

function findId(text: string, part: Part): Spot | undefined {
  if (isParted(part, 'dot')) return undefined
  if (isIdCard(part.value)) return scored(part, 'id_card', speaksFor('id_card', text, part))
  if (!isOldIdCard(part.value) || !speaksFor('id_card', text, part)) return undefined
  if (speaksAgainst('id_card', text, part.start)) return undefined
  return { type: 'id_card', start: part.start, end: part.end, score: 0.85, because: ['pattern', 'context'] }
}

function findMobile(text: string, part: Part): Spot | undefined {
  const number = part.value.length > 15 ? '' : mobileIn(part.value)
  if (number === '') return undefined
  const shape = shapeOf(part, part.value.length - 11)
  if (
    !mobileShapes.has(shape) ||
    (shape !== '11' && shape !== '3-4-4' && shape !== '4-4-3' && !speaksFor('phone', text, part)) ||
    (isParted(part, 'dot') && shape !== '3-4-4')
  )
    return undefined
  if (speaksAgainst('phone', text, part.start)) return undefined
  const spot = scored(part, 'mobile', speaksFor('phone', text, part))
  const plus = /[+＋]$/.test(text.slice(Math.max(0, part.start - 1), part.start)) && part.value.length > 11
  return plus ? { ...spot, start: part.start - 1 } : spot
}

function findCard(text: string, part: Part): Spot | undefined {
  if (!isBankCard(part.value) || isParted(part, 'dot') || !cardShapes.test(shapeOf(part, 0))) return undefined
  const named = speaksFor('bank_card', text, part)
  // In 18 digits that could be an identity number a wrong check digit says more than a right Luhn, one in ten of all numbers.
  if (!named && (looksLikeId(part.value) || cardPrefix(part.value) !== 'scheme')) return undefined
  if (speaksAgainst('bank_card', text, part.start)) return undefined
  return scored(part, 'bank_card', named)
}

/** Whether what stands around a part in the text lets it be a number by itself. */
function standsAlone(text: string, part: Part): boolean {
  const before = text.slice(Math.max(0, part.start - 60), part.start)
  const behind = text.slice(part.end, part.end + 8)
  const last = before.charCodeAt(before.length - 1)
  if (last === 0x5f || behind.startsWith('_')) return false
  if (isAlphanumeric(last) && !stuckBefore.test(before.slice(-8))) return false
  if (isAlphanumeric(behind.charCodeAt(0)) && !stuckBehind.test(behind)) return false
  if (priceBefore.test(before) || unitBehind.test(behind) || thingBehind.test(behind)) return false
  return before.endsWith('=') || !addressBefore.test(before)
}

/** Whether the groups of the chain beside a part are numbers of their own, not more of the same one. */
function standsApart(text: string, chain: Chain, [from, to]: readonly [number, number]): boolean {
  const single = from === to
  for (const [at, parting] of [
    [from - 1, chain.groups[from]!.parted],
    [to + 1, chain.groups[to + 1]?.parted],
  ] as const) {
    const beside = chain.groups[at]
    if (!beside || beside.value.length >= 10 || beside.value === '') continue
    if (at > to && parting === 'space' && countBehind.test(text.slice(beside.end, beside.end + 2))) continue
    if (parting === 'dot' || !single || parting === 'hyphen') return false
  }
  return true
}

const counts = (text: string, group: Group | undefined) =>
  group?.parted === 'space' && countBehind.test(text.slice(group.end, group.end + 2))

/** The digits of groups as one number; empty when one of them is too long to be part of any. */
function joined(groups: readonly Group[]): string {
  let value = ''
  for (const group of groups) {
    if (group.value === '' || value.length > 19) return ''
    value += group.value
  }
  return value
}

const finders = [findId, findMobile, findCard]

/** Whether digits are a number of any kind, before the text around them is looked at. */
function isSome(value: string): boolean {
  const { length } = value
  if (length < 7 || length > 19) return false
  if (length === 18 || length === 15)
    return isIdCard(value) || isOldIdCard(value) || isBankCard(value) || mobileIn(value) !== ''
  if (length >= 16) return isBankCard(value)
  return length <= 8 || value.startsWith('0') || value.startsWith('86') || mobileIn(value) !== ''
}

/** The longest number that begins with a group of a chain, or undefined, and the last group it took. */
function findFrom(text: string, chain: Chain, from: number): { spot: Spot; to: number } | undefined {
  for (let to = Math.min(chain.groups.length - 1, from + 8); to >= from; to--) {
    const groups =
      from === 0 && to === chain.groups.length - 1 ? chain.groups : chain.groups.slice(from, to + 1)
    const value = joined(groups)
    if (!isSome(value)) continue
    const part: Part = { groups, value, start: groups[0]!.start, end: groups.at(-1)!.end }
    if (!standsAlone(text, part)) continue
    if (standsApart(text, chain, [from, to]))
      for (const find of finders) {
        const spot = find(text, part)
        if (spot) return { spot, to }
      }
    const behind = chain.groups[to + 1]
    const beside = { before: chain.groups[from - 1], behind: counts(text, behind) ? undefined : behind }
    const landline = findLandline(text, part, beside)
    if (landline) return { spot: landline.spot, to: to + (landline.extended ? 1 : 0) }
  }
  return undefined
}

/** Adds what a chain of digits is: identity numbers, mobile numbers, landlines, bank cards. */
export function matchChain(text: string, chain: Chain, spots: Spot[]): void {
  for (let from = 0; from < chain.groups.length; from++) {
    const found = findFrom(text, chain, from)
    if (!found) continue
    spots.push(found.spot)
    from = found.to
  }
}
