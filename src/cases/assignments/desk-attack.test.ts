import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction, isCode } from '#base/index.ts'
import { addDays, weekdayOf } from '#city/index.ts'
import {
  type Actor,
  actorOf,
  changePerson,
  createPeople,
  personByAccount,
  type Role,
} from '#identity/index.ts'
import { reportBody, type TestCases, testCases } from '../../../test/test-cases.ts'
import { verbs } from '../action.routes.ts'
import { refusedAs } from '../disputes/disputed-city.fixture.ts'
import { listCases } from '../list-cases.ts'
import { localDay } from '../local-day.ts'
import { readCase } from '../read-case.ts'
import { reportCase } from '../report-case.ts'
import type { DeskSettings, NewAbsence } from './assignment.contract.ts'
import { endAbsence, enterAbsence } from './enter-absence.ts'
import { readDesk } from './read-desk.ts'
import { setDesk as setDeskAt } from './set-desk.ts'

let w: TestCases
let today: string
let seat: Actor
let dispatcher: Actor
const ends: (() => unknown)[] = []
before(async () => {
  w = await testCases({ after: (end: () => unknown) => ends.unshift(end) } as never)
  seat = await w.person('seat', ['seat'])
  dispatcher = await w.person('dispatcher', ['dispatcher'])
  today = localDay(await w.loop.city.snapshot(), new Date())
})
test.after(async () => {
  for (const end of ends) await end()
})

/** Saves what stands in a form that was opened just now. */
async function setDesk(
  loop: TestCases['loop'],
  actor: Actor,
  given: { departmentId: string; settings: Omit<DeskSettings, 'version'> },
) {
  const { version } = await readDesk(loop, actor, given.departmentId)
  return await setDeskAt(loop, actor, { ...given, settings: { version, ...given.settings } })
}

let made = 0
/** New people, who have done nothing yet: tests share a city, not its people. */
async function people(...wanted: [role: Role, departmentId: string | null][]): Promise<Actor[]> {
  const rows = wanted.map(([role, departmentId]) => {
    const account = `person${++made}`
    return { account, name: account, roles: [role], departmentId, regionIds: [], level: 'L4' as const }
  })
  const settings = {
    people: rows,
    password: 'a long test password 7',
    mustChangePassword: false,
    fictional: true,
  }
  await inTransaction(w.database, tx => createPeople(tx, settings, dispatcher))
  return await Promise.all(rows.map(row => now(row.account)))
}
/** The same person as identity and city have them now. */
async function now(account: string): Promise<Actor> {
  const found = await personByAccount(w.database, account)
  return actorOf({ ...found, secondFactorEnrolled: true }, await w.loop.city.snapshot())
}
async function change(
  actor: Actor,
  to: { departmentId?: string; active?: boolean; roles?: Role[] },
): Promise<Actor> {
  const { version } = await personByAccount(w.database, actor.account)
  await inTransaction(w.database, tx =>
    changePerson(tx, { personId: actor.id, change: { version, ...to } }, dispatcher),
  )
  return await now(actor.account)
}
const handler = ['handler', 'urban'] as [Role, string]
const leadOfUrban = ['department-lead', 'urban'] as [Role, string]

async function sent(departmentId = 'urban'): Promise<string> {
  const { caseId } = await reportCase(w.loop, seat, reportBody())
  const body = { version: 1, departmentId, dutyId: null, categoryId: null }
  await verbs.dispatch(w.loop, dispatcher, { caseId, body })
  return caseId
}
const versionOf = async (caseId: string) => (await readCase(w.loop, seat, caseId)).version
async function assign(actor: Actor, caseId: string, to: { id: string }, reason?: string) {
  const body = { version: await versionOf(caseId), personId: to.id, ...(reason ? { reason } : {}) }
  return await verbs.assign(w.loop, actor, { caseId, body })
}
const assignee = async (caseId: string) => (await readCase(w.loop, seat, caseId)).assigneeId
const listed = async (actor: Actor, assigned: 'me' | 'nobody') =>
  (await listCases(w.loop, actor, { assigned, limit: 100 })).items.map(one => one.caseId)
const absent = (actor: Actor, of: Actor, by: Actor, more: Partial<NewAbsence> = {}) =>
  enterAbsence(w.loop, actor, {
    kind: 'leave',
    departmentId: 'urban',
    personId: of.id,
    substituteId: by.id,
    starts: today,
    ends: addDays(today, 3),
    ...more,
  })
const loadOf = async (lead: Actor, of: Actor, departmentId = 'urban') =>
  (await readDesk(w.loop, lead, departmentId)).people.find(one => one.personId === of.id)?.load

test('nobody who is no longer there is given a case: deactivated, moved, with another role', async () => {
  const [lead, gone, moved, risen] = await people(leadOfUrban, handler, handler, handler)
  await change(gone!, { active: false })
  await change(moved!, { departmentId: 'police' })
  await change(risen!, { roles: ['analyst'] })
  const caseId = await sent()
  for (const who of [gone!, moved!, risen!, { id: '01890000-0000-7000-8000-000000000000' }])
    await assert.rejects(assign(lead!, caseId, who), refusedAs('cases.not-of-this-desk'))
  const shown = (await readDesk(w.loop, lead!, 'urban')).people.map(one => one.personId)
  for (const who of [gone!, moved!, risen!]) assert.ok(!shown.includes(who.id))
  assert.equal(await assignee(caseId), null)
})

test('what somebody leaves behind is found among the cases nobody has, by those of the desk', async () => {
  const [lead, stays, leaves, moves] = await people(leadOfUrban, handler, handler, handler)
  const [policeLead] = await people(['department-lead', 'police'])
  const [kept, left, behind] = [await sent(), await sent(), await sent()]
  await assign(lead!, kept, stays!)
  await assign(lead!, left, leaves!)
  await assign(lead!, behind, moves!)
  for (const caseId of [kept, left, behind]) assert.ok(!(await listed(lead!, 'nobody')).includes(caseId))
  await change(leaves!, { active: false })
  const mover = await change(moves!, { departmentId: 'police' })
  for (const actor of [lead!, stays!]) {
    const nobodys = await listed(actor, 'nobody')
    assert.deepEqual(
      [left, behind, kept].map(one => nobodys.includes(one)),
      [true, true, false],
    )
  }
  assert.deepEqual(await listed(mover, 'me'), [], 'out of sight with the old department')
  const own = await sent('police')
  await assign(policeLead!, own, mover)
  assert.ok(!(await listed(policeLead!, 'nobody')).includes(own))
  assert.equal(await loadOf(policeLead!, mover, 'police'), 1, 'only what is done there')
  await assign(lead!, left, stays!)
  assert.ok(!(await listed(lead!, 'nobody')).includes(left))
  assert.equal(await loadOf(lead!, stays!), 2)
})

test('of two leads who give the last place to one person at once, one gives it; the other is told', async () => {
  const [first, second, worker] = await people(leadOfUrban, leadOfUrban, handler)
  const settings = { casesPerPerson: 1, roster: [] }
  await setDesk(w.loop, first!, { departmentId: 'urban', settings })
  const [one, other] = [await sent(), await sent()]
  const ended = await Promise.allSettled([assign(first!, one, worker!), assign(second!, other, worker!)])
  assert.deepEqual(ended.map(each => each.status).sort(), ['fulfilled', 'rejected'])
  assert.ok(isCode(ended.find(each => each.status === 'rejected')?.reason, 'cases.too-many-open'))
  assert.equal(await loadOf(first!, worker!), 1)
  const [stale, free] = await people(handler, handler)
  const version = await versionOf(await sent())
  const same = await sent()
  const both = await Promise.allSettled(
    [stale!, free!].map(to =>
      verbs.assign(w.loop, first!, { caseId: same, body: { version, personId: to.id } }),
    ),
  )
  assert.deepEqual(both.map(each => each.status).sort(), ['fulfilled', 'rejected'])
  assert.ok(isCode(both.find(each => each.status === 'rejected')?.reason, 'cases.stale'))
  await setDesk(w.loop, first!, { departmentId: 'urban', settings: { casesPerPerson: null, roster: [] } })
})

test('a substitute is given no more than the limit, through whomever it comes', async () => {
  const [lead, anna, bert, stand] = await people(leadOfUrban, handler, handler, handler)
  await absent(lead!, anna!, stand!)
  await absent(lead!, bert!, stand!)
  await setDesk(w.loop, lead!, { departmentId: 'urban', settings: { casesPerPerson: 1, roster: [] } })
  const [one, other] = [await sent(), await sent()]
  const ended = await Promise.allSettled([assign(lead!, one, anna!), assign(lead!, other, bert!)])
  assert.deepEqual(ended.map(each => each.status).sort(), ['fulfilled', 'rejected'])
  assert.equal(await loadOf(lead!, stand!), 1)
  await setDesk(w.loop, lead!, { departmentId: 'urban', settings: { casesPerPerson: null, roster: [] } })
})

test('the load counts what is still to be done: not what was replied, closed, merged or given away', async () => {
  const [lead, worker] = await people(leadOfUrban, handler)
  const cases = await Promise.all([sent(), sent(), sent(), sent(), sent()])
  for (const caseId of cases) await assign(lead!, caseId, worker!)
  assert.equal(await loadOf(lead!, worker!), 5)
  const [replied, merged, into, returned, withdrawn] = cases as [string, string, string, string, string]
  const body = async (caseId: string) => ({ version: await versionOf(caseId) })
  await verbs.handle(w.loop, worker!, { caseId: replied, body: await body(replied) })
  assert.equal(await loadOf(lead!, worker!), 5, 'begun is not done')
  await verbs.reply(w.loop, worker!, { caseId: replied, body: { ...(await body(replied)), reply: '已修' } })
  assert.equal(await loadOf(lead!, worker!), 4)
  const again = { ...(await body(replied)), reason: '没有修好' }
  await verbs['send-back'](w.loop, dispatcher, { caseId: replied, body: again })
  assert.equal(await loadOf(lead!, worker!), 5, 'sent back it is the same person’s')
  await verbs.merge(w.loop, dispatcher, { caseId: merged, body: { ...(await body(merged)), into } })
  assert.deepEqual([await assignee(merged), await loadOf(lead!, worker!)], [null, 4])
  await assert.rejects(assign(lead!, merged, worker!), refusedAs('cases.merged'))
  const back = { ...(await body(returned)), reason: '退', proposedDepartmentId: null }
  await verbs.return(w.loop, worker!, { caseId: returned, body: back })
  await verbs.withdraw(w.loop, seat, {
    caseId: withdrawn,
    body: { ...(await body(withdrawn)), reason: '撤' },
  })
  assert.equal(await loadOf(lead!, worker!), 2)
  assert.deepEqual([await assignee(returned), await assignee(withdrawn)], [null, worker!.id])
  await assert.rejects(assign(lead!, withdrawn, worker!), refusedAs('cases.not-allowed-now'))
})

test('whoever takes a case on is there, whatever was entered; others’ cases still go to the substitute', async () => {
  const [lead, anna, bert] = await people(leadOfUrban, handler, handler)
  await absent(anna!, anna!, bert!)
  const [own, given] = [await sent(), await sent()]
  await assign(anna!, own, anna!)
  await assign(lead!, given, anna!)
  assert.deepEqual([await assignee(own), await assignee(given)], [anna!.id, bert!.id])
})

test('the substitute of a substitute who is away sees what both have; a delegation passes on the own cases only', async () => {
  const [lead, anna, bert, carl, dora] = await people(leadOfUrban, handler, handler, handler, handler)
  const caseId = await sent()
  await assign(lead!, caseId, anna!)
  await absent(lead!, anna!, bert!)
  assert.deepEqual(await listed(bert!, 'me'), [caseId])
  assert.deepEqual(await listed(carl!, 'me'), [])
  await absent(lead!, bert!, carl!)
  assert.deepEqual(await listed(carl!, 'me'), [caseId])
  await absent(lead!, carl!, dora!, { kind: 'delegation' })
  assert.deepEqual(await listed(dora!, 'me'), [], 'carl is there for those he covers')
  const next = await sent()
  await assign(lead!, next, anna!)
  assert.equal(await assignee(next), carl!.id, 'who delegates is there')
  assert.deepEqual(await listed(dora!, 'me'), [next])
  await assert.rejects(absent(lead!, carl!, anna!), refusedAs('cases.absence-overlaps'))
})

test('a circle of leaves is nobody’s: no case is given into it, and its lists end', async () => {
  const [lead, anna, bert, carl] = await people(leadOfUrban, handler, handler, handler)
  const caseId = await sent()
  await assign(lead!, caseId, anna!)
  const round: [Actor, Actor][] = [
    [anna!, bert!],
    [bert!, carl!],
    [carl!, anna!],
  ]
  for (const [of, by] of round) await absent(lead!, of, by)
  const next = await sent()
  for (const [of] of round) {
    await assert.rejects(assign(lead!, next, of), refusedAs('cases.nobody-covers'))
    assert.deepEqual(await listed(of, 'me'), [caseId], 'each stands in for the others, and sees it once')
  }
  await assign(bert!, next, bert!)
  assert.equal(await assignee(next), bert!.id)
})

test('a leave that is to come or is over changes nothing today', async () => {
  const [lead, anna, bert, carl] = await people(leadOfUrban, handler, handler, handler)
  const future = { starts: addDays(today, 1), ends: addDays(today, 2) }
  await absent(anna!, anna!, bert!, future)
  await absent(carl!, carl!, bert!, { kind: 'delegation', ...future })
  const cases = [await sent(), await sent()]
  await assign(lead!, cases[0]!, anna!)
  await assign(lead!, cases[1]!, carl!)
  assert.deepEqual([await assignee(cases[0]!), await listed(bert!, 'me')], [anna!.id, []])
  await sql`update cases.absence set starts = starts - 9, ends = ends - 9
             where person_id = any(${[anna!.id, carl!.id]}::uuid[])`.execute(w.owner)
  assert.deepEqual(await listed(bert!, 'me'), [])
  const { absences, people: shown } = await readDesk(w.loop, lead!, 'urban')
  assert.ok(
    absences.every(one => one.personId !== anna!.id),
    'what is over is not shown',
  )
  assert.equal(shown.find(one => one.personId === anna!.id)?.onLeave, false)
  const day = { starts: today, ends: today }
  await absent(anna!, anna!, bert!, day)
  assert.deepEqual(await listed(bert!, 'me'), [cases[0]], 'of one day both ends count')
})

const overlaps: [from: number, to: number, fits: boolean][] = [
  [10, 12, true],
  [12, 14, false],
  [8, 10, false],
  [11, 11, false],
  [8, 20, false],
  [13, 15, true],
  [8, 9, true],
]

test('times of absence may touch and never overlap, whoever enters them and of whichever kind', async () => {
  const [lead, anna, bert] = await people(leadOfUrban, handler, handler)
  for (const [index, [from, to, fits]] of overlaps.entries()) {
    const kind = index % 2 === 0 ? ('leave' as const) : ('delegation' as const)
    const times = { kind, starts: addDays(today, from), ends: addDays(today, to) }
    const entered = absent(index % 3 === 0 ? anna! : lead!, anna!, bert!, times)
    if (fits) await entered
    else await assert.rejects(entered, refusedAs('cases.absence-overlaps'), `${from}–${to}`)
  }
  await absent(lead!, bert!, anna!, { starts: addDays(today, 11), ends: addDays(today, 11) })
})

test('who moves takes the leave along: it is seen, counts and can be ended at the new desk', async () => {
  const [lead, moves, stays] = await people(leadOfUrban, handler, handler)
  const [policeLead, colleague] = await people(['department-lead', 'police'], ['handler', 'police'])
  await absent(moves!, moves!, stays!)
  const mover = await change(moves!, { departmentId: 'police' })
  const desk = await readDesk(w.loop, policeLead!, 'police')
  assert.equal(desk.people.find(one => one.personId === mover.id)?.onLeave, true)
  const [entered] = desk.absences
  assert.equal(entered?.personId, mover.id)
  const caseId = await sent('police')
  const refused = assign(policeLead!, caseId, mover)
  await assert.rejects(refused, refusedAs('cases.nobody-covers'), 'the substitute is not of this desk')
  await assert.rejects(endAbsence(w.loop, colleague!, entered!.absenceId), refusedAs('base.not-found'))
  await endAbsence(w.loop, policeLead!, entered!.absenceId)
  await assign(policeLead!, caseId, mover)
  assert.equal(await assignee(caseId), mover.id)
  await assert.rejects(endAbsence(w.loop, lead!, entered!.absenceId), refusedAs('base.not-found'))
  const own = { departmentId: 'police', personId: mover.id, substituteId: colleague!.id }
  await enterAbsence(w.loop, mover, { kind: 'leave', ...own, starts: today, ends: today })
})

test('a substitute who has left covers nobody', async () => {
  const [lead, anna, bert] = await people(leadOfUrban, handler, handler)
  await absent(anna!, anna!, bert!)
  await change(bert!, { active: false })
  await assert.rejects(assign(lead!, await sent(), anna!), refusedAs('cases.nobody-covers'))
  const [absence] = (await readDesk(w.loop, anna!, 'urban')).absences.filter(one => one.personId === anna!.id)
  assert.equal(absence?.substituteName, bert!.name, 'the name stays readable')
  await endAbsence(w.loop, anna!, absence!.absenceId)
  await assert.rejects(endAbsence(w.loop, anna!, absence!.absenceId), refusedAs('base.not-found'), 'once')
})

test('a desk is its own: others read no people, leaves or roster of it and set nothing there', async () => {
  const [lead, worker] = await people(leadOfUrban, handler)
  const [policeLead] = await people(['department-lead', 'police'])
  const [above, analyst, leader] = await people(
    ['department-lead', 'government'],
    ['analyst', null],
    ['leader', null],
  )
  const settings = { casesPerPerson: 5, roster: [] }
  const notThere = refusedAs('base.not-found')
  for (const outsider of [policeLead!, analyst!, leader!, dispatcher, seat]) {
    await assert.rejects(readDesk(w.loop, outsider, 'urban'), notThere, outsider.account)
    const set = setDeskAt(w.loop, outsider, { departmentId: 'urban', settings: { version: 0, ...settings } })
    await assert.rejects(set, notThere)
    await assert.rejects(absent(outsider, worker!, lead!), notThere)
  }
  await assert.rejects(readDesk(w.loop, lead!, 'nowhere'), notThere)
  const seen = await readDesk(w.loop, above!, 'urban')
  assert.equal(seen.leads, true, 'the lead above leads the desk, too')
  assert.ok(seen.people.some(one => one.personId === above!.id && one.lead))
  await absent(above!, worker!, lead!)
  assert.equal((await readDesk(w.loop, worker!, 'urban')).leads, false)
})

test('the roster is of weekdays of the city’s own calendar: it turns at local midnight', async t => {
  const [lead, monday, sunday] = await people(leadOfUrban, handler, handler)
  const roster = [
    { weekday: 1, personId: monday!.id },
    { weekday: 7, personId: sunday!.id },
    { weekday: 7, personId: sunday!.id },
  ]
  await setDesk(w.loop, lead!, { departmentId: 'urban', settings: { casesPerPerson: null, roster } })
  const onDuty = async () =>
    (await readDesk(w.loop, lead!, 'urban')).people.filter(one => one.onDuty).map(one => one.personId)
  const moments: [string, string[]][] = [
    ['2026-11-22T15:59:59.999Z', [sunday!.id]],
    ['2026-11-22T16:00:00.000Z', [monday!.id]],
    ['2026-11-23T15:59:59.999Z', [monday!.id]],
    ['2026-11-23T16:00:00.000Z', []],
    // National Day 2026 begins on a Thursday; the Monday in it is a holiday, and somebody has to be there.
    ['2026-10-05T04:00:00.000Z', [monday!.id]],
  ]
  t.mock.timers.enable({ apis: ['Date'] })
  for (const [moment, expected] of moments) {
    t.mock.timers.setTime(Date.parse(moment))
    assert.deepEqual(await onDuty(), expected, `${moment}, weekday ${weekdayOf(moment.slice(0, 10))}`)
  }
  t.mock.timers.reset()
  const weekdays = (await readDesk(w.loop, lead!, 'urban')).people.find(one => one.personId === sunday!.id)
  assert.deepEqual(weekdays?.weekdays, [7], 'entered twice is once')
})
