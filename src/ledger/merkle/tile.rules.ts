import { foldParts, nodeHash, type Range, wholeParts } from './merkle.rules.ts'

/** Hashes a full tile holds (C2SP tlog-tiles). */
export const tileWidth = 256
const hashLength = 32

/** Which tile: level 0 holds hashes of leaves, level 1 of full tiles of level 0, and so on. */
export interface TileKey {
  level: number
  index: number
}

/** Hashes of tiles as far as they are known, by `tileName`. */
export type Tiles = ReadonlyMap<string, Uint8Array>

/** A key of maps of tiles. */
export const tileName = ({ level, index }: TileKey): string => `${level}/${index}`

/** How many leaves one hash of a level stands for. */
const spanOf = (level: number): number => tileWidth ** level

/** How many hashes a tile holds in a tree of a size; 0 when it has none of them yet. */
export function widthOf({ level, index }: TileKey, size: number): number {
  const hashes = Math.floor(size / spanOf(level)) - index * tileWidth
  return Math.max(0, Math.min(tileWidth, hashes))
}

/** Where the hash of a whole subtree is found: which hashes of which tile fold to it. */
export function placeOf({ begin, end }: Range): { tile: TileKey; from: number; to: number } {
  const width = end - begin
  let level = 0
  while (spanOf(level + 1) <= width) level++
  const first = begin / spanOf(level)
  const index = Math.floor(first / tileWidth)
  const from = first - index * tileWidth
  return { tile: { level, index }, from, to: from + width / spanOf(level) }
}

/** The tiles from which the hashes of these ranges are made. */
export function tilesFor(ranges: readonly Range[]): TileKey[] {
  const keys = new Map<string, TileKey>()
  for (const part of ranges.flatMap(wholeParts)) {
    const { tile } = placeOf(part)
    keys.set(tileName(tile), tile)
  }
  return [...keys.values()]
}

/** Folds the hashes of a whole subtree, two by two. */
export function foldWhole(hashes: readonly Uint8Array[]): Buffer {
  let row = hashes
  while (row.length > 1) {
    const next: Buffer[] = []
    for (let place = 0; place < row.length; place += 2) next.push(nodeHash(row[place]!, row[place + 1]!))
    row = next
  }
  return Buffer.from(row[0]!)
}

/** The hashes of a tile, from one place to another. @throws RangeError when it does not hold them */
export function hashesIn(tile: Uint8Array, from = 0, to = tile.length / hashLength): Uint8Array[] {
  if (to * hashLength > tile.length) throw new RangeError(`a tile of ${tile.length} bytes has no hash ${to}`)
  return Array.from({ length: to - from }, (_, place) =>
    tile.subarray((from + place) * hashLength, (from + place + 1) * hashLength),
  )
}

/** The hash of a range of leaves, made from tiles. @throws RangeError when a tile is missing or too short */
export function hashOfRange(tiles: Tiles, range: Range): Buffer {
  const parts = wholeParts(range).map(part => {
    const { tile, from, to } = placeOf(part)
    const held = tiles.get(tileName(tile))
    if (held === undefined) throw new RangeError(`no tile ${tileName(tile)}`)
    return foldWhole(hashesIn(held, from, to))
  })
  return foldParts(parts)
}

/** The tiles that grow when a tree of a size does: the unfinished one of each level. */
export function edgeKeys(size: number): TileKey[] {
  const keys: TileKey[] = []
  for (let level = 0; spanOf(level) <= size; level++) {
    const hashes = Math.floor(size / spanOf(level))
    if (hashes % tileWidth > 0) keys.push({ level, index: Math.floor(hashes / tileWidth) })
  }
  return keys
}

/**
 * Adds leaves to a tree.
 * @param edge the tiles of `edgeKeys(size)`
 * @returns the tiles that changed or began, each as it is now, by `tileName`
 */
export function growTiles(
  edge: Tiles,
  size: number,
  leaves: readonly Uint8Array[],
): Map<string, { key: TileKey; hashes: Buffer }> {
  const grown = new Map<string, { key: TileKey; hashes: Buffer }>()
  let [level, first, added] = [0, size, leaves]
  while (added.length > 0) {
    const finished: Buffer[] = []
    for (let at = first; at < first + added.length; ) {
      const key = { level, index: Math.floor(at / tileWidth) }
      const place = at - key.index * tileWidth
      const fresh = added.slice(at - first, at - first + tileWidth - place)
      const held = place === 0 ? Buffer.alloc(0) : edge.get(tileName(key))
      if (held === undefined || held.length !== place * hashLength)
        throw new RangeError(`tile ${tileName(key)} has not ${place} hashes`)
      const hashes = Buffer.concat([held, ...fresh])
      grown.set(tileName(key), { key, hashes })
      // Folded from its own hashes: as a range of leaves it would be looked for a level higher, where it is not yet.
      if (hashes.length === tileWidth * hashLength) finished.push(foldWhole(hashesIn(hashes)))
      at += fresh.length
    }
    first = Math.floor(first / tileWidth)
    added = finished
    level++
  }
  return grown
}

const threeDigits = (value: number) => String(value).padStart(3, '0')

/** The path of a tile as C2SP tlog-tiles writes it: `tile/0/x001/x234/067`, `.p/<width>` after it for an unfinished one. */
export function tilePath(level: number | 'entries', index: number, width: number): string {
  const groups = [threeDigits(index % 1000)]
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    groups.unshift(`x${threeDigits(rest % 1000)}`)
  return `tile/${level}/${groups.join('/')}${width < tileWidth ? `.p/${width}` : ''}`
}

/** Reads the part of a path after `tile/<level>/`; null for what `tilePath` would not write. */
export function readTilePath(path: string): { index: number; width: number } | null {
  const found = /^((?:x\d{3}\/)*)(\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path)
  if (!found) return null
  const index = Number(`${found[1]!.replaceAll(/[x/]/g, '')}${found[2]}`)
  const width = found[3] === undefined ? tileWidth : Number(found[3])
  if (!Number.isSafeInteger(index)) return null
  return tilePath(0, index, width).slice('tile/0/'.length) === path ? { index, width } : null
}
