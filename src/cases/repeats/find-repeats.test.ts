import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { readEntries } from '#ledger/index.ts'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import { verbs } from '../action.routes.ts'
import { repeatQuestion } from '../repeats.contract.ts'
import { reportCase } from '../report-case.ts'
import { findRepeats, findRepeatsOf } from './find-repeats.ts'
import { listMembers } from './list-members.ts'
import { listDistances, setDistance } from './set-distance.ts'

const here = { longitude: 113.005, latitude: 30.005 }
/** Metres to the north, nearly. */
const north = (metres: number) => ({
  longitude: here.longitude,
  latitude: here.latitude + metres / 111_195,
})
const text = '幸福里小区门口的路灯不亮三天了，晚上很黑'

async function world(t: TestContext) {
  const base = await testCases(t)
  const { loop, person } = base
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const report = (changes: Parameters<typeof reportBody>[0]) =>
    reportCase(loop, seat, reportBody({ detail: text, subject: '', ...changes }))
  const ask = async (changes: object = {}) => {
    const question = repeatQuestion.parse({ detail: text, ...here, ...changes })
    return (await findRepeats(loop, seat, question)).items
  }
  /** As if it had been reported so many days ago. */
  const age = (caseId: string, days: number) =>
    sql`update cases.case_record set reported_at = now() - make_interval(days => ${days}) where id = ${caseId}`.execute(
      base.owner,
    )
  return { ...base, seat, dispatcher, report, ask, age }
}

test('found near by with the distance in metres, not beyond it, and not another matter at the same place', async t => {
  const { report, ask } = await world(t)
  const near = await report(north(120))
  await report(north(400))
  await report({ ...north(5), detail: '楼上装修电钻太吵，孩子没法睡觉', address: null })
  const found = await ask()
  assert.deepEqual(
    found.map(one => one.code),
    [near.code],
  )
  assert.ok(Math.abs(found[0]!.metres! - 120) <= 1, String(found[0]!.metres))
  assert.deepEqual([found[0]!.days, found[0]!.people, found[0]!.mergeable], [0, 1, true])
  assert.ok(found[0]!.words.length > 0)
})

test('a category draws its own circle, and leaves other categories out', async t => {
  const { loop, dispatcher, report, ask, owner } = await world(t)
  const near = await report(north(120))
  const setCategory = (id: string | null) =>
    sql`update cases.case_record set category_id = ${id} where id = ${near.caseId}`.execute(owner)
  const codes = async () =>
    (await ask({ categoryId: 'light-street-broken', detail: '别的话' })).map(one => one.code)
  assert.deepEqual(await codes(), [], 'without a category of its own, words have to tell')
  await setCategory('light-street')
  assert.deepEqual(await codes(), [near.code])
  await setDistance(loop, dispatcher, { categoryId: 'light', metres: 50 })
  assert.deepEqual(await codes(), [])
  await setDistance(loop, dispatcher, { categoryId: 'light-street-broken', metres: 200 })
  assert.deepEqual(await codes(), [near.code])
  const own = { weeks: null, closedDays: null, version: 1 }
  assert.deepEqual((await listDistances(loop)).items, [
    { categoryId: 'light', metres: 50, ...own },
    { categoryId: 'light-street-broken', metres: 200, ...own },
  ])
  await setDistance(loop, dispatcher, { categoryId: 'light-street-broken', metres: null })
  assert.deepEqual(await codes(), [])
  await assert.rejects(setDistance(loop, dispatcher, { categoryId: 'nothing', metres: 60 }), {
    code: 'cases.unknown-category',
  })
  assert.equal((await readEntries(loop.database, 'category:light')).length, 1)
})

test('twelve weeks back; a closed one is shown for a fortnight and cannot be merged into', async t => {
  const { loop, seat, report, ask, age, owner } = await world(t)
  const [old, recent, answered] = [await report(here), await report(here), await report(here)]
  await age(old.caseId, 90)
  await age(recent.caseId, 80)
  await verbs.answer(loop, seat, {
    caseId: answered.caseId,
    body: { version: 1, reply: '已安排', categoryId: null },
  })
  const shown = async () => (await ask()).map(one => [one.code, one.mergeable, one.days])
  assert.deepEqual(
    (await shown()).toSorted(),
    [
      [recent.code, true, 80],
      [answered.code, false, 0],
    ].toSorted(),
  )
  await sql`update cases.case_record set closed_at = now() - interval '20 days' where id = ${answered.caseId}`.execute(
    owner,
  )
  assert.deepEqual(await shown(), [[recent.code, true, 80]])
})

test('without a point the region and the words have to do; without both nothing is asked', async t => {
  const { report, ask } = await world(t)
  const one = await report({ regionId: 'aaa' })
  await report({ regionId: 'ab' })
  await report({ regionId: 'aab', detail: '楼上装修电钻太吵', address: null })
  const nowhere = { longitude: null, latitude: null }
  const found = await ask({ ...nowhere, regionId: 'aa' })
  assert.deepEqual(
    found.map(item => [item.code, item.metres]),
    [[one.code, null]],
  )
  assert.deepEqual(await ask(nowhere), [])
})

test('a merged case is found as its lead, with how many wait for it', async t => {
  const { loop, dispatcher, seat, report, ask } = await world(t)
  const [lead, one, two] = [await report(here), await report(here), await report(here)]
  for (const each of [one, two])
    await verbs.merge(loop, seat, { caseId: each.caseId, body: { version: 1, into: lead.caseId } })
  assert.deepEqual(
    (await ask()).map(item => [item.code, item.people]),
    [[lead.code, 3]],
  )
  assert.deepEqual((await findRepeatsOf(loop, dispatcher, lead.caseId)).items, [])
  const other = await report(here)
  assert.deepEqual(
    (await findRepeatsOf(loop, dispatcher, other.caseId)).items.map(item => item.code),
    [lead.code],
  )
})

test('who may not read what others said finds nothing of it, and a department only its own', async t => {
  const { loop, person, seat, report } = await world(t)
  const [one, two] = [await report(here), await report(here)]
  const question = repeatQuestion.parse({ detail: text, ...here })
  const lower = { level: 'L3' as const }
  for (const actor of [
    await person('analyst', ['analyst']),
    await person('citizen', ['citizen']),
    await person('limited', ['seat'], lower),
  ])
    await assert.rejects(findRepeats(loop, actor, question), { code: 'cases.not-permitted' })
  const handler = await person('handler', ['handler'], { departmentId: 'urban' })
  assert.deepEqual((await findRepeats(loop, handler, question)).items, [])
  await assert.rejects(findRepeatsOf(loop, handler, one.caseId), { code: 'base.not-found' })
  await assert.rejects(listMembers(loop, handler, one.caseId), { code: 'base.not-found' })
  await verbs.dispatch(loop, seat, {
    caseId: two.caseId,
    body: { version: 1, departmentId: 'urban', dutyId: null, categoryId: null },
  })
  assert.deepEqual(
    (await findRepeats(loop, handler, question)).items.map(item => item.code),
    [two.code],
  )
})

test('the citizen learns of nobody else who complained', async t => {
  const { loop, seat, report, owner, person } = await world(t)
  const citizen = await person('citizen', ['citizen'])
  const [mine, lead] = [await report(here), await report(here)]
  await sql`update cases.case_record set reporter_person_id = ${citizen.id} where id = ${mine.caseId}`.execute(
    owner,
  )
  await verbs.merge(loop, seat, { caseId: mine.caseId, body: { version: 1, into: lead.caseId } })
  await assert.rejects(listMembers(loop, citizen, mine.caseId), { code: 'base.not-found' })
})
