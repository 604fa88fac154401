import assert from 'node:assert/strict'
import { after, before, mock, type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { hideRaised, raiseLevels } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { personActor } from '../../../test/fixtures/actors.ts'
import { type TestDatabase, testDatabase } from '../../../test/test-database.ts'
import { decisionSummary } from '../kernel.contract.ts'
import { code } from '../kernel.fixture.ts'
import { changeLevels, ruleOnLevels } from './change-levels.ts'
import { createLevels } from './hold-levels.ts'
import { type LevelSettings, shippedSettings } from './level-settings.contract.ts'
import { listFields, readLevels } from './read-levels.ts'

const field = (name: string) => `kernel/kernel.contract.ts#decisionSummary.${name}`
const first = personActor('officer-1')
const second = personActor('officer-2')
const of = (part: Partial<LevelSettings>): LevelSettings => ({ ...shippedSettings, ...part })
const lower = of({ ceilings: { 'model:test': 'L2' } })
const lowest = of({ ceilings: { 'model:test': 'L1' } })

let base: TestDatabase
before(async () => {
  base = await testDatabase()
  // History cannot be emptied, as levels.test.ts shows; here each test begins without any.
  for (const table of ['kernel.level_version', 'kernel.level_ruling'])
    await sql`alter table ${sql.table(table)} disable trigger user`.execute(base.owner)
})
after(() => base.close())

async function opened(t: TestContext) {
  const { database, owner } = base
  await sql`truncate kernel.level_version, kernel.level_ruling`.execute(owner)
  t.after(() => raiseLevels(new Map()))
  const change = (basedOn: number, settings: LevelSettings, by = first) =>
    changeLevels(database, { basedOn, settings, reason: '年度复核' }, by)
  const rule = (number: number, confirmed: boolean, by = second) =>
    ruleOnLevels(database, { number, confirmed, reason: '已看过' }, by)
  const kindsOf = async (number: number) =>
    (await readEntries(database, `levels:${number}`)).map(entry => entry.kind)
  return { database, change, rule, kindsOf }
}

/** A clock that stands until it is moved. */
function standingClock(t: TestContext) {
  let now = 1_000_000
  const clock = mock.method(performance, 'now', () => now)
  t.after(() => clock.mock.restore())
  return (milliseconds: number) => {
    now += milliseconds
  }
}

test('another process sees a change after two seconds, the one that made it at once', async t => {
  const { database, change } = await opened(t)
  const pass = standingClock(t)
  const [here, there] = [createLevels(database), createLevels(database)]
  assert.deepEqual([(await here.inForce()).number, (await there.inForce()).number], [0, 0])
  await change(0, lower)
  here.forget()
  assert.deepEqual([(await here.inForce()).number, (await there.inForce()).number], [1, 0])
  pass(2_000)
  assert.equal((await there.inForce()).number, 0)
  pass(1)
  assert.equal((await there.inForce()).number, 1)
})

test('what did not change stays the same object, so that a guard need not be made anew; a proposal makes another', async t => {
  const { database, change } = await opened(t)
  const levels = createLevels(database)
  const before = await levels.inForce()
  levels.forget()
  assert.equal(await levels.inForce(), before)
  await change(0, lower)
  levels.forget()
  const after = await levels.inForce()
  assert.notEqual(after, before)
  assert.deepEqual([after.ceiling('model:test', 'L4'), after.ceiling('model:other', 'L3')], ['L2', 'L3'])
  assert.equal(before.ceiling('model:test', 'L4'), 'L4', 'a run that began before goes on as it began')
  assert.deepEqual(
    [...levels.providers],
    [
      ['model:test', 'L4'],
      ['model:other', 'L3'],
    ],
  )
})

test('while the database does not answer the levels of before hold; without any there is no answer', async t => {
  const { database, close } = await testDatabase(t)
  await changeLevels(database, { basedOn: 0, settings: lower, reason: '收紧' }, first)
  const [known, fresh] = [createLevels(database), createLevels(database)]
  assert.equal((await known.inForce()).number, 1)
  await close()
  known.forget()
  const still = await known.inForce()
  assert.deepEqual([still.number, still.ceiling('model:test', 'L4')], [1, 'L2'])
  await assert.rejects(fresh.inForce())
})

test('of several who change at once all but one are told, and of several who rule one is heard', async t => {
  const { database, change, rule, kindsOf } = await opened(t)
  // Who had to open a connection first would come too late to be in anybody's way.
  await Promise.all(Array.from({ length: 6 }, () => sql`select pg_sleep(0.1)`.execute(database)))
  const before = await kindsOf(2)
  const changes = await Promise.allSettled(
    [lowest, lower, lowest, lower, lowest, lower].map((settings, place) =>
      change(0, settings, place % 2 === 0 ? first : second),
    ),
  )
  const refused = changes.filter(one => one.status === 'rejected')
  assert.equal(refused.length, 5)
  for (const one of refused) assert.ok(code('kernel.levels-changed')(one.reason), String(one.reason))
  assert.deepEqual(await change(1, of({})), { number: 2, waits: true })
  const rulings = await Promise.allSettled([rule(2, true), rule(2, false), rule(2, true)])
  const unheard = rulings.filter(one => one.status === 'rejected')
  assert.equal(unheard.length, 2)
  for (const one of unheard) assert.ok(code('kernel.level-not-waiting')(one.reason), String(one.reason))
  const kinds = (await kindsOf(2)).slice(before.length)
  assert.deepEqual([kinds.length, kinds[0]], [2, 'levels.proposed'])
})

test('a proposal that was refused or overtaken never takes effect, and cannot be ruled on again', async t => {
  const { database, change, rule } = await opened(t)
  const levels = createLevels(database)
  await change(0, lowest)
  await change(1, lower)
  await change(1, of({}))
  await rule(3, false)
  for (const confirmed of [true, false])
    await assert.rejects(rule(3, confirmed), code('kernel.level-not-waiting'))
  await change(1, of({ ...lowest, findings: { name: 'L4' } }))
  await assert.rejects(rule(2, true), code('kernel.level-not-waiting'), 'based on what no longer holds')
  // Taking it back is possible even then.
  await rule(2, false, first)
  await assert.rejects(rule(99, true), code('kernel.level-not-waiting'))
  const { number, versions } = await readLevels(database, levels)
  assert.equal(number, 4)
  assert.deepEqual(
    versions.map(one => [one.number, one.state, one.ruledBy]),
    [
      [4, 'in-force', null],
      [3, 'refused', 'officer-2'],
      [2, 'refused', 'officer-1'],
      [1, 'superseded', null],
    ],
  )
})

test('a version that was refused by name leaves no trace: neither row nor ledger entry nor number', async t => {
  const { change, kindsOf } = await opened(t)
  const before = await kindsOf(1)
  for (const [settings, problem] of [
    [of({ findings: { 'own:': 'L4' } }), 'kernel.level-field-not-found'],
    [of({ findings: { 'own:Meter': 'L4' } }), 'kernel.level-field-not-found'],
    [of({ findings: { Mobile: 'L4' } }), 'kernel.level-field-not-found'],
    [of({ fields: { 'table:cases': { raise: null, flags: ['core'] } } }), 'kernel.level-field-not-found'],
    [of({ fields: { 'table:cases.a': { raise: 'L4', flags: [] } } }), 'kernel.level-field-not-found'],
    [of({ fields: { [field('madeAt')]: { raise: 'L4', flags: [] } } }), 'kernel.level-not-raisable'],
  ] as const)
    await assert.rejects(change(0, settings), code(problem), JSON.stringify(settings))
  assert.deepEqual(await kindsOf(1), before)
  const own = of({ findings: { 'own:water-meter-2': 'L4' } })
  assert.deepEqual(await change(0, own), { number: 1, waits: false })
})

test('raising what is raised takes effect at once, lowering it waits, and a flag more does not', async t => {
  const { change } = await opened(t)
  const raised = { [field('confidence')]: { raise: 'L3' as const, flags: [] } }
  await change(0, of({ fields: raised }))
  const gone = { ...raised, [field('confidence')]: { raise: 'L4' as const, flags: [] } }
  assert.deepEqual(await change(1, of({ fields: gone })), { number: 2, waits: false })
  assert.deepEqual(await change(2, of({ fields: raised })), { number: 3, waits: true })
  const flagged = { [field('confidence')]: { raise: 'L4' as const, flags: ['core' as const] } }
  assert.deepEqual(await change(2, of({ fields: flagged })), { number: 4, waits: false })
})

test('a raise hides a field after the next look, and shows it again once it is confirmed to be taken back', async t => {
  const { database, change, rule } = await opened(t)
  const levels = createLevels(database)
  const row = { confidence: 0.5, algorithm: 'a' }
  const shown = async () => {
    levels.forget()
    await levels.inForce()
    return (hideRaised(decisionSummary, row, 'L2') as typeof row).confidence
  }
  assert.equal(await shown(), 0.5)
  await change(0, of({ fields: { [field('confidence')]: { raise: 'L3', flags: [] } } }))
  assert.equal(await shown(), null)
  await change(1, of({}))
  assert.equal(await shown(), null, 'only proposed')
  await rule(2, true)
  assert.equal(await shown(), 0.5)
})

test('the map is filtered by room, level as raised, words in any case and what was changed; a page beyond is empty', async t => {
  const { database, change } = await opened(t)
  const levels = createLevels(database)
  const filtered = async (filter: object) => await listFields(levels, { page: 1, ...filter })
  const before = await filtered({ room: 'kernel', level: 'L3' })
  await change(0, of({ fields: { [field('confidence')]: { raise: 'L3', flags: ['core'] } } }))
  levels.forget()
  const after = await filtered({ room: 'kernel', level: 'L3' })
  assert.equal(after.count, before.count + 1)
  const [one] = (await filtered({ words: 'DECISIONSUMMARY.confidence' })).items
  assert.deepEqual([one?.own, one?.raise, one?.flags, one?.raisable], ['L2', 'L3', ['core'], true])
  assert.equal((await filtered({ words: 'DECISIONSUMMARY.confidence', level: 'L2' })).count, 0)
  assert.equal((await filtered({ changed: 'true', room: 'cases' })).count, 0)
  const beyond = await filtered({ page: 10_000 })
  assert.deepEqual([beyond.items, beyond.count > 800], [[], true])
  assert.equal((await filtered({ words: '%' })).count, 0, 'words are no pattern')
})

test('providers are listed by name with the ceiling they were asked with; one that was only set has none', async t => {
  const { database, change } = await opened(t)
  const levels = createLevels(database)
  await change(0, of({ ceilings: { 'corpus:papers': 'L2', 'model:test': 'L2' } }))
  ;(await levels.inForce()).ceiling('model:test', 'L3')
  ;(await levels.inForce()).ceiling('model:another', 'L4')
  assert.deepEqual((await readLevels(database, levels)).providers, [
    { name: 'corpus:papers', own: null },
    { name: 'model:another', own: 'L4' },
    { name: 'model:test', own: 'L3' },
  ])
})
