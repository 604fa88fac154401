import { type Database, inTransaction, type Transaction } from '#base/index.ts'
import { emptyRoot } from '../merkle/merkle.rules.ts'
import { edgeKeys, growTiles, hashesIn } from '../merkle/tile.rules.ts'
import { type Head, headText, noteText, signAsLog } from '../note/note.rules.ts'
import { signingKeys } from '../note/signing-keys.ts'
import { compareSeen, rootAt } from './compare-seen.ts'
import {
  claimSequencer,
  type HeadRow,
  keepCheckpoint,
  saveHead,
  saveTiles,
  selectHead,
  selectTiles,
  sequencePending,
} from './log.store.ts'
import type { SeenHead } from './seen-head.ts'

/** Entries that get their places in one transaction: some 150 ms of work, so that a stop is not waited for. */
export const mostAtOnce = 20_000

export interface Sequencing {
  /** The name of a log that has none yet. */
  origin(): string
  /** What this node saw last; null when it saw nothing. */
  seen: SeenHead | null
}

/** Signs a head with every key that signs now. */
export async function signHead(tx: Transaction, head: Head, now = new Date()): Promise<HeadRow> {
  const text = headText(head)
  const keys = await signingKeys(tx, head.origin)
  const note = noteText({ text, signatures: keys.map(key => signAsLog(text, key)) })
  return { ...head, note, made_at: now }
}

async function grow(tx: Transaction, held: Head | undefined, { origin }: Sequencing): Promise<HeadRow> {
  const size = held?.size ?? 0
  const hashes = await sequencePending(tx, size, mostAtOnce)
  const leaves = hashesIn(hashes)
  const edge = await selectTiles(tx, edgeKeys(size))
  const grown = growTiles(edge, size, leaves)
  await saveTiles(tx, [...grown.values()])
  const now = size + leaves.length
  const root = leaves.length > 0 ? await rootAt(tx, now) : (held?.root ?? emptyRoot())
  return await signHead(tx, { origin: held?.origin ?? origin(), size: now, root })
}

/**
 * Gives entries that wait their places in the log, grows the tree and signs its head, in one transaction. Any number of
 * processes may try; one does.
 * @returns how many entries got a place and the head after it; null when another process is at it.
 * @throws ledger.rolled-back, ledger.forked when the log does not continue what this node saw: nothing is signed then.
 */
export async function sequenceEntries(
  database: Database,
  sequencing: Sequencing,
): Promise<{ added: number; head: HeadRow } | null> {
  return await inTransaction(database, async tx => {
    if (!(await claimSequencer(tx))) return null
    const held = await selectHead(tx)
    const { seen } = sequencing
    if (seen && held?.note !== seen.note)
      await compareSeen(tx, seen, held ?? { origin: seen.origin, size: 0 })
    const head = await grow(tx, held, sequencing)
    const added = head.size - (held?.size ?? 0)
    if (held && added === 0) return { added, head: held }
    await saveHead(tx, head)
    await keepCheckpoint(tx, head)
    return { added, head }
  })
}
