import type { Handle } from '#base/index.ts'
import { ledgerError } from '../ledger.errors.ts'
import { emptyRoot } from '../merkle/merkle.rules.ts'
import { hashOfRange, tilesFor } from '../merkle/tile.rules.ts'
import type { Head } from '../note/note.rules.ts'
import { selectTiles } from './log.store.ts'

/** The root of the log when it had a size. */
export async function rootAt(handle: Handle, size: number): Promise<Buffer> {
  if (size === 0) return emptyRoot()
  const range = { begin: 0, end: size }
  return hashOfRange(await selectTiles(handle, tilesFor([range])), range)
}

/**
 * Whether the log continues a head that was seen.
 * @throws ledger.rolled-back when it is shorter, ledger.forked when it came to another root at that size.
 */
export async function compareSeen(
  handle: Handle,
  seen: Head,
  held: { origin: string; size: number },
): Promise<void> {
  // Of another origin: the log was resumed after a restore, and what was lost then is on record.
  if (seen.origin !== held.origin) return
  if (seen.size > held.size) throw ledgerError('ledger.rolled-back', { seen: seen.size, held: held.size })
  if (!(await rootAt(handle, seen.size)).equals(seen.root))
    throw ledgerError('ledger.forked', { size: seen.size })
}
