import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { feedColumns } from './publication.contract.ts'

export const feedFormats = ['csv', 'geojson'] as const
export type FeedFormat = (typeof feedFormats)[number]

export const feedPath = z.object({
  file: level('L1', z.string().regex(/^\d{4}-(0[1-9]|1[0-2])\.(csv|geojson)$/)),
})

/** What there is, and by what rule identities were removed. */
export const openDataIndex = z.object({
  /** A combination of properties that fewer cases share is not shown so finely. */
  smallestGroup: level('L1', z.number().int()),
  columns: level('L1', z.array(z.enum(feedColumns))),
  months: z.array(
    z.object({
      month: level('L1', z.string()),
      csv: level('L1', z.string()),
      geojson: level('L1', z.string()),
    }),
  ),
})

/** A case as everybody may see it. Null: not told, because too few cases would share it. */
export interface OpenCase {
  categoryId: string | null
  districtId: string | null
  cell: string | null
  /** A day, or a month where the day is not told. */
  reported: string
  state: string
  disposition: string | null
  daysToClosing: number | null
}
