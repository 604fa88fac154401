import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction, isCode } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { readEntries } from '#ledger/index.ts'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import { verbs } from '../action.routes.ts'
import { markRead } from '../inbox/inbox.store.ts'
import { listInbox, readerOf, unreadOf } from '../inbox/list-inbox.ts'
import { listCases } from '../list-cases.ts'
import { readCase } from '../read-case.ts'
import { reportCase } from '../report-case.ts'
import { askCoHost } from './ask-co-host.ts'
import { listTasks } from './list-tasks.ts'
import { moveTask, type TaskMove } from './move-task.ts'
import { noteMeeting } from './note-meeting.ts'
import { readJoint } from './read-joint.ts'
import { tellDueTasks } from './tell-tasks.ts'

const fails = (code: string) => (error: unknown) => isCode(error, code as never)

async function world(t: TestContext) {
  const base = await testCases(t)
  const { loop, person } = base
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const host = await person('host', ['handler'], { departmentId: 'urban' })
  const hostLead = await person('host-lead', ['department-lead'], { departmentId: 'urban' })
  const coHost = await person('co-host', ['handler'], { departmentId: 'police' })
  const district = await person('district', ['handler'], { departmentId: 'district-aa' })
  const dispatched = async () => {
    const { caseId } = await reportCase(loop, seat, reportBody())
    await verbs.dispatch(loop, dispatcher, {
      caseId,
      body: { version: 1, departmentId: 'urban', dutyId: 'lamp', categoryId: null },
    })
    return caseId
  }
  const ask = (actor: Actor, caseId: string, departmentId = 'police', workdays: number | null = null) =>
    askCoHost(loop, actor, { caseId, body: { departmentId, asked: '请协助核实路段权属', workdays } })
  const taskOf = async (caseId: string, departmentId = 'police') =>
    (await readJoint(loop, dispatcher, caseId)).tasks.findLast(task => task.departmentId === departmentId)!
  const move = (actor: Actor, taskId: string, move: Partial<TaskMove>) =>
    moveTask(loop, actor, {
      taskId,
      to: 'done',
      by: 'co-host',
      type: 'co-host-replied',
      said: '已核实，属市政道路',
      ...move,
    })
  const version = async (caseId: string) => (await readCase(loop, dispatcher, caseId)).version
  return {
    ...base,
    seat,
    dispatcher,
    host,
    hostLead,
    coHost,
    district,
    dispatched,
    ask,
    taskOf,
    move,
    version,
  }
}

test('two departments handle one matter: proposed, asked, replied to, and one combined reply', async t => {
  const { loop, dispatcher, host, hostLead, coHost, dispatched, ask, taskOf, move, version, database } =
    await world(t)
  const caseId = await dispatched()
  const before = await readJoint(loop, hostLead, caseId)
  assert.deepEqual(before.proposed, ['police', 'district-aa'])
  await ask(hostLead, caseId)
  assert.deepEqual((await readJoint(loop, hostLead, caseId)).proposed, ['district-aa'])
  const [task] = (await listTasks(loop, coHost, { open: 'true' })).items
  assert.equal(task?.caseId, caseId)
  assert.equal(task?.subject, '路灯不亮')
  const seen = await readCase(loop, coHost, caseId)
  assert.match(seen.detail!, /幸福里/)
  assert.deepEqual(seen.actions, ['comment'])
  assert.equal((await listCases(loop, coHost, { limit: 50 })).items.length, 1)
  assert.equal(task?.dueAt, seen.dueAt, 'not after the deadline of the case')

  await move(coHost, task!.taskId, { to: 'accepted', type: 'co-host-accepted', said: null })
  await verbs.handle(loop, host, { caseId, body: { version: await version(caseId) } })
  const reply = { version: await version(caseId), reply: '【合并答复】' }
  await assert.rejects(verbs.reply(loop, host, { caseId, body: reply }), fails('cases.tasks-open'))
  await move(coHost, task!.taskId, {})
  await assert.rejects(verbs.reply(loop, host, { caseId, body: reply }), fails('cases.stale'))
  await verbs.reply(loop, host, { caseId, body: { ...reply, version: await version(caseId) } })
  assert.equal((await taskOf(caseId)).said, '已核实，属市政道路')
  const { timeline } = await readCase(loop, dispatcher, caseId)
  assert.deepEqual(
    timeline.map(event => event.type).filter(type => type.startsWith('co-host')),
    ['co-host-asked', 'co-host-accepted', 'co-host-replied'],
  )
  const kinds = (await readEntries(database, `case:${caseId}`)).map(entry => entry.kind)
  assert.ok(kinds.includes('case.co-host-asked') && kinds.includes('case.co-host-replied'))
})

test('a co-host reads the case while its task is open, and afterwards what concerned it', async t => {
  const { loop, dispatcher, coHost, dispatched, ask, taskOf, move } = await world(t)
  const caseId = await dispatched()
  const none = (actor: Actor) => assert.rejects(readCase(loop, actor, caseId), fails('base.not-found'))
  await none(coHost)
  await ask(dispatcher, caseId)
  await readCase(loop, coHost, caseId)
  await move(coHost, (await taskOf(caseId)).taskId, {
    to: 'declined',
    type: 'co-host-declined',
    said: '不属于本部门',
  })
  await none(coHost)
  assert.equal((await listCases(loop, coHost, { limit: 50 })).items.length, 0)
  const ended = (await listTasks(loop, coHost, { open: 'false' })).items
  assert.deepEqual(
    ended.map(({ asked, said, subject, state }) => ({ asked, said, subject, state })),
    [{ asked: '请协助核实路段权属', said: '不属于本部门', subject: null, state: 'declined' }],
  )
  await ask(dispatcher, caseId)
  await readCase(loop, coHost, caseId)
})

test('who may ask, whom, and when', async t => {
  const { loop, person, seat, dispatcher, host, hostLead, coHost, district, dispatched, ask, version } =
    await world(t)
  const caseId = await dispatched()
  for (const actor of [seat, host]) await assert.rejects(ask(actor, caseId), fails('cases.act-not-permitted'))
  for (const actor of [coHost, await person('lead', ['department-lead'], { departmentId: 'police' })])
    await assert.rejects(ask(actor, caseId), fails('base.not-found'))
  await assert.rejects(ask(hostLead, caseId, 'urban'), fails('cases.host-is-no-co-host'))
  await assert.rejects(ask(hostLead, caseId, 'nobody'), fails('cases.unknown-department'))
  const twice = await Promise.allSettled([ask(hostLead, caseId), ask(dispatcher, caseId)])
  assert.deepEqual(twice.map(one => one.status).sort(), ['fulfilled', 'rejected'])
  await assert.rejects(ask(hostLead, caseId), fails('cases.task-is-open'))
  // A co-host coordinates nothing, though it reads.
  await assert.rejects(ask(coHost, caseId, 'district-aa'), fails('cases.act-not-permitted'))
  const reported = await reportCase(loop, seat, reportBody())
  await assert.rejects(ask(dispatcher, reported.caseId), fails('cases.no-joint-work-now'))
  await verbs.handle(loop, host, { caseId, body: { version: await version(caseId) } })
  await ask(dispatcher, caseId, 'district-aa', 1)
  assert.equal((await listTasks(loop, district, { open: 'true' })).count, 1)
})

test('a task belongs to its department; it ends once, also when two press at once', async t => {
  const { person, dispatcher, host, coHost, district, dispatched, ask, taskOf, move } = await world(t)
  const caseId = await dispatched()
  await ask(dispatcher, caseId)
  await ask(dispatcher, caseId, 'district-aa')
  const { taskId } = await taskOf(caseId)
  for (const actor of [district, host, dispatcher])
    await assert.rejects(move(actor, taskId, {}), fails('base.not-found'))
  await assert.rejects(
    move(coHost, taskId, { to: 'withdrawn', by: 'host', type: 'co-host-withdrawn' }),
    fails('cases.act-not-permitted'),
  )
  const colleague = await person('colleague', ['handler'], { departmentId: 'police' })
  const both = await Promise.allSettled([move(coHost, taskId, {}), move(colleague, taskId, {})])
  assert.deepEqual(both.map(one => one.status).sort(), ['fulfilled', 'rejected'])
  await assert.rejects(move(coHost, taskId, {}), fails('cases.task-has-ended'))
  await assert.rejects(
    move(dispatcher, taskId, { to: 'withdrawn', by: 'host', type: 'co-host-withdrawn' }),
    fails('cases.task-has-ended'),
  )
})

test('the host replies before its co-hosts only with a reason, which is kept', async t => {
  const { loop, dispatcher, host, dispatched, ask, version } = await world(t)
  const caseId = await dispatched()
  await ask(dispatcher, caseId)
  await verbs.handle(loop, host, { caseId, body: { version: await version(caseId) } })
  const body = { version: await version(caseId), reply: '已修', openTasksReason: '诉求人急需，先行答复' }
  await verbs.reply(loop, host, { caseId, body })
  const { timeline } = await readCase(loop, dispatcher, caseId)
  assert.equal(timeline.at(-1)!.details.openTasksReason, '诉求人急需，先行答复')
})

test('tasks end with the case: given back, sent to the co-host, closed', async t => {
  const { loop, dispatcher, host, coHost, dispatched, ask, taskOf, version } = await world(t)
  const state = async (caseId: string) => (await taskOf(caseId)).state
  const back = await dispatched()
  await ask(dispatcher, back)
  await verbs.return(loop, host, {
    caseId: back,
    body: { version: await version(back), reason: '不归我们', proposedDepartmentId: null },
  })
  assert.equal(await state(back), 'withdrawn')
  await assert.rejects(readCase(loop, coHost, back), fails('base.not-found'))
  const over = await dispatched()
  await ask(dispatcher, over)
  await ask(dispatcher, over, 'district-aa')
  const body = { departmentId: 'police', dutyId: null, categoryId: null, reason: '改派' }
  await verbs.dispatch(loop, dispatcher, { caseId: over, body: { version: await version(over), ...body } })
  assert.equal(await state(over), 'withdrawn')
  assert.equal((await taskOf(over, 'district-aa')).state, 'asked')
  await verbs['hand-over'](loop, dispatcher, {
    caseId: over,
    body: { version: await version(over), service: '110', note: '紧急' },
  })
  assert.equal((await taskOf(over, 'district-aa')).state, 'withdrawn')
})

test('a task is told of its deadline once, in working hours before and when it is over', async t => {
  const { loop, database, owner, dispatcher, dispatched, ask, taskOf, coHost } = await world(t)
  const caseId = await dispatched()
  await ask(dispatcher, caseId)
  assert.equal(await tellDueTasks(database), 0)
  await sql`update cases.joint_task set warn_at = now() - interval '1 minute'`.execute(owner)
  const counts = await Promise.all([1, 2, 3].map(() => tellDueTasks(database)))
  assert.equal(
    counts.reduce((sum, one) => sum + one),
    1,
  )
  assert.deepEqual([(await taskOf(caseId)).warned, (await taskOf(caseId)).overdue], [true, false])
  await sql`update cases.joint_task set due_at = now() - interval '1 minute'`.execute(owner)
  assert.equal(await tellDueTasks(database), 1)
  assert.equal(await tellDueTasks(database), 0)
  assert.equal((await listTasks(loop, coHost, { open: 'true' })).items[0]!.overdue, true)
})

test('who leads two co-hosts is told once of a case whose tasks are due together, each co-host of its own', async t => {
  const { loop, database, owner, dispatcher, person, coHost, district, dispatched, ask } = await world(t)
  const [one, other] = [await dispatched(), await dispatched()]
  for (const caseId of [one, other]) {
    await ask(dispatcher, caseId)
    await ask(dispatcher, caseId, 'district-aa')
  }
  const above = await person('above', ['department-lead'], { departmentId: 'government' })
  const query = { show: 'all' as const, limit: 100 }
  const warnings = async (actor: Actor, show: 'all' | 'unread' = 'all') =>
    (await listInbox(loop, actor, { query: { ...query, show }, language: 'zh' })).items.filter(
      message => message.template === 'task-warning.department',
    )
  const unread = async () => (await unreadOf(loop, above)).value
  const before = await unread()
  await sql`update cases.joint_task set warn_at = now() - interval '1 minute'`.execute(owner)
  assert.equal(await tellDueTasks(database), 4)
  const told = await warnings(above)
  assert.deepEqual(told.map(message => message.caseId).toSorted(), [one, other].toSorted())
  assert.equal(await unread(), before + 2)
  for (const actor of [coHost, district]) assert.equal((await warnings(actor)).length, 2)
  await inTransaction(database, tx => markRead(tx, readerOf(above), [told[0]!.messageId]))
  assert.deepEqual(
    (await warnings(above, 'unread')).map(message => message.messageId),
    [told[1]!.messageId],
    'what was read does not come back as the other one',
  )
  assert.equal(await unread(), before + 1)
  assert.equal((await warnings(district, 'unread')).length, 2, 'each reads for oneself')
})

test('a meeting of departments stands on the timeline with who, where and what was concluded', async t => {
  const { loop, dispatcher, host, dispatched } = await world(t)
  const caseId = await dispatched()
  const body = {
    heldAt: '2026-11-20T14:30:00+08:00',
    place: '城管局三楼会议室',
    departmentIds: ['urban', 'police', 'police'],
    conclusions: '由城管牵头，公安配合',
    tasks: '公安：本周内提供监控',
  }
  await noteMeeting(loop, dispatcher, { caseId, body })
  const held = (await readCase(loop, dispatcher, caseId)).timeline.at(-1)!
  assert.equal(held.type, 'meeting-held')
  assert.equal(held.text, body.conclusions)
  assert.deepEqual(held.details, {
    heldAt: '2026-11-20T06:30:00.000Z',
    departments: ['urban', 'police'],
    place: body.place,
    meetingTasks: body.tasks,
  })
  await assert.rejects(noteMeeting(loop, host, { caseId, body }), fails('cases.act-not-permitted'))
  await assert.rejects(
    noteMeeting(loop, dispatcher, { caseId, body: { ...body, departmentIds: ['nobody'] } }),
    fails('cases.unknown-department'),
  )
})

test('whom the case belongs to learns of no task', async t => {
  const { loop, database, person, dispatcher, dispatched, ask } = await world(t)
  const caseId = await dispatched()
  await ask(dispatcher, caseId)
  const citizen = await person('citizen', ['citizen'])
  await sql`update cases.case_record set reporter_person_id = ${citizen.id} where id = ${caseId}`.execute(
    database,
  )
  await assert.rejects(readJoint(loop, citizen, caseId), fails('base.not-found'))
  const asked = (await readCase(loop, citizen, caseId)).timeline.find(one => one.type === 'co-host-asked')!
  assert.deepEqual([asked.text, asked.details, asked.actorName], [null, {}, ''])
})
