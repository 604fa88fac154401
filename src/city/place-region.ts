import type { Transaction } from '#base/index.ts'
import { checkBoundary, reachesOutside } from './boundary.rules.ts'
import { cityError } from './city.errors.ts'
import { centreOf } from './geometry.rules.ts'
import { checkGoesOn } from './open-entry.ts'
import { type RegionWithBoundary, regionLevels } from './region.contract.ts'
import { selectChildren, selectRegion, selectRegions } from './region.store.ts'

/** Borders of a part and of the whole come from different maps. */
const toleranceMetres = 100

/** The ids above a region. @throws city.unknown-region, city.entry-ended, city.region-place */
async function ancestorsOf(tx: Transaction, { id, level, parentId }: RegionWithBoundary): Promise<string[]> {
  const regions = await selectRegions(tx)
  if (parentId === null) {
    const other = regions.some(one => one.parentId === null && one.id !== id)
    if (level !== 'city' || other) throw cityError('city.region-place')
    return []
  }
  const parent = regions.find(one => one.id === parentId)
  if (!parent) throw cityError('city.unknown-region', { id: parentId })
  checkGoesOn(parent)
  // Below by its level too, which never changes: so no loop can close.
  if (regionLevels.indexOf(level) <= regionLevels.indexOf(parent.level)) throw cityError('city.region-place')
  return [...parent.ancestors, parent.id]
}

/** @throws city.boundary-outside, city.boundary-leaves-out */
async function checkAround(tx: Transaction, { id, ancestors, boundary }: RegionWithBoundary): Promise<void> {
  if (!boundary) return
  for (const above of ancestors.toReversed()) {
    const whole = await selectRegion(tx, above)
    if (!whole?.boundary) continue
    if (reachesOutside(boundary, whole.boundary, toleranceMetres))
      throw cityError('city.boundary-outside', { name: whole.name })
    break
  }
  for (const part of await selectChildren(tx, id))
    if (reachesOutside(part.boundary, boundary, toleranceMetres))
      throw cityError('city.boundary-leaves-out', { id: part.id })
}

/**
 * Finds out where a region belongs and whether its boundary can be; only what differs from `before` is checked.
 * @returns the region with its ids above and its centre.
 * @throws city.unknown-region, city.entry-ended, city.region-place, city.code-taken, and what is wrong with the boundary
 */
export async function placeRegion(
  tx: Transaction,
  wanted: RegionWithBoundary,
  before?: RegionWithBoundary,
): Promise<RegionWithBoundary> {
  const moved = wanted.parentId !== before?.parentId
  const redrawn = wanted.boundary !== (before?.boundary ?? null)
  const region = { ...wanted, ancestors: moved ? await ancestorsOf(tx, wanted) : wanted.ancestors }
  if ((await selectRegions(tx)).some(one => one.code === region.code && one.id !== region.id))
    throw cityError('city.code-taken', { code: region.code })
  if (redrawn) {
    if (region.boundary) checkBoundary(region.boundary)
    const centre = region.boundary && centreOf(region.boundary)
    region.longitude = centre?.longitude ?? null
    region.latitude = centre?.latitude ?? null
  }
  if (moved || redrawn) await checkAround(tx, region)
  return region
}
