import { digitOf, letterOf, narrowed } from './characters.ts'
import { speaksFor, wordsBefore } from './context.ts'
import type { Chain } from './read-chain.rules.ts'
import type { Spot } from './spot.rules.ts'

const localMarks = new Set([0x2e, 0x5f, 0x25, 0x2b, 0x2d])
const plainAscii = (unit: number) => (unit >= 0x30 && unit <= 0x39) || (letterOf(unit) > 0 && unit < 0x80)
const domain = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,6}[a-z]{2,18}(?![a-z0-9-])/i
const versionBefore =
  /(?:[vV]|(?:升级|更新|回退)(?:到|至|为)?|版本?号?|固件|ver(?:sion)?\.?|build|release|章|节|条款?|第)[\s:：.]*$/i

/** An e-mail address around the @ at `at`. */
export function findEmail(text: string, at: number): Spot | undefined {
  let start = at
  while (start > 0 && at - start < 64) {
    const unit = text.charCodeAt(start - 1)
    if (!plainAscii(unit) && digitOf(unit) < 0 && letterOf(unit) === 0 && !localMarks.has(unit)) break
    start -= 1
  }
  while (start < at && localMarks.has(text.charCodeAt(start))) start += 1
  if (start === at) return undefined
  const host = domain.exec(narrowed(text.slice(at + 1, at + 130)))
  if (!host) return undefined
  return { type: 'email', start, end: at + 1 + host[0].length, score: 0.97, because: ['pattern'] }
}

/** An IPv4 address of four groups of a chain that are parted by dots; versions and section numbers are none. */
export function findIpv4(text: string, chain: Chain): Spot | undefined {
  const groups = chain.groups.slice(0, 5)
  const four = groups.slice(0, 4)
  if (four.length < 4 || four.slice(1).some(group => group.parted !== 'dot') || groups[4]?.parted === 'dot')
    return undefined
  const start = four[0]!.start
  const end = four[3]!.end
  const octets = four.map(group => group.value)
  if (octets.some(octet => !/^(?:0|[1-9]\d{0,2})$/.test(octet) || Number(octet) > 255)) return undefined
  if (end - start !== octets.join('.').length || letterOf(text.charCodeAt(end)) > 0) return undefined
  const named = speaksFor('ip', text, { start, end })
  if (!named && versionBefore.test(wordsBefore(text, start))) return undefined
  if (letterOf(text.charCodeAt(start - 1)) > 0 && !/ip$/i.test(text.slice(Math.max(0, start - 2), start)))
    return undefined
  if (!named && octets.every(octet => Number(octet) <= 31) && octets[0] !== '10') return undefined
  return {
    type: 'ip',
    start,
    end,
    score: named ? 0.98 : 0.85,
    because: named ? ['pattern', 'context'] : ['pattern'],
  }
}

/** An IPv6 address that begins at `start` with a group of hexadecimal digits. Times and hardware addresses are none. */
export function findIpv6(text: string, start: number): Spot | undefined {
  const form = /^(?:[0-9a-f]{0,4}:){2,7}(?:[0-9a-f]{1,4}|(?:\d{1,3}\.){3}\d{1,3})?/i.exec(
    text.slice(start, start + 46),
  )
  if (!form) return undefined
  // A colon behind the address is none of it.
  const value = form[0].replace(/(?<!:):$/, '')
  const next = text.charCodeAt(start + value.length)
  if (letterOf(next) > 0 || digitOf(next) >= 0) return undefined
  const halves = value.split('::')
  const groups = value.split(':').filter(group => group !== '')
  const whole = halves.length === 1 && groups.length === 8
  const short =
    halves.length === 2 && groups.length <= 7 && groups.length >= 2 && groups.some(group => group.length >= 3)
  if (!(whole || short) || (halves.length === 1 && value.endsWith(':'))) return undefined
  return { type: 'ip', start, end: start + value.length, score: 0.95, because: ['pattern'] }
}
