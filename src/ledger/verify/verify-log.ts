import type { Handle } from '#base/index.ts'
import { type HeadRow, selectHead, selectTiles } from '../log/log.store.ts'
import { type SeenHead, seenHead } from '../log/seen-head.ts'
import type { Range } from '../merkle/merkle.rules.ts'
import { hashesIn, hashOfRange, type Tiles, tileName, tilesFor, tileWidth } from '../merkle/tile.rules.ts'
import { readNote, signedBy, type Verifier } from '../note/note.rules.ts'
import { logVerifiers } from '../note/signing-keys.ts'
import { comparePlaces, type PlacedEntry } from './compare-places.ts'
import type { Finding } from './finding.ts'
import { rebuildTree } from './rebuild-tree.ts'
import { selectHeadsKept, selectPlaced, selectPlaceless } from './verify.store.ts'

/** Looks whether what entries are about is still what they say: rooms that record bring theirs. */
export type RecordCheck = (handle: Handle, entries: readonly PlacedEntry[]) => Promise<Finding[]>

export interface Verifying {
  /** Heads that were kept elsewhere: by this node, by a reader, by a witness. */
  seen: readonly SeenHead[]
  /** Only what came after this head is read again; the whole log unless given. */
  since?: SeenHead | undefined
  records: readonly RecordCheck[]
  onProgress?(done: number, total: number): void
  signal?: AbortSignal
}

export interface Verified {
  origin: string | null
  size: number
  /** Entries that were read and hashed again. */
  read: number
  findings: Finding[]
  /** Findings beyond those listed. */
  more: number
}

// Ten tiles: 2,560 entries of some 700 bytes are in memory at a time.
const atOnce = tileWidth * 10
const mostFindings = 100
const headsAtOnce = 100

const about = (kind: Finding['kind'], size: number, id: string | null = null): Finding => ({
  kind,
  index: null,
  id,
  other: String(size),
})

function gather() {
  const findings: Finding[] = []
  let more = 0
  return {
    add: (found: readonly Finding[]) => {
      for (const one of found) {
        if (findings.length < mostFindings) findings.push(one)
        else more++
      }
    },
    result: () => ({ findings, more }),
  }
}

function isSigned(note: string, verifiers: readonly Verifier[]): boolean {
  const read = readNote(note)
  return read !== null && verifiers.some(one => signedBy(read, one))
}

/** Heads that the tree has to pass through, smallest first. */
async function headsToPass(handle: Handle, head: HeadRow, verifying: Verifying) {
  const from = verifying.since?.size ?? 0
  const kept = await selectHeadsKept(handle, head.origin, from)
  const all = [...kept, ...verifying.seen, ...(verifying.since ? [verifying.since] : []), head]
  const ours = all.filter(one => !('origin' in one) || one.origin === head.origin)
  return {
    beyond: ours.filter(one => one.size > head.size),
    within: ours.filter(one => one.size <= head.size && one.size >= from).sort((a, b) => a.size - b.size),
  }
}

/** The hashes of leaves as the tree has them, up to the first that is missing. */
async function leavesOf(handle: Handle, from: number, to: number): Promise<Uint8Array[]> {
  const first = Math.floor(from / tileWidth)
  const keys = Array.from({ length: Math.ceil(to / tileWidth) - first }, (_, place) => ({
    level: 0,
    index: first + place,
  }))
  const tiles = await selectTiles(handle, keys)
  const leaves: Uint8Array[] = []
  for (const key of keys) {
    const begin = key.index * tileWidth
    const hashes = hashesIn(tiles.get(tileName(key)) ?? Buffer.alloc(0))
    leaves.push(...hashes.slice(Math.max(0, from - begin), to - begin))
    // What follows a gap would stand in the places of what is missing.
    if (leaves.length < Math.min(to, begin + tileWidth) - from) break
  }
  return leaves
}

async function readPage(handle: Handle, at: number, to: number) {
  const [leaves, rows] = [await leavesOf(handle, at, to), await selectPlaced(handle, at, to)]
  return { at, to, leaves, rows }
}

/** The log page by page, the next one read while the present one is hashed: a third less time with two processors. */
async function* pages(handle: Handle, { from, to: end }: { from: number; to: number }) {
  const next = (at: number) => Math.min(end, at + atOnce - (at % tileWidth))
  let ahead = from < end ? readPage(handle, from, next(from)) : undefined
  while (ahead) {
    const page = await ahead
    ahead = page.to < end ? readPage(handle, page.to, next(page.to)) : undefined
    // Heard of when it is asked for; until then a failure has nobody to hear it.
    ahead?.catch(() => undefined)
    yield page
  }
}

/** Heads whose root is not that of the tree at their size. The stored tree has been compared with its leaves before. */
async function compareHeads(handle: Handle, heads: readonly { size: number; root: Buffer }[]) {
  const wrong: Finding[] = []
  for (let first = 0; first < heads.length; first += headsAtOnce) {
    const some = heads.slice(first, first + headsAtOnce).filter(one => one.size > 0)
    const ranges = some.map(one => ({ begin: 0, end: one.size }))
    const tiles = await selectTiles(handle, tilesFor(ranges))
    for (const [place, range] of ranges.entries())
      if (!isRoot(tiles, range, some[place]!.root)) wrong.push(about('forked', range.end))
  }
  return wrong
}

function isRoot(tiles: Tiles, range: Range, root: Buffer): boolean {
  try {
    return hashOfRange(tiles, range).equals(root)
  } catch (error) {
    // A tile that is gone: found as such already, and no root can be made without it.
    if (error instanceof RangeError) return false
    throw error
  }
}

/**
 * Reads the log again: every entry is hashed, the tree is built anew and compared with its stored tiles, with every head that
 * was signed and with those that others saw. What is wrong is named. Memory does not grow with the log.
 */
export async function verifyLog(handle: Handle, verifying: Verifying): Promise<Verified> {
  const head = await selectHead(handle)
  const found = gather()
  if (!head) {
    found.add(verifying.seen.map(one => about('rolled-back', one.size)))
    return { origin: null, size: 0, read: 0, ...found.result() }
  }
  const verifiers = await logVerifiers(handle)
  const { beyond, within } = await headsToPass(handle, head, verifying)
  found.add(beyond.map(one => about('rolled-back', one.size)))
  const unsigned = new Set(
    [...beyond, ...within].map(one => one.note).filter(note => !isSigned(note, verifiers)),
  )
  found.add([...unsigned].map(note => about('signature', seenHead(note)?.size ?? head.size)))
  const from = verifying.since && verifying.since.size <= head.size ? verifying.since.size : 0
  const places = comparePlaces()
  const tree = await rebuildTree(handle, from)
  for await (const page of pages(handle, { from, to: head.size })) {
    if (verifying.signal?.aborted) break
    const { at, to, leaves, rows } = page
    if (leaves.length < to - at) {
      found.add([{ kind: 'tree', index: at + leaves.length, id: null, other: null }])
      break
    }
    const compared = places.compare(rows, at, leaves)
    found.add(compared.findings)
    for (const check of verifying.records) found.add(await check(handle, compared.entries))
    const wrong = await tree.grow(handle, leaves)
    found.add(wrong.map(key => ({ kind: 'tree', index: null, id: tileName(key), other: null })))
    verifying.onProgress?.(tree.size(), head.size)
  }
  found.add(places.finish())
  if (!tree.root().equals(head.root)) found.add([about('forked', head.size)])
  found.add(await compareHeads(handle, within))
  const placeless = await selectPlaceless(handle, mostFindings)
  found.add(placeless.map(id => ({ kind: 'added', index: null, id, other: null })))
  return { origin: head.origin, size: head.size, read: tree.size() - from, ...found.result() }
}
