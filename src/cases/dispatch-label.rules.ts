import { type CitySnapshot, type Department, districtGovernment, resolveHost } from '#city/index.ts'

const byRegion = 'by-region:'

/** The label of matters that the government of the district handles, whichever the district is. */
export const districtLabel = `${byRegion}${districtGovernment}`

/**
 * What a model learns of a department that handled a case. The governments of the districts share one label: which of
 * them it is follows from the place, not from the words, and a district with few cases learns from the others.
 */
export function labelOf(department: Pick<Department, 'id' | 'kind'>): string {
  return department.kind === districtGovernment ? districtLabel : department.id
}

/**
 * The department a label means at a place; null when it is closed or unknown, or when the label needs a place and there is
 * none.
 */
export function departmentOf(city: CitySnapshot, label: string, regionId: string | null): Department | null {
  const hostByRegion = label === districtLabel
  return resolveHost(city, { hostByRegion, hostDepartmentId: hostByRegion ? null : label }, regionId)
}

/** True for a label that advice can be given with: an active department's id, or the label of the districts. */
export function isDispatchLabel(city: CitySnapshot, label: string): boolean {
  if (label === districtLabel)
    return city.departments.some(one => one.active && one.kind === districtGovernment)
  return city.department(label)?.active === true
}
