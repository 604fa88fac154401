import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { isCode } from '#base/index.ts'
import type { CitySnapshot } from '#city/index.ts'
import type { Actor } from '#identity/index.ts'
import { leafHash, readEntries } from '#ledger/index.ts'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import { verbs } from '../action.routes.ts'
import { reportCase } from '../report-case.ts'
import { acknowledgeReminder } from './acknowledge-reminder.ts'
import type { PlannedMoment } from './due-moment.store.ts'
import { fireDueMoments, firedLeaves } from './fire-due-moments.ts'
import { listReminders } from './list-reminders.ts'
import { planMissingMoments } from './plan-missing-moments.ts'
import { startSweep } from './start-sweep.ts'

interface Moment {
  kind: string
  at: Date
  department_id: string
  fired_at: Date | null
}

async function world(t: TestContext) {
  const base = await testCases(t)
  const { loop, person, database } = base
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const handler = await person('handler', ['handler'], { departmentId: 'urban' })
  const lead = await person('lead', ['department-lead'], { departmentId: 'urban' })
  const dispatch = async (dutyId: string | null = 'lamp') => {
    const { caseId } = await reportCase(loop, seat, reportBody())
    const body = { version: 1, departmentId: 'urban', dutyId, categoryId: null }
    await verbs.dispatch(loop, dispatcher, { caseId, body })
    return caseId
  }
  const moments = async (caseId: string) => {
    const { rows } = await sql<Moment>`
      select kind, at, department_id, fired_at from cases.due_moment where case_id = ${caseId} order by at`.execute(
      database,
    )
    return rows
  }
  /** As if so many days had passed since. */
  const later = (days: number) =>
    sql`update cases.due_moment set at = at - make_interval(days => ${days})`.execute(base.owner)
  const kindsOf = async (actor: Actor) =>
    (await listReminders(loop, actor)).items.map(item => item.kind).sort()
  return { ...base, seat, dispatcher, handler, lead, dispatch, moments, later, kindsOf }
}

test('a dispatched case has its moments, a department that replied has none left, one sent back has them again', async t => {
  const { loop, dispatcher, handler, dispatch, moments } = await world(t)
  const caseId = await dispatch()
  assert.deepEqual(
    (await moments(caseId)).map(one => one.kind),
    ['warning', 'overdue', 'escalation', 'escalation-parent', 'escalation-city'],
  )
  await verbs.handle(loop, handler, { caseId, body: { version: 2 } })
  assert.equal((await moments(caseId)).length, 5)
  await verbs.reply(loop, handler, { caseId, body: { version: 3, reply: '已修' } })
  assert.deepEqual(await moments(caseId), [])
  await verbs['send-back'](loop, dispatcher, { caseId, body: { version: 4, reason: '还不亮' } })
  assert.equal((await moments(caseId)).length, 5)
  await verbs.return(loop, handler, {
    caseId,
    body: { version: 5, reason: '不归我们', proposedDepartmentId: null },
  })
  assert.deepEqual(await moments(caseId), [])
  const without = await dispatch(null)
  assert.deepEqual(await moments(without), [], 'no deadline, nothing to be told of')
})

test('each fires once, those who can act are told, and one who takes note ends it for all', async t => {
  const { loop, database, dispatcher, handler, lead, seat, dispatch, later, kindsOf } = await world(t)
  const caseId = await dispatch()
  assert.equal(await fireDueMoments(database), 0)
  await later(60)
  const counts = await Promise.all([1, 2, 3].map(() => fireDueMoments(database)))
  assert.equal(
    counts.reduce((sum, count) => sum + count),
    5,
  )
  assert.equal(await fireDueMoments(database), 0)
  assert.deepEqual(await kindsOf(handler), ['overdue'], 'of a case the last that one is told')
  assert.deepEqual(await kindsOf(lead), ['escalation'])
  assert.deepEqual(await kindsOf(dispatcher), ['escalation-city'])
  assert.deepEqual(await kindsOf(seat), [])
  const [key] = (await listReminders(loop, handler)).items
  await acknowledgeReminder(loop, handler, key!)
  await acknowledgeReminder(loop, dispatcher, key!)
  assert.deepEqual(await kindsOf(handler), [], 'the warning before it is seen to as well')
  assert.deepEqual(await kindsOf(dispatcher), ['escalation-city'], 'what came later is not')
  const entries = (await readEntries(database, `case:${caseId}`)).map(entry => entry.kind)
  assert.equal(entries.filter(kind => kind === 'case.deadline-acknowledged').length, 1)
})

test('other departments are told nothing and cannot take note; a case that is done reminds nobody', async t => {
  const { loop, database, person, handler, dispatcher, dispatch, later, kindsOf } = await world(t)
  const caseId = await dispatch()
  await later(60)
  await fireDueMoments(database)
  const other = await person('other', ['handler', 'department-lead'], { departmentId: 'police' })
  assert.deepEqual(await kindsOf(other), [])
  const [key] = (await listReminders(loop, handler)).items
  const notFound = (error: unknown) => isCode(error, 'base.not-found')
  await assert.rejects(acknowledgeReminder(loop, other, key!), notFound)
  await assert.rejects(acknowledgeReminder(loop, handler, { ...key!, kind: 'escalation' }), notFound)
  await acknowledgeReminder(loop, handler, key!)
  await assert.rejects(acknowledgeReminder(loop, other, key!), notFound, 'nor is told that it was')
  await verbs.handle(loop, handler, { caseId, body: { version: 2 } })
  await verbs.reply(loop, handler, { caseId, body: { version: 3, reply: '已修' } })
  for (const actor of [handler, dispatcher]) assert.deepEqual(await kindsOf(actor), [])
})

test('a department that is given an overdue case is told for itself', async t => {
  const { loop, database, person, dispatcher, handler, dispatch, later, moments, kindsOf } = await world(t)
  const caseId = await dispatch()
  await sql`update cases.case_record set due_at = due_at - interval '60 days'`.execute(database)
  await later(60)
  await fireDueMoments(database)
  const body = { version: 2, departmentId: 'police', dutyId: null, categoryId: null, reason: '改派' }
  await verbs.dispatch(loop, dispatcher, { caseId, body })
  const planned = (await moments(caseId)).filter(one => one.fired_at === null)
  assert.deepEqual(
    planned.map(one => one.kind),
    ['overdue', 'escalation', 'escalation-parent', 'escalation-city'],
    'there is no time left to warn of',
  )
  await fireDueMoments(database)
  const police = await person('police', ['handler'], { departmentId: 'police' })
  assert.deepEqual(await kindsOf(police), ['overdue'])
  assert.deepEqual(await kindsOf(handler), [])
})

test('a deadline that is over is not heard of again: returned, dispatched anew, with another deadline or none', async t => {
  const { loop, database, dispatcher, handler, lead, dispatch, later, kindsOf } = await world(t)
  const caseId = await dispatch()
  await later(60)
  await fireDueMoments(database)
  assert.deepEqual(await kindsOf(handler), ['overdue'])
  const body = { reason: '不归我们', proposedDepartmentId: null }
  await verbs.return(loop, handler, { caseId, body: { version: 2, ...body } })
  await verbs.dispatch(loop, dispatcher, {
    caseId,
    body: { version: 3, departmentId: 'urban', dutyId: 'lamp', categoryId: null },
  })
  await fireDueMoments(database)
  for (const actor of [handler, lead, dispatcher]) assert.deepEqual(await kindsOf(actor), [])
  await later(60)
  await fireDueMoments(database)
  assert.deepEqual(await kindsOf(lead), ['escalation'], 'the new one is')
})

test('an overdue case that is sent back reminds again, whoever took note before', async t => {
  const { loop, database, dispatcher, handler, lead, dispatch, later, kindsOf } = await world(t)
  const caseId = await dispatch()
  await sql`update cases.case_record set due_at = due_at - interval '60 days'`.execute(database)
  await later(60)
  await fireDueMoments(database)
  await acknowledgeReminder(loop, lead, (await listReminders(loop, lead)).items[0]!)
  for (const actor of [handler, lead]) assert.deepEqual(await kindsOf(actor), [], 'nothing before it is left')
  assert.deepEqual(await kindsOf(dispatcher), ['escalation-city'], 'what comes after it is')
  await verbs.handle(loop, handler, { caseId, body: { version: 2 } })
  await verbs.reply(loop, handler, { caseId, body: { version: 3, reply: '已修' } })
  await verbs['send-back'](loop, dispatcher, { caseId, body: { version: 4, reason: '没有修' } })
  await fireDueMoments(database)
  assert.deepEqual(await kindsOf(handler), ['overdue'])
})

test('the ledger entry of a batch is made of the moments that name it', async t => {
  const { database, dispatch, later } = await world(t)
  await dispatch()
  await dispatch()
  await later(60)
  await fireDueMoments(database)
  const { rows } = await sql<PlannedMoment & { entry_id: string }>`select * from cases.due_moment`.execute(
    database,
  )
  const [entry] = await readEntries(database, `batch:${rows[0]!.entry_id}`)
  const digest = leafHash(firedLeaves(rows)).toString('hex')
  assert.deepEqual(entry!.body, { count: 10, digest })
})

test('a calendar that never works stops no step, and one that cannot be planned keeps nothing else from firing', async t => {
  const { loop, database, dispatcher, handler, dispatch, moments, later } = await world(t)
  const caseId = await dispatch()
  const { calendar, ...rest } = await loop.city.snapshot()
  const never = { ...calendar, weekdays: calendar.weekdays.map(() => []), exceptions: new Map() }
  const city = { snapshot: () => ({ ...rest, calendar: never }) as CitySnapshot }
  const lazy = { ...loop, city }
  await verbs.handle(lazy, handler, { caseId, body: { version: 2 } })
  await verbs.reply(lazy, handler, { caseId, body: { version: 3, reply: '已修' } })
  await verbs['send-back'](lazy, dispatcher, { caseId, body: { version: 4, reason: '没有修' } })
  assert.deepEqual(
    (await moments(caseId)).map(one => one.kind),
    ['overdue'],
  )
  await later(60)
  const faults: Error[] = []
  const broken = { database, city: { snapshot: () => Promise.reject(new Error('no city')) } }
  const stop = startSweep(broken, error => faults.push(error))
  for (let i = 0; i < 200 && (await moments(caseId)).some(one => one.fired_at === null); i++)
    await new Promise(done => setTimeout(done, 25))
  await stop()
  assert.ok((await moments(caseId)).every(one => one.fired_at !== null))
  assert.ok(faults.length > 0)
  assert.ok(faults.every(fault => fault.message === 'no city'))
})

test('cases that came with a deadline are planned when work begins, once, and the sweep fires them', async t => {
  const { loop, database, dispatch, moments, later } = await world(t)
  const caseId = await dispatch()
  await sql`delete from cases.due_moment`.execute(database)
  assert.equal(await planMissingMoments(loop), 1)
  assert.equal(await planMissingMoments(loop), 0)
  assert.equal((await moments(caseId)).length, 5)
  await later(60)
  const faults: Error[] = []
  const stop = startSweep(loop, error => faults.push(error))
  for (let i = 0; i < 200 && (await moments(caseId)).some(one => one.fired_at === null); i++)
    await new Promise(done => setTimeout(done, 25))
  await stop()
  assert.ok((await moments(caseId)).every(one => one.fired_at !== null))
  assert.deepEqual(faults, [])
})
