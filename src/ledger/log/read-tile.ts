import type { Handle } from '#base/index.ts'
import { ledgerError } from '../ledger.errors.ts'
import { type Json, leafText } from '../ledger.rules.ts'
import { readTilePath, tileName, tileWidth, widthOf } from '../merkle/tile.rules.ts'
import { newestHead } from '../prove/prove-entry.ts'
import { selectPlaced } from '../verify/verify.store.ts'
import { selectTiles } from './log.store.ts'

/** Levels that a log could ever have: 256 to the sixth is more than any number counts. */
const mostLevels = 6

async function widthAsked(handle: Handle, level: number, path: string) {
  const asked = readTilePath(path)
  const { size } = await newestHead(handle)
  if (!asked || asked.width > widthOf({ level, index: asked.index }, size))
    throw ledgerError('ledger.no-tile')
  return asked
}

/** The hashes of a tile by its C2SP path behind the level; unfinished ones as wide as asked for. @throws ledger.no-tile */
export async function readTile(handle: Handle, level: number, path: string): Promise<Buffer> {
  if (!(level >= 0 && level <= mostLevels)) throw ledgerError('ledger.no-tile')
  const { index, width } = await widthAsked(handle, level, path)
  const tiles = await selectTiles(handle, [{ level, index }])
  const hashes = tiles.get(tileName({ level, index }))
  if (!hashes) throw ledgerError('ledger.no-tile')
  return hashes.subarray(0, width * 32)
}

/** The entries of a tile, each behind its length in two bytes, as C2SP bundles them. @throws ledger.no-tile */
export async function readEntryTile(handle: Handle, path: string): Promise<Buffer> {
  const { index, width } = await widthAsked(handle, 0, path)
  const rows = await selectPlaced(handle, index * tileWidth, index * tileWidth + width)
  const parts = rows.flatMap(row => {
    if (row.id === null) throw ledgerError('ledger.no-entry')
    const { id, recorded_at, kind, subject, body } = row
    const whole = { id, recordedAt: recorded_at!, kind: kind!, subject: subject!, body: body as Json }
    const text = Buffer.from(leafText(whole))
    const length = Buffer.alloc(2)
    length.writeUInt16BE(text.length)
    return [length, text]
  })
  return Buffer.concat(parts)
}
