import type { SeededRandom } from './seeded-random.ts'

/** Kilometres east and north of the middle of the city. */
export type PlanePoint = readonly [number, number]
export type PlanePolygon = readonly PlanePoint[]

/** Area by the shoelace formula, in the square of the unit of the points; counter-clockwise is positive. */
export function signedArea(polygon: PlanePolygon): number {
  let twice = 0
  for (const [index, [x, y]] of polygon.entries()) {
    const [nextX, nextY] = polygon[(index + 1) % polygon.length]!
    twice += x * nextY - nextX * y
  }
  return twice / 2
}

/** Both halves of a convex polygon cut by the line `normal · point = offset`, the lower half first. */
function cut(polygon: PlanePolygon, normal: PlanePoint, offset: number): [PlanePoint[], PlanePoint[]] {
  const low: PlanePoint[] = []
  const high: PlanePoint[] = []
  const height = ([x, y]: PlanePoint) => x * normal[0] + y * normal[1] - offset
  for (const [index, point] of polygon.entries()) {
    const next = polygon[(index + 1) % polygon.length]!
    const [here, there] = [height(point), height(next)]
    if (here <= 0) low.push(point)
    if (here >= 0) high.push(point)
    if (here * there < 0) {
      const share = here / (here - there)
      const crossing: PlanePoint = [
        point[0] + share * (next[0] - point[0]),
        point[1] + share * (next[1] - point[1]),
      ]
      low.push(crossing)
      high.push(crossing)
    }
  }
  return [low, high]
}

/** Cuts a convex polygon across `angle` (radians) so that the first part has `share` of its area. */
export function splitByShare(
  polygon: PlanePolygon,
  share: number,
  angle: number,
): [PlanePoint[], PlanePoint[]] {
  const normal: PlanePoint = [Math.cos(angle), Math.sin(angle)]
  const heights = polygon.map(([x, y]) => x * normal[0] + y * normal[1])
  let [low, high] = [Math.min(...heights), Math.max(...heights)]
  const wanted = share * signedArea(polygon)
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (signedArea(cut(polygon, normal, middle)[0]) < wanted) low = middle
    else high = middle
  }
  return cut(polygon, normal, (low + high) / 2)
}

function longestDirection(polygon: PlanePolygon): number {
  let longest = { length: 0, angle: 0 }
  for (const [ax, ay] of polygon) {
    for (const [bx, by] of polygon) {
      const length = Math.hypot(bx - ax, by - ay)
      if (length > longest.length) longest = { length, angle: Math.atan2(by - ay, bx - ax) }
    }
  }
  return longest.angle
}

/** Parts of a convex polygon, convex themselves, with areas in the ratio of `weights`; order as the weights. */
export function subdivide(
  polygon: PlanePolygon,
  weights: readonly number[],
  random: SeededRandom,
): PlanePolygon[] {
  if (weights.length <= 1) return [polygon]
  const half = Math.ceil(weights.length / 2)
  const sum = (part: readonly number[]) => part.reduce((total, weight) => total + weight, 0)
  const angle = longestDirection(polygon) + (random.number() - 0.5) * 0.7
  const [first, second] = splitByShare(polygon, sum(weights.slice(0, half)) / sum(weights), angle)
  return [
    ...subdivide(first, weights.slice(0, half), random),
    ...subdivide(second, weights.slice(half), random),
  ]
}

/**
 * A function that gives a polygon every corner of its neighbours that lies on its sides, and a point about every
 * `spacing` between them. Two polygons that share a border then share all its points, so bending the plane leaves no
 * slivers: straight cuts alone would leave T-junctions, which bend differently on their two sides.
 */
export function borderWith(
  corners: readonly PlanePoint[],
  spacing: number,
): (polygon: PlanePolygon) => PlanePoint[] {
  const between = (from: PlanePoint, to: PlanePoint) => {
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
    const length = Math.hypot(dx, dy)
    const along = corners
      .map(point => ({
        point,
        at: ((point[0] - from[0]) * dx + (point[1] - from[1]) * dy) / length,
        off: Math.abs((point[0] - from[0]) * dy - (point[1] - from[1]) * dx) / length,
      }))
      .filter(({ at, off }) => off < 1e-9 && at > 1e-9 && at < length - 1e-9)
      .sort((a, b) => a.at - b.at)
    const distinct = along.filter(({ at }, index) => index === 0 || at - along[index - 1]!.at > 1e-9)
    return [from, ...distinct.map(({ point }) => point)]
  }
  const fill = (from: PlanePoint, to: PlanePoint): PlanePoint[] => {
    // Counted from the same end on both sides of a border, or rounding would differ between the neighbours.
    const forward = from[0] < to[0] || (from[0] === to[0] && from[1] < to[1])
    const [start, end] = forward ? [from, to] : [to, from]
    const pieces = Math.max(1, Math.round(Math.hypot(end[0] - start[0], end[1] - start[1]) / spacing))
    const points = Array.from({ length: pieces + 1 }, (_, index): PlanePoint => {
      const share = index / pieces
      return [start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])]
    })
    return (forward ? points : points.reverse()).slice(0, -1)
  }
  return polygon => {
    const nodes = polygon.flatMap((point, index) => between(point, polygon[(index + 1) % polygon.length]!))
    return nodes.flatMap((point, index) => fill(point, nodes[(index + 1) % nodes.length]!))
  }
}

/** Bends the plane so that straight cuts look like rivers and roads. One-to-one: the product of both slopes stays below 1. */
export function bend([x, y]: PlanePoint): PlanePoint {
  return [
    x + 0.34 * Math.sin(1.02 * y + 0.4) + 0.07 * Math.sin(4.7 * y + 1.9),
    y + 0.38 * Math.sin(0.93 * x + 2.2) + 0.06 * Math.sin(5.3 * x + 0.7),
  ]
}
