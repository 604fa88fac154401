import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { cellToParent, latLngToCell } from 'h3-js'
import { sql } from 'kysely'
import { inTransaction } from '#base/index.ts'
import { createCity, seedCity } from '#city/index.ts'
import { type TestDatabase, testDatabase } from '../../../test/test-database.ts'
import { smallCity } from '../../city/small-city.fixture.ts'
import { createFeedShelf } from './feed-shelf.ts'
import { selectMonths } from './open-data.store.ts'
import { smallestGroup, writeFeed } from './write-feed.ts'

/** Open data as somebody reads it who looks for one person. */
let base: TestDatabase
let loop: Parameters<typeof writeFeed>[0]

before(async () => {
  base = await testDatabase()
  const category = (id: string, parentId: string | null) => ({
    id,
    parentId,
    name: `分类${id}`,
    nameEnglish: id,
  })
  const more = [category('light-park', 'light'), category('water', null), category('water-leak', 'water')]
  await inTransaction(base.database, tx =>
    seedCity(tx, { ...smallCity, categories: [...smallCity.categories, ...more] }),
  )
  const city = createCity({ database: base.database })
  loop = { database: base.database, city } as typeof loop
})
after(() => base.close())

const cellA = latLngToCell(30.01, 113.01, 9)
const [shownA, beside] = [cellToParent(cellA, 7), latLngToCell(30.011, 113.013, 9)]
const cellB = latLngToCell(30.035, 113.06, 9)

interface Matter {
  leaf: string | null
  region: string | null
  cell: string | null
  day: number
  /** Of the day, in the city. */
  hour?: number
  state?: string
  disposition?: string | null
  closedDay?: number
}
const lamp: Matter = { leaf: 'light-street-broken', region: 'aaa', cell: cellA, day: 3 }
const of = (count: number, changes: Partial<Matter> = {}): Matter[] =>
  Array.from({ length: count }, () => ({ ...lamp, ...changes }))

async function write(month: string, matters: readonly Matter[]) {
  const two = (day: number) => String(day).padStart(2, '0')
  const rows = matters.map(one => ({
    leaf: one.leaf,
    region: one.region,
    cell: one.cell,
    at: `${month}-${two(one.day)}T${two(one.hour ?? 12)}:00:00+08:00`,
    state: one.state ?? 'handling',
    disposition: one.disposition ?? null,
    closed: one.closedDay === undefined ? null : `${month}-${two(one.closedDay)}T12:00:00+08:00`,
  }))
  await sql`
    insert into cases.case_record (id, code, state, disposition, category_id, region_id, cell, channel, nature, urgency,
                                   reported_at, updated_at, closed_at, created_by, source, follow_up_hash)
    select made.id, made.id::text, state, disposition, leaf, region, cell, 'phone', 'complaint', 'normal',
           at, at, closed, 'test', 'test', sha256(made.id::text::bytea)
      from json_to_recordset(${JSON.stringify(rows)}::json) as given
             (leaf text, region text, cell text, at timestamptz, state text, disposition text, closed timestamptz),
           lateral (select gen_random_uuid() as id, length(given.state)) as made`.execute(base.owner)
}

type Row = Record<string, string>
async function readCsv(month: string): Promise<Row[]> {
  const feed = await writeFeed(loop, month, 'csv')
  const rows = parse(await readFile(feed.path, 'utf8'), { columns: true, bom: true }) as Row[]
  await feed.drop()
  assert.ok(!existsSync(feed.path))
  return rows
}
/** What is shown, and of how many cases. */
async function shown(month: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const row of await readCsv(month)) {
    const key = [row.category_code, row.district_code, row.cell, row.reported!.slice(7)].join('|')
    counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}

const street = 'light-street-broken'
const fine = `${street}|aa|${shownA}|-03`
const scenes: [name: string, matters: Matter[], expected: Record<string, number>][] = [
  ['five alike are shown whole', of(5), { [fine]: 5 }],
  ['four alike are not there', of(4), {}],
  ['nobody is not there', [], {}],
  [
    'grids of one district and cells of one quarter are alike',
    [...of(2), ...of(2, { region: 'aab' }), ...of(1, { cell: beside })],
    { [fine]: 5 },
  ],
  ['another day', [...of(4), ...of(1, { day: 4 })], { [`${street}|aa||`]: 5 }],
  ['another quarter', [...of(4), ...of(1, { cell: cellB })], { [`${street}|aa||`]: 5 }],
  ['no place on the map', [...of(4), ...of(1, { cell: null })], { [`${street}|aa||`]: 5 }],
  [
    'one beside five is not shown by what it has in common with them',
    [...of(5), ...of(1, { day: 9 })],
    { [fine]: 5 },
  ],
  ['four beside five are not either', [...of(5), ...of(4, { day: 9 })], { [fine]: 5 }],
  [
    'five beside five are',
    [...of(5), ...of(5, { day: 9 })],
    { [fine]: 5, [`${street}|aa|${shownA}|-09`]: 5 },
  ],
  ['eight on two days', [...of(4), ...of(4, { day: 9 })], { [`${street}|aa||`]: 8 }],
  ['two kinds of one family', [...of(3), ...of(2, { leaf: 'light-park' })], { 'light|aa||': 5 }],
  ['two families', [...of(3), ...of(2, { leaf: 'water-leak' })], { '|aa||': 5 }],
  ['some without a kind', [...of(3), ...of(2, { leaf: null })], { '|aa||': 5 }],
  ['two districts', [...of(3), ...of(2, { region: 'ab' })], { '|||': 5 }],
  [
    'two districts and a remainder',
    [...of(5), ...of(3, { leaf: 'water-leak' }), ...of(1, { region: 'ab' })],
    { [fine]: 5 },
  ],
  ['a region outside every district', of(5, { region: 'a' }), { [`${street}||${shownA}|-03`]: 5 }],
  ['a region the city does not know', of(5, { region: 'gone' }), { [`${street}||${shownA}|-03`]: 5 }],
  ['no region, no cell, no kind', of(5, { region: null, cell: null, leaf: null }), { '|||-03': 5 }],
  ['a kind the city does not know', of(5, { leaf: 'gone' }), { [`gone|aa|${shownA}|-03`]: 5 }],
  [
    'the steps go on with who is left',
    [
      ...of(5),
      ...of(4, { day: 5 }),
      ...of(1, { cell: cellB }),
      ...of(3, { leaf: 'light-park' }),
      ...of(2, { leaf: 'light-street', day: 8 }),
    ],
    { [fine]: 5, [`${street}|aa||`]: 5, 'light|aa||': 5 },
  ],
  [
    'the last hour of a month is in it, the first of the next is not',
    [...of(3, { day: 30, hour: 23 }), ...of(2, { day: 30, hour: 0 })],
    { [`${street}|aa|${shownA}|-30`]: 5 },
  ],
]
const monthOf = (place: number) => new Date(Date.UTC(2020, place, 1)).toISOString().slice(0, 7)

test('each is shown as finely as five share it, and no finer', async t => {
  // Every second month, so that what falls out of one would be seen; from March on, so that none of them is February.
  const months = scenes.map((_, at) => monthOf(at * 2 + 2))
  for (const [at, [, matters]] of scenes.entries()) await write(months[at]!, matters)
  for (const [at, [name, , expected]] of scenes.entries())
    await t.test(name, async () => assert.deepEqual(await shown(months[at]!), expected))
})

test('months are those of the city: an hour before midnight in London is the next day here', async () => {
  // 2019-05-31T23:30 in UTC.
  await write('2019-06', of(5, { day: 1, hour: 7 }))
  assert.deepEqual(await shown('2019-05'), {})
  assert.deepEqual(await shown('2019-06'), { [`${street}|aa|${shownA}|-01`]: 5 })
})

test('how it stands and how long it took is told in whole days; of an open case no ending', async () => {
  await write('2019-08', [
    ...of(2, { state: 'closed', disposition: 'resolved', closedDay: 3 }),
    ...of(2, { state: 'closed', disposition: 'declined', closedDay: 20 }),
    ...of(1, { state: 'verifying' }),
  ])
  const rows = await readCsv('2019-08')
  assert.deepEqual(rows.map(row => [row.state, row.disposition, row.days_to_closing]).toSorted(), [
    ['closed', 'declined', '17'],
    ['closed', 'declined', '17'],
    ['closed', 'resolved', '0'],
    ['closed', 'resolved', '0'],
    ['verifying', '', ''],
  ])
  assert.deepEqual(Object.keys(rows[0]!), [
    'category_code',
    'category',
    'district_code',
    'district',
    'cell',
    'reported',
    'state',
    'disposition',
    'days_to_closing',
  ])
})

test('in many cities of chance nobody is found by all that is known of them', async () => {
  // A generator of one's own, so that a failure comes again.
  let seed = 20_261_122
  const next = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((seed / 2_147_483_648) * below)
  }
  const pick = <T>(list: readonly T[]) => list[next(list.length)]!
  const tops: Record<string, string> = { [street]: 'light', 'light-park': 'light', 'water-leak': 'water' }
  for (let turn = 0; turn < 20; turn++) {
    const month = monthOf(-240 + turn)
    const matters = Array.from({ length: 8 + next(60) }, () => ({
      leaf: pick([street, street, 'light-park', 'water-leak', null]),
      region: pick(['aaa', 'aab', 'ab', null]),
      cell: pick([cellA, beside, cellB, null]),
      day: 1 + next(3),
    }))
    await write(month, matters)
    const rows = await readCsv(month)
    const groups = Map.groupBy(rows, row =>
      [row.category_code, row.district_code, row.cell, row.reported].join('|'),
    )
    for (const [key, group] of groups)
      assert.ok(group.length >= smallestGroup, `${month} ${key}: ${group.length}`)
    assert.ok(rows.length <= matters.length)
    for (const one of matters) {
      const district = one.region === null ? '' : one.region.slice(0, 2)
      const cell = one.cell === null ? '' : cellToParent(one.cell, 7)
      const day = `${month}-0${one.day}`
      const fits = rows.filter(
        row =>
          (row.category_code === '' || [one.leaf, tops[one.leaf ?? '']].includes(row.category_code!)) &&
          (row.district_code === '' || row.district_code === district) &&
          (row.cell === '' || row.cell === cell) &&
          (row.reported === month || row.reported === day),
      )
      assert.ok(
        fits.length === 0 || fits.length >= smallestGroup,
        `${month}: ${fits.length} rows fit ${JSON.stringify(one)}`,
      )
    }
  }
})

test('more rows than are read at once, none at all, and both formats are whole documents', async () => {
  await write('2018-03', of(5003))
  assert.deepEqual(await shown('2018-03'), { [fine]: 5003 })
  for (const [month, count] of [
    ['2018-03', 5003],
    ['2018-04', 0],
  ] as const) {
    const feed = await writeFeed(loop, month, 'geojson')
    const { type, features } = JSON.parse(await readFile(feed.path, 'utf8'))
    assert.deepEqual([type, features.length], ['FeatureCollection', count])
    for (const one of features.slice(0, 3)) {
      const [longitude, latitude] = one.geometry.coordinates
      // The centre of five square kilometres, not the house.
      assert.ok(Math.abs(longitude - 113.01) < 0.03 && Math.abs(latitude - 30.01) < 0.03)
      assert.equal(latLngToCell(latitude, longitude, 7), shownA)
    }
    await feed.drop()
  }
  const empty = await writeFeed(loop, '2018-04', 'csv')
  assert.equal((await readFile(empty.path, 'utf8')).split('\r\n').length, 2)
  await empty.drop()
})

test('the same cases in another order are the same feed to the letter', async () => {
  const matters = [
    ...of(5),
    ...of(6, { day: 7, state: 'closed', disposition: 'answered', closedDay: 9 }),
    ...of(5, { leaf: 'light-park' }),
  ]
  await write('2017-01', matters)
  const first = await writeFeed(loop, '2017-01', 'csv')
  await sql`delete from cases.case_record where reported_at between '2017-01-01T00:00:00+08:00' and '2017-02-01T00:00:00+08:00'`.execute(
    base.owner,
  )
  await write('2017-01', matters.toReversed())
  const second = await writeFeed(loop, '2017-01', 'csv')
  assert.equal(second.tag, first.tag)
  await Promise.all([first.drop(), second.drop()])
})

test('every past month since the first case is listed, the present one never', async () => {
  const months = await selectMonths(base.database, 'Asia/Shanghai')
  assert.deepEqual([...months].sort().reverse(), months)
  assert.equal(new Set(months).size, months.length)
  assert.ok(months.includes('2018-04'), 'also one in which nothing came in')
  const { rows } = await sql<{ month: string; first: string }>`
    select to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM') as month,
           (select to_char(min(reported_at) at time zone 'Asia/Shanghai', 'YYYY-MM') from cases.case_record) as first`.execute(
    base.owner,
  )
  assert.deepEqual([months.includes(rows[0]!.month), months.at(-1)], [false, rows[0]!.first])
})

test('a feed that failed is made anew, and of many months a dozen are kept', async () => {
  let broken = true
  const city = { snapshot: async () => (broken ? Promise.reject(new Error('away')) : loop.city.snapshot()) }
  const shelf = createFeedShelf({ ...loop, city } as typeof loop)
  const failing = await Promise.allSettled([shelf.take('2018-04', 'csv'), shelf.take('2018-04', 'csv')])
  assert.deepEqual(
    failing.map(one => one.status),
    ['rejected', 'rejected'],
  )
  broken = false
  const kept = await shelf.take('2018-04', 'csv')
  assert.equal(await shelf.take('2018-04', 'csv'), kept)
  assert.notEqual((await shelf.take('2018-04', 'geojson')).path, kept.path)
  const taken = []
  for (let at = 0; at < 12; at++) taken.push(await shelf.take(monthOf(at), 'csv'))
  assert.notEqual((await shelf.take('2018-04', 'csv')).path, kept.path, 'the oldest has made room')
  await shelf.clear()
  assert.ok([kept, ...taken].every(one => !existsSync(one.path)))
})
