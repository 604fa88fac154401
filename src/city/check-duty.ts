import type { Transaction } from '#base/index.ts'
import { selectCategories } from './category.store.ts'
import { cityError } from './city.errors.ts'
import { selectDepartments } from './department.store.ts'
import type { Duty } from './duty.contract.ts'
import { checkGoesOn } from './open-entry.ts'

/** Everything a duty names must be there, its category go on, and its host not be closed. @throws city.unknown-category, city.entry-ended, city.unknown-department */
export async function checkDuty(tx: Transaction, duty: Duty): Promise<void> {
  const category = (await selectCategories(tx)).find(one => one.id === duty.categoryId)
  if (category?.level !== 3) throw cityError('city.unknown-category', { id: duty.categoryId })
  checkGoesOn(category)
  const departments = new Map((await selectDepartments(tx)).map(one => [one.id, one]))
  const host = duty.hostDepartmentId
  if (host !== null && !departments.get(host)?.active)
    throw cityError('city.unknown-department', { id: host })
  const unknown = duty.coHosts.find(id => !departments.has(id))
  if (unknown !== undefined) throw cityError('city.unknown-department', { id: unknown })
}
