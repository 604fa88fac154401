import type { Handle } from '#base/index.ts'
import { cityError } from './city.errors.ts'
import type { Boundary, BoundaryCollection, RegionLevel, RegionWithBoundary } from './region.contract.ts'
import { selectBoundaries, selectRegion } from './region.store.ts'

/** One region with its boundary. @throws city.unknown-region */
export async function readRegion(handle: Handle, id: string): Promise<RegionWithBoundary> {
  const region = await selectRegion(handle, id)
  if (!region) throw cityError('city.unknown-region', { id })
  return region
}

/** The boundaries of one level for a map. */
export async function listBoundaries(handle: Handle, level: RegionLevel): Promise<BoundaryCollection> {
  const regions = await selectBoundaries(handle, level)
  return {
    type: 'FeatureCollection',
    features: regions.map(region => ({
      type: 'Feature',
      id: region.id,
      properties: { name: region.name, nameEnglish: region.nameEnglish, level: region.level },
      geometry: region.boundary as Boundary,
    })),
  }
}
