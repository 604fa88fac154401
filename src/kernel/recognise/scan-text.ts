import { digitOf, isAlphanumeric, letterOf } from './characters.ts'
import { matchChain } from './match-chain.rules.ts'
import { findCode, findMilitary, findPlate } from './match-code.rules.ts'
import { findEmail, findIpv4, findIpv6 } from './match-net.rules.ts'
import { readChain } from './read-chain.rules.ts'
import type { Spot } from './spot.rules.ts'

const add = (spots: Spot[], spot: Spot | undefined) => {
  if (spot) spots.push(spot)
}

/** A run of letters and digits: its end, whether a letter is in it, and where its last digits begin. */
function readRun(text: string, start: number): { end: number; lettered: boolean; digitsFrom: number } {
  let end = start
  let lettered = false
  let digitsFrom = -1
  for (; end < text.length; end++) {
    const unit = text.charCodeAt(end)
    if (digitOf(unit) >= 0) digitsFrom = digitsFrom < 0 ? end : digitsFrom
    else if (letterOf(unit) > 0) {
      // The X that ends an identity number.
      if (letterOf(unit) === 0x58 && digitsFrom >= 0 && !isAlphanumeric(text.charCodeAt(end + 1))) continue
      lettered = true
      digitsFrom = -1
    } else break
  }
  return { end, lettered, digitsFrom }
}

/** Numbers from `start` on: an address of a machine or a chain of digits. @returns where to go on. */
function scanDigits(text: string, start: number, spots: Spot[]): number {
  const chain = readChain(text, start)
  const first = chain.groups[0]!
  if (text.charCodeAt(first.end) === 0x3a) {
    const address = findIpv6(text, start)
    if (address) {
      spots.push(address)
      return address.end
    }
  }
  const ip = chain.groups.length >= 4 ? findIpv4(text, chain) : undefined
  if (ip) {
    spots.push(ip)
    return ip.end
  }
  add(spots, findMilitary(text, first.start, first.end))
  matchChain(text, chain, spots)
  return chain.end
}

/**
 * Finds structured identities in one pass: most of a text is neither digit nor Latin letter and costs one comparison a
 * character; only runs of those are looked at more closely.
 */
export function scanText(text: string, spots: Spot[]): void {
  let at = 0
  const { length } = text
  while (at < length) {
    const unit = text.charCodeAt(at)
    if (unit < 0x30 || (unit > 0x7a && unit < 0xff10) || unit > 0xff5a) {
      at += 1
      continue
    }
    if (unit === 0x40 || unit === 0xff20) {
      add(spots, findEmail(text, at))
      at += 1
      continue
    }
    if (!isAlphanumeric(unit)) {
      at += 1
      continue
    }
    const run = readRun(text, at)
    if (!run.lettered) {
      const code = run.end - at === 18 ? findCode(text, at, run.end) : undefined
      const before = spots.length
      const next = scanDigits(text, at, spots)
      if (code && spots.length === before) spots.push(code)
      at = Math.max(next, run.end)
      continue
    }
    const plate = findPlate(text, at)
    if (plate) {
      spots.push(plate)
      at = Math.max(plate.end, run.end)
      continue
    }
    const code = findCode(text, at, run.end)
    if (code) spots.push(code)
    else if (text.charCodeAt(run.end) === 0x3a && run.end - at <= 4) add(spots, findIpv6(text, at))
    else if (run.digitsFrom > at) {
      at = Math.max(scanDigits(text, run.digitsFrom, spots), run.end)
      continue
    } else if (digitOf(unit) >= 0) matchChain(text, readChain(text, at), spots)
    at = run.end
  }
}
