import { type Department, districtGovernment } from './department.contract.ts'
import type { Duty } from './duty.contract.ts'
import type { CitySnapshot } from './snapshot.rules.ts'

type HostedBy = Pick<Duty, 'hostByRegion' | 'hostDepartmentId'>

/**
 * The department that hosts a duty at a place: the one named, or the government of the district in which the region
 * lies. Null when that is closed or missing, or when the place is needed and not known to the district: a person then
 * decides, nothing is guessed.
 */
export function resolveHost(
  snapshot: CitySnapshot,
  duty: HostedBy,
  regionId: string | null,
): Department | null {
  if (!duty.hostByRegion) {
    const host = snapshot.department(duty.hostDepartmentId ?? '')
    return host?.active ? host : null
  }
  const region = snapshot.region(regionId ?? '')
  if (!region) return null
  const around = new Set([...region.ancestors, region.id])
  const hosts = snapshot.departments.filter(
    department =>
      department.active && department.kind === districtGovernment && around.has(department.regionId),
  )
  return hosts.length === 1 ? (hosts[0] as Department) : null
}

/** The active co-hosts of a duty at a place, without its host; the district's government is left out where the place is not known. */
export function resolveCoHosts(snapshot: CitySnapshot, duty: Duty, regionId: string | null): Department[] {
  const hosts = duty.coHosts.map(id =>
    resolveHost(snapshot, { hostByRegion: false, hostDepartmentId: id }, null),
  )
  if (duty.coHostByRegion)
    hosts.push(resolveHost(snapshot, { hostByRegion: true, hostDepartmentId: null }, regionId))
  const host = resolveHost(snapshot, duty, regionId)
  return [...new Set(hosts)].filter(one => one !== null && one !== host) as Department[]
}

/** True when the letters of `short` stand in `long` in the same order: 城管局 in 城市管理局. */
function abbreviates(short: string, long: string): boolean {
  let place = 0
  for (const letter of short) {
    place = long.indexOf(letter, place) + 1
    if (place === 0) return false
  }
  return true
}

const plain = (text: string) => text.toLowerCase().replace(/[\s·()（）]/g, '')

/**
 * The active department somebody means: by id, by its name in either language, or by an abbreviation that fits one
 * department only. Null when none or several fit: an import then keeps the row aside instead of sending it wrongly.
 */
export function findDepartment(snapshot: CitySnapshot, words: string): Department | null {
  const wanted = plain(words)
  if (wanted === '') return null
  const active = snapshot.departments.filter(department => department.active)
  const exact = active.filter(
    ({ id, name, nameEnglish }) => id === wanted || plain(name) === wanted || plain(nameEnglish) === wanted,
  )
  if (exact.length > 0) return exact.length === 1 ? (exact[0] as Department) : null
  // Two characters fit too many names by chance (市局).
  if (wanted.length < 3) return null
  const close = active.filter(({ name }) => abbreviates(wanted, plain(name)))
  return close.length === 1 ? (close[0] as Department) : null
}
