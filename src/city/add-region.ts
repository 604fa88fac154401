import type { Transaction } from '#base/index.ts'
import type { Json } from '#ledger/index.ts'
import { cityError } from './city.errors.ts'
import { placeRegion } from './place-region.ts'
import { recordChange } from './record-change.ts'
import { refreshCells } from './refresh-cells.ts'
import type { NewRegion, RegionWithBoundary } from './region.contract.ts'
import { insertRegions, lockRegion } from './region.store.ts'
import { raiseVersion } from './setting.store.ts'

/**
 * Adds a region; the first of all is the city itself.
 * @throws city.identifier-taken, and what `placeRegion` throws
 */
export async function addRegion(
  tx: Transaction,
  add: { region: NewRegion; by: string },
): Promise<RegionWithBoundary> {
  const { id } = add.region
  // Edits of the city take turns.
  await raiseVersion(tx)
  if (await lockRegion(tx, id)) throw cityError('city.identifier-taken', { id })
  const bare = { ancestors: [], longitude: null, latitude: null, version: 1, validTo: null }
  const region = await placeRegion(tx, { ...add.region, ...bare })
  await insertRegions(tx, [region])
  await refreshCells(tx, [id, region.parentId])
  await recordChange(tx, {
    kind: 'city.region-added',
    subject: `region:${id}`,
    by: add.by,
    content: { ...region } as unknown as Json,
    facts: { version: 1 },
  })
  return region
}
