import { type Selectable, sql } from 'kysely'
import { type Handle, isUuid, type Level, type Transaction } from '#base/index.ts'
import type { Role } from './identity.contract.ts'
import type { IdentityTables } from './identity.tables.ts'
import type { Person, PersonQuery } from './person.contract.ts'

type PersonRow = Selectable<IdentityTables['identity.person']>

function people(handle: Handle) {
  return handle
    .withTables<IdentityTables>()
    .selectFrom('identity.person as p')
    .leftJoin('identity.sign_in_user as u', join => join.on('u.id', '=', sql`p.id::text`))
    .leftJoin('identity.sign_in_failure as f', 'f.account', 'p.account')
    .selectAll('p')
    .select(['u.twoFactorEnabled', 'f.locked_until'])
}

function toPerson(row: PersonRow & { twoFactorEnabled: boolean | null; locked_until: Date | null }): Person {
  return {
    id: row.id,
    account: row.account,
    name: row.name,
    roles: row.roles as Role[],
    departmentId: row.department_id,
    regionIds: row.region_ids,
    level: row.level as Level,
    active: row.active,
    fictional: row.fictional,
    mustChangePassword: row.must_change_password,
    secondFactorEnrolled: row.twoFactorEnabled === true,
    lockedUntil: row.locked_until && row.locked_until > new Date() ? row.locked_until.toISOString() : null,
    createdAt: row.created_at.toISOString(),
    version: row.version,
  }
}

export async function findPerson(handle: Handle, id: string): Promise<Person | undefined> {
  const row = await people(handle).where('p.id', '=', id).executeTakeFirst()
  return row && toPerson(row)
}

export async function findPersonByAccount(handle: Handle, account: string): Promise<Person | undefined> {
  const row = await people(handle).where('p.account', '=', account).executeTakeFirst()
  return row && toPerson(row)
}

/** Locks the row until the transaction ends, so that two changes of one person take turns. */
export async function lockPerson(tx: Transaction, id: string): Promise<Person | undefined> {
  const row = await people(tx).where('p.id', '=', id).forUpdate('p').executeTakeFirst()
  return row && toPerson(row)
}

/** People in order of account; one more than the limit, so that the caller knows whether there is a next page. */
export async function selectPeople(handle: Handle, query: PersonQuery): Promise<Person[]> {
  let wanted = people(handle)
    .orderBy('p.account')
    .limit(query.limit + 1)
  if (query.after) wanted = wanted.where('p.account', '>', query.after)
  if (query.role) wanted = wanted.where(sql<boolean>`p.roles @> array[${query.role}]::text[]`)
  if (query.departmentId) wanted = wanted.where('p.department_id', '=', query.departmentId)
  if (query.active) wanted = wanted.where('p.active', '=', query.active === 'true')
  if (query.search) {
    const pattern = `%${query.search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
    wanted = wanted.where(sql<boolean>`(p.account like ${pattern} or lower(p.name) like ${pattern})`)
  }
  return (await wanted.execute()).map(toPerson)
}

/** How many active accounts work in one of the regions. */
export async function countPeopleIn(handle: Handle, regionIds: readonly string[]): Promise<number> {
  const row = await handle
    .withTables<IdentityTables>()
    .selectFrom('identity.person')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('active', '=', true)
    .where(sql<boolean>`region_ids && ${[...regionIds]}::text[]`)
    .executeTakeFirstOrThrow()
  return row.count
}

/** Account and name of those of the ids that are people. Ids of other kinds (`system`) are passed over. */
export async function selectNames(
  handle: Handle,
  ids: readonly string[],
): Promise<{ id: string; account: string; name: string }[]> {
  const known = ids.filter(isUuid)
  if (known.length === 0) return []
  return await handle
    .withTables<IdentityTables>()
    .selectFrom('identity.person')
    .select(['id', 'account', 'name'])
    .where('id', 'in', known)
    .orderBy('account')
    .execute()
}

export interface PersonToInsert {
  id: string
  account: string
  name: string
  roles: readonly Role[]
  departmentId: string | null
  regionIds: readonly string[]
  level: Level
  fictional: boolean
  mustChangePassword: boolean
}

export async function insertPeople(tx: Transaction, rows: readonly PersonToInsert[]): Promise<void> {
  await tx
    .withTables<IdentityTables>()
    .insertInto('identity.person')
    .values(
      rows.map(row => ({
        id: row.id,
        account: row.account,
        name: row.name,
        roles: [...row.roles],
        department_id: row.departmentId,
        region_ids: [...row.regionIds],
        level: row.level,
        fictional: row.fictional,
        must_change_password: row.mustChangePassword,
      })),
    )
    .execute()
}

/** Writes what a person is now and raises the version. */
export async function updatePerson(tx: Transaction, person: Person): Promise<void> {
  await tx
    .withTables<IdentityTables>()
    .updateTable('identity.person')
    .set({
      name: person.name,
      roles: [...person.roles],
      department_id: person.departmentId,
      region_ids: [...person.regionIds],
      level: person.level,
      active: person.active,
      must_change_password: person.mustChangePassword,
      version: sql`version + 1`,
    })
    .where('id', '=', person.id)
    .execute()
}
