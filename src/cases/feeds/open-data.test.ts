import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { cellToParent } from 'h3-js'
import { sql } from 'kysely'
import { demoBusRoutes, demoDepartments, demoDuties, demoPlaces, demoRegions } from '#city/index.ts'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'
import { generateDemoCases } from '../demo/generate-demo-cases.ts'
import { recordDemoCases } from '../record-demo-cases.ts'
import { createFeedShelf } from './feed-shelf.ts'
import { smallestGroup, type writeFeed } from './write-feed.ts'

let hub: TestHub
let month: string
let loop: Parameters<typeof writeFeed>[0]

before(async () => {
  hub = await testHub()
  loop = { database: hub.hub.database, city: { snapshot: hub.hub.snapshot } } as typeof loop
  const cases = generateDemoCases({
    seed: 7,
    count: 1200,
    city: {
      regions: demoRegions(),
      departments: demoDepartments(),
      duties: demoDuties,
      places: demoPlaces(),
      busRoutes: demoBusRoutes,
    },
  })
  await recordDemoCases(hub.hub.database, cases, {
    who: () => ({ id: 'test', name: 'test' }),
    city: await hub.hub.snapshot(),
    onProgress: () => undefined,
  })
  // All in one past month, on two days, so that every grain of detail occurs.
  await sql`
    update cases.case_record
       set reported_at = date_trunc('month', now()) - interval '20 days' + (abs(hashtext(id::text)) % 2) * interval '1 day'`.execute(
    hub.base.owner,
  )
  // A dozen at one place on one day, and one of its kind alone.
  await sql`
    with chosen as (select * from cases.case_record where cell is not null and category_id is not null order by id limit 1)
    update cases.case_record record
       set cell = chosen.cell, category_id = chosen.category_id, region_id = chosen.region_id, reported_at = chosen.reported_at
      from chosen where record.id in (select id from cases.case_record order by id limit 12)`.execute(
    hub.base.owner,
  )
  await sql`
    with alone as (select category_id as kind, max(id::text)::uuid as id from cases.case_record
                    where category_id is not null group by category_id order by count(*) limit 1)
    update cases.case_record record set category_id = null from alone
     where record.category_id = alone.kind and record.id <> alone.id`.execute(hub.base.owner)
  const { rows } = await sql<{ month: string }>`
    select to_char(min(reported_at) at time zone 'Asia/Shanghai', 'YYYY-MM') as month from cases.case_record`.execute(
    hub.base.owner,
  )
  month = rows[0]!.month
})
after(() => hub.close())

type Row = Record<string, string>
const read = async (): Promise<Row[]> => {
  const answer = await hub.server.inject(`/open-data/cases/${month}.csv`)
  assert.equal(answer.statusCode, 200, answer.body)
  assert.equal(answer.headers['content-type'], 'text/csv; charset=utf-8')
  return parse(answer.body, { columns: true, bom: true })
}

test('no combination of properties is shared by fewer than five', async () => {
  const rows = await read()
  const groups = new Map<string, number>()
  for (const row of rows) {
    const key = [row.category_code, row.district_code, row.cell, row.reported].join('|')
    groups.set(key, (groups.get(key) ?? 0) + 1)
  }
  assert.ok(groups.size > 20, `only ${groups.size} groups`)
  assert.deepEqual(
    [...groups].filter(([, count]) => count < smallestGroup),
    [],
  )
  const fine = rows.filter(row => row.cell && row.reported!.length === 10)
  assert.ok(fine.length >= 12, 'what enough share is shown to the cell and the day')
  assert.ok(rows.some(row => row.category_code && !row.cell && row.reported === month))
  const { rows: alone } = await sql<{ kind: string }>`
    select category_id as kind from cases.case_record where category_id is not null
     group by category_id having count(*) = 1`.execute(hub.base.owner)
  assert.ok(alone.length > 0)
  for (const { kind } of alone) assert.ok(!rows.some(row => row.category_code === kind), kind)
})

test('nearly all are there, and what is told of them is true', async () => {
  const rows = await read()
  const { rows: held } = await sql<{ state: string; category_id: string; cell: string | null }>`
    select state, category_id, cell from cases.case_record`.execute(hub.base.owner)
  assert.ok(rows.length <= held.length && rows.length > held.length - 4 * smallestGroup)
  const categories = new Set(held.map(one => one.category_id))
  const { categories: known } = await hub.hub.snapshot()
  const cells = new Set(held.flatMap(one => (one.cell === null ? [] : [cellToParent(one.cell, 7)])))
  for (const row of rows) {
    if (row.cell) assert.ok(cells.has(row.cell), row.cell)
    const category = known.find(one => one.id === row.category_code)
    if (row.category_code) assert.ok(category && (categories.has(category.id) || category.parentId === null))
    assert.equal(row.category, category?.name ?? '')
    assert.equal(row.state === 'closed', row.days_to_closing !== '')
  }
})

test('nothing that anybody said or is called leaves the house', async () => {
  const { rows } = await sql<Row>`
    select subject, detail, address, reporter_name, reporter_phone, follow_up_code
      from cases.case_content where reporter_name is not null limit 300`.execute(hub.base.owner)
  assert.ok(rows.length > 20)
  const names = new Set((await hub.hub.snapshot()).categories.map(one => one.name))
  for (const format of ['csv', 'geojson']) {
    const { body } = await hub.server.inject(`/open-data/cases/${month}.${format}`)
    for (const row of rows)
      for (const text of Object.values(row))
        if (text && text.length > 1 && !names.has(text)) assert.ok(!body.includes(text), text)
  }
})

test('GeoJSON says the same at the centres of cells', async () => {
  const answer = await hub.server.inject(`/open-data/cases/${month}.geojson`)
  assert.equal(answer.headers['content-type'], 'application/geo+json; charset=utf-8')
  const { type, features } = answer.json()
  assert.equal(type, 'FeatureCollection')
  const rows = await read()
  assert.equal(features.length, rows.length)
  for (const one of features) {
    assert.equal(one.type, 'Feature')
    assert.equal(one.geometry === null, one.properties.cell === null)
  }
})

test('a feed may be kept, is not sent again to who has it, and there is none of a month that is not over', async () => {
  const url = `/open-data/cases/${month}.csv`
  const first = await hub.server.inject(url)
  assert.equal(first.headers['cache-control'], 'public, max-age=0', 'asked for again each time')
  const again = await hub.server.inject({ url, headers: { 'if-none-match': String(first.headers.etag) } })
  assert.equal(again.statusCode, 304)
  const { months, smallestGroup: group } = (await hub.server.inject('/open-data/index.json')).json()
  assert.deepEqual([months.at(-1).month, group], [month, 5])
  const now = new Date().toISOString().slice(0, 7)
  assert.ok(!months.some((one: { month: string }) => one.month === now))
  for (const [file, status] of [
    ['2001-01.csv', 404],
    ['2026-13.csv', 400],
    ['../../etc/passwd', 404],
  ] as const)
    assert.equal((await hub.server.inject(`/open-data/cases/${file}`)).statusCode, status, file)
})

test('however many ask, a month is worked out once an hour; what is dropped is removed', async () => {
  let now = 0
  const shelf = createFeedShelf(loop, () => now)
  const taken = await Promise.all(Array.from({ length: 8 }, () => shelf.take(month, 'csv')))
  assert.equal(new Set(taken.map(one => one.path)).size, 1)
  now = 3_600_001
  const later = await shelf.take(month, 'csv')
  assert.notEqual(later.path, taken[0]!.path)
  assert.equal(later.tag, taken[0]!.tag)
  assert.equal((await readFile(later.path, 'utf8')).slice(0, 1), '\ufeff')
  await shelf.clear()
  assert.ok(!existsSync(later.path) && !existsSync(taken[0]!.path))
})
