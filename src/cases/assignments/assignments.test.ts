import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { inTransaction, isCode } from '#base/index.ts'
import { addDays } from '#city/index.ts'
import { type Actor, actorOf, createPeople, personByAccount, type Role } from '#identity/index.ts'
import { readEntries } from '#ledger/index.ts'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import { verbs } from '../action.routes.ts'
import { listCases } from '../list-cases.ts'
import { localDay } from '../local-day.ts'
import { readCase } from '../read-case.ts'
import { reportCase } from '../report-case.ts'
import type { DeskSettings } from './assignment.contract.ts'
import { endAbsence, enterAbsence } from './enter-absence.ts'
import { readDesk } from './read-desk.ts'
import { setDesk } from './set-desk.ts'

const staff: readonly [account: string, role: Role, department: string | null][] = [
  ['lead', 'department-lead', 'urban'],
  ['anna', 'handler', 'urban'],
  ['bert', 'handler', 'urban'],
  ['carl', 'handler', 'urban'],
  ['police', 'handler', 'police'],
  ['analyst', 'analyst', null],
]

async function world(t: TestContext) {
  const base = await testCases(t)
  const { loop, database, person } = base
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const people = staff.map(([account, role, departmentId]) => ({
    account,
    name: account,
    roles: [role],
    departmentId,
    regionIds: [],
    level: 'L4' as const,
  }))
  await inTransaction(database, tx =>
    createPeople(
      tx,
      { people, password: 'a long test password 7', mustChangePassword: false, fictional: true },
      dispatcher,
    ),
  )
  const city = await loop.city.snapshot()
  const today = localDay(city, new Date())
  const who = async (account: string): Promise<Actor> => {
    const found = await personByAccount(database, account)
    return actorOf({ ...found, secondFactorEnrolled: true }, city)
  }
  const [lead, anna, bert, carl, police] = await Promise.all(
    ['lead', 'anna', 'bert', 'carl', 'police'].map(who),
  )
  const sent = async () => {
    const { caseId } = await reportCase(loop, seat, reportBody())
    const body = { version: 1, departmentId: 'urban', dutyId: 'lamp', categoryId: null }
    await verbs.dispatch(loop, dispatcher, { caseId, body })
    return caseId
  }
  const assign = async (actor: Actor, caseId: string, to: Actor, reason?: string) => {
    const { version } = await readCase(loop, seat, caseId)
    const body = { version, personId: to.id, ...(reason ? { reason } : {}) }
    return await verbs.assign(loop, actor, { caseId, body })
  }
  const assignee = async (caseId: string) => (await readCase(loop, seat, caseId)).assigneeId
  const listed = async (actor: Actor, assigned: 'me' | 'nobody') =>
    (await listCases(loop, actor, { assigned, limit: 50 })).items.map(one => one.caseId).sort()
  const absence = (
    actor: Actor,
    of: Actor,
    by: Actor,
    rest: { kind?: 'leave' | 'delegation'; days?: number } = {},
  ) =>
    enterAbsence(loop, actor, {
      kind: rest.kind ?? 'leave',
      departmentId: 'urban',
      personId: of.id,
      substituteId: by.id,
      starts: today,
      ends: addDays(today, rest.days ?? 3),
    })
  return {
    ...base,
    seat,
    dispatcher,
    lead: lead!,
    anna: anna!,
    bert: bert!,
    carl: carl!,
    police: police!,
    today,
    who,
    sent,
    assign,
    assignee,
    listed,
    absence,
  }
}

const code = (wanted: string) => (error: unknown) => isCode(error, wanted)

test('a lead gives cases to people of the desk, a handler takes them on, and nobody else', async t => {
  const { lead, anna, bert, police, dispatcher, who, sent, assign, assignee, listed } = await world(t)
  const caseId = await sent()
  assert.deepEqual(await listed(anna, 'nobody'), [caseId])
  await assert.rejects(assign(anna, caseId, bert), code('cases.assigns-others'))
  await assert.rejects(assign(lead, caseId, police), code('cases.not-of-this-desk'))
  await assert.rejects(assign(lead, caseId, await who('analyst')), code('cases.not-of-this-desk'))
  await assert.rejects(assign(dispatcher, caseId, anna), code('cases.not-permitted'))
  await assert.rejects(assign(police, caseId, police), code('base.not-found'))
  await assign(lead, caseId, anna)
  assert.equal(await assignee(caseId), anna.id)
  assert.deepEqual(await listed(anna, 'me'), [caseId])
  assert.deepEqual([await listed(bert, 'me'), await listed(bert, 'nobody')], [[], []])
  await assign(bert, caseId, bert)
  assert.equal(await assignee(caseId), bert.id, 'a colleague may take it over')
})

test('with another department nobody there has it yet', async t => {
  const { loop, lead, anna, dispatcher, sent, assign, assignee } = await world(t)
  const caseId = await sent()
  await assign(lead, caseId, anna)
  const body = { version: 3, departmentId: 'police', dutyId: null, categoryId: null, reason: '改派' }
  await verbs.dispatch(loop, dispatcher, { caseId, body })
  assert.equal(await assignee(caseId), null)
})

test('on leave the substitute gets new cases and sees the open ones; afterwards no more', async t => {
  const { loop, lead, anna, bert, carl, sent, assign, assignee, listed, absence } = await world(t)
  const before = await sent()
  await assign(lead, before, anna)
  await absence(anna, anna, bert)
  assert.deepEqual(await listed(bert, 'me'), [before])
  const during = await sent()
  await assign(lead, during, anna)
  assert.equal(await assignee(during), bert.id)
  const { timeline } = await readCase(loop, lead, during)
  assert.equal(timeline.at(-1)?.details.insteadOf, anna.id)
  await absence(lead, bert, carl)
  const chained = await sent()
  await assign(lead, chained, anna)
  assert.equal(await assignee(chained), carl.id, 'the substitute of the substitute')
  await absence(lead, carl, anna)
  await assert.rejects(assign(lead, await sent(), anna), code('cases.nobody-covers'))
  for (const one of (await readDesk(loop, lead, 'urban')).absences)
    await endAbsence(loop, lead, one.absenceId)
  assert.deepEqual(await listed(bert, 'me'), [during])
  const after = await sent()
  await assign(lead, after, anna)
  assert.equal(await assignee(after), anna.id)
})

test('a delegation shows the substitute the cases and leaves them where they are', async t => {
  const { database, lead, anna, bert, sent, assign, assignee, listed, absence } = await world(t)
  await absence(anna, anna, bert, { kind: 'delegation' })
  const caseId = await sent()
  await assign(lead, caseId, anna)
  assert.equal(await assignee(caseId), anna.id)
  assert.deepEqual(await listed(bert, 'me'), [caseId])
  const [entry] = await readEntries(database, `person:${anna.id}`)
  assert.equal(entry?.kind, 'case.absence-entered')
})

test('an absence that cannot be is refused; of two at once one is entered', async t => {
  const { loop, anna, bert, police, lead, today, absence } = await world(t)
  await assert.rejects(absence(anna, bert, anna), code('cases.assigns-others'))
  await assert.rejects(absence(anna, anna, anna), code('cases.own-substitute'))
  await assert.rejects(absence(anna, anna, police), code('cases.not-of-this-desk'))
  await assert.rejects(absence(police, police, anna), code('base.not-found'))
  await assert.rejects(absence(anna, anna, bert, { days: -1 }), code('cases.absence-dates'))
  const both = await Promise.allSettled([absence(anna, anna, bert), absence(lead, anna, bert)])
  assert.deepEqual(both.map(one => one.status).sort(), ['fulfilled', 'rejected'])
  assert.ok(isCode(both.find(one => one.status === 'rejected')?.reason, 'cases.absence-overlaps'))
  const [entered] = (await readDesk(loop, anna, 'urban')).absences
  assert.deepEqual([entered?.starts, entered?.ends, entered?.mayEnd], [today, addDays(today, 3), true])
  await assert.rejects(endAbsence(loop, bert, entered!.absenceId), code('cases.assigns-others'))
  await assert.rejects(endAbsence(loop, police, entered!.absenceId), code('base.not-found'))
})

test('above the limit nobody is given another case, also at the same moment, unless a lead says why', async t => {
  const { loop, lead, anna, sent, assign, assignee } = await world(t)
  const settings = { version: 0, casesPerPerson: 2, roster: [] }
  await setDesk(loop, lead, { departmentId: 'urban', settings })
  await assert.rejects(setDesk(loop, anna, { departmentId: 'urban', settings }), code('base.not-found'))
  const cases = await Promise.all([sent(), sent(), sent(), sent()])
  const results = await Promise.allSettled(cases.map(caseId => assign(anna, caseId, anna)))
  assert.equal(results.filter(one => one.status === 'fulfilled').length, 2)
  for (const one of results)
    if (one.status === 'rejected') assert.ok(isCode(one.reason, 'cases.too-many-open'))
  const left = cases[results.findIndex(one => one.status === 'rejected')]!
  await assert.rejects(assign(anna, left, anna, '我来'), code('cases.too-many-open'))
  await assert.rejects(assign(lead, left, anna), code('cases.too-many-open'))
  await assign(lead, left, anna, '其他人都在防汛')
  assert.equal(await assignee(left), anna.id)
  const desk = await readDesk(loop, anna, 'urban')
  assert.deepEqual([desk.casesPerPerson, desk.leads], [2, false])
  assert.equal(desk.people.find(one => one.personId === anna.id)?.load, 3)
})

test('who is on duty with the fewest cases is proposed first, who is away last', async t => {
  const { loop, lead, anna, bert, carl, police, sent, assign, absence } = await world(t)
  const everyDay = (actor: Actor) => [1, 2, 3, 4, 5, 6, 7].map(weekday => ({ weekday, personId: actor.id }))
  const roster = [...everyDay(anna), ...everyDay(bert), ...everyDay(carl)]
  await setDesk(loop, lead, { departmentId: 'urban', settings: { version: 0, casesPerPerson: null, roster } })
  await assign(lead, await sent(), anna)
  await absence(lead, carl, anna)
  const { people } = await readDesk(loop, lead, 'urban')
  assert.deepEqual(
    people.map(one => one.name),
    ['bert', 'anna', 'lead', 'carl'],
  )
  await assert.rejects(readDesk(loop, police, 'urban'), code('base.not-found'))
  await assert.rejects(
    setDesk(loop, lead, {
      departmentId: 'urban',
      settings: { version: 1, casesPerPerson: null, roster: [{ weekday: 1, personId: police.id }] },
    }),
    code('cases.not-of-this-desk'),
  )
})

test('of two leads who save the settings at once one does, the other is told; one whole set stands', async t => {
  const { loop, lead, anna, bert, person } = await world(t)
  const second = await person('second-lead', ['department-lead'], { departmentId: 'urban' })
  const of = (who: Actor, casesPerPerson: number, version: number) => ({
    version,
    casesPerPerson,
    roster: [1, 2, 3, 4, 5].map(weekday => ({ weekday, personId: who.id })),
  })
  const save = (actor: Actor, settings: DeskSettings) =>
    setDesk(loop, actor, { departmentId: 'urban', settings })
  for (const _ of [1, 2, 3]) {
    const { version } = await readDesk(loop, lead, 'urban')
    const ended = await Promise.allSettled([
      save(lead, of(anna, 3, version)),
      save(second, of(bert, 4, version)),
    ])
    assert.deepEqual(ended.map(one => one.status).toSorted(), ['fulfilled', 'rejected'])
    const late = ended.find(one => one.status === 'rejected')?.reason
    assert.ok(isCode(late, 'cases.stale-desk'), String(late))
    const stands = await readDesk(loop, lead, 'urban')
    const rostered = stands.people.filter(one => one.weekdays.length > 0).map(one => one.personId)
    assert.deepEqual(rostered, [stands.casesPerPerson === 3 ? anna.id : bert.id])
    assert.equal(stands.version, version + 1)
  }
  const { version } = await readDesk(loop, lead, 'urban')
  for (const wrong of [0, version - 1, version + 1])
    await assert.rejects(save(lead, of(anna, 9, wrong)), code('cases.stale-desk'), `${wrong}`)
  assert.notEqual((await readDesk(loop, lead, 'urban')).casesPerPerson, 9)
})
