import { sql } from 'kysely'
import { type Database, inTransaction } from '#base/index.ts'
import { generateDemoCases, recordDemoCases } from '#cases/index.ts'
import {
  cellAt,
  demoBusRoutes,
  demoCity,
  demoDepartments,
  demoDuties,
  demoPlaces,
  demoRegions,
  type SeededRandom,
  seedCity,
  seededRandom,
} from '#city/index.ts'
import type { Hub } from '../src/main.ts'

type Print = (line: string) => void

/** Written one by one with their timelines; everything beyond is multiplied from these. */
const mostWritten = 20_000
const chunk = 5000
const multiplied = 50_000
const metresPerDegree = 111_195

async function write(hub: Hub, count: number, print: Print): Promise<void> {
  const city = await hub.snapshot()
  const surroundings = {
    regions: demoRegions(),
    departments: demoDepartments(),
    duties: demoDuties,
    places: demoPlaces(),
    busRoutes: demoBusRoutes,
  }
  // Until today, so that some are open and some were closed lately.
  const until = new Date().toISOString().slice(0, 10)
  let spent = 0
  for (let done = 0; done < count; done += chunk) {
    const made = generateDemoCases({
      seed: done + 1,
      count: Math.min(chunk, count - done),
      city: surroundings,
      until,
    })
    const cases = made.map((one, index) => ({ ...one, externalId: `bench-${done + index}` }))
    const began = performance.now()
    await recordDemoCases(hub.database, cases, {
      who: account => ({ id: account ?? 'citizen', name: account ?? '' }),
      city,
      onProgress: () => undefined,
    })
    spent += performance.now() - began
  }
  print(`${count} cases with their timelines written at ${Math.round(count / (spent / 1000))} cases/s`)
}

interface Base {
  id: string
  longitude: number | null
  latitude: number | null
}

/** A point some hundred metres away, so that copies are neighbours and not one heap. */
function moved(
  { longitude, latitude }: Base,
  random: SeededRandom,
): { longitude: number | null; latitude: number | null } {
  if (longitude === null || latitude === null) return { longitude: null, latitude: null }
  const [angle, metres] = [random.number() * 2 * Math.PI, random.number() * 800]
  return {
    latitude: latitude + (Math.cos(angle) * metres) / metresPerDegree,
    longitude:
      longitude + (Math.sin(angle) * metres) / (metresPerDegree * Math.cos((latitude * Math.PI) / 180)),
  }
}

/** Copies of written cases: moved by some hundred metres and some hours, with the same words; without a timeline. */
async function copy(
  owner: Database,
  base: readonly Base[],
  { count, random }: { count: number; random: SeededRandom },
): Promise<void> {
  const rows = Array.from({ length: count }, (_, place) => {
    const one = base[(place * 7919 + random.integer(0, base.length - 1)) % base.length]!
    const point = moved(one, random)
    const cell =
      point.longitude === null || point.latitude === null
        ? null
        : cellAt({ longitude: point.longitude, latitude: point.latitude })
    return { base: one.id, ...point, cell, hours: random.number() * 48 }
  })
  await sql`
    with given as materialized (
      select gen_random_uuid() as id, given.* from json_to_recordset(${JSON.stringify(rows)}::json) as given (
        base uuid, longitude float8, latitude float8, cell text, hours float8)
    ), record as (
      insert into cases.case_record
      select (jsonb_populate_record(origin, jsonb_build_object(
               'id', given.id, 'code', given.id::text, 'external_id', null, 'cell', given.cell,
               'reported_at', origin.reported_at - make_interval(secs => given.hours * 3600)))).*
        from given join cases.case_record origin on origin.id = given.base
    )
    insert into cases.case_content (case_id, subject, detail, address, longitude, latitude, reporter_name, reporter_phone,
           phone_index, phone_tail_index, name_index, look_up_version, anonymous, follow_up_code, search)
    select given.id, subject, detail, address, given.longitude, given.latitude, reporter_name, reporter_phone,
           phone_index, phone_tail_index, name_index, look_up_version, anonymous, given.id::text, search
      from given join cases.case_content origin on origin.case_id = given.base`.execute(owner)
}

/** Indexes of the two tables besides their keys and what a copy would break: dropped for the filling and made again after it. */
async function withoutIndexes(owner: Database, work: () => Promise<void>): Promise<void> {
  const { rows } = await sql<{ name: string; made: string; unique: boolean }>`
    select indexname as name, indexdef as made, indexdef like 'CREATE UNIQUE%' as unique from pg_indexes
     where schemaname = 'cases' and tablename in ('case_record', 'case_content') and indexname not like '%_pkey'`.execute(
    owner,
  )
  const constraint = 'case_record_follow_up_hash_key'
  await sql`alter table cases.case_record drop constraint if exists ${sql.ref(constraint)}`.execute(owner)
  const held = rows.filter(row => !row.unique)
  for (const { name } of held) await sql`drop index cases.${sql.ref(name)}`.execute(owner)
  await work()
  await sql`set maintenance_work_mem = '512MB'`.execute(owner)
  for (const { made } of held) await sql.raw(made).execute(owner)
}

/**
 * Fills a database of its own with a demo city and so many cases. The first 20,000 are written as the product writes them;
 * the others are copies of them by place and time, in statements of 50,000: a million takes minutes, not an hour. Copies
 * share the words and have no timeline.
 */
export async function fillCases(
  hub: Hub,
  owner: Database,
  wanted: { count: number; print: Print },
): Promise<void> {
  const { count, print } = wanted
  await inTransaction(hub.database, tx => seedCity(tx, demoCity()))
  await hub.refreshCity()
  const written = Math.min(count, mostWritten)
  await write(hub, written, print)
  if (count > written) {
    const began = performance.now()
    const { rows } = await sql<Base>`
      select case_id as id, longitude, latitude from cases.case_content
        join cases.case_record on case_record.id = case_id order by external_id`.execute(owner)
    const random = seededRandom(count)
    await withoutIndexes(owner, async () => {
      for (let done = written; done < count; done += multiplied)
        await copy(owner, rows, { count: Math.min(multiplied, count - done), random })
    })
    print(
      `${count - written} more copied from them, indexes made anew, in ${((performance.now() - began) / 1000).toFixed(0)} s`,
    )
  }
  await sql`vacuum analyze`.execute(owner)
}
