import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { parseSearch } from '#console/kit/search.rules.ts'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import { verbs } from '../action.routes.ts'
import { type CaseFilter, caseFilter } from '../case.contract.ts'
import { listCases } from '../list-cases.ts'
import { reportCase } from '../report-case.ts'
import { figures, listOf } from './console/board.rules.ts'
import { readBoard, readPeople } from './read-board.ts'

/** What a figure of the board says and what the list it opens holds: a department alone, and with those below it. */
async function world(t: TestContext) {
  const base = await testCases(t)
  const { loop, person, owner } = base
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const sent = async (departmentId: string, change = sql`version = version`) => {
    const made = await reportCase(loop, seat, reportBody())
    await verbs.dispatch(loop, dispatcher, {
      caseId: made.caseId,
      body: { version: 1, departmentId, dutyId: null, categoryId: null },
    })
    await sql`update cases.case_record set ${change} where id = ${made.caseId}`.execute(owner)
    return made
  }
  const late = sql`due_at = now() - interval '1 hour'`
  await sent('government', late)
  await sent('government', sql`state = 'handling'`)
  for (let n = 0; n < 3; n++) await sent('urban', late)
  await sent('urban', sql`state = 'verifying'`)
  await sent('police', sql`due_at = null`)
  await reportCase(loop, seat, reportBody())
  return { ...base, seat, dispatcher }
}

const countOf = async (
  { loop, dispatcher }: Awaited<ReturnType<typeof world>>,
  filter: Partial<CaseFilter>,
): Promise<number> => (await listCases(loop, dispatcher, { limit: 200, ...filter })).items.length

test('every figure of every department is the length of the list it opens, both ways', async t => {
  const all = await world(t)
  let compared = 0
  for (const below of [false, true]) {
    const { departments, all: sums } = await readBoard(all.loop, all.dispatcher, below)
    for (const one of [...departments, { departmentId: null, ...sums }])
      for (const figure of figures) {
        const path = listOf(figure, one.departmentId, below)
        // Of all departments together the list also holds what was sent to none.
        if (path === null || (one.departmentId === null && figure === 'waiting')) continue
        const filter = caseFilter.parse(parseSearch(path.slice(path.indexOf('?'))))
        const name = `${one.departmentId} ${figure} below=${below}`
        assert.equal(await countOf(all, filter), one[figure], name)
        compared++
      }
  }
  assert.ok(compared > 20, `only ${compared} figures were compared`)
})

test('alone a department has its own, with those below it theirs too; all together each case once', async t => {
  const { loop, dispatcher } = await world(t)
  const loads = async (below: boolean) => {
    const { departments, all } = await readBoard(loop, dispatcher, below)
    const figure = (id: string) => {
      const one = departments.find(load => load.departmentId === id)
      return one && [one.waiting, one.handling, one.verifying, one.overdue]
    }
    return { government: figure('government'), urban: figure('urban'), all: [all.waiting, all.overdue] }
  }
  assert.deepEqual(await loads(false), { government: [1, 1, 0, 1], urban: [3, 0, 1, 3], all: [6, 4] })
  assert.deepEqual(await loads(true), { government: [5, 1, 1, 4], urban: [3, 0, 1, 3], all: [6, 4] })
})

test('who works for one department sees nothing of the one above it, in either way', async t => {
  const { loop, person } = await world(t)
  const handler = await person('handler', ['handler'], { departmentId: 'urban' })
  for (const below of [false, true]) {
    const { departments } = await readBoard(loop, handler, below)
    assert.deepEqual(
      departments.map(one => [one.departmentId, one.overdue]),
      [['urban', 3]],
    )
    const { items } = await readPeople(loop, handler, { departmentId: 'government', below })
    assert.equal(
      items.reduce((sum, one) => sum + one.open, 0),
      below ? 4 : 0,
      'of those below only what the own scope holds',
    )
  }
})

test('the people of a department, and with those of the ones below it', async t => {
  const { loop, dispatcher } = await world(t)
  const open = async (below: boolean) =>
    (await readPeople(loop, dispatcher, { departmentId: 'government', below })).items[0]!.open
  assert.deepEqual([await open(false), await open(true)], [2, 7])
})

test('the filter without a department, and with one that nobody knows', async t => {
  const all = await world(t)
  assert.equal(await countOf(all, { below: 'false' }), 8)
  assert.equal(await countOf(all, { departmentId: 'nothing', below: 'false' }), 0)
  assert.equal(await countOf(all, { departmentId: 'government', below: 'true' }), 7)
  assert.equal(await countOf(all, { departmentId: 'government' }), 7, 'as it always was')
  assert.equal(caseFilter.safeParse({ below: 'yes' }).success, false)
})
