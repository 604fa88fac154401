import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { hideRaised, raiseLevels, readContracts } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { personActor } from '../../../test/fixtures/actors.ts'
import { decisionSummary } from '../kernel.contract.ts'
import { algorithm, code, person, testKernel } from '../kernel.fixture.ts'
import { changeLevels, ruleOnLevels } from './change-levels.ts'
import { type LevelSettings, shippedSettings } from './level-settings.contract.ts'
import { listFields, readLevels } from './read-levels.ts'

const confidence = 'kernel/kernel.contract.ts#decisionSummary.confidence'
const first = personActor('officer-1')
const second = personActor('officer-2')
const of = (part: Partial<LevelSettings>): LevelSettings => ({ ...shippedSettings, ...part })

async function opened(t: TestContext) {
  const usual = algorithm({})
  const made = await testKernel(t, { algorithms: [usual] })
  t.after(() => raiseLevels(new Map()))
  const change = async (basedOn: number, settings: LevelSettings, by = first) => {
    const answer = await changeLevels(made.database, { basedOn, settings, reason: '年度复核' }, by)
    made.kernel.levels.forget()
    return answer
  }
  const rule = async (number: number, confirmed: boolean, by = second) => {
    await ruleOnLevels(made.database, { number, confirmed, reason: '已看过' }, by)
    made.kernel.levels.forget()
  }
  const infer = async (text = '路灯不亮') =>
    await made.kernel.infer(usual, { subject: 'case:1', input: { text } }, person)
  return { ...made, change, rule, infer }
}

test('a ceiling of the city stops an algorithm at once; lifting it waits for a second person', async t => {
  const { change, rule, infer, kernel, database } = await opened(t)
  assert.equal((await infer()).outcome, 'advised')
  assert.deepEqual(await change(0, of({ ceilings: { 'model:test': 'L1' } })), { number: 1, waits: false })
  const refused = await infer()
  assert.deepEqual([refused.outcome, refused.reason], ['refused', 'level-above-ceiling'])
  const lifted = of({ ceilings: { 'model:test': 'L3' } })
  assert.deepEqual(await change(1, lifted), { number: 2, waits: true })
  assert.equal((await infer()).outcome, 'refused', 'a proposal changes nothing')
  await assert.rejects(rule(2, true, first), code('kernel.level-second-person'))
  await rule(2, true)
  assert.equal((await infer()).outcome, 'advised')
  const state = await readLevels(database, kernel.levels)
  assert.equal(state.number, 2)
  assert.deepEqual(
    state.versions.map(one => one.state),
    ['in-force', 'superseded'],
  )
  assert.deepEqual(state.providers, [{ name: 'model:test', own: 'L4' }])
  const kinds = [...(await readEntries(database, 'levels:1')), ...(await readEntries(database, 'levels:2'))]
  assert.deepEqual(
    kinds.map(entry => entry.kind),
    ['levels.changed', 'levels.proposed', 'levels.confirmed'],
  )
})

test('two changes on one version: the later is told; a proposal that was overtaken cannot be confirmed', async t => {
  const { change, rule, kernel, database } = await opened(t)
  await change(0, of({ findings: { name: 'L2' } }))
  await change(0, of({ findings: { email: 'L4' } }))
  await assert.rejects(change(0, of({})), code('kernel.levels-changed'))
  await assert.rejects(rule(1, true), code('kernel.level-not-waiting'))
  const states = (await readLevels(database, kernel.levels)).versions.map(one => one.state)
  assert.deepEqual(states, ['in-force', 'superseded'])
  await assert.rejects(rule(2, true), code('kernel.level-not-waiting'), 'what holds needs no ruling')
  await change(2, of({}))
  await rule(3, false, first)
  await assert.rejects(rule(3, true), code('kernel.level-not-waiting'))
  assert.equal((await readLevels(database, kernel.levels)).number, 2)
})

test('the level of a finding is the city’s within seconds, and decides what a provider sees', async t => {
  const { change, kernel } = await opened(t)
  const text = '请联系 wang@example.com'
  const levelFound = async () => (await kernel.guard()).findingsIn(text).map(one => one.level)
  assert.deepEqual(await levelFound(), ['L3'])
  await change(0, of({ findings: { email: 'L4' } }))
  assert.deepEqual(await levelFound(), ['L4'])
  await assert.rejects(change(1, of({ findings: { emial: 'L4' } })), code('kernel.level-field-not-found'))
})

test('a field is raised, never lowered, and then left out for who is below; what has to be there cannot be raised', async t => {
  const { change, kernel } = await opened(t)
  const raise = (name: string, to: 'L1' | 'L2' | 'L3') => of({ fields: { [name]: { raise: to, flags: [] } } })
  await assert.rejects(change(0, raise(confidence, 'L1')), code('kernel.level-below-contract'))
  await assert.rejects(change(0, raise(confidence, 'L2')), code('kernel.level-below-contract'))
  await assert.rejects(change(0, raise(`${confidence}x`, 'L3')), code('kernel.level-field-not-found'))
  const at = 'kernel/kernel.contract.ts#decisionSummary.madeAt'
  await assert.rejects(change(0, raise(at, 'L3')), code('kernel.level-not-raisable'))
  const row = { confidence: 0.9, algorithm: 'a' }
  assert.equal(hideRaised(decisionSummary, row, 'L2'), row, 'nothing is raised: nothing is looked at')
  await change(0, raise(confidence, 'L3'))
  await kernel.levels.inForce()
  assert.deepEqual(hideRaised(decisionSummary, row, 'L2'), { confidence: null, algorithm: 'a' })
  assert.deepEqual(hideRaised(decisionSummary.array(), [row], 'L3'), [row])
  const map = await listFields(kernel.levels, { changed: 'true', page: 1 })
  // The record extends the summary: one field, listed where either contract names it.
  assert.deepEqual(
    map.items.map(one => [one.id, one.own, one.raise, one.roles.includes('analyst')]),
    [[confidence, 'L2', 'L3', false]],
  )
})

test('flags are set on fields and tables and change nothing else', async t => {
  const { change, kernel } = await opened(t)
  const fields = {
    [confidence]: { raise: null, flags: ['important' as const] },
    'table:cases.case_content': { raise: null, flags: ['core' as const] },
  }
  assert.equal((await change(0, of({ fields }))).waits, false)
  const { items } = await listFields(kernel.levels, { words: 'decisionsummary.confidence', page: 1 })
  assert.deepEqual(
    items.map(one => one.flags),
    [['important']],
  )
  await assert.rejects(
    change(1, of({ fields: { ...fields, 'table:x; drop': { raise: null, flags: [] } } })),
    code('kernel.level-field-not-found'),
  )
  assert.equal((await change(1, of({}))).waits, true, 'a flag that is taken back protects less')
})

test('the map holds every field of every contract, by room, page by page', async t => {
  const { kernel } = await opened(t)
  const all = await readContracts()
  assert.ok(all.length > 800, `only ${all.length} fields`)
  assert.ok(
    all.some(one => one.id === 'cases/case.contract.ts#caseDetail.reporter.phone' && one.level === 'L4'),
  )
  const page = await listFields(kernel.levels, { page: 1 })
  assert.equal(page.count, all.length)
  const counted = page.rooms.flatMap(one => Object.values(one.counts)).reduce((sum, one) => sum + one, 0)
  assert.equal(counted, all.length)
  const second = await listFields(kernel.levels, { page: 2 })
  assert.notDeepEqual(second.items[0], page.items[0])
  const l4 = await listFields(kernel.levels, { room: 'cases', level: 'L4', page: 1 })
  assert.ok(
    l4.count > 20 &&
      l4.items.every(one => one.room === 'cases' && !one.roles.includes('security-administrator')),
  )
})

test('versions and rulings are never changed afterwards', async t => {
  const { change, database } = await opened(t)
  await change(0, of({ ceilings: { 'model:test': 'L2' } }))
  for (const attempt of [
    sql`update kernel.level_version set settings = '{}'`,
    sql`delete from kernel.level_version`,
  ])
    await assert.rejects(attempt.execute(database))
})
