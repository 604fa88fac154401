import { safeCell } from '#base/index.ts'
import type { OpenCase } from './open-data.contract.ts'
import type { FeedColumn } from './publication.contract.ts'

/** Names of the city by id; an id without one stands for itself. */
export interface FeedNames {
  category(id: string): string
  district(id: string): string
}

/** The columns of the CSV feed, each of what it tells. */
const columns: readonly (readonly [name: string, of: FeedColumn])[] = [
  ['category_code', 'category'],
  ['category', 'category'],
  ['district_code', 'district'],
  ['district', 'district'],
  ['cell', 'cell'],
  ['reported', 'reported'],
  ['state', 'state'],
  ['disposition', 'disposition'],
  ['days_to_closing', 'days'],
]

/** The first line of the CSV feed, after a mark by which Excel knows UTF-8. */
export function csvHead(offered: readonly FeedColumn[]): string {
  const names = columns.filter(([, of]) => offered.includes(of)).map(([name]) => name)
  return `\ufeff${names.join(',')}\r\n`
}

function csvCell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  return safeCell(value)
}

/** A line of the CSV feed. Leaving columns out only makes more cases alike: what enough share before, enough share after. */
export function csvLine(one: OpenCase, names: FeedNames, offered: readonly FeedColumn[]): string {
  const { categoryId, districtId, cell, reported, state, disposition, daysToClosing } = one
  const values = [
    categoryId,
    categoryId === null ? null : names.category(categoryId),
    districtId,
    districtId === null ? null : names.district(districtId),
    cell,
    reported,
    state,
    disposition,
    daysToClosing,
  ]
  const shown = values.filter((_, at) => offered.includes(columns[at]![1]))
  return `${shown.map(csvCell).join(',')}\r\n`
}

/** What the map of a feature is drawn with. */
export interface FeatureParts {
  offered: readonly FeedColumn[]
  centreOf(cell: string): readonly [longitude: number, latitude: number]
}

/** A feature of the GeoJSON feed: at the centre of its cell, or nowhere. */
export function feature(one: OpenCase, names: FeedNames, { offered, centreOf }: FeatureParts): string {
  const { categoryId, districtId, cell, reported, state, disposition, daysToClosing } = one
  const told: Record<FeedColumn, object> = {
    category: {
      categoryCode: categoryId,
      category: categoryId === null ? null : names.category(categoryId),
    },
    district: {
      districtCode: districtId,
      district: districtId === null ? null : names.district(districtId),
    },
    cell: { cell },
    reported: { reported },
    state: { state },
    disposition: { disposition },
    days: { daysToClosing },
  }
  const placed = cell !== null && offered.includes('cell')
  return JSON.stringify({
    type: 'Feature',
    geometry: placed ? { type: 'Point', coordinates: centreOf(cell) } : null,
    properties: Object.assign({}, ...offered.map(column => told[column])),
  })
}
