import type { Handle, Transaction } from '#base/index.ts'
import type { CityTables } from './city.tables.ts'
import type { Department } from './department.contract.ts'

const columns = [
  'id',
  'parent_id as parentId',
  'name',
  'name_english as nameEnglish',
  'kind',
  'region_id as regionId',
  'phone',
  'address',
  'email',
  'active',
  'version',
] as const

/** All departments, closed ones too, by id. */
export async function selectDepartments(handle: Handle): Promise<Department[]> {
  return await handle
    .withTables<CityTables>()
    .selectFrom('city.department')
    .select(columns)
    .orderBy('id')
    .execute()
}

/** Locks a department until the transaction ends. */
export async function lockDepartment(tx: Transaction, id: string): Promise<Department | undefined> {
  return await tx
    .withTables<CityTables>()
    .selectFrom('city.department')
    .select(columns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

function rowOf(department: Department) {
  return {
    id: department.id,
    parent_id: department.parentId,
    name: department.name,
    name_english: department.nameEnglish,
    kind: department.kind,
    region_id: department.regionId,
    phone: department.phone,
    address: department.address,
    email: department.email,
    active: department.active,
    version: department.version,
  }
}

/** Writes new departments, parents before children. */
export async function insertDepartments(tx: Transaction, departments: readonly Department[]): Promise<void> {
  await tx.withTables<CityTables>().insertInto('city.department').values(departments.map(rowOf)).execute()
}

/** Writes a department over the one with its id. */
export async function updateDepartment(tx: Transaction, department: Department): Promise<void> {
  await tx
    .withTables<CityTables>()
    .updateTable('city.department')
    .set(rowOf(department))
    .where('id', '=', department.id)
    .execute()
}
