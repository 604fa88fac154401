import type { Transaction } from '#base/index.ts'
import { cityError } from './city.errors.ts'
import { selectToday } from './setting.store.ts'

/** @throws city.changed-meanwhile unless it is still the version that was seen. */
export function checkSeen(present: { version: number }, seen: number): void {
  if (present.version !== seen) throw cityError('city.changed-meanwhile', { version: present.version })
}

/** @throws city.entry-ended when an end is set: nothing new is hung under it. */
export function checkGoesOn({ id, validTo }: { id: string; validTo: string | null }): void {
  if (validTo !== null) throw cityError('city.entry-ended', { id, to: validTo })
}

/** @throws city.entry-ended when a part would go on beyond the end that is set for its whole. */
export function checkEndsWithin(
  whole: { id: string; validTo: string | null } | undefined,
  validTo: string | null,
): void {
  if (whole && (validTo === null || validTo > (whole.validTo ?? validTo))) checkGoesOn(whole)
}

/**
 * What ends must not have ended already, and nothing may go on beneath it.
 * @throws city.invalid-end-date, city.entry-has-parts
 */
export async function checkEnd(
  tx: Transaction,
  validTo: string,
  parts: readonly { validTo: string | null }[],
): Promise<void> {
  const today = await selectToday(tx)
  if (validTo < today) throw cityError('city.invalid-end-date', { today })
  const left = parts.filter(part => part.validTo === null || part.validTo > validTo)
  if (left.length > 0) throw cityError('city.entry-has-parts', { parts: left.length })
}
