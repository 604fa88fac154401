import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction, uuidv7 } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import { verbs } from '../action.routes.ts'
import { askCoHost } from '../joint/ask-co-host.ts'
import { moveTask } from '../joint/move-task.ts'
import { tellDueTasks } from '../joint/tell-tasks.ts'
import { reportCase } from '../report-case.ts'
import { eraseCases } from '../rights/erase-cases.ts'
import { listInbox, unreadOf } from './list-inbox.ts'
import { markAllThrough, markMessages } from './mark-messages.ts'
import { lowestIdAt } from './message-id.rules.ts'
import { removeOld } from './remove-old.ts'
import { tell } from './tell.ts'

const last = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
const matter = '路灯'

test('who may read what of the inbox, now', async t => {
  const base = await testCases(t)
  const { loop, database, owner, person } = base
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const handler = await person('handler', ['handler'], { departmentId: 'urban' })
  const lead = await person('lead', ['department-lead'], { departmentId: 'urban' })
  const police = await person('police', ['handler'], { departmentId: 'police' })
  const leader = await person('leader', ['leader'])

  /** The same person in another seat: what their next request would carry. */
  const moved = async (actor: Actor, roles: Parameters<typeof person>[1], rest: object = {}) => ({
    ...(await person(actor.name, roles, rest)),
    id: actor.id,
  })
  const inbox = async (actor: Actor, show: 'all' | 'unread' | 'read' = 'all', language: 'zh' | 'en' = 'zh') =>
    (await listInbox(loop, actor, { query: { show, limit: 100 }, language })).items
  const about = async (actor: Actor, caseId: string) => {
    const { rows } = await sql<{ id: string }>`
      select id from cases.inbox_message where case_id = ${caseId}::uuid`.execute(owner)
    const ids = new Set(rows.map(row => row.id))
    return (await inbox(actor)).filter(one => ids.has(one.messageId))
  }
  const unread = async (actor: Actor) => (await unreadOf(loop, actor)).value
  const dispatch = async (by = dispatcher, departmentId = 'urban') => {
    const made = await reportCase(loop, seat, reportBody())
    const dutyId = departmentId === 'urban' ? 'lamp' : null
    await verbs.dispatch(loop, by, {
      caseId: made.caseId,
      body: { version: 1, departmentId, dutyId, categoryId: null },
    })
    return made
  }
  const insertPerson = (one: Actor, roles: string, departmentId: string | null = null) =>
    sql`
    insert into identity.person (id, account, name, roles, department_id, region_ids, level, active, must_change_password)
    values (${one.id}, ${one.id}, ${one.name}, ${roles}::text[], ${departmentId}, '{}', 'L4', true, false)`.execute(
      owner,
    )
  const put = (audience: string, id = uuidv7(), actor = 'system') =>
    sql`insert into cases.inbox_message (id, audience, template, actor)
        values (${id}::uuid, ${audience}, 'deadlines-many', ${actor})`.execute(owner)
  const empty = async () => {
    await sql`delete from cases.inbox_message`.execute(owner)
    await sql`delete from cases.inbox_through`.execute(owner)
  }

  await t.test(
    'who moves to another department leaves the messages behind, and finds them again on return',
    async () => {
      await empty()
      const { caseId } = await dispatch()
      assert.equal((await about(handler, caseId)).length, 1)
      const elsewhere = await moved(handler, ['handler'], { departmentId: 'police' })
      assert.deepEqual(await inbox(elsewhere), [])
      assert.equal(await unread(elsewhere), 0)
      const [seen] = await inbox(handler)
      assert.equal((await markMessages(loop, elsewhere, [seen!.messageId])).value, 0)
      assert.equal(await unread(handler), 1, 'what is not theirs they cannot mark, not even for themselves')
    },
  )

  await t.test('with the role goes what the role was told; with the scope what the case says', async () => {
    await empty()
    const emergency = { ...reportBody(), urgency: 'emergency' as const }
    const { caseId, code } = await reportCase(loop, seat, emergency)
    assert.match((await about(dispatcher, caseId))[0]!.title, new RegExp(code))
    for (const roles of [['handler'], ['citizen'], ['system-administrator'], []] as const) {
      const other = await moved(dispatcher, [...roles], {
        departmentId: roles[0] === 'handler' ? 'police' : null,
      })
      assert.deepEqual(await inbox(other), [], roles.join())
      assert.equal(await unread(other), 0)
    }
    // A message to the person stays theirs; what it is about they may not read any more.
    await inTransaction(database, tx =>
      tell(tx, [
        { audience: `person:${dispatcher.id}`, template: 'returned.dispatcher', caseId, actor: 'x' },
      ]),
    )
    const [own] = await inbox(await moved(dispatcher, ['handler'], { departmentId: 'police' }))
    assert.deepEqual([own!.visible, own!.caseId, own!.title], [false, null, '内容已不可见'])
    assert.ok(!JSON.stringify(own).includes(code) && !JSON.stringify(own).includes(matter))
  })

  await t.test('below the level of the text a message names the case and nothing that was said', async () => {
    await empty()
    const { caseId, code } = await dispatch()
    for (const level of ['L1', 'L2', 'L3'] as const) {
      const [told] = await about({ ...handler, scope: { ...handler.scope, level } }, caseId)
      assert.match(told!.title, new RegExp(code))
      assert.ok(!JSON.stringify(told).includes(matter), level)
    }
    assert.match((await about(handler, caseId))[0]!.text, /路灯不亮/)
  })

  await t.test('after erasure a message still says that there was something, and not what', async () => {
    await empty()
    const { caseId } = await dispatch()
    await inTransaction(database, async tx => {
      const { rows } = await sql<never>`select * from cases.case_record where id = ${caseId}::uuid`.execute(
        tx,
      )
      await eraseCases(tx, rows, { actor: dispatcher, why: 'request' })
    })
    const [told] = await about(handler, caseId)
    assert.ok(told!.text.startsWith('（无标题）'), told!.text)
    assert.ok(!JSON.stringify(await inbox(handler)).includes(matter))
  })

  await t.test('a message about a case that is nowhere is no fault of the page', async () => {
    await empty()
    await inTransaction(database, tx =>
      tell(tx, [
        { audience: 'department:urban', template: 'dispatched.department', caseId: uuidv7(), actor: 'x' },
        { audience: 'department:urban', template: 'dispatched.former', caseId: uuidv7(), actor: 'x' },
        {
          audience: 'department:urban',
          template: '<script>',
          caseId: null,
          actor: 'x',
          parameters: { code: '<b>', count: 7, nothing: null },
        },
      ]),
    )
    const items = await inbox(handler)
    assert.deepEqual(
      items.map(one => [one.visible, one.caseId]),
      [
        [true, null],
        [true, null],
        [false, null],
      ],
    )
    assert.ok(!JSON.stringify(items.map(one => one.title + one.text)).includes('<'))
  })

  await t.test('a return goes to who dispatched only while that is still their work', async () => {
    await empty()
    const back = async (by: Actor) => {
      const { caseId } = await dispatch(by)
      const body = { version: 2, reason: '不归我们', proposedDepartmentId: null }
      await verbs.return(loop, handler, { caseId, body })
      const { rows } = await sql<{ audience: string }>`
        select audience from cases.inbox_message
         where case_id = ${caseId}::uuid and template = 'returned.dispatcher'`.execute(owner)
      return rows.map(row => row.audience)
    }
    const still = await person('still', ['dispatcher'])
    const atSeat = await person('at-seat', ['seat'])
    const changed = await person('changed', ['dispatcher'])
    await insertPerson(still, '{dispatcher}')
    await insertPerson(atSeat, '{seat,citizen}')
    await insertPerson(changed, '{handler}', 'urban')
    assert.deepEqual(await back(still), [`person:${still.id}`])
    assert.deepEqual(await back(atSeat), [`person:${atSeat.id}`])
    assert.deepEqual(await back(changed), ['role:dispatcher'], 'works elsewhere now')
    await sql`update identity.person set active = false where id = ${still.id}`.execute(owner)
    assert.deepEqual(await back(still), ['role:dispatcher'], 'left')
    assert.deepEqual(await back({ ...still, id: 'not-an-id' }), ['role:dispatcher'], 'no person at all')
  })

  await t.test('who is given a case hears of it; who takes it does not hear of the own act', async () => {
    await empty()
    await insertPerson(handler, '{handler}', 'urban')
    await insertPerson(lead, '{department-lead}', 'urban')
    const { caseId } = await dispatch()
    const assign = (by: Actor, to: Actor, version: number) =>
      verbs.assign(loop, by, { caseId, body: { version, personId: to.id } as never })
    await assign(lead, handler, 2)
    assert.equal((await about(handler, caseId))[0]!.template, 'assigned.person')
    const mine = async (actor: Actor) =>
      (await about(actor, caseId)).filter(one => one.template === 'assigned.person').length
    assert.deepEqual([await mine(lead), await mine(police), await mine(dispatcher)], [0, 0, 0])
    await assign(handler, handler, 3)
    assert.equal(await mine(handler), 1, 'of the own act nobody is told')
  })

  await t.test('deadlines of a co-host reach its inbox, with the case while the task is open', async () => {
    await empty()
    const { caseId, code } = await dispatch()
    await askCoHost(loop, dispatcher, {
      caseId,
      body: { departmentId: 'police', asked: '请协助', workdays: 3 },
    })
    assert.equal(await tellDueTasks(database), 0)
    const templates = async (actor: Actor) => (await about(actor, caseId)).map(one => one.template)
    assert.deepEqual(await templates(police), ['co-host-asked.department'])
    await sql`update cases.joint_task set warn_at = now() - interval '1 minute'`.execute(owner)
    await Promise.all([1, 2, 3].map(() => tellDueTasks(database)))
    assert.deepEqual(await templates(police), ['task-warning.department', 'co-host-asked.department'])
    await sql`update cases.joint_task set due_at = now() - interval '1 second'`.execute(owner)
    assert.equal(await tellDueTasks(database), 1)
    const [late] = await about(police, caseId)
    assert.deepEqual([late!.template, late!.visible, late!.caseId], ['task-overdue.department', true, caseId])
    assert.match(late!.title, new RegExp(code))
    assert.match(late!.text, /路灯不亮/)
    for (const other of [handler, leader, dispatcher])
      assert.ok(!(await templates(other)).some(one => one.startsWith('task-')), other.name)
    const { rows } = await sql<{ id: string }>`
      select id from cases.joint_task where case_id = ${caseId}::uuid`.execute(owner)
    const done = { to: 'done', by: 'co-host', type: 'co-host-replied', said: '已核实' } as const
    await moveTask(loop, police, { taskId: rows[0]!.id, ...done })
    assert.deepEqual((await templates(handler))[0], 'co-host-replied.department')
    const after = await about(police, caseId)
    assert.ok(
      after.every(one => !one.visible && one.caseId === null),
      'the task is done, the case is out of sight',
    )
    assert.ok(!JSON.stringify(after).includes(matter))
    await sql`update cases.joint_task set warned_at = null, overdue_at = null`.execute(owner)
    assert.equal(await tellDueTasks(database), 0, 'a task that has ended is late no more')
  })

  await t.test(
    'two tabs marking at once: no fault, nothing marked twice, and the count is right',
    async () => {
      await empty()
      const ids = Array.from({ length: 60 }, () => uuidv7())
      for (const id of ids) await put('department:urban', id)
      assert.equal(await unread(handler), 60)
      const tab = (order: string[]) => markMessages(loop, handler, order)
      for (let round = 0; round < 10; round++)
        await Promise.all([
          tab(ids.slice(0, 40)),
          tab(ids.slice(0, 40).toReversed()),
          markAllThrough(loop, handler, ids[49]!),
          tab([...ids.slice(20, 40), ...ids.slice(0, 20)]),
        ])
      assert.equal(await unread(handler), 10)
      assert.equal(await unread(lead), 60, 'a colleague reads for themselves')
      const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from cases.inbox_read where person_id = ${handler.id}`.execute(owner)
      assert.equal(rows[0]!.n, 50)
      assert.equal((await inbox(handler, 'unread')).length, 10)
      assert.equal((await inbox(handler, 'read')).length, 50)
    },
  )

  await t.test('while all are marked new ones come: none of those is read unseen', async () => {
    await empty()
    const first = uuidv7()
    await put('department:urban', first)
    const fresh = Array.from({ length: 20 }, () => uuidv7())
    await Promise.all([
      ...fresh.map(id => put('department:urban', id)),
      markAllThrough(loop, handler, first),
      markAllThrough(loop, handler, first),
    ])
    assert.deepEqual(
      (await inbox(handler, 'unread')).map(one => one.messageId),
      fresh.toReversed(),
    )
  })

  await t.test('the line of what is read never goes back, and odd lines are no harm', async () => {
    await empty()
    const old = (n: number) => lowestIdAt(new Date(Date.now() - n * 3_600_000))
    for (const hours of [4, 3, 2, 1]) await put('department:urban', old(hours))
    assert.equal((await markAllThrough(loop, handler, old(2))).value, 1)
    assert.equal((await markAllThrough(loop, handler, old(4))).value, 1, 'an older tab')
    assert.equal((await markAllThrough(loop, handler, '00000000-0000-0000-0000-000000000000')).value, 1)
    assert.equal((await markAllThrough(loop, handler, old(2).toUpperCase())).value, 1)
    assert.equal((await markMessages(loop, handler, [uuidv7(), last])).value, 1, 'ids of nothing')
    assert.equal((await markAllThrough(loop, handler, last)).value, 0)
    const { rows } = await sql<{ through: string }>`
      select read_through as through from cases.inbox_through where person_id = ${handler.id}`.execute(owner)
    assert.ok(rows[0]!.through < uuidv7(), 'not drawn into the future')
  })

  await t.test('the bell and the list agree, whatever was marked and by whom things were done', async () => {
    await empty()
    const seen = { urban: [] as string[] }
    for (let n = 0; n < 30; n++) {
      const id = uuidv7()
      seen.urban.push(id)
      await put('department:urban', id, n % 5 === 0 ? handler.id : 'system')
    }
    const agree = async (wanted: number, why: string) => {
      assert.equal((await inbox(handler, 'unread')).length, wanted, why)
      assert.equal(await unread(handler), wanted, why)
    }
    await agree(24, 'of the own six acts nobody is told')
    await markMessages(loop, handler, seen.urban.slice(0, 10))
    await agree(16, 'two of ten were the own')
    await markMessages(loop, lead, seen.urban)
    await agree(16, 'a lead marks for themselves')
    await markAllThrough(loop, handler, seen.urban[19]!)
    await agree(8, 'through the twentieth')
  })

  await t.test(
    'old messages go in batches, with the marks on them, and nobody’s count is wrong after',
    async () => {
      await empty()
      const ago = (days: number) => lowestIdAt(new Date(Date.now() - days * 86_400_000))
      const oldest = ago(91)
      await put('department:urban', oldest)
      await put('department:urban', ago(90.01))
      await put('department:urban', ago(89))
      const kept = uuidv7()
      await put('department:urban', kept)
      await markMessages(loop, handler, [oldest, kept])
      assert.equal(await unread(handler), 2)
      await removeOld(database)
      assert.deepEqual((await inbox(handler)).length, 2)
      assert.equal(await unread(handler), 1)
      const { rows } = await sql`select from cases.inbox_read where message_id = ${oldest}::uuid`.execute(
        owner,
      )
      assert.equal(rows.length, 0)
      await removeOld(database, AbortSignal.abort())
      assert.equal((await inbox(handler)).length, 2)
    },
  )

  await t.test('a citizen is told of the own cases alone, and keeps the code to oneself', async () => {
    await empty()
    const li = await person('li', ['citizen'])
    const zhao = await person('zhao', ['citizen'])
    const { caseId, followUpCode } = await reportCase(loop, seat, reportBody())
    await sql`update cases.case_record set reporter_person_id = ${li.id} where id = ${caseId}::uuid`.execute(
      owner,
    )
    const body = { version: 1, departmentId: 'urban', dutyId: 'lamp', categoryId: null }
    await verbs.dispatch(loop, dispatcher, { caseId, body })
    const [told] = await inbox(li)
    assert.equal(told!.template, 'dispatched.citizen')
    assert.equal(told!.followUpCode, followUpCode)
    assert.ok(told!.text.includes(followUpCode))
    assert.deepEqual(await inbox(zhao), [])
    await markMessages(loop, zhao, [told!.messageId])
    assert.equal(await unread(li), 1)
    // The case changes hands: the report was somebody else's after all.
    await sql`update cases.case_record set reporter_person_id = ${zhao.id} where id = ${caseId}::uuid`.execute(
      owner,
    )
    const [lost] = await inbox(li)
    assert.deepEqual([lost!.visible, lost!.followUpCode, lost!.caseId], [false, null, null])
    assert.ok(!JSON.stringify(lost).includes(followUpCode))
  })
})
