import type { DataKeyRow, Sealing, VaultPlace } from '#base/index.ts'

const day = 86_400_000

/** After so many days a data key should be changed: once a year, and a month to do it in. */
export const oldestAge = 396

/** Whole days between two moments. */
export function ageInDays(since: Date, now: Date): number {
  return Math.floor((now.getTime() - since.getTime()) / day)
}

/** By what a data key is wrapped, without the wrapped key. */
export function wrappedBy(wrapped: string): string {
  return wrapped.split(':').slice(0, 2).join(':')
}

/** A data key as `keys` shows it. */
export interface ListedKey {
  id: string
  purpose: DataKeyRow['purpose']
  cipher: DataKeyRow['cipher']
  state: 'announced' | 'in-use' | 'retired'
  madeAt: string
  days: number
  wrappedBy: string
}

/** Data keys as people read of them; the look-up key is never retired. */
export function listKeys(rows: readonly DataKeyRow[], now: Date): ListedKey[] {
  return rows.map(row => ({
    id: row.id,
    purpose: row.purpose,
    cipher: row.cipher,
    state:
      row.in_use_from > now ? 'announced' : row.retired_at && row.retired_at <= now ? 'retired' : 'in-use',
    madeAt: row.made_at.toISOString(),
    days: ageInDays(row.made_at, now),
    wrappedBy: wrappedBy(row.wrapped),
  }))
}

const stateWords = { announced: 'in use shortly', 'in-use': 'in use', retired: 'retired' } as const

/** One line for a key. */
export function keyLine(key: ListedKey): string {
  return [
    key.id,
    key.purpose.padEnd(7),
    key.cipher.padEnd(16),
    stateWords[key.state].padEnd(14),
    `${key.madeAt.slice(0, 10)} (${key.days} days)`,
    key.wrappedBy,
  ].join('  ')
}

/** How far the sealing of older rows is, in one line or one for each column that is not done. */
export function sealingLines(states: readonly Sealing[]): string[] {
  const open = states.filter(one => one.finishedAt === null)
  if (states.length === 0) return ['Older rows: not looked at yet; a server or worker does it while it runs.']
  if (open.length === 0) return [`Older rows: all ${states.length} columns are sealed.`]
  return open.map(
    one =>
      `Older rows: ${one.relation}.${one.column}: ${one.lookedAt} looked at, ${one.sealed} sealed so far`,
  )
}

/** What is to be said when the next key will be of another cipher than the one in use. */
export function cipherNote(keys: readonly ListedKey[], place: Pick<VaultPlace, 'cipher'>): string[] {
  const newest = keys.findLast(key => key.purpose === 'content')
  if (!newest || newest.cipher === place.cipher) return []
  return [`CHENGSHU_CIPHER asks for ${place.cipher}: it is used from the next \`chengshu keys rotate\` on.`]
}
