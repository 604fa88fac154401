import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cellToLatLng } from 'h3-js'
import { inTransaction } from '#base/index.ts'
import type { CitySnapshot } from '#city/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { csvHead, csvLine, type FeedNames, feature } from './feed.rules.ts'
import type { FeedFormat, OpenCase } from './open-data.contract.ts'
import { type FeedCity, fetchOpen, openMonth } from './open-data.store.ts'
import type { FeedColumn } from './publication.contract.ts'
import { selectPublication } from './publication.store.ts'

/** A combination of properties that fewer cases share is not shown so finely. */
export const smallestGroup = 5
const rowsAtOnce = 5000

/** What the query needs of the city. */
export function feedCity(city: CitySnapshot): FeedCity {
  const districtOf = (id: string, ancestors: readonly string[]) =>
    [...ancestors, id].find(one => city.region(one)?.level === 'district')
  const districts = city.regions.flatMap(region => {
    const district = districtOf(region.id, region.ancestors)
    return district === undefined ? [] : [[region.id, district] as const]
  })
  return {
    timeZone: city.calendar.timeZone,
    districts: Object.fromEntries(districts),
    tops: Object.fromEntries(
      city.categories.map(one => [one.id, city.categoryPath(one.id)[0]?.id ?? one.id]),
    ),
    smallestGroup,
  }
}

function namesOf(city: CitySnapshot): FeedNames {
  return {
    category: id => city.category(id)?.name ?? id,
    district: id => city.region(id)?.name ?? id,
  }
}

function centreOf(cell: string): readonly [number, number] {
  const [latitude, longitude] = cellToLatLng(cell)
  return [Number(longitude.toFixed(4)), Number(latitude.toFixed(4))]
}

function textOf(
  rows: readonly OpenCase[],
  names: FeedNames,
  as: { format: FeedFormat; offered: readonly FeedColumn[]; first: boolean },
): string {
  if (as.format === 'csv') return rows.map(one => csvLine(one, names, as.offered)).join('')
  const features = rows.map(one => feature(one, names, { offered: as.offered, centreOf })).join(',\n')
  return as.first || features === '' ? features : `,\n${features}`
}

// What is left when the process ends would lie in the folder for temporary files until the machine is started anew.
const folders = new Set<string>()
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A feed as it was written. */
export interface WrittenFeed {
  path: string
  /** Hash of what is in it. */
  tag: string
  /** Removes it. */
  drop(): Promise<void>
}

/**
 * Writes the feed of a month into a file, with the columns that are offered now. The database gives its rows as fast as it can: a client that reads slowly must
 * not hold a connection and a transaction open.
 */
export async function writeFeed(loop: CaseLoop, month: string, format: FeedFormat): Promise<WrittenFeed> {
  const city = await loop.city.snapshot()
  const names = namesOf(city)
  const { columns: offered } = await selectPublication(loop.database)
  const folder = await mkdtemp(join(tmpdir(), 'chengshu-feed-'))
  const path = join(folder, `${month}.${format}`)
  folders.add(folder)
  const drop = async () => {
    await rm(folder, { recursive: true, force: true })
    folders.delete(folder)
  }
  const hash = createHash('sha256')
  const file = await open(path, 'wx', 0o600)
  const write = async (text: string) => {
    hash.update(text)
    await file.write(text)
  }
  try {
    await write(format === 'csv' ? csvHead(offered) : '{"type":"FeatureCollection","features":[\n')
    await inTransaction(loop.database, async tx => {
      await openMonth(tx, month, feedCity(city))
      for (let first = true; ; first = false) {
        const rows = await fetchOpen(tx, rowsAtOnce)
        if (rows.length === 0) return
        await write(textOf(rows, names, { format, offered, first }))
      }
    })
    if (format === 'geojson') await write('\n]}\n')
  } catch (error) {
    await file.close()
    await drop()
    throw error
  }
  await file.close()
  return { path, tag: hash.digest('base64url').slice(0, 22), drop }
}
