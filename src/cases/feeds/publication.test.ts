import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { after, before, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { pino } from 'pino'
import { readConfig } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'
import { join, serverOf } from '../../main.ts'
import { type FeedMonths, feedColumns, type Publication } from './publication.contract.ts'

/** Open data as a person switches it, on two processes of one database. */
let hub: TestHub
let other: FastifyInstance
const endings: (() => Promise<unknown>)[] = []

before(async () => {
  hub = await testHub()
  const folder = await mkdtemp(joinPath(tmpdir(), 'chengshu-second-'))
  const log = pino({ level: 'silent' })
  const config = readConfig({ CHENGSHU_DATA: folder, PORT: '0' })
  const second = await join({ config, log, connections: hub.base.connections, worker: false })
  other = await serverOf(second, log)
  await other.ready()
  endings.push(
    () => other.close(),
    () => second.close(),
    () => rm(folder, { recursive: true, force: true }),
  )
  // Six alike and four alike in each of three past months.
  const city = await hub.hub.snapshot()
  const [one, two] = city.categories.filter(leaf => !city.categories.some(of => of.parentId === leaf.id))
  const district = city.regions.find(region => region.level === 'district')!.id
  for (const month of ['2026-05', '2026-06', '2026-07'])
    for (const [category, count] of [
      [one!.id, 6],
      [two!.id, 4],
    ] as const)
      await sql`
        insert into cases.case_record (id, code, state, category_id, region_id, cell, channel, nature, urgency, reported_at,
                                       updated_at, created_by, source, follow_up_hash)
        select made.id, made.id::text, 'handling', ${category}, ${district}, '8931a8da10bffff', 'phone', 'complaint', 'normal',
               ${`${month}-03T12:00:00+08:00`}::timestamptz, now(), 'test', 'test', sha256(made.id::text::bytea)
          from generate_series(1, ${count}::int) as n, lateral (select gen_random_uuid() as id, n) as made`.execute(
        hub.base.owner,
      )
})
after(async () => {
  for (const end of endings) await end()
  await hub.close()
})

const headersOf = async (account: string) => ({ authorization: `Bearer ${await hub.token(account)}` })
const read = async (account = 'data-steward1') =>
  await hub.server.inject({ url: '/api/publication', headers: await headersOf(account) })
async function put(change: Partial<Publication>, account = 'data-steward1') {
  const { openData, columns, newestMonths, requests, version } = (await read()).json() as Publication
  const payload = { openData, columns, newestMonths, requests, version, ...change }
  const headers = await headersOf(account)
  return await hub.server.inject({ method: 'PUT', url: '/api/publication', headers, payload })
}
async function set(change: Partial<Publication>) {
  const answer = await put(change)
  assert.equal(answer.statusCode, 200, answer.body)
}
const whole: Partial<Publication> = { openData: true, columns: [...feedColumns], newestMonths: null }

test('a city that said nothing offers open data of every month with every column, as it always did', async () => {
  const held = (await read()).json()
  assert.deepEqual(held, {
    openData: true,
    columns: [...feedColumns],
    newestMonths: null,
    requests: 'generalised',
    version: 1,
    smallestGroup: 5,
    changedAt: null,
    changedBy: null,
  })
  const index = (await hub.server.inject('/open-data/index.json')).json()
  assert.deepEqual(index.columns, [...feedColumns])
  assert.equal(index.months.at(-1).month, '2026-05')
})

test('only a data steward reads and changes it', async () => {
  for (const account of [
    'seat1',
    'dispatcher1',
    'leader1',
    'analyst1',
    'citizen1',
    'audit-admin',
    'security-admin',
  ]) {
    assert.equal((await read(account)).statusCode, 403, account)
    assert.equal((await put({ openData: false }, account)).statusCode, 403, account)
  }
  for (const url of ['/api/publication', '/api/publication/months'])
    assert.equal((await hub.server.inject({ url })).statusCode, 401)
  assert.equal((await read()).json().version, 1, 'nothing was changed')
})

test('what is not well-formed is refused', async () => {
  const wrong: Record<string, unknown>[] = [
    { openData: 'yes' },
    { columns: [] },
    { columns: ['subject'] },
    { columns: ['category', 'reporter'] },
    { newestMonths: 0 },
    { newestMonths: 601 },
    { newestMonths: 1.5 },
    { requests: 'all' },
    { requests: null },
    { version: 0 },
    { version: 2 ** 31 },
    { version: Number.MAX_SAFE_INTEGER },
    { version: undefined },
  ]
  for (const change of wrong)
    assert.equal((await put(change as Partial<Publication>)).statusCode, 400, JSON.stringify(change))
})

test('switched off it is gone from every process at once, and back at once', async () => {
  const urls = ['/open-data/index.json', '/open-data/cases/2026-05.csv', '/open-data/cases/2026-05.geojson']
  const codes = async () =>
    (await Promise.all([hub.server, other].flatMap(one => urls.map(url => one.inject(url))))).map(
      answer => answer.statusCode,
    )
  // Both have written their files before.
  assert.deepEqual(new Set(await codes()), new Set([200]))
  await set({ openData: false })
  assert.deepEqual(new Set(await codes()), new Set([404]))
  assert.equal((await other.inject(urls[1]!)).json().code, 'cases.open-data-off')
  await set({ openData: true })
  assert.deepEqual(new Set(await codes()), new Set([200]))
})

test('columns and months that are offered are all there is, in every process, though the whole was asked for before', async () => {
  const url = '/open-data/cases/2026-07.csv'
  const rows = async (server: FastifyInstance) =>
    parse((await server.inject(url)).body, { columns: true, bom: true }) as Record<string, string>[]
  for (const server of [hub.server, other]) assert.equal(Object.keys((await rows(server))[0]!).length, 9)
  await set({ columns: ['state', 'district'] })
  for (const server of [hub.server, other]) {
    const found = await rows(server)
    assert.deepEqual(Object.keys(found[0]!), ['district_code', 'district', 'state'])
    assert.equal(found.length, 6, 'no more and no fewer are shown')
    const { features } = (await server.inject(url.replace('csv', 'geojson'))).json()
    assert.deepEqual(Object.keys(features[0].properties), ['districtCode', 'district', 'state'])
    assert.equal(features[0].geometry, null, 'a place is a column too')
  }
  const months = async (server: FastifyInstance) =>
    (await server.inject('/open-data/index.json')).json().months.length as number
  const all = await months(other)
  await set({ ...whole, newestMonths: all - 1 })
  assert.equal(await months(other), all - 1)
  assert.equal((await other.inject('/open-data/cases/2026-05.csv')).statusCode, 404)
  await set(whole)
  assert.equal(await months(other), all)
})

test('it is said how many are held back, also before it is switched on', async () => {
  const counted = async () => {
    const headers = await headersOf('data-steward1')
    const answer = await hub.server.inject({ url: '/api/publication/months', headers })
    assert.equal(answer.statusCode, 200, answer.body)
    return answer.json() as FeedMonths
  }
  const expected = { month: '2026-07', cases: 10, fine: 6, coarser: 0, heldBack: 4 }
  const { items, offered } = await counted()
  assert.deepEqual(
    items.find(one => one.month === '2026-07'),
    expected,
  )
  assert.ok(items.length <= 12 && offered >= items.length)
  await set({ openData: false })
  assert.deepEqual(
    (await counted()).items.find(one => one.month === '2026-07'),
    expected,
  )
  await set({ ...whole, newestMonths: 1 })
  assert.deepEqual(
    [(await counted()).items.length, (await counted()).offered],
    [1, 1],
    'as many as are on offer',
  )
  await set(whole)
})

test('of two tabs that save from one version the second is told; every change is in the ledger with who made it', async () => {
  const { version } = (await read()).json()
  const before = (await readEntries(hub.base.database, 'publication')).length
  const answers = await Promise.all(
    [1, 2, 3, 4].map(newestMonths => put({ newestMonths: newestMonths * 12, version })),
  )
  assert.deepEqual(answers.map(one => one.statusCode).toSorted(), [200, 409, 409, 409])
  assert.equal(answers.find(one => one.statusCode === 409)!.json().code, 'cases.stale-template')
  const held = (await read()).json()
  assert.deepEqual(
    [held.version, typeof held.changedAt, held.changedBy !== null],
    [version + 1, 'string', true],
  )
  const entries = await readEntries(hub.base.database, 'publication')
  assert.equal(entries.length, before + 1)
  const body = entries.map(one => one.body as { version: number; newestMonths: number | null; by: string })
  const last = body.find(one => one.version === version + 1)!
  assert.equal(last.newestMonths, held.newestMonths)
  await set({ ...whole, columns: ['state', 'category', 'state'] as Publication['columns'] })
  assert.deepEqual((await read()).json().columns, ['category', 'state'], 'each once, in their own order')
  await set(whole)
})
