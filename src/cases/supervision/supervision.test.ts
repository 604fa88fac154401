import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { isCode } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { readEntries } from '#ledger/index.ts'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import { verbs } from '../action.routes.ts'
import { listInbox } from '../inbox/list-inbox.ts'
import { readCase } from '../read-case.ts'
import { reportCase } from '../report-case.ts'
import { acceptSupervision } from './accept-supervision.ts'
import { answerSupervision } from './answer-supervision.ts'
import { listSupervisions } from './list-supervisions.ts'
import { pressSupervision } from './press-supervision.ts'
import { readSupervision } from './read-supervision.ts'
import { superviseCase } from './supervise-case.ts'
import { tellDueSupervisions } from './tell-supervisions.ts'

const fails = (code: string) => (error: unknown) => isCode(error, code as never)

async function world(t: TestContext) {
  const base = await testCases(t)
  const { loop, person } = base
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const handler = await person('handler', ['handler'], { departmentId: 'urban' })
  const leader = await person('leader', ['leader'])
  const dispatched = async () => {
    const { caseId } = await reportCase(loop, seat, reportBody())
    const body = { version: 1, departmentId: 'urban', dutyId: 'lamp', categoryId: null }
    await verbs.dispatch(loop, dispatcher, { caseId, body })
    return caseId
  }
  const demand = { demand: '请三日内办结', workdays: 3 }
  const supervise = (actor: Actor, caseId: string) => superviseCase(loop, actor, { caseId, body: demand })
  const answer = (actor: Actor, caseId: string) =>
    answerSupervision(loop, actor, { caseId, body: { answer: '已派人维修' } })
  const accept = (actor: Actor, caseId: string) => acceptSupervision(loop, actor, { caseId, body: {} })
  const press = (actor: Actor, caseId: string) =>
    pressSupervision(loop, actor, { caseId, body: { demand: '仍未修复，限一日', workdays: 1 } })
  return { ...base, seat, dispatcher, handler, leader, dispatched, supervise, answer, accept, press }
}

test('a leader follows a case, the department answers, is asked again, and the answer is accepted', async t => {
  const { loop, database, handler, leader, dispatched, supervise, answer, accept, press } = await world(t)
  const caseId = await dispatched()
  await supervise(leader, caseId)
  const seen = await readSupervision(loop, handler, caseId)
  assert.deepEqual([seen.open?.state, seen.maySupervise, seen.mayAnswer], ['asked', false, true])
  assert.equal(seen.open?.said[0]?.text, '请三日内办结')
  await assert.rejects(accept(leader, caseId), fails('cases.supervision-unanswered'))
  await answer(handler, caseId)
  await assert.rejects(answer(handler, caseId), fails('cases.supervision-answered'))
  await press(leader, caseId)
  await answer(handler, caseId)
  await accept(leader, caseId)
  const { open, past } = await readSupervision(loop, leader, caseId)
  assert.equal(open, null)
  assert.deepEqual(
    past[0]?.said.map(one => one.kind),
    ['demand', 'answer', 'demand', 'answer'],
  )
  await assert.rejects(answer(handler, caseId), fails('cases.not-supervised'))
  const types = (await readCase(loop, leader, caseId)).timeline.map(event => event.type)
  assert.deepEqual(types.slice(-5), [
    'supervised',
    'supervision-answered',
    'supervision-pressed',
    'supervision-answered',
    'supervision-accepted',
  ])
  const kinds = (await readEntries(database, `case:${caseId}`)).map(entry => entry.kind)
  assert.ok(kinds.includes('case.supervised') && kinds.includes('case.supervision-accepted'))
  await supervise(leader, caseId)
})

test('one at a time, also of two leaders in the same moment; only leaders follow, only who has the case answers', async t => {
  const { person, seat, dispatcher, handler, leader, dispatched, supervise, answer, accept, press } =
    await world(t)
  const caseId = await dispatched()
  for (const actor of [seat, dispatcher, handler])
    await assert.rejects(supervise(actor, caseId), fails('cases.act-not-permitted'))
  const other = await person('other-leader', ['leader'])
  const both = await Promise.allSettled([supervise(leader, caseId), supervise(other, caseId)])
  assert.deepEqual(both.map(one => one.status).sort(), ['fulfilled', 'rejected'])
  for (const actor of [seat, leader])
    await assert.rejects(answer(actor, caseId), fails('cases.act-not-permitted'))
  const stranger = await person('stranger', ['handler'], { departmentId: 'police' })
  await assert.rejects(answer(stranger, caseId), fails('base.not-found'))
  for (const act of [accept, press])
    await assert.rejects(act(handler, caseId), fails('cases.act-not-permitted'))
  const answers = await Promise.allSettled([answer(handler, caseId), answer(dispatcher, caseId)])
  assert.deepEqual(answers.map(one => one.status).sort(), ['fulfilled', 'rejected'])
})

test('a list of supervised cases in scope, by what is awaited; a citizen sees none', async t => {
  const { loop, database, owner, person, handler, leader, dispatched, supervise, answer, accept } =
    await world(t)
  const [late, answered, ended] = [await dispatched(), await dispatched(), await dispatched()]
  for (const caseId of [late, answered, ended]) await supervise(leader, caseId)
  await answer(handler, answered)
  await answer(handler, ended)
  await accept(leader, ended)
  await sql`update cases.supervision set due_at = now() - interval '1 day' where case_id = ${late}`.execute(
    owner,
  )
  const shown = async (show: 'open' | 'overdue' | 'answered' | 'ended', actor = leader) =>
    (await listSupervisions(loop, actor, { show })).items.map(item => item.caseId)
  assert.deepEqual(await shown('open'), [late, answered])
  assert.deepEqual(await shown('overdue'), [late])
  assert.deepEqual(await shown('answered'), [answered])
  assert.deepEqual(await shown('ended', handler), [ended])
  assert.deepEqual(await shown('open', await person('p', ['handler'], { departmentId: 'police' })), [])
  const citizen = await person('citizen', ['citizen'])
  await sql`update cases.case_record set reporter_person_id = ${citizen.id}`.execute(database)
  assert.deepEqual(await shown('open', citizen), [])
  await assert.rejects(readSupervision(loop, citizen, late), fails('base.not-found'))
  const analyst = await person('analyst', ['analyst'])
  const [masked] = (await listSupervisions(loop, analyst, { show: 'overdue' })).items
  assert.deepEqual([masked?.subject, masked?.demand], [null, null])
})

test('who owes an answer and who waits for it are told once when it is overdue, and again after another asking', async t => {
  const { loop, database, owner, handler, leader, dispatched, supervise, press } = await world(t)
  const caseId = await dispatched()
  await supervise(leader, caseId)
  const pass = () => sql`update cases.supervision set due_at = now() - interval '1 minute'`.execute(owner)
  const told = async (actor: Actor) => {
    const page = await listInbox(loop, actor, { query: { show: 'all', limit: 100 }, language: 'zh' })
    return page.items.filter(item => item.template.startsWith('supervision-overdue')).length
  }
  assert.equal(await tellDueSupervisions(database), 0)
  await pass()
  const counts = await Promise.all([1, 2, 3].map(() => tellDueSupervisions(database)))
  assert.equal(
    counts.reduce((sum, one) => sum + one),
    1,
  )
  assert.equal((await readSupervision(loop, leader, caseId)).open?.overdue, true)
  assert.deepEqual([await told(handler), await told(leader)], [1, 1])
  await press(leader, caseId)
  assert.equal((await readSupervision(loop, leader, caseId)).open?.overdue, false)
  await pass()
  assert.equal(await tellDueSupervisions(database), 1)
})
