import { type Boundary, boundary } from '#city/region.contract.ts'

/** A boundary read from a file, or the key of a sentence that says what is wrong with the file. */
export type ReadBoundary = { boundary: Boundary } | { fault: string }

/** Larger files are drawn too finely for a boundary; the server takes no more either. */
export const largestFile = 1_000_000

interface Json {
  type?: unknown
  geometry?: unknown
  features?: unknown
  geometries?: unknown
  coordinates?: unknown
}

/** The one geometry in what a map program exports: itself, in a feature, or in a collection of one. */
function geometryOf(value: unknown): Json | 'several' | null {
  if (typeof value !== 'object' || value === null) return null
  const one = value as Json
  const list = one.type === 'FeatureCollection' ? one.features : one.geometries
  if (Array.isArray(list)) return list.length > 1 ? 'several' : geometryOf(list[0])
  return one.type === 'Feature' ? geometryOf(one.geometry) : one
}

/** Heights are left out: boundaries lie flat. */
function flat(coordinates: unknown): unknown {
  if (!Array.isArray(coordinates)) return coordinates
  return typeof coordinates[0] === 'number' ? coordinates.slice(0, 2) : coordinates.map(flat)
}

function isProjected(coordinates: unknown): boolean {
  if (!Array.isArray(coordinates)) return false
  const [x, y] = coordinates
  if (typeof x === 'number' && typeof y === 'number') return Math.abs(x) > 180 || Math.abs(y) > 90
  return coordinates.some(isProjected)
}

/** Reads a GeoJSON file. What the server checks besides (closed, inside, not crossing) it tells in its own words. */
export function readBoundary(text: string): ReadBoundary {
  if (text.length > largestFile) return { fault: 'city:boundary.too-large' }
  if (/^\s*</.test(text)) return { fault: 'city:boundary.markup' }
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return { fault: 'city:boundary.not-json' }
  }
  const geometry = geometryOf(json)
  if (geometry === 'several') return { fault: 'city:boundary.several' }
  if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon')
    return { fault: 'city:boundary.no-area' }
  if (isProjected(geometry.coordinates)) return { fault: 'city:boundary.projected' }
  const read = boundary.safeParse({ type: geometry.type, coordinates: flat(geometry.coordinates) })
  return read.success ? { boundary: read.data } : { fault: 'city:boundary.broken' }
}

/** How many corners a boundary has. */
export function cornersOf(of: Boundary): number {
  const rings = of.type === 'Polygon' ? of.coordinates : of.coordinates.flat()
  return rings.reduce((sum, ring) => sum + ring.length - 1, 0)
}
