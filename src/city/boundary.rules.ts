import { cityError } from './city.errors.ts'
import { contains } from './geometry.rules.ts'
import type { Boundary } from './region.contract.ts'

type Position = readonly [number, number]
type Ring = readonly Position[]

/** A boundary with more corners is drawn finer than anybody can tell apart, and costs every look-up. */
export const mostCorners = 10_000
const metresPerDegree = 111_195

const polygonsOf = (boundary: Boundary): readonly (readonly Ring[])[] =>
  boundary.type === 'Polygon' ? [boundary.coordinates] : boundary.coordinates

const ringsOf = (boundary: Boundary): Ring[] => polygonsOf(boundary).flat()

const isSame = (one: Position, other: Position) => one[0] === other[0] && one[1] === other[1]

function areaOf(ring: Ring): number {
  const [x0, y0] = ring[0] as Position
  let twice = 0
  for (let i = 0; i + 1 < ring.length; i++) {
    const [[x1, y1], [x2, y2]] = [ring[i] as Position, ring[i + 1] as Position]
    twice += (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
  }
  return Math.abs(twice) / 2
}

/** About how large an area is, holes not taken off. */
export function squareKilometres(boundary: Boundary): number {
  return polygonsOf(boundary).reduce((sum, [outer]) => {
    const narrow = Math.cos((((outer as Ring)[0] as Position)[1] * Math.PI) / 180)
    return sum + areaOf(outer as Ring) * narrow * (metresPerDegree / 1000) ** 2
  }, 0)
}

/** On which side of a line a point lies. */
const side = ([ax, ay]: Position, [bx, by]: Position, [px, py]: Position) =>
  Math.sign((bx - ax) * (py - ay) - (by - ay) * (px - ax))

type Edge = readonly [Position, Position]
const doCross = ([a, b]: Edge, [c, d]: Edge) =>
  side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0

/** True when two edges cross; where they only touch, the area is still clear. */
export function crossesItself(ring: Ring): boolean {
  const edges: Edge[] = ring.slice(1).map((to, index) => [ring[index] as Position, to])
  const west = ([[x1], [x2]]: Edge) => Math.min(x1, x2)
  const east = ([[x1], [x2]]: Edge) => Math.max(x1, x2)
  // From west to east each edge meets only those that are not yet left behind.
  edges.sort((one, other) => west(one) - west(other))
  let open: Edge[] = []
  for (const edge of edges) {
    open = open.filter(before => east(before) >= west(edge))
    if (open.some(before => doCross(before, edge))) return true
    open.push(edge)
  }
  return false
}

/**
 * A boundary must be made of closed rings that enclose something and do not cross themselves, with holes inside.
 * @throws city.boundary-too-fine, city.boundary-not-closed, city.boundary-without-area, city.boundary-crosses-itself, city.boundary-hole-outside
 */
export function checkBoundary(boundary: Boundary): void {
  const rings = ringsOf(boundary)
  const corners = rings.reduce((sum, ring) => sum + ring.length, 0)
  if (corners > mostCorners) throw cityError('city.boundary-too-fine', { corners, most: mostCorners })
  for (const ring of rings) {
    if (!isSame(ring[0] as Position, ring.at(-1) as Position)) throw cityError('city.boundary-not-closed')
    if (areaOf(ring) === 0) throw cityError('city.boundary-without-area')
    if (crossesItself(ring)) throw cityError('city.boundary-crosses-itself')
  }
  for (const [outer, ...holes] of polygonsOf(boundary)) {
    const whole: Boundary = { type: 'Polygon', coordinates: [[...(outer as Ring)]] as never }
    for (const hole of holes)
      if (hole.every(([longitude, latitude]) => !contains(whole, { longitude, latitude })))
        throw cityError('city.boundary-hole-outside')
  }
}

/** True when some edge is at most so many metres from a point. */
function isNear(rings: readonly Ring[], [px, py]: Position, most: number): boolean {
  const narrow = Math.cos((py * Math.PI) / 180)
  for (const ring of rings)
    for (let i = 0; i + 1 < ring.length; i++) {
      const [ax, ay] = [((ring[i] as Position)[0] - px) * narrow, (ring[i] as Position)[1] - py]
      const [bx, by] = [((ring[i + 1] as Position)[0] - px) * narrow, (ring[i + 1] as Position)[1] - py]
      const length = (bx - ax) ** 2 + (by - ay) ** 2
      const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * (bx - ax) + ay * (by - ay)) / length))
      const metres = Math.hypot(ax + along * (bx - ax), ay + along * (by - ay)) * metresPerDegree
      if (metres <= most) return true
    }
  return false
}

const middle = (one: Position, other: Position): Position => [
  (one[0] + other[0]) / 2,
  (one[1] + other[1]) / 2,
]

/**
 * True when a part of `inner` lies further outside of `outer` than the tolerance: the corners and the middles of the edges
 * are looked at, and whether a bay or a hole of `outer` reaches into `inner`. Borders drawn twice never agree to the metre.
 */
export function reachesOutside(inner: Boundary, outer: Boundary, toleranceMetres: number): boolean {
  const isFar = (boundary: Boundary, rings: readonly Ring[], inside: boolean) => (at: Position) =>
    contains(boundary, { longitude: at[0], latitude: at[1] }) === inside &&
    !isNear(rings, at, toleranceMetres)
  const [own, around] = [ringsOf(inner), ringsOf(outer)]
  const out = isFar(outer, around, false)
  if (own.some(ring => ring.some((at, index) => out(at) || out(middle(at, ring[index + 1] ?? at)))))
    return true
  // The islands of a whole may share borders, which lie inside of what lies on both.
  return outer.type === 'Polygon' && around.some(ring => ring.some(isFar(inner, own, true)))
}
