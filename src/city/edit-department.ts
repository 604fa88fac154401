import type { Transaction } from '#base/index.ts'
import { cityError } from './city.errors.ts'
import type { Department, DepartmentChange } from './department.contract.ts'
import { lockDepartment, selectDepartments, updateDepartment } from './department.store.ts'
import { countHosted } from './duty.store.ts'
import { checkGoesOn } from './open-entry.ts'
import { recordChange } from './record-change.ts'
import { selectRegion } from './region.store.ts'
import { raiseVersion } from './setting.store.ts'
import { pathTo } from './tree.rules.ts'

async function checkPlace(tx: Transaction, before: Department, after: Department): Promise<void> {
  const { id, parentId, regionId } = after
  const region = await selectRegion(tx, regionId)
  if (!region) throw cityError('city.unknown-region', { id: regionId })
  if (after.active && !(before.active && regionId === before.regionId)) checkGoesOn(region)
  if (parentId === null) return
  const departments = new Map((await selectDepartments(tx)).map(department => [department.id, department]))
  if (!departments.has(parentId)) throw cityError('city.unknown-department', { id: parentId })
  if (pathTo(departments, parentId).some(above => above.id === id)) throw cityError('city.department-loop')
}

/**
 * Changes what is given of a department; closing one that still hosts duties is refused.
 * @returns the department as it is now.
 * @throws city.unknown-department, city.changed-meanwhile, city.unknown-region, city.entry-ended, city.department-loop, city.department-in-use
 */
export async function editDepartment(
  tx: Transaction,
  id: string,
  edit: { change: DepartmentChange; by: string },
): Promise<Department> {
  const { version, ...change } = edit.change
  // Edits of the city take turns: two moves at once could otherwise close a loop that neither sees.
  await raiseVersion(tx)
  const before = await lockDepartment(tx, id)
  if (!before) throw cityError('city.unknown-department', { id })
  if (before.version !== version) throw cityError('city.changed-meanwhile', { version: before.version })
  const after: Department = { ...before, ...change, version: version + 1 }
  await checkPlace(tx, before, after)
  const duties = before.active && !after.active ? await countHosted(tx, id) : 0
  if (duties > 0) throw cityError('city.department-in-use', { duties })
  await updateDepartment(tx, after)
  await recordChange(tx, {
    kind: 'city.department-edited',
    subject: `department:${id}`,
    by: edit.by,
    content: { ...after },
    facts: { version: after.version, fields: Object.keys(change).sort() },
  })
  return after
}
