import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import { adviseCases } from '../advise-cases.ts'
import { caseTrainingTasks } from '../collect-training-rows.ts'
import { reportCase } from '../report-case.ts'
import { selectAppealCount, selectAppealFigures } from './appeal.store.ts'
import { listAppeals } from './read-appeals.ts'

const many = 260
const shown = 200

/** A case with advice, and so many appeals about copies of it, made and decided by the rule of their number. */
async function world(t: Parameters<typeof testCases>[0]) {
  const base = await testCases(t)
  const seat = await base.person('seat', ['seat'])
  const reviewer = await base.person('reviewer', ['dispatcher'])
  const cases: string[] = []
  for (let n = 0; n < 3; n++) cases.push((await reportCase(base.loop, seat, reportBody())).caseId)
  await adviseCases(base.loop, cases)
  const decided = async (count: number, outcome: 'upheld' | 'kept', days: number) => {
    await sql`
      insert into cases.appeal (id, case_id, decision_id, algorithm, kind, made_at, due_at, made_by, outcome, decided_at,
                                decided_by)
      select gen_random_uuid(), ${cases[0]}, gen_random_uuid(), 'cases.dispatch', 'wrong',
             now() - make_interval(days => ${days}), now() + interval '1 day', 'p', ${outcome}, now(), 'reviewer'
        from generate_series(1, ${count})`.execute(base.owner)
  }
  const open = async (caseId: string, dueInDays: number) => {
    await sql`
      insert into cases.appeal (id, case_id, decision_id, algorithm, kind, made_at, due_at, made_by)
      values (gen_random_uuid(), ${caseId}, gen_random_uuid(), 'cases.dispatch', 'person', now(),
              now() + make_interval(days => ${dueInDays}), 'p')`.execute(base.owner)
  }
  return { ...base, reviewer, cases, decided, open }
}

test('what is due first stands first, what is overdue before all; the list says how many there are', async t => {
  const { loop, reviewer, cases, open, decided } = await world(t)
  await open(cases[0]!, 5)
  await open(cases[1]!, -2)
  await open(cases[2]!, 1)
  const list = await listAppeals(loop, reviewer, 'open')
  assert.deepEqual(
    list.items.map(one => [one.caseId, one.overdue]),
    [
      [cases[1], true],
      [cases[2], false],
      [cases[0], false],
    ],
  )
  await decided(many, 'kept', 3)
  const ended = await listAppeals(loop, reviewer, 'decided')
  assert.deepEqual([ended.items.length, ended.count], [shown, many], 'a page of them, and how many in all')
  assert.ok(ended.items.every(one => one.outcome === 'kept' && !one.mayDecide))
})

test('the figures of the register: counts, those late, and the middle of the days', async t => {
  const { database, owner, cases, open, decided } = await world(t)
  await decided(2, 'kept', 2)
  await decided(3, 'upheld', 6)
  await decided(2, 'kept', 10)
  await open(cases[1]!, -1)
  await open(cases[2]!, 9)
  await sql`
    insert into cases.appeal (id, case_id, decision_id, algorithm, kind, made_at, due_at, made_by, outcome, decided_at,
                              decided_by)
    values (gen_random_uuid(), ${cases[0]}, gen_random_uuid(), 'cases.dispatch', 'wrong', now() - interval '90 days',
            now() - interval '60 days', 'p', 'lapsed', now(), 'system')`.execute(owner)
  const figures = (await selectAppealFigures(database)).get('cases.dispatch')
  assert.deepEqual(figures, { objections: 10, decided: 7, upheld: 3, overdue: 1, medianDays: 6 })
  const count = (days: number, algorithm = 'cases.dispatch') =>
    selectAppealCount(database, { algorithm, since: new Date(Date.now() - days * 86_400_000) })
  assert.deepEqual([await count(1), await count(3), await count(100)], [2, 4, 10])
  assert.equal(await count(100, 'of.another'), 0)
})

test('training learns from the newest appeal that was upheld, from its place and from its category alone', async t => {
  const { database, owner, city, cases } = await world(t)
  const [one] = cases
  await sql`
    update cases.case_record set state = 'closed', disposition = 'resolved', closed_at = now(), department_id = 'urban',
           category_id = 'light-street-broken' where id = ${one}`.execute(owner)
  const upheld = async (minutesAgo: number, department: string | null, category: string | null) => {
    await sql`
      insert into cases.appeal (id, case_id, decision_id, algorithm, kind, made_at, due_at, made_by, outcome, decided_at,
                                decided_by, corrected_department_id, corrected_category_id)
      values (gen_random_uuid(), ${one}, gen_random_uuid(), 'cases.dispatch', 'wrong', now(), now(), 'p', 'upheld',
              now() - make_interval(mins => ${minutesAgo}), 'r', ${department}, ${category})`.execute(owner)
  }
  const rows = async (task: string) => {
    const found = caseTrainingTasks(() => city.snapshot()).find(each => each.task === task)!
    return (await Array.fromAsync(found.collect(database))).map(({ label, kind }) => ({ label, kind }))
  }
  const before = await rows('cases.dispatch')
  assert.notEqual(before[0]?.kind, 'ruled')
  await upheld(60, 'water', null)
  await upheld(5, 'police', null)
  const [dispatch] = await rows('cases.dispatch')
  assert.equal(dispatch?.kind, 'ruled')
  assert.match(dispatch?.label ?? '', /police/)
  const [category] = await rows('cases.classify')
  assert.equal(category?.label, 'light-street-broken')
  assert.notEqual(category?.kind, 'ruled', 'nobody ruled on the category')
})

test('the open ones are found by their index, however many were decided', async t => {
  const { owner, cases, open, decided } = await world(t)
  await decided(3000, 'kept', 1)
  await open(cases[1]!, 2)
  await sql`analyze cases.appeal`.execute(owner)
  const { rows } = await sql<{ 'QUERY PLAN': string }>`
    explain select id from cases.appeal where outcome is null order by due_at, id limit 200`.execute(owner)
  assert.match(rows.map(row => row['QUERY PLAN']).join('\n'), /appeal_(due|open)/)
})
