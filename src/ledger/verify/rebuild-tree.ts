import type { Handle } from '#base/index.ts'
import { selectTiles } from '../log/log.store.ts'
import { emptyRoot } from '../merkle/merkle.rules.ts'
import {
  edgeKeys,
  growTiles,
  hashOfRange,
  type TileKey,
  tileName,
  tilesFor,
  widthOf,
} from '../merkle/tile.rules.ts'

/** A tree built again from its leaves, in memory of a few tiles however large it is. */
export interface Rebuilding {
  /** Adds leaves and compares the tiles that they fill with those stored. @returns keys of tiles that are not the same */
  grow(handle: Handle, leaves: readonly Uint8Array[]): Promise<TileKey[]>
  size(): number
  root(): Buffer
}

/** Begins with the stored edge of a tree of a size: what is before it is vouched for by a head that is compared. */
export async function rebuildTree(handle: Handle, from: number): Promise<Rebuilding> {
  let size = from
  const begun = [...edgeKeys(from), ...tilesFor([{ begin: 0, end: from }])]
  const stored = await selectTiles(handle, begun)
  // As they were at that size: what was added to them since is added again.
  const wasThen = (key: TileKey) => stored.get(tileName(key))?.subarray(0, 32 * widthOf(key, from))
  let edge = new Map(begun.map(key => [tileName(key), wasThen(key) ?? Buffer.alloc(0)] as const))
  return {
    grow: async (at, leaves) => {
      const grown = growTiles(edge, size, leaves)
      size += leaves.length
      const upper = [...grown.values()].filter(({ key }) => key.level > 0)
      const stored = await selectTiles(
        at,
        upper.map(({ key }) => key),
      )
      // The stored tile may have grown further meanwhile; up to here it is the same.
      const wrong = upper.filter(
        ({ key, hashes }) => !stored.get(tileName(key))?.subarray(0, hashes.length).equals(hashes),
      )
      const needed = [...edgeKeys(size), ...tilesFor([{ begin: 0, end: size }])].map(tileName)
      const known = new Map([...edge, ...[...grown].map(([name, { hashes }]) => [name, hashes] as const)])
      edge = new Map(needed.flatMap(name => (known.has(name) ? [[name, known.get(name)!] as const] : [])))
      return wrong.map(({ key }) => key)
    },
    size: () => size,
    root: () => (size === 0 ? emptyRoot() : hashOfRange(edge, { begin: 0, end: size })),
  }
}
