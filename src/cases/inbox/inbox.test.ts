import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction, uuidv7 } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import { verbs } from '../action.routes.ts'
import { rateByCode } from '../rate-case.ts'
import { reportCase } from '../report-case.ts'
import { listInbox, unreadOf } from './list-inbox.ts'
import { markAllThrough, markMessages } from './mark-messages.ts'
import { lowestIdAt } from './message-id.rules.ts'
import { tell } from './tell.ts'

async function world(t: TestContext) {
  const base = await testCases(t)
  const { loop, person } = base
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const handler = await person('handler', ['handler'], { departmentId: 'urban' })
  const lead = await person('lead', ['department-lead'], { departmentId: 'urban' })
  const police = await person('police', ['handler'], { departmentId: 'police' })
  const inbox = async (actor: Actor, show: 'all' | 'unread' | 'read' = 'all', language: 'zh' | 'en' = 'zh') =>
    (await listInbox(loop, actor, { query: { show, limit: 30 }, language })).items
  const templates = async (actor: Actor) => (await inbox(actor)).map(one => one.template)
  const report = () => reportCase(loop, seat, reportBody())
  const dispatch = async (departmentId = 'urban', by = dispatcher) => {
    const made = await report()
    const body = {
      version: 1,
      departmentId,
      dutyId: departmentId === 'urban' ? 'lamp' : null,
      categoryId: null,
    }
    await verbs.dispatch(loop, by, { caseId: made.caseId, body })
    return made
  }
  return { ...base, seat, dispatcher, handler, lead, police, inbox, templates, report, dispatch }
}

test('a dispatched case is told to its department in one row; each person reads it for themselves', async t => {
  const { loop, database, dispatcher, handler, lead, police, inbox, dispatch } = await world(t)
  const { caseId, code } = await dispatch()
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from cases.inbox_message where audience like 'department:%'`.execute(
    database,
  )
  assert.equal(rows[0]!.count, 1)
  const [told] = await inbox(handler)
  assert.equal(told!.title, `新派工单 ${code}`)
  assert.match(told!.text, /^路灯不亮（一般，时限 \d/)
  assert.deepEqual([told!.caseId, told!.read, told!.visible], [caseId, false, true])
  assert.match((await inbox(handler, 'all', 'en'))[0]!.title, /was sent to you$/)
  assert.deepEqual(await unreadOf(loop, lead), { value: 1, more: false })
  assert.deepEqual(await markMessages(loop, handler, [told!.messageId]), { value: 0, more: false })
  assert.deepEqual(await inbox(handler, 'unread'), [])
  assert.equal((await inbox(handler, 'read')).length, 1)
  assert.equal((await inbox(lead, 'unread')).length, 1)
  for (const other of [police, dispatcher]) assert.deepEqual(await inbox(other), [])
  await markMessages(loop, police, [told!.messageId])
  const { rows: marks } = await sql`select from cases.inbox_read`.execute(database)
  assert.equal(marks.length, 1, 'nobody marks what is not for them')
})

test('return, reply, sending back, reopening and a bad rating reach who has to know; nobody is told of the own act', async t => {
  const { loop, person, dispatcher, handler, templates, dispatch, database } = await world(t)
  const { caseId, followUpCode } = await dispatch()
  await verbs.handle(loop, handler, { caseId, body: { version: 2 } })
  await verbs.reply(loop, handler, { caseId, body: { version: 3, reply: '已修' } })
  assert.deepEqual(await templates(dispatcher), ['replied.dispatcher'], 'role, as nobody has an account')
  await verbs['send-back'](loop, dispatcher, { caseId, body: { version: 4, reason: '还不亮' } })
  await verbs.reply(loop, handler, { caseId, body: { version: 5, reply: '又修' } })
  await verbs.close(loop, dispatcher, { caseId, body: { version: 6 } })
  const visitor = await person('visitor', ['citizen'])
  await rateByCode(loop, visitor, { followUpCode, score: 1, resolved: false })
  assert.deepEqual(await templates(handler), [
    'rated-badly.department',
    'sent-back.department',
    'dispatched.department',
  ])
  assert.equal((await templates(dispatcher))[0], 'rated-badly.dispatchers')
  await verbs.reopen(loop, dispatcher, { caseId, body: { version: 8, reason: '没修好' } })
  assert.equal((await templates(handler))[0], 'reopened.department')
  const { rows } = await sql<{ parameters: object }>`
    select parameters from cases.inbox_message where template like 'rated%'`.execute(database)
  for (const { parameters } of rows)
    assert.deepEqual(parameters, { department: 'urban', score: 1 }, 'ids, numbers and words only')
})

test('who dispatched a case hears of its return; the role hears where that person is not here any more', async t => {
  const { loop, owner, person, handler, inbox, dispatch, database } = await world(t)
  const insert = (one: Actor, active: boolean) =>
    sql`
    insert into identity.person (id, account, name, roles, region_ids, level, active, must_change_password)
    values (${one.id}, ${one.account}, ${one.name}, '{dispatcher}', '{}', 'L4', ${active}, false)`.execute(
      owner,
    )
  const here = await person('here', ['dispatcher'])
  const gone = await person('gone', ['dispatcher'])
  const other = await person('other', ['dispatcher'])
  await insert(here, true)
  await insert(gone, false)
  const back = async (caseId: string) =>
    await verbs.return(loop, handler, {
      caseId,
      body: { version: 2, reason: '不归我们', proposedDepartmentId: null },
    })
  await back((await dispatch('urban', here)).caseId)
  assert.deepEqual(
    (await inbox(here)).map(one => one.template),
    ['returned.dispatcher'],
  )
  assert.deepEqual(await inbox(other), [])
  await back((await dispatch('urban', gone)).caseId)
  assert.deepEqual(
    (await inbox(other)).map(one => one.template),
    ['returned.dispatcher'],
  )
  const { rows } = await sql<{ audience: string }>`
    select audience from cases.inbox_message where template = 'returned.dispatcher' order by id`.execute(
    database,
  )
  assert.deepEqual(
    rows.map(row => row.audience),
    [`person:${here.id}`, 'role:dispatcher'],
  )
})

test('a department that lost a case sees of its messages only that; of its farewell the code', async t => {
  const { loop, dispatcher, handler, police, inbox, dispatch } = await world(t)
  const { caseId, code } = await dispatch()
  const body = { version: 2, departmentId: 'police', dutyId: null, categoryId: null, reason: '改派' }
  await verbs.dispatch(loop, dispatcher, { caseId, body })
  const [farewell, first] = await inbox(handler)
  assert.equal(farewell!.title, `工单 ${code} 已改派`)
  assert.equal(farewell!.caseId, null)
  assert.deepEqual([first!.title, first!.visible, first!.caseId], ['内容已不可见', false, null])
  assert.ok(!JSON.stringify([farewell, first]).includes('路灯'))
  assert.match((await inbox(police))[0]!.text, /路灯不亮/)
  const uncleared = { ...police, scope: { ...police.scope, level: 'L2' as const } }
  assert.match((await inbox(uncleared))[0]!.text, /^（无标题）/, 'nothing of what was said')
})

test('an emergency is told to the dispatchers, other reports to nobody', async t => {
  const { loop, seat, dispatcher, templates, report } = await world(t)
  await report()
  assert.deepEqual(await templates(dispatcher), [])
  const body = { ...reportBody(), urgency: 'emergency' as const }
  await reportCase(loop, seat, body)
  await reportCase(loop, seat, body)
  assert.deepEqual(
    await templates(dispatcher),
    ['emergency.dispatchers'],
    'a repeated click is no second one',
  )
})

test('all are marked up to what was on the page; what comes meanwhile stays unread, also with an earlier id', async t => {
  const { loop, database, handler, inbox } = await world(t)
  const one = (id: string) =>
    sql`
    insert into cases.inbox_message (id, audience, template, actor)
    values (${id}, 'department:urban', 'gone.in-a-later-release', 'system')`.execute(database)
  await one(lowestIdAt(new Date(Date.now() - 86_400_000)))
  const early = uuidv7()
  const seen = uuidv7()
  const late = uuidv7()
  await one(seen)
  await one(late)
  assert.equal(
    (await inbox(handler))[0]!.title,
    '工单 有新进展',
    'a template nobody knows has a sentence too',
  )
  await markAllThrough(loop, handler, seen)
  await one(early)
  assert.deepEqual(
    (await inbox(handler, 'unread')).map(row => row.messageId),
    [late, early],
  )
  await markAllThrough(loop, handler, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
  assert.deepEqual(await unreadOf(loop, handler), { value: 0, more: false })
  await one(uuidv7())
  assert.deepEqual(
    await unreadOf(loop, handler),
    { value: 1, more: false },
    'nobody draws the line in the future',
  )
})

test('pages follow one another without a gap, and the number of unread ends at a hundred', async t => {
  const { loop, database, lead, handler } = await world(t)
  const audience = (n: number) => (n % 2 ? 'department:urban' : `person:${lead.id}`) as `person:${string}`
  await inTransaction(database, tx =>
    tell(
      tx,
      Array.from({ length: 205 }, (_, n) => ({
        audience: audience(n),
        template: 'deadlines-many',
        caseId: null,
        actor: 'system',
        parameters: { count: n },
      })),
    ),
  )
  const titles: string[] = []
  let after: string | undefined
  do {
    const page = await listInbox(loop, lead, {
      query: { show: 'unread', limit: 50, after },
      language: 'en',
    })
    titles.push(...page.items.map(item => item.title))
    after = page.next ?? undefined
  } while (after)
  const wanted = Array.from({ length: 205 }, (_, n) => `${204 - n} cases reached a deadline at once`)
  assert.deepEqual(titles, wanted)
  assert.deepEqual(await unreadOf(loop, lead), { value: 99, more: true })
  assert.deepEqual(await unreadOf(loop, handler), { value: 99, more: true })
})
