import { cellToBoundary, cellToLatLng } from 'h3-js'
import type { z } from 'zod'
import { within } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { assignedTo } from '../assignments/assigned-to.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { MapQuery, mapAnswer } from '../map.contract.ts'
import { readyFilter } from '../ready-filter.ts'
import { cellsOfArea, coarseCells, joinCells, resolutionAt } from './area.rules.ts'
import { countCells, countNearCells, countOpenCells } from './map.store.ts'

/** Added up at most, where a filter finds more. */
const mostCounted = 20_000
const mostShown = 1500
const digits = 100_000

const rounded = (degrees: number) => Math.round(degrees * digits) / digits

type Answer = z.input<typeof mapAnswer>

/** The cells of a part of the map; null when it is too large to name them. */
function cellsInSight({ west, south, east, north }: Pick<MapQuery, 'west' | 'south' | 'east' | 'north'>) {
  if (west >= east || south >= north) return null
  return cellsOfArea([
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ])
}

function cellView(cell: string, counts: { count: number; overdue: number }): Answer['cells'][number] {
  const [latitude, longitude] = cellToLatLng(cell)
  const corners = cellToBoundary(cell).map(([y, x]): [number, number] => [rounded(x), rounded(y)])
  return {
    cell,
    longitude: rounded(longitude),
    latitude: rounded(latitude),
    ring: [...corners, corners[0]!],
    ...counts,
  }
}

/**
 * Cases in the actor's scope that fit a filter, added up by hexagon for a part of the map. Without a filter it is the open
 * ones. Where somebody lives is never in it: a hexagon is a street long, and larger for who may not know places.
 * @throws what a list with this filter throws.
 */
export async function readMap(loop: CaseLoop, actor: Actor, query: MapQuery): Promise<Answer> {
  const { west, south, east, north, zoom, ...filter } = query
  const city = await loop.city.snapshot()
  const ready = {
    ...readyFilter(loop, actor, { filter: { ...filter, limit: 1 }, city }),
    assigned: await assignedTo(loop.database, actor, { assigned: filter.assigned, city }),
  }
  const scope = { ...actor.scope, own: null }
  const asked = Object.values(filter).some(value => value !== undefined)
  // From nearby only what is in sight is read, so that all of it can be.
  const near = asked && !ready.area ? cellsInSight({ west, south, east, north }) : null
  const seesPlaces = within('L3', actor.scope.level)
  if (near) ready.area = { cells: seesPlaces ? near : coarseCells(near), corners: null }
  const cells = !asked
    ? await countOpenCells(loop.database, scope)
    : near
      ? await countNearCells(loop.database, scope, ready)
      : await countCells(loop.database, scope, { filter: ready, limit: mostCounted })
  const total = cells.reduce((sum, one) => sum + one.count, 0)
  const joined = joinCells(cells, resolutionAt(zoom, seesPlaces))
  // A hexagon that reaches into the part from its edge is seen too; twice as far out costs nothing.
  const [wide, high] = [(east - west) / 4, (north - south) / 4]
  const inPart = [...joined].filter(([cell]) => {
    const [latitude, longitude] = cellToLatLng(cell)
    return (
      longitude >= west - wide &&
      longitude <= east + wide &&
      latitude >= south - high &&
      latitude <= north + high
    )
  })
  const shown = inPart.toSorted((one, other) => other[1].count - one[1].count).slice(0, mostShown)
  return {
    cells: shown.map(([cell, counts]) => cellView(cell, counts)),
    count: shown.reduce((sum, [, { count }]) => sum + count, 0),
    more: asked && !near && total >= mostCounted,
  }
}
