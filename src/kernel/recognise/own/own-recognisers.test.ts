import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { readEntries } from '#ledger/index.ts'
import { selectGuardRecord } from '../../guard/guard.store.ts'
import { algorithm, code, person, testKernel } from '../../kernel.fixture.ts'
import { createRecognisers } from './create-recognisers.ts'
import type { OwnRecogniser } from './own-recogniser.contract.ts'
import { recogniserRoutes } from './recogniser.routes.ts'

const gas: OwnRecogniser = {
  titleZh: '燃气户号',
  titleEn: 'Gas account',
  pattern: 'RQ\\d{8}',
  checksum: 'none',
  words: ['燃气'],
  wordsRequired: false,
  score: 0.9,
  level: 'L4',
  examples: ['燃气户号RQ12345678'],
  counterExamples: ['RQ123'],
  enabled: true,
}
const text = '燃气RQ12345678停了'

async function withRoutes(t: TestContext) {
  const usual = algorithm()
  const world = await testKernel(t, { algorithms: [usual] })
  const { recognisers } = world.kernel
  const routes = recogniserRoutes({ database: world.database, recognisers })
  const call = async (name: string, request: { params?: object; body?: unknown }) => {
    const found = routes.find(one => `${one.method} ${one.path}` === name)
    assert.ok(found, name)
    const answer = await found.handle({
      params: found.params?.parse(request.params ?? {}) ?? {},
      body: found.body?.parse(request.body ?? {}) ?? {},
      query: {},
      caller: person,
      language: 'zh',
      address: '',
      origin: 'http://localhost',
      header: () => undefined,
      upload: undefined,
      signal: new AbortController().signal,
    })
    assert.ok(typeof found.response !== 'string')
    // biome-ignore lint/suspicious/noExplicitAny: each route answers in its own shape
    return found.response.parse(answer) as any
  }
  const save = (version: number, changes: Partial<OwnRecogniser> = {}) =>
    call('PUT /api/recognisers/:key', {
      params: { key: 'gas-account' },
      body: { ...gas, ...changes, version },
    })
  return { ...world, usual, recognisers, call, save }
}

test('a recogniser is tried, saved, recorded, and holds in the guard at once; each change is a version', async t => {
  const { save, call, kernel, database, usual } = await withRoutes(t)
  assert.deepEqual((await kernel.guard()).findingsIn(text), [])
  const saved = await save(0)
  assert.deepEqual([saved.version, saved.changedBy], [1, person.id])
  const [found] = (await kernel.guard()).findingsIn(text)
  assert.deepEqual([found?.type, found?.level, found?.start, found?.end], ['own:gas-account', 'L4', 2, 12])
  // What an algorithm is asked is looked at with it too: the text has the level of what was found in it.
  const decision = await kernel.infer(usual, { subject: 'case:1', input: { text } }, person)
  const record = await selectGuardRecord(database, decision.decisionId)
  assert.deepEqual([record?.input_level, record?.findings], ['L4', { 'own:gas-account': 1 }])

  await save(1, { level: 'L2', titleZh: '燃气用户号' })
  assert.equal((await kernel.guard()).findingsIn(text)[0]?.level, 'L2')
  await save(2, { enabled: false })
  assert.deepEqual((await kernel.guard()).findingsIn(text), [], 'switched off')
  const { own, builtIn } = await call('GET /api/recognisers', {})
  assert.deepEqual(
    own.map((one: OwnRecogniser & { version: number }) => [one.version, one.titleZh, one.enabled]),
    [[3, '燃气户号', false]],
  )
  assert.equal(builtIn.length, 15)
  const { items } = await call('GET /api/recognisers/:key/versions', { params: { key: 'gas-account' } })
  assert.deepEqual(
    items.map((one: { version: number }) => one.version),
    [3, 2, 1],
  )
  const entries = await readEntries(database, 'recogniser:gas-account')
  assert.deepEqual(
    entries.map(one => one.kind),
    Array(3).fill('guard.recogniser-changed'),
  )
})

test('what does not do what its examples say is refused with the example, and nothing is saved', async t => {
  const { save, call, database } = await withRoutes(t)
  await assert.rejects(save(0, { examples: ['QR12345678'] }), error => {
    assert.ok(code('kernel.recogniser-example-missed')(error))
    assert.match(String((error as Error).message), /QR12345678/)
    return true
  })
  await assert.rejects(save(0, { counterExamples: ['RQ00000000'] }), code('kernel.recogniser-example-found'))
  await assert.rejects(save(0, { pattern: '(' }), code('kernel.recogniser-pattern-invalid'))
  await assert.rejects(save(0, { pattern: 'a*' }), code('kernel.recogniser-pattern-empty'))
  await assert.rejects(save(0, { words: [], wordsRequired: true }), code('kernel.recogniser-words-missing'))
  assert.deepEqual((await call('GET /api/recognisers', {})).own, [])
  assert.deepEqual(await readEntries(database, 'recogniser:gas-account'), [])
})

test('of two who change one recogniser one does; a version is never altered', async t => {
  const { save, database } = await withRoutes(t)
  await assert.rejects(save(1), code('kernel.recogniser-changed'))
  const both = await Promise.allSettled([save(0), save(0, { score: 0.5 })])
  assert.deepEqual(both.map(one => one.status).sort(), ['fulfilled', 'rejected'])
  await assert.rejects(save(0), code('kernel.recogniser-changed'))
  await assert.rejects(sql`update kernel.recogniser set pattern = 'x'`.execute(database))
  await assert.rejects(sql`delete from kernel.recogniser`.execute(database))
})

test('another process sees a change within seconds, and keeps what it has while the database is silent', async t => {
  const { save, database } = await withRoutes(t)
  const other = createRecognisers(database)
  const before = await other.inForce()
  assert.deepEqual(before.recognise(text), [])
  await save(0)
  assert.equal(await other.inForce(), before, 'not asked anew at once')
  for (let left = 80; (await other.inForce()) === before && left > 0; left--) await wait(100)
  const [found] = (await other.inForce()).recognise(text)
  assert.equal(found?.type, 'own:gas-account')
})

test('a text is tried with a draft that is not saved, beside the others; neither is kept', async t => {
  const { save, call, database } = await withRoutes(t)
  const mine = `${text}，电话13800138000`
  const trial = await call('POST /api/recognisers/trial', { body: { text: mine, draft: gas } })
  assert.deepEqual(
    trial.findings.map((one: { type: string }) => one.type),
    ['own:draft', 'mobile'],
  )
  assert.equal(trial.level, 'L4')
  await assert.rejects(
    call('POST /api/recognisers/trial', { body: { text: mine, draft: { ...gas, pattern: '(' } } }),
    code('kernel.recogniser-pattern-invalid'),
  )
  await save(0)
  const saved = await call('POST /api/recognisers/trial', { body: { text: mine } })
  assert.deepEqual(
    saved.findings.map((one: { type: string }) => one.type),
    ['own:gas-account', 'mobile'],
  )
  const empty = await call('POST /api/recognisers/trial', { body: { text: '' } })
  assert.deepEqual([empty.findings, empty.level], [[], 'L1'])
  const dump = await sql<{ row: string }>`select to_jsonb(r)::text as row from kernel.recogniser r`.execute(
    database,
  )
  assert.ok(!dump.rows.some(one => one.row.includes('13800138000')))
})
