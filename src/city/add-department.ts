import type { Transaction } from '#base/index.ts'
import { cityError } from './city.errors.ts'
import type { Department, NewDepartment } from './department.contract.ts'
import { insertDepartments, lockDepartment } from './department.store.ts'
import { checkGoesOn } from './open-entry.ts'
import { recordChange } from './record-change.ts'
import { selectRegion } from './region.store.ts'
import { raiseVersion } from './setting.store.ts'

/**
 * Adds a department.
 * @throws city.identifier-taken, city.unknown-region, city.entry-ended (the region), city.unknown-department (the parent)
 */
export async function addDepartment(
  tx: Transaction,
  add: { department: NewDepartment; by: string },
): Promise<Department> {
  const department: Department = { ...add.department, active: true, version: 1 }
  const { id, parentId, regionId } = department
  await raiseVersion(tx)
  if (await lockDepartment(tx, id)) throw cityError('city.identifier-taken', { id })
  const region = await selectRegion(tx, regionId)
  if (!region) throw cityError('city.unknown-region', { id: regionId })
  checkGoesOn(region)
  if (parentId !== null && !(await lockDepartment(tx, parentId)))
    throw cityError('city.unknown-department', { id: parentId })
  await insertDepartments(tx, [department])
  await recordChange(tx, {
    kind: 'city.department-added',
    subject: `department:${id}`,
    by: add.by,
    content: { ...department },
    facts: { version: 1 },
  })
  return department
}
