import { cellToChildren, cellToParent, POLYGON_TO_CELLS_FLAGS, polygonToCellsExperimental } from 'h3-js'

export type Position = readonly [longitude: number, latitude: number]

const fewest = 3
const most = 60
/** 300 km²: an area is drawn to work on, not to export the city. */
const mostCells = 3000
const cellResolution = 9
const coarseResolution = 8

/** An area as an address writes it, `lon,lat;lon,lat;…`; null when it is none. */
export function readArea(text: string): Position[] | null {
  const points = text.split(';').map(pair => pair.split(','))
  if (points.length < fewest || points.length > most) return null
  const positions = points.map(pair => pair.map(Number))
  const good = positions.every(
    ([longitude, latitude, ...rest], place) =>
      rest.length === 0 &&
      points[place]!.every(part => /^-?\d{1,3}(\.\d{1,9})?$/.test(part)) &&
      Math.abs(longitude!) <= 180 &&
      Math.abs(latitude!) <= 90,
  )
  return good && positions.every(pair => pair.length === 2) ? (positions as unknown as Position[]) : null
}

/** The cells that touch an area; null when it is too large. */
export function cellsOfArea(area: readonly Position[]): string[] | null {
  const longitudes = area.map(([longitude]) => longitude)
  const latitudes = area.map(([, latitude]) => latitude)
  // Before it is filled: half a continent would be a million cells.
  if (
    Math.max(...longitudes) - Math.min(...longitudes) > 1 ||
    Math.max(...latitudes) - Math.min(...latitudes) > 1
  )
    return null
  const ring = [...area, area[0]!].map(([longitude, latitude]) => [longitude, latitude])
  const cells = polygonToCellsExperimental(
    [ring],
    cellResolution,
    POLYGON_TO_CELLS_FLAGS.containmentOverlapping,
    true,
  )
  return cells.length > mostCells ? null : cells
}

/** All cells of the larger hexagons that these lie in: who may not know places learns no smaller place by asking for it. */
export function coarseCells(cells: readonly string[]): string[] {
  const larger = new Set(cells.map(cell => cellToParent(cell, coarseResolution)))
  return [...larger].flatMap(parent => cellToChildren(parent, cellResolution))
}

/** How large the hexagons are at a zoom of the map: some forty across a screen; a reader without sight of places gets no smaller than a quarter of a street. */
export function resolutionAt(zoom: number, seesPlaces: boolean): number {
  const wanted = zoom < 9 ? 5 : zoom < 11 ? 6 : zoom < 12.5 ? 7 : zoom < 14 ? 8 : 9
  return seesPlaces ? wanted : Math.min(wanted, coarseResolution)
}

// A city has some ten thousand cells and they never move; asking the library for 20,000 of them took 60 ms each time.
const parents = new Map<string, string>()
const mostKept = 200_000

function parentOf(cell: string, resolution: number): string {
  const key = `${resolution}${cell}`
  let parent = parents.get(key)
  if (parent === undefined) {
    parent = cellToParent(cell, resolution)
    if (parents.size >= mostKept) parents.clear()
    parents.set(key, parent)
  }
  return parent
}

/** Counts of cells joined to those of a larger size. */
export function joinCells<Count extends { count: number; overdue: number }>(
  cells: readonly (Count & { cell: string })[],
  resolution: number,
): Map<string, { count: number; overdue: number }> {
  const joined = new Map<string, { count: number; overdue: number }>()
  for (const { cell, count, overdue } of cells) {
    const parent = resolution >= cellResolution ? cell : parentOf(cell, resolution)
    const held = joined.get(parent)
    if (held) {
      held.count += count
      held.overdue += overdue
    } else joined.set(parent, { count, overdue })
  }
  return joined
}
