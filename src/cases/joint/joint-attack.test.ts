import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction, isCode } from '#base/index.ts'
import { editDepartment } from '#city/edit-department.ts'
import type { Actor } from '#identity/index.ts'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import type { ActionBody } from '../action.contract.ts'
import { verbs } from '../action.routes.ts'
import type { CaseAction } from '../case-words.contract.ts'
import { readCase } from '../read-case.ts'
import { reportCase } from '../report-case.ts'
import { askCoHost } from './ask-co-host.ts'
import { linkParent } from './link-parent.ts'
import { listTasks } from './list-tasks.ts'
import { moveTask, type TaskMove } from './move-task.ts'
import { noteMeeting } from './note-meeting.ts'
import { readJoint } from './read-joint.ts'
import { tellDueTasks } from './tell-tasks.ts'
import { unlinkParent } from './unlink-parent.ts'

const fails = (code: string) => (error: unknown) => isCode(error, code as never)
const withdrawal = { to: 'withdrawn', by: 'host', type: 'co-host-withdrawn', said: '不需要' } as const

async function world(t: TestContext) {
  const base = await testCases(t)
  const { loop, person } = base
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const host = await person('host', ['handler'], { departmentId: 'urban' })
  const hostLead = await person('host-lead', ['department-lead'], { departmentId: 'urban' })
  const police = await person('police', ['handler'], { departmentId: 'police' })
  const district = await person('district', ['handler'], { departmentId: 'district-aa' })
  const version = async (caseId: string) => (await readCase(loop, dispatcher, caseId)).version
  const step = async (action: CaseAction, actor: Actor, at: { caseId: string; body?: object }) =>
    await verbs[action](loop, actor, {
      caseId: at.caseId,
      body: { version: await version(at.caseId), ...at.body } as ActionBody<never>,
    })
  const report = () => reportCase(loop, seat, reportBody())
  const dispatch = { departmentId: 'urban', dutyId: 'lamp', categoryId: null }
  const dispatched = async () => {
    const made = await report()
    await step('dispatch', dispatcher, { caseId: made.caseId, body: dispatch })
    return made
  }
  const handling = async () => {
    const made = await dispatched()
    await step('handle', host, { caseId: made.caseId })
    return made
  }
  const verifying = async () => {
    const made = await handling()
    await step('reply', host, { caseId: made.caseId, body: { reply: '已修' } })
    return made
  }
  const ask = (caseId: string, departmentId = 'police', workdays: number | null = null) =>
    askCoHost(loop, dispatcher, { caseId, body: { departmentId, asked: `请${departmentId}核实`, workdays } })
  const taskOf = async (caseId: string, departmentId = 'police') =>
    (await readJoint(loop, dispatcher, caseId)).tasks.findLast(task => task.departmentId === departmentId)!
  const move = (actor: Actor, taskId: string, change: Partial<TaskMove> = {}) => {
    const reply = { to: 'done', by: 'co-host', type: 'co-host-replied', said: '已核实' } as const
    return moveTask(loop, actor, { taskId, ...reply, ...change })
  }
  const link = (child: { caseId: string }, parent: { code: string }) =>
    linkParent(loop, dispatcher, { caseId: child.caseId, body: { parentCode: parent.code } })
  const people = { seat, dispatcher, host, hostLead, police, district }
  const acts = { version, step, report, dispatch, dispatched, handling, verifying, ask, taskOf, move, link }
  return { ...base, ...people, ...acts }
}

test('joint handling under attack', async t => {
  const w = await world(t)
  const { loop, owner, dispatcher, host, hostLead, police, district, step, ask, taskOf, move } = w

  await t.test(
    'a co-host reads while its task is open, writes notes, and takes no step of the host',
    async () => {
      const { caseId } = await w.handling()
      await ask(caseId)
      await step('comment', police, { caseId, body: { note: '我们在现场' } })
      const refused: [CaseAction, object][] = [
        ['reply', { reply: '代答' }],
        ['return', { reason: '退', proposedDepartmentId: null }],
        ['hold', { reason: '等' }],
        ['ask-citizen', { question: '？' }],
        ['ask-extension', { workdays: 1, reason: '忙' }],
        ['declare-impossible', { reason: '不能', legalBasis: '依据' }],
        ['object', { reason: '不归', proposedDepartmentId: null, dutyId: null }],
        ['transfer', { recipient: '邻市', note: '转' }],
        ['hand-over', { service: '110', note: '急' }],
      ]
      for (const [action, body] of refused)
        await assert.rejects(step(action, police, { caseId, body }), fails('cases.not-permitted'), action)
      const lead = await w.person('police-lead', ['department-lead'], { departmentId: 'police' })
      const { taskId } = await taskOf(caseId)
      await assert.rejects(move(police, taskId, withdrawal), fails('cases.act-not-permitted'))
      await assert.rejects(move(lead, taskId, withdrawal), fails('cases.act-not-permitted'))
      const meeting = {
        heldAt: '2026-11-20T14:30:00+08:00',
        place: '会议室',
        departmentIds: ['police'],
        conclusions: '结论',
      }
      await assert.rejects(
        noteMeeting(loop, lead, { caseId, body: meeting }),
        fails('cases.act-not-permitted'),
      )
      await move(police, taskId)
      for (const actor of [police, lead]) {
        await assert.rejects(readCase(loop, actor, caseId), fails('base.not-found'))
        await assert.rejects(readJoint(loop, actor, caseId), fails('base.not-found'))
        await assert.rejects(
          step('comment', actor, { caseId, body: { note: '还有一句' } }),
          fails('base.not-found'),
        )
      }
    },
  )

  await t.test('what its task was stays readable to a department, the matter does not', async () => {
    const { caseId } = await w.dispatched()
    await ask(caseId)
    const { taskId } = await taskOf(caseId)
    await move(police, taskId, { to: 'declined', type: 'co-host-declined', said: '不是公安的事' })
    const of = async (actor: Actor) =>
      (await listTasks(loop, actor, { open: 'false' })).items.find(one => one.taskId === taskId)
    const ended = await of(police)
    assert.deepEqual(
      [ended?.state, ended?.asked, ended?.said, ended?.subject, ended?.mine],
      ['declined', '请police核实', '不是公安的事', null, true],
    )
    for (const actor of [host, district, dispatcher, w.seat]) assert.equal(await of(actor), undefined)
    const low = await w.person('police-low', ['handler'], { departmentId: 'police', level: 'L2' })
    const masked = await of(low)
    assert.deepEqual([masked?.state, masked?.asked, masked?.said], ['declined', null, null])
    assert.equal((await taskOf(caseId)).endedAt !== null, true)
    await ask(caseId)
    assert.equal((await taskOf(caseId)).state, 'asked', 'after declining it can be asked again')
  })

  await t.test(
    'an ended department is asked nothing, and what it was asked before can be withdrawn',
    async () => {
      const { caseId } = await w.dispatched()
      await ask(caseId, 'district-ab')
      const { version } = (await loop.city.snapshot()).department('district-ab')!
      await inTransaction(w.database, tx =>
        editDepartment(tx, 'district-ab', { change: { version, active: false }, by: 'somebody' }),
      )
      const { taskId } = await taskOf(caseId, 'district-ab')
      await move(dispatcher, taskId, withdrawal)
      await assert.rejects(move(dispatcher, taskId, withdrawal), fails('cases.task-has-ended'))
      await assert.rejects(ask(caseId, 'district-ab'), fails('cases.unknown-department'))
      await assert.rejects(ask(caseId, 'DISTRICT-AA'), fails('cases.unknown-department'))
      await assert.rejects(ask(caseId, '\ud800'), fails('cases.unknown-department'))
      await assert.rejects(ask(caseId, 'urban'), fails('cases.host-is-no-co-host'))
    },
  )

  await t.test('no task is due after its case, unless the case is late already', async () => {
    const { caseId } = await w.dispatched()
    const due = new Date(Date.now() + 36 * 3_600_000)
    await sql`update cases.case_record set due_at = ${due} where id = ${caseId}`.execute(owner)
    await ask(caseId, 'police', 250)
    await ask(caseId, 'district-aa')
    assert.equal((await taskOf(caseId)).dueAt, due.toISOString())
    assert.equal((await taskOf(caseId, 'district-aa')).dueAt, due.toISOString())
    await sql`update cases.case_record set due_at = now() - interval '1 day' where id = ${caseId}`.execute(
      owner,
    )
    await move(police, (await taskOf(caseId)).taskId)
    await ask(caseId, 'police', 1)
    assert.ok(new Date((await taskOf(caseId)).dueAt!) > new Date())
    const other = (await w.dispatched()).caseId
    await sql`update cases.case_record set due_at = null where id = ${other}`.execute(owner)
    await ask(other)
    const task = await taskOf(other)
    assert.deepEqual([task.dueAt, task.warned, task.overdue], [null, false, false])
  })

  await t.test('an asking and a reply that cross: the host never replies past a task unsaid', async () => {
    for (let round = 0; round < 4; round++) {
      const { caseId } = await w.handling()
      const before = await w.version(caseId)
      const reply = verbs.reply(loop, host, { caseId, body: { version: before, reply: '已修' } })
      const both = await Promise.allSettled([ask(caseId), reply])
      assert.deepEqual(both.map(one => one.status).toSorted(), ['fulfilled', 'rejected'])
      const refused = both.find(one => one.status === 'rejected')!
      assert.ok(
        ['cases.stale', 'cases.no-joint-work-now'].some(code => fails(code)(refused.reason)),
        String(refused.reason),
      )
      const { state } = await readCase(loop, dispatcher, caseId)
      const open = (await readJoint(loop, dispatcher, caseId)).tasks.length
      assert.deepEqual([state, open], both[0].status === 'fulfilled' ? ['handling', 1] : ['verifying', 0])
    }
  })

  await t.test('a host that replies or declares past open tasks says why; blanks are no reason', async () => {
    const { caseId } = await w.handling()
    await ask(caseId)
    const reply = (openTasksReason?: string) =>
      step('reply', host, { caseId, body: { reply: '已修', openTasksReason } })
    await assert.rejects(reply(), fails('cases.tasks-open'))
    await assert.rejects(reply(''), fails('cases.tasks-open'))
    await reply('先行答复')
    assert.equal((await taskOf(caseId)).state, 'asked', 'its task goes on while the reply is looked at')
    await step('send-back', dispatcher, { caseId, body: { reason: '没修好' } })
    assert.equal((await taskOf(caseId)).state, 'asked')
    await move(police, (await taskOf(caseId)).taskId)
    await reply()
    await step('close', dispatcher, { caseId })
    await assert.rejects(ask(caseId), fails('cases.no-joint-work-now'))
  })

  await t.test(
    'one department, several hands: of answers, refusals and withdrawals at once one stands',
    async () => {
      const { caseId } = await w.dispatched()
      await ask(caseId)
      const { taskId } = await taskOf(caseId)
      const declined = { to: 'declined', type: 'co-host-declined', said: '不' } as const
      const colleague = await w.person('colleague', ['handler'], { departmentId: 'police' })
      const all = await Promise.allSettled([
        move(police, taskId),
        move(colleague, taskId, declined),
        move(dispatcher, taskId, withdrawal),
        move(hostLead, taskId, withdrawal),
      ])
      assert.equal(all.filter(one => one.status === 'fulfilled').length, 1)
      for (const one of all)
        if (one.status === 'rejected')
          assert.ok(['cases.task-has-ended', 'base.not-found'].some(code => fails(code)(one.reason)))
      const { timeline } = await readCase(loop, dispatcher, caseId)
      assert.equal(timeline.filter(one => /^co-host-(replied|declined|withdrawn)$/.test(one.type)).length, 1)
    },
  )

  await t.test(
    'deadlines of tasks are told once by two processes, and of what ended not at all',
    async () => {
      const made = await Promise.all([1, 2, 3].map(() => w.dispatched()))
      for (const { caseId } of made) await ask(caseId)
      await move(police, (await taskOf(made[2]!.caseId)).taskId)
      const ids = made.map(one => one.caseId)
      await sql`update cases.joint_task set due_at = now() - interval '1 hour', warn_at = now() - interval '1 day'
               where case_id = any(${ids}::uuid[])`.execute(owner)
      const told = await Promise.all([tellDueTasks(w.database), tellDueTasks(w.database)])
      assert.equal(told[0] + told[1], 2)
      assert.equal(await tellDueTasks(w.database), 0)
      const states = await Promise.all(ids.map(async id => (await taskOf(id)).overdue))
      assert.deepEqual(states, [true, true, false])
      assert.equal(await tellDueTasks(w.database, AbortSignal.abort()), 0)
    },
  )
})

test('parents and children under attack', async t => {
  const w = await world(t)
  const { loop, dispatcher, host, report, link, step } = w
  const reply = '已在电话中说明'
  const ways: [CaseAction, () => Promise<{ caseId: string; code: string }>, object][] = [
    ['answer', report, { reply, categoryId: null }],
    ['decline', report, { reason: '不属受理范围', legalBasis: '《办法》第 5 条' }],
    ['hand-over', report, { service: '110', note: '有危险' }],
    ['transfer', report, { recipient: '邻市 12345', note: '不在本市' }],
    ['withdraw', report, { reason: '来电人放弃' }],
  ]

  // Seats answer; everything else here is the dispatcher's as well.
  for (const [action, make, body] of ways)
    await t.test(`${action} closes a parent with the reason it always needs; its child goes on`, async () => {
      const [parent, child] = [await make(), await report()]
      await link(child, parent)
      const actor = action === 'answer' ? w.seat : dispatcher
      assert.equal((await step(action, actor, { caseId: parent.caseId, body })).state, 'closed')
      assert.equal((await readCase(loop, dispatcher, child.caseId)).state, 'reported')
      const family = await readJoint(loop, dispatcher, child.caseId)
      assert.deepEqual([family.parent?.code, family.parent?.state], [parent.code, 'closed'])
      await step('dispatch', dispatcher, { caseId: child.caseId, body: w.dispatch })
    })

  await t.test('what cannot be done closes before its children only with a note, which is kept', async () => {
    const [parent, child] = [await w.handling(), await report()]
    const { caseId } = parent
    await link(child, parent)
    const impossible = { reason: '地下有管线', legalBasis: '《条例》第 3 条' }
    await step('declare-impossible', host, { caseId, body: impossible })
    const confirm = (note?: string) => step('confirm-impossible', dispatcher, { caseId, body: { note } })
    await assert.rejects(confirm(), fails('cases.children-open'))
    await assert.rejects(confirm(''), fails('cases.children-open'))
    await confirm('子工单另行办理')
    const last = (await readCase(loop, dispatcher, caseId)).timeline.at(-1)!
    assert.deepEqual([last.type, last.text], ['impossible-confirmed', '子工单另行办理'])
    assert.equal(last.details.openChildrenReason, '子工单另行办理')
  })

  await t.test('a child that is linked while its parent closes is never left behind unsaid', async () => {
    for (let round = 0; round < 4; round++) {
      const [parent, child] = [await w.verifying(), await report()]
      const [linked, closed] = await Promise.allSettled([
        link(child, parent),
        step('close', dispatcher, { caseId: parent.caseId }),
      ])
      assert.notEqual(linked.status, closed.status)
      if (linked.status === 'rejected') assert.ok(fails('cases.parent-is-closed')(linked.reason))
      if (closed.status === 'rejected') assert.ok(fails('cases.children-open')(closed.reason))
    }
  })

  await t.test(
    'links that cross in threes and fours end with two levels and without a stuck lock',
    async () => {
      for (let round = 0; round < 3; round++) {
        const [a, b, c, d] = await Promise.all([report(), report(), report(), report()])
        await Promise.allSettled([link(a, b), link(b, c), link(c, d), link(d, a), link(a, c), link(b, d)])
        for (const one of [a, b, c, d]) {
          const { parent, children } = await readJoint(loop, dispatcher, one.caseId)
          assert.ok(parent === null || children.length === 0, 'a child has no children')
        }
      }
    },
  )

  await t.test(
    'a link is taken out once, with what it was on the timeline; a wrong code names itself',
    async () => {
      const [parent, child] = [await report(), await report()]
      await link(child, parent)
      const remove = () =>
        unlinkParent(loop, dispatcher, { caseId: child.caseId, body: { reason: '误关联' } })
      const both = await Promise.allSettled([remove(), remove()])
      assert.deepEqual(both.map(one => one.status).toSorted(), ['fulfilled', 'rejected'])
      await assert.rejects(remove(), fails('base.not-found'))
      const last = (await readCase(loop, dispatcher, child.caseId)).timeline.at(-1)!
      assert.deepEqual(
        [last.type, last.text, last.details],
        ['parent-unlinked', '误关联', { parent: parent.caseId }],
      )
      for (const code of [
        "'; drop table cases.case_parent; --",
        '%',
        '____',
        '路灯路灯',
        child.code.slice(0, -1),
      ])
        await assert.rejects(link(child, { code }), fails('cases.no-such-parent'), code)
    },
  )

  await t.test('a department sees of a family what lies with it, and counts the rest', async () => {
    const [parent, own, elsewhere] = [await w.dispatched(), await w.dispatched(), await report()]
    await link(own, parent)
    await link(elsewhere, parent)
    const seen = await readJoint(loop, host, parent.caseId)
    assert.deepEqual(
      seen.children.map(child => child.code),
      [own.code],
    )
    assert.equal(seen.otherChildren, 1)
    assert.ok(!JSON.stringify(seen).includes(elsewhere.code))
    await assert.rejects(readJoint(loop, host, elsewhere.caseId), fails('base.not-found'))
    await assert.rejects(readJoint(loop, w.police, parent.caseId), fails('base.not-found'))
  })
})
