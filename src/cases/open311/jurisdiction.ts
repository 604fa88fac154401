import type { CitySnapshot } from '#city/index.ts'
import { open311Error } from './open311.errors.ts'

/** One hub serves one city: its id, its code, or nothing. @throws cases.unknown-jurisdiction */
export function checkJurisdiction(city: CitySnapshot, given: string | undefined): void {
  if (!given) return
  const known = city.regions.some(
    region => region.parentId === null && (region.id === given || region.code === given),
  )
  if (!known) throw open311Error('cases.unknown-jurisdiction', { jurisdiction: given.slice(0, 80) })
}
