import type { MapCell } from '#cases/map.contract.ts'

/** Corners of an area as they are clicked. */
export type Corners = readonly (readonly [longitude: number, latitude: number])[]

const digits = 100_000
const fewest = 3
const most = 60
const rounded = (degrees: number) => Math.round(degrees * digits) / digits

/** The area as an address writes it; null while it has too few corners. */
export function writeArea(corners: Corners): string | null {
  if (corners.length < fewest) return null
  return corners
    .slice(0, most)
    .map(([longitude, latitude]) => `${rounded(longitude)},${rounded(latitude)}`)
    .join(';')
}

/** The corners of an area in an address; none when it is no area. */
export function readCorners(area: string | undefined): Corners {
  const corners = (area ?? '').split(';').map(pair => pair.split(',').map(Number))
  const good = corners.every(pair => pair.length === 2 && pair.every(Number.isFinite))
  return good && corners.length >= fewest ? (corners as unknown as Corners) : []
}

type Feature = { type: 'Feature'; properties: Record<string, unknown>; geometry: object }
type Collection = { type: 'FeatureCollection'; features: Feature[] }

const collection = (features: Feature[]): Collection => ({ type: 'FeatureCollection', features })

/** Hexagons and their middles as the map draws them. `share` is how full one is beside the fullest. */
export function shapesOf(cells: readonly MapCell[]): { hexagons: Collection; middles: Collection } {
  const fullest = Math.max(1, ...cells.map(one => one.count))
  const properties = ({ cell, count, overdue }: MapCell) => ({
    cell,
    count,
    overdue,
    share: Math.sqrt(count / fullest),
  })
  return {
    hexagons: collection(
      cells.map(one => ({
        type: 'Feature',
        properties: properties(one),
        geometry: { type: 'Polygon', coordinates: [one.ring] },
      })),
    ),
    middles: collection(
      cells.map(one => ({
        type: 'Feature',
        properties: properties(one),
        geometry: { type: 'Point', coordinates: [one.longitude, one.latitude] },
      })),
    ),
  }
}

/** The area being drawn: a line while it is open, a surface once it has three corners. */
export function shapeOfArea(corners: Corners): Collection {
  if (corners.length === 0) return collection([])
  const ring = corners.length < fewest ? corners : [...corners, corners[0]]
  const points = corners.map(
    (at): Feature => ({
      type: 'Feature',
      properties: {},
      geometry: { type: 'Point', coordinates: at },
    }),
  )
  const line: Feature = {
    type: 'Feature',
    properties: {},
    geometry:
      corners.length < fewest
        ? { type: 'LineString', coordinates: ring }
        : { type: 'Polygon', coordinates: [ring] },
  }
  return collection(corners.length < 2 ? points : [line, ...points])
}
