import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { readEntries } from '#ledger/index.ts'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import { verbs } from '../action.routes.ts'
import { repeatDistance, repeatQuestion } from '../repeats.contract.ts'
import { reportCase } from '../report-case.ts'
import { findRepeats } from './find-repeats.ts'
import { listDistances, setDistance } from './set-distance.ts'

const here = { longitude: 113.005, latitude: 30.005 }
const detail = '幸福里小区门口的路灯不亮三天了，晚上很黑'
const lamp = 'light-street-broken'

async function world(t: TestContext) {
  const base = await testCases(t)
  const { loop, person, owner } = base
  const steward = await person('steward', ['data-steward'])
  const seat = await person('seat', ['seat'])
  const set = (
    parts: { metres?: number | null; weeks?: number | null; closedDays?: number | null },
    more: { categoryId?: string; version?: number } = {},
  ) =>
    setDistance(loop, steward, {
      categoryId: lamp,
      metres: null,
      weeks: null,
      closedDays: null,
      ...parts,
      ...more,
    })
  const heldOf = async (categoryId = lamp) =>
    (await listDistances(loop)).items.find(one => one.categoryId === categoryId)
  /** Cases found for a matter of a category. */
  const found = async (categoryId: string | null = lamp) => {
    const question = repeatQuestion.parse({ detail, ...here, categoryId })
    return (await findRepeats(loop, seat, question)).items.map(one => one.code)
  }
  const reported = async (days: number) => {
    const made = await reportCase(loop, seat, reportBody({ detail, subject: '', ...here }))
    await sql`
      update cases.case_record set reported_at = now() - make_interval(days => ${days}), category_id = ${lamp}
       where id = ${made.caseId}`.execute(owner)
    return made
  }
  return { ...base, steward, seat, set, heldOf, found, reported }
}

test('how long back is looked, and how long a closed one is shown, is that of the category or inherited', async t => {
  const { loop, seat, owner, set, found, reported } = await world(t)
  const [fresh, old, closed] = [await reported(1), await reported(40), await reported(2)]
  await verbs.answer(loop, seat, {
    caseId: closed.caseId,
    body: { version: 1, reply: '已安排', categoryId: lamp },
  })
  await sql`update cases.case_record set closed_at = now() - interval '5 days' where id = ${closed.caseId}`.execute(
    owner,
  )
  const expect = async (wanted: { code: string }[], why: string) =>
    assert.deepEqual((await found()).toSorted(), wanted.map(one => one.code).toSorted(), why)
  await expect([fresh, old, closed], 'as the product has it')
  await set({ weeks: 4 }, { categoryId: 'light' })
  await expect([fresh, closed], 'the highest category looks back four weeks')
  await set({ weeks: 6 })
  await expect([fresh, old, closed], 'its own six weeks come first')
  await set({ closedDays: 3 }, { categoryId: 'light-street' })
  await expect([fresh, old], 'and the days of the one between are inherited beside them')
  await set({ closedDays: 0 })
  await expect([fresh], 'no closed one, and the weeks of the highest again')
  await set({})
  await set({}, { categoryId: 'light' })
  await set({}, { categoryId: 'light-street' })
  await expect([fresh, old, closed], 'all of it taken away')
  assert.deepEqual((await found(null)).length, 3, 'without a category nothing that was set counts')
})

test('of two who save from one version the first counts, also after it was taken away and set again', async t => {
  const { loop, set, heldOf } = await world(t)
  await set({ metres: 50 }, { version: 0 })
  await assert.rejects(set({ metres: 90 }, { version: 0 }), { code: 'cases.stale-template' })
  await set({}, { version: 1 })
  assert.deepEqual(await heldOf(), {
    categoryId: lamp,
    metres: null,
    weeks: null,
    closedDays: null,
    version: 2,
  })
  await set({ metres: 70 }, { version: 2 })
  await assert.rejects(set({ metres: 90 }, { version: 1 }), { code: 'cases.stale-template' })
  const tabs = await Promise.allSettled(
    Array.from({ length: 5 }, (_, at) => set({ metres: 100 + at }, { version: 3 })),
  )
  assert.equal(tabs.filter(one => one.status === 'fulfilled').length, 1)
  assert.equal((await heldOf())!.version, 4)
  await assert.rejects(set({ metres: 60 }, { categoryId: 'light', version: 7 }), {
    code: 'cases.stale-template',
  })
  assert.equal(await heldOf('light'), undefined, 'nothing is made of a version that never was')
  const entries = await readEntries(loop.database, `category:${lamp}`)
  assert.equal(entries.length, 4, 'what was refused is not in the ledger')
  assert.deepEqual(
    Object.keys(entries[0]!.body as object).sort(),
    ['by', 'closedDays', 'metres', 'weeks'],
    'who set what',
  )
})

test('out of bounds nothing is taken, and a part that is left out is inherited', () => {
  const good = { categoryId: lamp, metres: 50 }
  assert.deepEqual(repeatDistance.parse(good), { ...good, weeks: null, closedDays: null })
  for (const wrong of [
    { weeks: 0 },
    { weeks: 105 },
    { weeks: 1.5 },
    { closedDays: -1 },
    { closedDays: 91 },
    { version: -1 },
    { version: 2 ** 31 },
    { metres: 9 },
    { metres: 2001 },
  ])
    assert.equal(repeatDistance.safeParse({ ...good, ...wrong }).success, false, JSON.stringify(wrong))
  for (const edge of [{ weeks: 1 }, { weeks: 104 }, { closedDays: 0 }, { closedDays: 90 }, { metres: null }])
    assert.equal(repeatDistance.safeParse({ ...good, ...edge }).success, true, JSON.stringify(edge))
})
