import type { Transaction } from '#base/index.ts'
import type { Json } from '#ledger/index.ts'
import { cityError } from './city.errors.ts'
import { insertFormer } from './former.store.ts'
import { checkSeen } from './open-entry.ts'
import { placeRegion } from './place-region.ts'
import { recordChange } from './record-change.ts'
import { refreshCells } from './refresh-cells.ts'
import type { RegionChange, RegionWithBoundary } from './region.contract.ts'
import { lockRegion, updateRegion } from './region.store.ts'
import { raiseVersion } from './setting.store.ts'

/** A region as it stands, to be changed. @throws city.unknown-region, city.changed-meanwhile */
export async function openRegion(tx: Transaction, id: string, version: number): Promise<RegionWithBoundary> {
  // Taken first by every edit of the city: a second editor waits here, and then sees the first one's version.
  await raiseVersion(tx)
  const region = await lockRegion(tx, id)
  if (!region) throw cityError('city.unknown-region', { id })
  checkSeen(region, version)
  return region
}

/** Writes a changed region and keeps what it said before. */
export async function keepRegion(
  tx: Transaction,
  before: RegionWithBoundary,
  edit: { after: RegionWithBoundary; by: string; kind: string; facts: { [name: string]: Json } },
): Promise<void> {
  const { after, by, kind, facts } = edit
  await insertFormer(tx, { kind: 'region', content: before, by })
  await updateRegion(tx, before, after)
  await recordChange(tx, {
    kind,
    subject: `region:${after.id}`,
    by,
    content: { ...after } as unknown as Json,
    facts: { version: after.version, ...facts },
  })
}

/**
 * Changes what is given of a region: its name, code, place or boundary.
 * @returns the region as it is now.
 * @throws city.unknown-region, city.changed-meanwhile, and what `placeRegion` throws
 */
export async function editRegion(
  tx: Transaction,
  id: string,
  edit: { change: RegionChange; by: string },
): Promise<RegionWithBoundary> {
  const { version, ...change } = edit.change
  const before = await openRegion(tx, id, version)
  const after = await placeRegion(tx, { ...before, ...change, version: version + 1 }, before)
  await keepRegion(tx, before, {
    after,
    by: edit.by,
    kind: 'city.region-edited',
    facts: { fields: Object.keys(change).sort() },
  })
  if (change.boundary !== undefined || after.parentId !== before.parentId)
    await refreshCells(tx, [id, before.parentId, after.parentId])
  return after
}
