import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { addBusinessTime } from '#city/index.ts'
import { visitor } from '#identity/index.ts'
import { readEntries } from '#ledger/index.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import type { ActionBody } from './action.contract.ts'
import { verbs } from './action.routes.ts'
import { bodies } from './action-bodies.fixture.ts'
import { answerByCode } from './answer-question.ts'
import type { CaseRecord } from './case.store.ts'
import type { CaseAction } from './case-words.contract.ts'
import { listCases } from './list-cases.ts'
import { readCase } from './read-case.ts'
import { readPublicStatus } from './read-public-status.ts'
import { reportCase } from './report-case.ts'
import { withdrawByCode } from './withdraw-case.ts'

async function world(t: TestContext) {
  const base = await testCases(t)
  const { loop, person, database } = base
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const handler = await person('handler', ['handler'], { departmentId: 'urban' })
  const lead = await person('lead', ['department-lead'], { departmentId: 'urban' })
  const people = { seat, dispatcher, handler, lead }
  const record = async (caseId: string) =>
    (await sql<CaseRecord>`select * from cases.case_record where id = ${caseId}`.execute(database)).rows[0]!
  const act = async <A extends CaseAction>(
    who: keyof typeof people,
    action: A,
    at: { caseId: string } & Partial<ActionBody<A>>,
  ) => {
    const { caseId, ...rest } = at
    const { version } = await record(caseId)
    const body = { ...bodies[action], ...rest, version } as unknown as ActionBody<A>
    return await verbs[action](loop, people[who], { caseId, body })
  }
  const handling = async () => {
    const made = await reportCase(loop, seat, reportBody())
    await act('dispatcher', 'dispatch', { caseId: made.caseId, dutyId: 'lamp' })
    await act('handler', 'handle', made)
    return { ...made, followUpCode: made.followUpCode! }
  }
  /** As if the clock had stopped so many days earlier, and everything before it had been so much earlier. */
  const stoppedEarlier = (caseId: string, days: number) =>
    sql`update cases.case_record set stopped_at = stopped_at - make_interval(days => ${days}),
               due_at = due_at - make_interval(days => ${days}) where id = ${caseId}`.execute(database)
  const unfired = async (caseId: string) =>
    (await sql`select from cases.due_moment where case_id = ${caseId} and fired_at is null`.execute(database))
      .rows.length
  const state = async (caseId: string) => (await record(caseId)).state
  return { ...base, ...people, record, act, handling, stoppedEarlier, unfired, state }
}

test('while a case is on hold its clock stands still and nobody is told; it goes on with the time that was left', async t => {
  const { loop, handler, record, act, handling, stoppedEarlier, unfired } = await world(t)
  const { calendar } = await loop.city.snapshot()
  const { caseId } = await handling()
  const dueAt = (await record(caseId)).due_at!
  await act('handler', 'hold', { caseId })
  assert.equal(await unfired(caseId), 0)
  const held = await record(caseId)
  assert.deepEqual([held.state, held.pause, held.due_at], ['handling', 'hold', dueAt])
  await assert.rejects(act('handler', 'reply', { caseId }), { code: 'cases.not-allowed-now' })
  await assert.rejects(act('handler', 'hold', { caseId }), { code: 'cases.not-allowed-now' })
  await stoppedEarlier(caseId, 20)
  assert.equal((await listCases(loop, handler, { overdue: 'true', limit: 50 })).items.length, 0)
  const stopped = await record(caseId)
  await act('handler', 'resume', { caseId })
  const on = await record(caseId)
  assert.deepEqual([on.pause, on.stopped_at], [null, null])
  const { minutes } = (on.due_basis as { parts: { minutes: number }[] }).parts[0]!
  assert.ok(minutes > 0)
  assert.deepEqual(on.due_at, addBusinessTime(on.updated_at, { minutes }, calendar).at)
  assert.ok(on.due_at! > stopped.due_at!)
  assert.equal(await unfired(caseId), 5)
  const { timeline } = await readCase(loop, handler, caseId)
  assert.deepEqual(timeline.at(-1)!.details.dueAt, on.due_at!.toISOString())
})

test('what was late when it was put on hold stays late', async t => {
  const { loop, handler, database, record, act, handling, stoppedEarlier } = await world(t)
  const { caseId } = await handling()
  await sql`update cases.case_record set due_at = now() - interval '40 days'`.execute(database)
  await act('handler', 'hold', { caseId })
  await stoppedEarlier(caseId, 5)
  assert.equal((await listCases(loop, handler, { overdue: 'true', limit: 50 })).items.length, 1)
  const { due_at } = await record(caseId)
  await act('handler', 'resume', { caseId })
  assert.deepEqual((await record(caseId)).due_at, due_at)
})

test('the citizen sees the question by the code and answers it; then work goes on', async t => {
  const { loop, handler, database, record, act, handling, stoppedEarlier, unfired } = await world(t)
  const { caseId, followUpCode } = await handling()
  assert.equal((await readPublicStatus(loop, followUpCode)).question, null)
  await assert.rejects(answerByCode(loop, visitor, { followUpCode, answer: '早' }), {
    code: 'cases.not-allowed-now',
  })
  await act('handler', 'ask-citizen', { caseId, question: '是哪一盏灯？' })
  const asked = await readPublicStatus(loop, followUpCode)
  assert.deepEqual([asked.question, asked.pause], ['是哪一盏灯？', 'citizen'])
  await stoppedEarlier(caseId, 9)
  const stopped = await record(caseId)
  await answerByCode(loop, visitor, { followUpCode, answer: '门口左边那盏' })
  const on = await record(caseId)
  assert.equal(on.pause, null)
  assert.ok(on.due_at! > stopped.due_at!)
  assert.equal(await unfired(caseId), 5)
  const last = (await readCase(loop, handler, caseId)).timeline.at(-1)!
  assert.deepEqual([last.type, last.text, last.actorId], ['question-answered', '门口左边那盏', 'visitor'])
  assert.equal((await readPublicStatus(loop, followUpCode)).question, null)
  const kinds = (await readEntries(database, `case:${caseId}`)).map(entry => entry.kind)
  assert.ok(kinds.includes('case.question-answered'))
})

test('of two answers in one moment one counts', async t => {
  const { loop, act, handling } = await world(t)
  const { caseId, followUpCode } = await handling()
  await act('handler', 'ask-citizen', { caseId })
  const results = await Promise.allSettled(
    ['甲', '乙', '丙'].map(answer => answerByCode(loop, visitor, { followUpCode, answer })),
  )
  assert.equal(results.filter(one => one.status === 'fulfilled').length, 1)
})

test('an extension is granted by somebody else, moves the deadline by workdays, and is asked for once at a time', async t => {
  const { loop, lead, record, act, handling, unfired } = await world(t)
  const { calendar } = await loop.city.snapshot()
  const { caseId } = await handling()
  const { due_at } = await record(caseId)
  await act('lead', 'ask-extension', { caseId, workdays: 3 })
  await assert.rejects(act('handler', 'ask-extension', { caseId }), { code: 'cases.not-allowed-now' })
  const buttons = (await readCase(loop, lead, caseId)).actions
  assert.ok(!buttons.includes('grant-extension'), 'who asked for it does not rule on it')
  await assert.rejects(act('lead', 'grant-extension', { caseId }), { code: 'cases.not-permitted' })
  await assert.rejects(act('handler', 'grant-extension', { caseId }), { code: 'cases.not-permitted' })
  await act('dispatcher', 'grant-extension', { caseId })
  const after = await record(caseId)
  assert.deepEqual(after.due_at, addBusinessTime(due_at!, { workdays: 3 }, calendar).at)
  assert.deepEqual([after.asked, after.asked_by, after.asked_workdays], [null, null, null])
  assert.equal(await unfired(caseId), 5)
  await act('handler', 'ask-extension', { caseId, workdays: 5 })
  await act('lead', 'refuse-extension', { caseId })
  assert.deepEqual((await record(caseId)).due_at, after.due_at)
  await act('handler', 'ask-extension', { caseId, workdays: 5 })
  await act('lead', 'grant-extension', { caseId, workdays: 1 })
  assert.deepEqual(
    (await record(caseId)).due_at,
    addBusinessTime(after.due_at!, { workdays: 1 }, calendar).at,
  )
})

test('a reply, a return and another department end what was asked for; beginning to work does not', async t => {
  const { seat, loop, record, act, handling } = await world(t)
  for (const end of ['reply', 'return'] as const) {
    const { caseId } = await handling()
    await act('handler', 'ask-extension', { caseId })
    await act('handler', end, { caseId })
    assert.equal((await record(caseId)).asked, null, end)
  }
  const { caseId } = await reportCase(loop, seat, reportBody())
  await act('dispatcher', 'dispatch', { caseId, dutyId: 'lamp' })
  await act('handler', 'ask-extension', { caseId })
  await act('dispatcher', 'dispatch', { caseId, departmentId: 'police' })
  assert.equal((await record(caseId)).asked, null)
  await act('dispatcher', 'dispatch', { caseId, departmentId: 'urban' })
  await act('handler', 'ask-extension', { caseId })
  await act('handler', 'handle', { caseId })
  assert.equal((await record(caseId)).asked, 'extension')
})

test('the time a reply waits to be verified is not the department’s', async t => {
  const { loop, dispatcher, record, act, handling, stoppedEarlier } = await world(t)
  const { caseId } = await handling()
  await act('handler', 'reply', { caseId })
  await stoppedEarlier(caseId, 30)
  const replied = await record(caseId)
  assert.equal((await listCases(loop, dispatcher, { overdue: 'true', limit: 50 })).items.length, 0)
  await act('dispatcher', 'send-back', { caseId })
  assert.ok((await record(caseId)).due_at! > replied.due_at!)
  await act('handler', 'reply', { caseId })
  await act('dispatcher', 'close', { caseId })
  assert.ok((await record(caseId)).stopped_at, 'when it was answered stays known')
})

test('what cannot be done is declared with its law, verified by somebody else, and ends as that', async t => {
  const { loop, record, act, handling, state } = await world(t)
  const { caseId, followUpCode } = await handling()
  await act('handler', 'declare-impossible', { caseId })
  assert.equal(await state(caseId), 'verifying')
  await assert.rejects(act('dispatcher', 'close', { caseId }), { code: 'cases.not-allowed-now' })
  await assert.rejects(act('handler', 'confirm-impossible', { caseId }), { code: 'cases.not-permitted' })
  await act('dispatcher', 'send-back', { caseId })
  assert.equal((await record(caseId)).asked, null)
  assert.equal((await readPublicStatus(loop, followUpCode)).reply, null)
  await act('handler', 'declare-impossible', { caseId })
  await act('dispatcher', 'confirm-impossible', { caseId })
  assert.equal((await record(caseId)).disposition, 'not-possible')
  const status = await readPublicStatus(loop, followUpCode)
  assert.equal(status.reply, '地下有管线\n《条例》第 3 条')
  assert.equal(status.canRate, true)
})

test('a matter is withdrawn by the code or on behalf, from a pause too; then nobody is reminded of it', async t => {
  const { loop, record, act, handling, unfired } = await world(t)
  const first = await handling()
  await act('handler', 'hold', first)
  assert.equal((await readPublicStatus(loop, first.followUpCode)).canWithdraw, true)
  await withdrawByCode(loop, visitor, { followUpCode: first.followUpCode, reason: '已经修好了' })
  const second = await handling()
  await assert.rejects(act('handler', 'withdraw', second), { code: 'cases.not-permitted' })
  await act('seat', 'withdraw', second)
  for (const { caseId, followUpCode } of [first, second]) {
    const { disposition, pause, closed_at } = await record(caseId)
    assert.deepEqual([disposition, pause], ['withdrawn', null])
    assert.ok(closed_at)
    assert.equal(await unfired(caseId), 0)
    const { canWithdraw, canRate, reply } = await readPublicStatus(loop, followUpCode)
    assert.deepEqual([canWithdraw, canRate, reply], [false, false, null])
    await assert.rejects(withdrawByCode(loop, visitor, { followUpCode, reason: '再次' }), {
      code: 'cases.not-allowed-now',
    })
  }
  const nobodys = { followUpCode: '0000-0000-0000-0000', reason: '无' }
  await assert.rejects(withdrawByCode(loop, visitor, nobodys), { code: 'base.not-found' })
})

test('what is not this city’s is sent elsewhere, and the citizen told where', async t => {
  const { loop, record, act, handling } = await world(t)
  const { caseId, followUpCode } = await handling()
  await act('seat', 'transfer', { caseId, recipient: '邻市 12345', note: '已转邻市办理' })
  assert.equal((await record(caseId)).disposition, 'transferred')
  assert.equal((await readPublicStatus(loop, followUpCode)).reply, '已转邻市办理\n邻市 12345')
})

test('a call back keeps whether somebody was reached and content; who was not reached said nothing', async t => {
  const { loop, dispatcher, act, handling } = await world(t)
  const { caseId } = await handling()
  await act('handler', 'reply', { caseId })
  await act('dispatcher', 'call-back', { caseId, reached: false, satisfied: true })
  await act('seat', 'call-back', { caseId, reached: true, satisfied: false })
  const calls = (await readCase(loop, dispatcher, caseId)).timeline.filter(
    event => event.type === 'called-back',
  )
  assert.deepEqual(
    calls.map(event => event.details),
    [
      { reached: false, satisfied: null },
      { reached: true, satisfied: false },
    ],
  )
})

test('a low rating keeps its reasons', async t => {
  const { loop, seat, act, handling } = await world(t)
  const { caseId } = await handling()
  await act('handler', 'reply', { caseId })
  await act('dispatcher', 'close', { caseId })
  await act('seat', 'rate', { caseId, score: 2, resolved: false, reasons: ['too-slow', 'unclear'] })
  const { details } = (await readCase(loop, seat, caseId)).timeline.at(-1)!
  assert.deepEqual(details, { score: 2, resolved: false, reasons: ['too-slow', 'unclear'] })
})
