import { instantOf, wallTime } from '#city/index.ts'

const minute = 60_000

/** Minutes after each failed try until the next: together two hours and seven minutes, then a person decides. */
export const pauseMinutes: readonly number[] = [1, 2, 4, 8, 16, 32, 64]

/** When to try again after so many tries; null when it is parked. */
export function nextTry(tries: number, now: Date): Date | null {
  const pause = pauseMinutes[tries - 1]
  return pause === undefined ? null : new Date(now.getTime() + pause * minute)
}

/** Statuses of a gateway that say nothing about the message: it was busy or took too long. */
const passing: readonly unknown[] = [408, 425, 429]

/** True when trying again cannot help: the address or the message was refused. */
export function isFinal(cause: string, details: { readonly [name: string]: unknown }): boolean {
  const { status } = details
  if (cause === 'base.mail-refused' || cause === 'base.mail-address-refused') return true
  if (cause !== 'base.webhook-not-accepted' || typeof status !== 'number') return false
  return status >= 300 && status < 500 && !passing.includes(status)
}

/** True when the other side was not there at all; then the next message will not reach it either. */
export function isAway(cause: string): boolean {
  return cause === 'base.mail-unreachable' || cause === 'base.webhook-unreachable'
}

interface Quiet {
  from: string
  until: string
}

const millisecondsOf = (time: string) => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return (hours * 60 + minutes) * minute
}

/** The end of the quiet hours that a moment lies in, in the city's time; null when it lies in none. */
export function quietUntil(now: Date, quiet: Quiet | null, timeZone: string): Date | null {
  if (!quiet) return null
  const [from, until] = [millisecondsOf(quiet.from), millisecondsOf(quiet.until)]
  const { date, milliseconds } = wallTime(timeZone, now.getTime())
  const overNight = from > until
  const inside = overNight
    ? milliseconds >= from || milliseconds < until
    : milliseconds >= from && milliseconds < until
  if (!inside) return null
  const tomorrow = overNight && milliseconds >= from ? 1440 * minute : 0
  const day = new Date(Date.parse(`${date}T00:00:00Z`) + tomorrow).toISOString().slice(0, 10)
  const end = instantOf(timeZone, { date: day, milliseconds: until })
  // In an hour that the clock shows twice, the first showing of the end may be over: then it is the second.
  return new Date(end > now.getTime() ? end : now.getTime() + until - milliseconds)
}

/** An address that only its owner recognises. */
export function maskAddress(address: string): string {
  const at = address.indexOf('@')
  if (at > 0) return `${address.slice(0, 1)}***${address.slice(at)}`
  return `***${address.slice(-4)}`
}

/** What of an address names nobody: where mail goes, which is what an operator asks about when a server refuses it. */
export function hintOf(address: string): string {
  const at = address.indexOf('@')
  return at > 0 ? `***${address.slice(at)}` : '***'
}
