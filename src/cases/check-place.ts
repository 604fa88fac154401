import type { CitySnapshot, Department, Duty } from '#city/index.ts'
import { caseError } from './case.errors.ts'

/** @throws cases.unknown-department unless it is there and open. */
export function checkDepartment(city: CitySnapshot, departmentId: string): Department {
  const department = city.department(departmentId)
  if (!department?.active) throw caseError('cases.unknown-department', { department: departmentId })
  return department
}

/** @throws cases.unknown-duty unless it is in force. */
export function checkDuty(city: CitySnapshot, dutyId: string): Duty {
  const duty = city.duty(dutyId)
  if (!duty) throw caseError('cases.unknown-duty', { duty: dutyId })
  return duty
}

/** @throws cases.unknown-category */
export function checkCategory(city: CitySnapshot, categoryId: string): void {
  if (!city.category(categoryId)) throw caseError('cases.unknown-category', { category: categoryId })
}

/** @throws cases.unknown-category unless it is there and has not ended: cases keep such a one, and get none. */
export function checkNewCategory(city: CitySnapshot, categoryId: string): void {
  const category = city.category(categoryId)
  if (!category || !city.inForce(category))
    throw caseError('cases.unknown-category', { category: categoryId })
}

/** @throws cases.unknown-region */
export function checkRegion(city: CitySnapshot, regionId: string): void {
  if (!city.region(regionId)) throw caseError('cases.unknown-region', { region: regionId })
}
