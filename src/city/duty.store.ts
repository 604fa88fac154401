import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { CityTables } from './city.tables.ts'
import type { Duty } from './duty.contract.ts'

const columns = [
  'id',
  'version',
  'category_id as categoryId',
  'title',
  'title_english as titleEnglish',
  'description',
  'host_department_id as hostDepartmentId',
  'host_by_region as hostByRegion',
  'co_hosts as coHosts',
  'co_host_by_region as coHostByRegion',
  'legal_basis as legalBasis',
  'time_limit_workdays as timeLimitWorkdays',
  'urgency',
] as const

// As text: the driver would make a local midnight of the process's own time zone of a date.
const dates = [
  sql<string>`to_char(valid_from, 'YYYY-MM-DD')`.as('validFrom'),
  sql<string | null>`to_char(valid_to, 'YYYY-MM-DD')`.as('validTo'),
] as const

const select = (handle: Handle) =>
  handle
    .withTables<CityTables>()
    .selectFrom('city.duty')
    .select([...columns, ...dates])

/** The duties in force on a day, by id. */
export async function selectDutiesAt(handle: Handle, date: string): Promise<Duty[]> {
  const rows = await select(handle)
    .where('valid_from', '<=', sql<Date>`${date}::date`)
    .where(eb => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', sql<Date>`${date}::date`)]))
    .orderBy('id')
    .execute()
  return rows as Duty[]
}

/** All versions of a duty, newest first. */
export async function selectVersions(handle: Handle, id: string): Promise<Duty[]> {
  return (await select(handle).where('id', '=', id).orderBy('version', 'desc').execute()) as Duty[]
}

/** The newest version of a duty, locked until the transaction ends. */
export async function lockNewestDuty(tx: Transaction, id: string): Promise<Duty | undefined> {
  const row = await select(tx)
    .where('id', '=', id)
    .orderBy('version', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
  return row as Duty | undefined
}

/** The newest versions of a category's duties that have not ended by the city's own day, by id. */
export async function selectDutiesOf(handle: Handle, categoryId: string): Promise<Duty[]> {
  const rows = await select(handle)
    .where('category_id', '=', categoryId)
    .where(
      sql<boolean>`not exists (select from city.duty later where later.id = duty.id and later.version > duty.version)
        and (valid_to is null or (valid_to > valid_from and valid_to > (
          select (now() at time zone time_zone)::date from city.setting)))`,
    )
    .orderBy('id')
    .execute()
  return rows as Duty[]
}

/** How many versions of duties a department hosts today or will host: those that have not ended by the city's own day. */
export async function countHosted(handle: Handle, departmentId: string): Promise<number> {
  const row = await handle
    .withTables<CityTables>()
    .selectFrom('city.duty')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('host_department_id', '=', departmentId)
    .where(
      sql<boolean>`(valid_to is null or (valid_to > valid_from and valid_to > (
        select (now() at time zone time_zone)::date from city.setting)))`,
    )
    .executeTakeFirstOrThrow()
  return row.count
}

/** Writes versions of duties. */
export async function insertDuties(tx: Transaction, duties: readonly Duty[]): Promise<void> {
  const rows = duties.map(duty => ({
    id: duty.id,
    version: duty.version,
    category_id: duty.categoryId,
    title: duty.title,
    title_english: duty.titleEnglish,
    description: duty.description,
    host_department_id: duty.hostDepartmentId,
    host_by_region: duty.hostByRegion,
    co_hosts: duty.coHosts,
    co_host_by_region: duty.coHostByRegion,
    legal_basis: duty.legalBasis,
    time_limit_workdays: duty.timeLimitWorkdays,
    urgency: duty.urgency,
    valid_from: duty.validFrom,
    valid_to: duty.validTo,
  }))
  for (let from = 0; from < rows.length; from += 1000)
    await tx
      .withTables<CityTables>()
      .insertInto('city.duty')
      .values(rows.slice(from, from + 1000))
      .execute()
}

/** Sets the first day on which a version is no longer in force. */
export async function closeDuty(
  tx: Transaction,
  duty: { id: string; version: number; validTo: string },
): Promise<void> {
  await tx
    .withTables<CityTables>()
    .updateTable('city.duty')
    .set({ valid_to: duty.validTo })
    .where('id', '=', duty.id)
    .where('version', '=', duty.version)
    .execute()
}
