import type { Handle } from '#base/index.ts'
import { ledgerError } from '../ledger.errors.ts'
import { rootAt } from '../log/compare-seen.ts'
import { type HeadRow, isPending, selectHead, selectLeaf, selectTiles } from '../log/log.store.ts'
import { consistencyRanges, inclusionRanges, type Range } from '../merkle/merkle.rules.ts'
import { hashOfRange, tilesFor } from '../merkle/tile.rules.ts'

/** That a leaf is in the log at a size. */
export interface InclusionProof {
  index: number
  size: number
  root: Buffer
  proof: Buffer[]
}

async function hashesOf(handle: Handle, ranges: readonly Range[]): Promise<Buffer[]> {
  const tiles = await selectTiles(handle, tilesFor(ranges))
  return ranges.map(range => hashOfRange(tiles, range))
}

/** The newest signed head. @throws ledger.no-size before the first */
export async function newestHead(handle: Handle): Promise<HeadRow> {
  const head = await selectHead(handle)
  if (!head) throw ledgerError('ledger.no-size', { size: 0 })
  return head
}

/** Proves that a leaf is in the log at a size, the newest unless given. @throws ledger.no-size */
export async function proveInclusion(
  handle: Handle,
  { index, size: asked }: { index: number; size?: number | undefined },
): Promise<InclusionProof> {
  const head = await newestHead(handle)
  const size = asked ?? head.size
  if (size > head.size || index >= size) throw ledgerError('ledger.no-size', { size: head.size })
  const proof = await hashesOf(handle, inclusionRanges(index, size))
  return { index, size, root: size === head.size ? head.root : await rootAt(handle, size), proof }
}

/** Proves that the log only grew from one size to another, the newest unless given. @throws ledger.no-size */
export async function proveConsistency(
  handle: Handle,
  { older, newer: asked }: { older: number; newer?: number | undefined },
): Promise<{ older: number; newer: number; proof: Buffer[] }> {
  const head = await newestHead(handle)
  const newer = asked ?? head.size
  if (older < 1 || older > newer || newer > head.size)
    throw ledgerError('ledger.no-size', { size: head.size })
  return { older, newer, proof: await hashesOf(handle, consistencyRanges(older, newer)) }
}

/** The place of an entry. @throws ledger.not-yet while it waits, ledger.no-entry */
export async function placeOfEntry(handle: Handle, entryId: string): Promise<number> {
  const index = await selectLeaf(handle, entryId)
  if (index !== undefined) return index
  throw (await isPending(handle, entryId)) ? ledgerError('ledger.not-yet') : ledgerError('ledger.no-entry')
}
