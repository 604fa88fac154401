import type { Transaction } from '#base/index.ts'
import { cityError } from './city.errors.ts'
import { selectDepartments } from './department.store.ts'
import { keepRegion, openRegion } from './edit-region.ts'
import { checkEnd, checkEndsWithin } from './open-entry.ts'
import type { RegionEnd, RegionWithBoundary } from './region.contract.ts'
import { selectRegion, selectRegions } from './region.store.ts'

/**
 * Ends a region from a day on, or takes the end back. It is never deleted: cases and people keep it.
 * @throws city.unknown-region, city.changed-meanwhile, city.invalid-end-date, city.entry-has-parts, city.region-in-use, city.entry-ended (the region around it)
 */
export async function endRegion(
  tx: Transaction,
  id: string,
  edit: { end: RegionEnd; by: string },
): Promise<RegionWithBoundary> {
  const { version, validTo } = edit.end
  const before = await openRegion(tx, id, version)
  checkEndsWithin(before.parentId === null ? undefined : await selectRegion(tx, before.parentId), validTo)
  if (validTo !== null) {
    const parts = (await selectRegions(tx)).filter(one => one.parentId === id)
    await checkEnd(tx, validTo, parts)
    const departments = (await selectDepartments(tx)).filter(one => one.active && one.regionId === id).length
    if (departments > 0) throw cityError('city.region-in-use', { departments })
  }
  const after = { ...before, validTo, version: version + 1 }
  await keepRegion(tx, before, { after, by: edit.by, kind: 'city.region-ended', facts: { validTo } })
  return after
}
