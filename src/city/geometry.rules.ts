import { latLngToCell, POLYGON_TO_CELLS_FLAGS, polygonToCellsExperimental } from 'h3-js'
import type { Boundary, Point } from './region.contract.ts'

type Ring = readonly (readonly [number, number])[]
type Polygon = readonly Ring[]

/** H3 resolution of the look-up: cells of 0.1 km², about the size of a grid (网格). */
export const cellResolution = 9

function polygonsOf(boundary: Boundary): Polygon[] {
  return boundary.type === 'Polygon' ? [boundary.coordinates] : boundary.coordinates
}

/** Even-odd rule; a point on an edge belongs to the polygon on one side of it only (half-open edges). */
function inRing(ring: Ring, { longitude, latitude }: Point): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [x1, y1] = ring[i] as readonly [number, number]
    const [x2, y2] = ring[j] as readonly [number, number]
    if (y1 > latitude === y2 > latitude) continue
    if (longitude < x1 + ((latitude - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside
  }
  return inside
}

/** True when the point lies within the boundary and in none of its holes. Good for areas that do not cross the 180th meridian. */
export function contains(boundary: Boundary, point: Point): boolean {
  return polygonsOf(boundary).some(([outer, ...holes]) => {
    return inRing(outer as Ring, point) && !holes.some(hole => inRing(hole, point))
  })
}

/** The H3 cells that touch an area, so that each of its points lies in one of them. */
export function cellsOf(boundary: Boundary): string[] {
  const cells = polygonsOf(boundary).flatMap(polygon =>
    polygonToCellsExperimental(
      polygon as [number, number][][],
      cellResolution,
      POLYGON_TO_CELLS_FLAGS.containmentOverlapping,
      true,
    ),
  )
  return [...new Set(cells)]
}

/** The H3 cell of a point. */
export function cellAt({ longitude, latitude }: Point): string {
  return latLngToCell(latitude, longitude, cellResolution)
}

/** Centre of mass of the largest outer ring: where a map writes the name. */
export function centreOf(boundary: Boundary): Point {
  const rings = polygonsOf(boundary).map(([outer]) => massOf(outer as Ring))
  return rings.reduce((largest, ring) => (ring.area > largest.area ? ring : largest)).centre
}

function massOf(ring: Ring): { area: number; centre: Point } {
  const [x0, y0] = ring[0] as readonly [number, number]
  let twice = 0
  let x = 0
  let y = 0
  for (let i = 0; i + 1 < ring.length; i++) {
    // Relative to the first point: products of absolute degrees lose the digits that matter.
    const [x1, y1] = [(ring[i]?.[0] as number) - x0, (ring[i]?.[1] as number) - y0]
    const [x2, y2] = [(ring[i + 1]?.[0] as number) - x0, (ring[i + 1]?.[1] as number) - y0]
    const cross = x1 * y2 - x2 * y1
    twice += cross
    x += (x1 + x2) * cross
    y += (y1 + y2) * cross
  }
  if (twice === 0) return { area: 0, centre: { longitude: x0, latitude: y0 } }
  return {
    area: Math.abs(twice) / 2,
    centre: { longitude: x0 + x / (3 * twice), latitude: y0 + y / (3 * twice) },
  }
}
