import type { Boundary } from '#city/region.contract.ts'

type Ring = readonly (readonly [number, number])[]

/** West, south, east, north in degrees. */
export type Extent = readonly [number, number, number, number]

function ringsOf(boundary: Boundary): Ring[] {
  return boundary.type === 'Polygon' ? boundary.coordinates : boundary.coordinates.flat()
}

/** What all boundaries cover; null when there are none. */
export function extentOf(boundaries: readonly Boundary[]): Extent | null {
  const points = boundaries.flatMap(ringsOf).flat()
  const [first] = points
  if (!first) return null
  let [west, south, east, north] = [...first, ...first] as [number, number, number, number]
  for (const [x, y] of points) {
    west = Math.min(west, x)
    south = Math.min(south, y)
    east = Math.max(east, x)
    north = Math.max(north, y)
  }
  return [west, south, east, north]
}

/** Degrees to picture units: as wide as `width`, north above, a degree of longitude as narrow as it is at that latitude. */
export function projection([west, south, east, north]: Extent, width: number) {
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = width / Math.max((east - west) * narrow, 1e-9)
  const place = (x: number, y: number): [number, number] => [(x - west) * narrow * scale, (north - y) * scale]
  return { place, height: Math.max(1, (north - south) * scale) }
}

/** A boundary as the path of an SVG picture; with `evenodd` inner rings are holes. */
export function pathOf(boundary: Boundary, place: (x: number, y: number) => [number, number]): string {
  return ringsOf(boundary)
    .map(ring => {
      const points = ring.map(([x, y]) =>
        place(x, y)
          .map(part => part.toFixed(1))
          .join(' '),
      )
      return `M${points.join('L')}Z`
    })
    .join('')
}
