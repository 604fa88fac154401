import type { Handle } from '#base/index.ts'
import { cellAt, contains } from './geometry.rules.ts'
import type { Point } from './region.contract.ts'
import { selectCandidates, selectChildren } from './region.store.ts'

/** The smallest region that contains a point by descending from the city; for cities whose lowest level has gaps. */
async function descend(handle: Handle, point: Point): Promise<string | null> {
  let found: string | null = null
  for (;;) {
    const children = await selectChildren(handle, found)
    const inside = children.find(child => contains(child.boundary, point))
    if (!inside) return found
    found = inside.id
  }
}

/** The id of the smallest region that contains a point, or null outside the city. One query where grids cover the city. */
export async function regionAt(handle: Handle, point: Point): Promise<string | null> {
  const candidates = await selectCandidates(handle, cellAt(point))
  const inside = candidates.find(candidate => contains(candidate.boundary, point))
  return inside?.id ?? (await descend(handle, point))
}
