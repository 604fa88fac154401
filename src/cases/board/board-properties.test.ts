import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { Actor } from '#identity/index.ts'
import { type TestCases, testCases } from '../../../test/test-cases.ts'
import type { DepartmentLoad } from '../board.contract.ts'
import { caseFilter } from '../case.contract.ts'
import { countCasesByState } from '../count-cases.ts'
import { listCases } from '../list-cases.ts'
import { readMap } from '../map/read-map.ts'
import { mapQuery } from '../map.contract.ts'
import { listOf } from './console/board.rules.ts'
import { readBoard, readPeople } from './read-board.ts'
import { spansAt } from './spans.rules.ts'

let base: TestCases
const actors = new Map<string, Actor>()
const departments = ['government', 'urban', 'police', 'district-aa'] as const

before(async t => {
  base = await testCases(t as never)
  const { person } = base
  const at = (departmentId: string) => ({ departmentId })
  for (const actor of [
    await person('seat', ['seat']),
    await person('dispatcher', ['dispatcher']),
    await person('leader', ['leader']),
    await person('analyst', ['analyst']),
    await person('handler', ['handler'], at('urban')),
    await person('top', ['department-lead'], at('government')),
    await person('lead', ['department-lead'], at('police')),
    await person('grid', ['grid-member'], { regionIds: ['aaa'] }),
    await person('citizen', ['citizen']),
  ])
    actors.set(actor.account, actor)
})

const minute = 60_000
const states = ['reported', 'accepted', 'dispatched', 'handling', 'verifying', 'closed'] as const

/** A case as it may stand; `due` in minutes from the moment the property runs, or at an edge of the city's day. */
const one = fc.record({
  state: fc.constantFrom(...states),
  department: fc.option(fc.constantFrom(...departments), { nil: null, freq: 6 }),
  region: fc.option(fc.constantFrom('aaa', 'aab', 'ab'), { nil: null }),
  due: fc.option(
    fc.oneof(
      fc.integer({ min: -9000, max: 15_000 }),
      fc.constantFrom('end-of-today', 'end-of-week', 'before-tomorrow'),
    ),
    { nil: null, freq: 6 },
  ),
  stopped: fc.option(fc.integer({ min: -9000, max: -1 }), { nil: null, freq: 2 }),
  pause: fc.option(fc.constantFrom('hold', 'citizen'), { nil: null, freq: 2 }),
  merged: fc.boolean(),
  assigned: fc.boolean(),
})
type One = typeof one extends fc.Arbitrary<infer Each> ? Each : never

async function fill(cases: readonly One[]): Promise<void> {
  const { timeZone } = (await base.city.snapshot()).calendar
  const { now, endOfToday, endOfWeek } = spansAt(new Date(), timeZone)
  const edges = {
    'end-of-today': endOfToday,
    'end-of-week': endOfWeek,
    'before-tomorrow': new Date(endOfToday.getTime() - 1),
  }
  const moment = (due: One['due']) =>
    due === null ? null : typeof due === 'string' ? edges[due] : new Date(now.getTime() + due * minute)
  const rows = cases.map((each, n) => {
    const nobody = each.state === 'reported' || each.state === 'accepted'
    return {
      n,
      state: each.state,
      department: nobody ? null : (each.department ?? 'urban'),
      region: each.region,
      due: moment(each.due),
      stopped: each.stopped === null ? null : new Date(now.getTime() + each.stopped * minute),
      pause: each.pause,
      closed: each.state === 'closed' ? now : null,
      assignee: each.assigned ? actors.get('handler')!.id : null,
    }
  })
  await sql`delete from cases.case_record`.execute(base.owner)
  await sql`
    insert into cases.case_record (id, code, state, disposition, channel, nature, urgency, reported_at, updated_at, created_by, source,
           follow_up_hash, department_id, region_id, due_at, stopped_at, pause, closed_at, assignee_id, cell)
    select gen_random_uuid(), 'p' || n, state, case when state = 'closed' then 'resolved' end, 'web', 'complaint', 'normal',
           now() - n * interval '1 second', now(), 'x', 'x', sha256(n::text::bytea), department, region, due, stopped, pause,
           closed, assignee, '89411c0a163ffff'
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as made
        (n int, state text, department text, region text, due timestamptz, stopped timestamptz, pause text, closed timestamptz, assignee uuid)`.execute(
    base.owner,
  )
  const merged = cases.flatMap(({ merged }, n) => (merged && n > 0 ? [`p${n}`] : []))
  await sql`
    update cases.case_record set merged_into = (select id from cases.case_record where code = 'p0')
     where code = any(${merged}::text[])`.execute(base.owner)
}

const listed = async (actor: Actor, filter: object) =>
  (await listCases(base.loop, actor, caseFilter.parse({ limit: 1, ...filter }))).count.value

const tiles = ['overdue', 'today', 'week', 'waiting', 'handling', 'verifying'] as const

/** A list of a department holds those under it too, or the department alone; the board gives each a line of its own. */
async function checkTile(
  actor: Actor,
  seen: { all: readonly DepartmentLoad[]; departmentId: string },
  tile: (typeof tiles)[number],
): Promise<number> {
  const under = (await base.city.snapshot()).departmentSubtree([seen.departmentId])
  const countOf = async (below: boolean) => {
    const address = new URL(listOf(tile, seen.departmentId, below)!, 'http://hub')
    return await listed(actor, Object.fromEntries(address.searchParams))
  }
  const [count, alone] = [await countOf(true), await countOf(false)]
  const sum = seen.all
    .filter(each => under.includes(each.departmentId))
    .reduce((total, each) => total + each[tile], 0)
  const own = seen.all.find(each => each.departmentId === seen.departmentId)?.[tile] ?? 0
  const name = `${actor.account}: ${tile} of ${seen.departmentId}`
  assert.deepEqual([alone, count], [own, sum], name)
  return count
}

test('every tile of every department leads to a list of as many cases, for every role', async () => {
  let seen = 0
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: 15, maxLength: 40 }), async cases => {
      await fill(cases)
      for (const actor of actors.values()) {
        const board = await readBoard(base.loop, actor)
        const all = board.departments
        for (const { departmentId } of all)
          for (const tile of tiles) seen += await checkTile(actor, { all, departmentId }, tile)
        const sum = (name: 'waiting' | 'handling' | 'verifying' | 'overdue') =>
          board.departments.reduce((total, load) => total + load[name], 0)
        const { states: counted, overdue } = await countCasesByState(base.loop, actor)
        assert.equal(
          board.undispatched + sum('waiting') + sum('handling') + sum('verifying'),
          counted.reported + counted.accepted + counted.dispatched + counted.handling + counted.verifying,
          actor.account,
        )
        assert.ok(sum('overdue') <= overdue, 'what nobody has yet may be late too')
        const shown = await readMap(
          base.loop,
          actor,
          mapQuery.parse({ west: -180, south: -90, east: 180, north: 90, zoom: 0 }),
        )
        assert.equal(
          shown.count,
          board.undispatched + sum('waiting') + sum('handling') + sum('verifying'),
          `${actor.account}: the map shows what is open`,
        )
        assert.equal(
          shown.cells.reduce((total, cell) => total + cell.overdue, 0),
          overdue,
        )
      }
    }),
    { numRuns: 8, seed: 20261122, endOnFailure: true },
  )
  assert.ok(seen > 300, `only ${seen} were compared`)
})

test('the people of a department add up to its tiles, and others see none of them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: 15, maxLength: 40 }), async cases => {
      await fill(cases)
      for (const name of ['dispatcher', 'handler', 'citizen', 'analyst']) {
        const actor = actors.get(name)!
        const load = (await readBoard(base.loop, actor)).departments.find(
          each => each.departmentId === 'urban',
        )
        const { items } = await readPeople(base.loop, actor, { departmentId: 'urban' })
        const sum = (figure: 'open' | 'overdue' | 'today') =>
          items.reduce((total, each) => total + each[figure], 0)
        const all = load ? load.waiting + load.handling + load.verifying : 0
        assert.deepEqual(
          [sum('open'), sum('overdue'), sum('today')],
          [all, load?.overdue ?? 0, load?.today ?? 0],
        )
        const mine = items.find(each => each.personId === actor.id)
        const wanted = { departmentId: 'urban', assigned: 'me' }
        const closed = await listed(actor, { ...wanted, state: 'closed' })
        assert.equal((await listed(actor, wanted)) - closed, mine?.open ?? 0, name)
      }
      assert.deepEqual(
        (await readPeople(base.loop, actors.get('lead')!, { departmentId: 'urban' })).items,
        [],
      )
    }),
    { numRuns: 8, seed: 20261122, endOnFailure: true },
  )
})
