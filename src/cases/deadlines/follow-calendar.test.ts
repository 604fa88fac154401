import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction } from '#base/index.ts'
import { addDays, editCalendarDay, wallTime } from '#city/index.ts'
import { readEntries } from '#ledger/index.ts'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import { verbs } from '../action.routes.ts'
import { readCase } from '../read-case.ts'
import { reportCase } from '../report-case.ts'
import { followCalendar } from './follow-calendar.ts'

async function world(t: TestContext) {
  const base = await testCases(t)
  const { loop, person, database, city } = base
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const handler = await person('handler', ['handler'], { departmentId: 'urban' })
  const dispatch = async () => {
    const { caseId } = await reportCase(loop, seat, reportBody())
    await verbs.dispatch(loop, dispatcher, {
      caseId,
      body: { version: 1, departmentId: 'urban', dutyId: 'lamp', categoryId: null },
    })
    return caseId
  }
  const dueAt = async (caseId: string) => (await readCase(loop, dispatcher, caseId)).dueAt!
  /** The day of a deadline becomes a holiday. */
  const closeDayOf = async (due: string) => {
    const { calendar } = await city.snapshot()
    const { date } = wallTime(calendar.timeZone, new Date(due).getTime())
    const edit = { workday: false, name: '临时放假', by: 'test' }
    await inTransaction(database, tx => editCalendarDay(tx, date, edit))
    return date
  }
  const moments = async (caseId: string) =>
    (
      await sql<{ kind: string; at: Date; fired: boolean }>`
        select kind, at, fired_at is not null as fired from cases.due_moment
         where case_id = ${caseId} and ended_at is null order by at, kind`.execute(database)
    ).rows
  return { ...base, handler, dispatcher, dispatch, dueAt, closeDayOf, moments }
}

test('a holiday that is declared moves running deadlines and their moments, each with an event, once', async t => {
  const { loop, database, dispatcher, dispatch, dueAt, closeDayOf, moments } = await world(t)
  const caseId = await dispatch()
  assert.equal(await followCalendar(loop), 0, 'the first calendar is the one that was followed')
  const before = await dueAt(caseId)
  const version = (await readCase(loop, dispatcher, caseId)).version
  await closeDayOf(before)
  assert.equal(await followCalendar(loop), 1)
  const after = await dueAt(caseId)
  assert.ok(after > before)
  const detail = await readCase(loop, dispatcher, caseId)
  assert.equal(detail.version, version, 'an open page is not out of date by it')
  const last = detail.timeline.at(-1)!
  assert.deepEqual([last.type, last.details], ['deadline-moved', { dueAt: after, previousDueAt: before }])
  const planned = await moments(caseId)
  assert.deepEqual(
    planned.map(one => one.kind),
    ['warning', 'overdue', 'escalation', 'escalation-parent', 'escalation-city'],
  )
  assert.equal(planned[1]!.at.toISOString(), after)
  assert.equal(await followCalendar(loop), 0)
  const { rows } = await sql<{
    kind: string
  }>`select kind from ledger.entry where kind = 'case.batch-deadline-moved'`.execute(database)
  assert.equal(rows.length, 1)
  assert.ok((await readEntries(database, `case:${caseId}`)).length > 0)
})

test('what was told and is still over is not told again; what stands still follows when it goes on', async t => {
  const { loop, database, owner, handler, dispatch, dueAt, closeDayOf, moments } = await world(t)
  const [told, held] = [await dispatch(), await dispatch()]
  await followCalendar(loop)
  await verbs.hold(loop, handler, { caseId: held, body: { version: 2, reason: '等材料' } })
  const due = await dueAt(told)
  // The warning was fired some days ago.
  const entry = '00000000-0000-7000-8000-000000000000'
  await sql`update cases.due_moment set at = now() - interval '3 days', fired_at = now(), entry_id = ${entry}
             where case_id = ${told} and kind = 'warning'`.execute(owner)
  await sql`update cases.case_record
               set due_basis = jsonb_set(due_basis, '{from}', to_jsonb(now() - interval '60 days'))
             where id = ${told}`.execute(database)
  await closeDayOf(due)
  assert.equal(await followCalendar(loop), 1)
  assert.equal(await dueAt(held), due, 'not while it stands still')
  const warnings = (await moments(told)).filter(one => one.kind === 'warning')
  assert.equal(warnings.length, 1)
  assert.equal(warnings[0]!.fired, true)
})

test('two processes that follow at once move each deadline once; one that was killed is gone on from', async t => {
  const { loop, database, dispatch, dueAt, closeDayOf } = await world(t)
  const ids = [await dispatch(), await dispatch(), await dispatch()].toSorted()
  await followCalendar(loop)
  const before = await dueAt(ids[0]!)
  await closeDayOf(before)
  const counts = await Promise.all([1, 2, 3].map(() => followCalendar(loop)))
  assert.equal(
    counts.reduce((sum, count) => sum + count),
    3,
  )
  // As a process left it that was killed after the first case.
  const after = await dueAt(ids[2]!)
  await sql`update cases.followed_calendar set after_case = ${ids[0]!}`.execute(database)
  await sql`update cases.case_record set due_at = ${before}::timestamptz`.execute(database)
  assert.equal(await followCalendar(loop), 2)
  assert.deepEqual([await dueAt(ids[0]!), await dueAt(ids[2]!)], [before, after])
})

test('an edit far from every deadline moves nothing and leaves no event', async t => {
  const { loop, city, dispatch, dueAt, dispatcher, database } = await world(t)
  const caseId = await dispatch()
  await followCalendar(loop)
  const before = await dueAt(caseId)
  const { calendar } = await city.snapshot()
  const far = addDays(wallTime(calendar.timeZone, Date.now()).date, 300)
  await inTransaction(database, tx => editCalendarDay(tx, far, { workday: false, name: '', by: 'test' }))
  assert.equal(await followCalendar(loop), 0)
  assert.equal(await dueAt(caseId), before)
  assert.ok(
    (await readCase(loop, dispatcher, caseId)).timeline.every(event => event.type !== 'deadline-moved'),
  )
})
