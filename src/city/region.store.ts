import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { CityTables } from './city.tables.ts'
import type { Boundary, Region, RegionLevel, RegionWithBoundary } from './region.contract.ts'
import { inForce } from './setting.store.ts'

const columns = [
  'id',
  'parent_id as parentId',
  'level',
  'ancestors',
  'name',
  'name_english as nameEnglish',
  'code',
  'longitude',
  'latitude',
  'version',
  // As text: the driver would make a local midnight of the process's own time zone of a date.
  sql<string | null>`to_char(valid_to, 'YYYY-MM-DD')`.as('validTo'),
] as const

/** All regions without boundaries, ended ones too, from the whole to the parts, siblings by code. */
export async function selectRegions(handle: Handle): Promise<Region[]> {
  const rows = await handle
    .withTables<CityTables>()
    .selectFrom('city.region')
    .select(columns)
    .orderBy(eb => eb.fn('cardinality', ['ancestors']))
    .orderBy('code')
    .execute()
  return rows as Region[]
}

/** One region with its boundary. */
export async function selectRegion(handle: Handle, id: string): Promise<RegionWithBoundary | undefined> {
  const row = await handle
    .withTables<CityTables>()
    .selectFrom('city.region')
    .select([...columns, 'boundary'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row as RegionWithBoundary | undefined
}

/** One region with its boundary, locked until the transaction ends. */
export async function lockRegion(tx: Transaction, id: string): Promise<RegionWithBoundary | undefined> {
  const row = await tx
    .withTables<CityTables>()
    .selectFrom('city.region')
    .select([...columns, 'boundary'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row as RegionWithBoundary | undefined
}

/** The regions of one level in force that have a boundary. */
export async function selectBoundaries(handle: Handle, level: RegionLevel): Promise<RegionWithBoundary[]> {
  const rows = await handle
    .withTables<CityTables>()
    .selectFrom('city.region')
    .select([...columns, 'boundary'])
    .where('level', '=', level)
    .where('boundary', 'is not', null)
    .where(inForce)
    .orderBy('code')
    .execute()
  return rows as RegionWithBoundary[]
}

export interface Candidate {
  id: string
  boundary: Boundary
}

/** The regions without parts, in force, that touch an H3 cell. */
export async function selectCandidates(handle: Handle, cell: string): Promise<Candidate[]> {
  const rows = await handle
    .withTables<CityTables>()
    .selectFrom('city.region_cell')
    .innerJoin('city.region', 'city.region.id', 'city.region_cell.region_id')
    .select(['city.region.id', 'city.region.boundary'])
    .where('city.region_cell.cell', '=', cell)
    .where(inForce)
    .orderBy('city.region.id')
    .execute()
  return rows as Candidate[]
}

/** The children of a region (the city itself under null) that are in force and have a boundary. */
export async function selectChildren(handle: Handle, parentId: string | null): Promise<Candidate[]> {
  const rows = await handle
    .withTables<CityTables>()
    .selectFrom('city.region')
    .select(['id', 'boundary'])
    .where('parent_id', parentId === null ? 'is' : '=', parentId)
    .where('boundary', 'is not', null)
    .where(inForce)
    .orderBy('id')
    .execute()
  return rows as Candidate[]
}

function rowOf(region: RegionWithBoundary) {
  return {
    id: region.id,
    parent_id: region.parentId,
    level: region.level,
    ancestors: region.ancestors,
    name: region.name,
    name_english: region.nameEnglish,
    code: region.code,
    boundary: region.boundary && JSON.stringify(region.boundary),
    longitude: region.longitude,
    latitude: region.latitude,
    version: region.version,
    valid_to: region.validTo,
  }
}

/** Writes regions, parents before children. */
export async function insertRegions(tx: Transaction, regions: readonly RegionWithBoundary[]): Promise<void> {
  const rows = regions.map(rowOf)
  // PostgreSQL takes at most 65,535 parameters a statement.
  for (let from = 0; from < rows.length; from += 1000)
    await tx
      .withTables<CityTables>()
      .insertInto('city.region')
      .values(rows.slice(from, from + 1000))
      .execute()
}

/** Writes a region over the one with its id; the ids above those below it follow. */
export async function updateRegion(
  tx: Transaction,
  before: RegionWithBoundary,
  after: RegionWithBoundary,
): Promise<void> {
  const tables = tx.withTables<CityTables>()
  await tables.updateTable('city.region').set(rowOf(after)).where('id', '=', after.id).execute()
  if (after.parentId === before.parentId) return
  const from = before.ancestors.length + 1
  await tables
    .updateTable('city.region')
    .set({ ancestors: sql`${after.ancestors}::text[] || ancestors[${from}::int:]` })
    .where(sql<boolean>`ancestors @> array[${after.id}]`)
    .execute()
}

/** Takes away the cells of a region. */
export async function deleteCells(tx: Transaction, regionId: string): Promise<void> {
  await tx.withTables<CityTables>().deleteFrom('city.region_cell').where('region_id', '=', regionId).execute()
}

/** Writes which cells touch which regions. */
export async function insertCells(
  tx: Transaction,
  cells: readonly { cell: string; region_id: string }[],
): Promise<void> {
  for (let from = 0; from < cells.length; from += 10_000)
    await tx
      .withTables<CityTables>()
      .insertInto('city.region_cell')
      .values(cells.slice(from, from + 10_000))
      .execute()
}
