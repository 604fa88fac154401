import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import { verbs } from '../action.routes.ts'
import { countCasesByState } from '../count-cases.ts'
import { listCases } from '../list-cases.ts'
import { rateByCode } from '../rate-case.ts'
import { readCase } from '../read-case.ts'
import { readPublicStatus } from '../read-public-status.ts'
import { reportCase } from '../report-case.ts'
import { listMembers } from './list-members.ts'

async function world(t: TestContext) {
  const base = await testCases(t)
  const { loop, person } = base
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const handler = await person('handler', ['handler'], { departmentId: 'urban' })
  const report = () => reportCase(loop, seat, reportBody())
  const version = async (caseId: string) => (await readCase(loop, dispatcher, caseId)).version
  const merge = async (caseId: string, into: string) =>
    await verbs.merge(loop, dispatcher, { caseId, body: { version: await version(caseId), into } })
  const unmerge = async (caseId: string) =>
    await verbs.unmerge(loop, dispatcher, {
      caseId,
      body: { version: await version(caseId), reason: '不是同一件事' },
    })
  const dispatch = async (caseId: string) =>
    await verbs.dispatch(loop, dispatcher, {
      caseId,
      body: { version: await version(caseId), departmentId: 'urban', dutyId: 'lamp', categoryId: null },
    })
  const reply = async (caseId: string) => {
    await verbs.handle(loop, handler, { caseId, body: { version: await version(caseId) } })
    await verbs.reply(loop, handler, { caseId, body: { version: await version(caseId), reply: '已修好' } })
  }
  const close = async (caseId: string) =>
    await verbs.close(loop, dispatcher, { caseId, body: { version: await version(caseId) } })
  const read = (caseId: string) => readCase(loop, dispatcher, caseId)
  const types = async (caseId: string) => (await read(caseId)).timeline.map(event => event.type)
  return {
    ...base,
    seat,
    dispatcher,
    handler,
    report,
    version,
    merge,
    unmerge,
    dispatch,
    reply,
    close,
    read,
    types,
  }
}

test('one reply reaches everybody who complained; each keeps the own codes and rates for oneself', async t => {
  const { loop, handler, dispatcher, report, merge, dispatch, reply, close, read, types } = await world(t)
  const [lead, one, two] = [await report(), await report(), await report()]
  await merge(one.caseId, lead.caseId)
  await dispatch(lead.caseId)
  await merge(two.caseId, lead.caseId)
  const merged = await read(two.caseId)
  assert.deepEqual([merged.state, merged.departmentId, merged.dueAt], ['dispatched', 'urban', null])
  assert.equal(merged.mergedInto, lead.caseId)
  assert.equal((await read(lead.caseId)).people, 3)
  await reply(lead.caseId)
  await verbs['adapt-reply'](loop, handler, {
    caseId: two.caseId,
    body: { version: (await read(two.caseId)).version, reply: '您楼下那盏已换新' },
  })
  await close(lead.caseId)
  const told = await Promise.all([one, two].map(each => readPublicStatus(loop, each.followUpCode)))
  assert.deepEqual(
    told.map(status => [status.code, status.state, status.reply, status.canRate]),
    [
      [one.code, 'closed', '已修好', true],
      [two.code, 'closed', '您楼下那盏已换新', true],
    ],
  )
  await rateByCode(loop, dispatcher, { followUpCode: one.followUpCode, score: 5, resolved: true })
  await rateByCode(loop, dispatcher, { followUpCode: two.followUpCode, score: 2, resolved: false })
  const ratings = await Promise.all([lead, one, two].map(async each => (await read(each.caseId)).rating))
  assert.deepEqual(ratings, [null, 5, 2])
  assert.deepEqual(await types(one.caseId), [
    'reported',
    'merged',
    'accepted',
    'dispatched',
    'handling-started',
    'replied',
    'closed',
    'rated',
  ])
  assert.equal((await types(lead.caseId)).filter(type => type === 'took-in').length, 2)
  const together = await listMembers(loop, handler, one.caseId)
  assert.equal(together.lead.code, lead.code)
  assert.deepEqual(
    together.members.map(member => [member.code, member.rating]),
    [
      [one.code, 5],
      [two.code, 2],
    ],
  )
})

test('a merged case leaves lists, counts and deadlines, and is found by its code, its number and on request', async t => {
  const { loop, seat, dispatcher, report, merge, dispatch, database } = await world(t)
  const [lead, one] = [await report(), await report()]
  await dispatch(one.caseId)
  await dispatch(lead.caseId)
  const moments = async () =>
    (await sql<{ case_id: string }>`select distinct case_id from cases.due_moment`.execute(database)).rows
  assert.equal((await moments()).length, 2)
  await merge(one.caseId, lead.caseId)
  assert.deepEqual(
    (await moments()).map(row => row.case_id),
    [lead.caseId],
  )
  const codes = async (filter: object) =>
    (await listCases(loop, dispatcher, { limit: 50, ...filter })).items.map(item => item.code)
  assert.deepEqual(await codes({}), [lead.code])
  assert.deepEqual(await codes({ words: '路灯' }), [lead.code])
  assert.deepEqual(await codes({ merged: 'true' }), [one.code])
  assert.deepEqual(await codes({ words: one.code }), [one.code])
  assert.deepEqual(await codes({ phone: '13800138000' }), [one.code, lead.code])
  assert.equal((await countCasesByState(loop, seat)).states.dispatched, 1)
})

test('what is done to the lead alone is refused for a member; what is its own is not', async t => {
  const { loop, handler, dispatcher, seat, report, merge, dispatch, read } = await world(t)
  const [lead, one] = [await report(), await report()]
  await dispatch(lead.caseId)
  await merge(one.caseId, lead.caseId)
  const at = { caseId: one.caseId, body: { version: (await read(one.caseId)).version } }
  await assert.rejects(verbs.handle(loop, handler, at), { code: 'cases.merged' })
  assert.deepEqual((await readCase(loop, dispatcher, one.caseId)).actions.includes('merge'), false)
  assert.ok((await readCase(loop, dispatcher, one.caseId)).actions.includes('unmerge'))
  await verbs.comment(loop, seat, { ...at, body: { ...at.body, note: '又来电' } })
  assert.ok(!(await read(lead.caseId)).timeline.some(event => event.type === 'commented'))
  const early = verbs['adapt-reply'](loop, handler, {
    caseId: one.caseId,
    body: { version: (await read(one.caseId)).version, reply: '早了' },
  })
  await assert.rejects(early, { code: 'cases.not-allowed-now' })
})

test('taken out again it stands as it stood, with a new deadline, and the lead no longer moves it', async t => {
  const { database, report, merge, unmerge, dispatch, reply, close, read, types } = await world(t)
  const [lead, one, two] = [await report(), await report(), await report()]
  await dispatch(one.caseId)
  await dispatch(lead.caseId)
  await merge(one.caseId, lead.caseId)
  await merge(two.caseId, lead.caseId)
  await reply(lead.caseId)
  await close(lead.caseId)
  await unmerge(one.caseId)
  await unmerge(two.caseId)
  const [first, second] = [await read(one.caseId), await read(two.caseId)]
  assert.deepEqual(
    [first.state, first.departmentId, first.dutyId, first.disposition, first.closedAt, first.mergedInto],
    ['dispatched', 'urban', 'lamp', null, null, null],
  )
  assert.ok(first.dueAt && first.dueAt > new Date().toISOString())
  assert.deepEqual([second.state, second.departmentId, second.dueAt], ['reported', null, null])
  assert.equal((await read(lead.caseId)).people, 1)
  assert.equal((await types(lead.caseId)).filter(type => type === 'released').length, 2)
  const { rows } = await sql`select from cases.due_moment where case_id = ${one.caseId}`.execute(database)
  assert.ok(rows.length > 0, 'its department is reminded again')
})

test('a chain ends at one lead, and taking a link out takes out what came with it', async t => {
  const { report, merge, unmerge, read, dispatch, loop, dispatcher } = await world(t)
  const [a, b, c, d] = [await report(), await report(), await report(), await report()]
  await merge(a.caseId, b.caseId)
  await merge(b.caseId, c.caseId)
  await merge(d.caseId, a.caseId)
  const into = async () => await Promise.all([a, b, d].map(async one => (await read(one.caseId)).mergedInto))
  assert.deepEqual(await into(), [c.caseId, c.caseId, c.caseId])
  assert.equal((await listMembers(loop, dispatcher, c.caseId)).people, 4)
  await dispatch(c.caseId)
  await unmerge(b.caseId)
  assert.deepEqual(await into(), [b.caseId, null, b.caseId])
  const states = await Promise.all([a, b, c, d].map(async one => (await read(one.caseId)).state))
  assert.deepEqual(states, ['reported', 'reported', 'dispatched', 'reported'])
})

test('into itself, into its own member, into a closed one and into nothing: refused, and nothing is written', async t => {
  const { report, merge, dispatch, reply, close, read } = await world(t)
  const [lead, one, done] = [await report(), await report(), await report()]
  await merge(one.caseId, lead.caseId)
  await assert.rejects(merge(lead.caseId, lead.caseId), { code: 'cases.merge-circle' })
  await assert.rejects(merge(lead.caseId, one.caseId), { code: 'cases.merge-circle' })
  await assert.rejects(merge(lead.caseId, '00000000-0000-7000-8000-0000000000ff'), { code: 'base.not-found' })
  await assert.rejects(merge(one.caseId, done.caseId), { code: 'cases.merged' })
  await dispatch(done.caseId)
  await reply(done.caseId)
  await close(done.caseId)
  await assert.rejects(merge(lead.caseId, done.caseId), { code: 'cases.merge-closed' })
  await assert.rejects(merge(done.caseId, lead.caseId), { code: 'cases.not-allowed-now' })
  const after = await read(lead.caseId)
  assert.deepEqual([after.version, after.state, after.mergedInto], [1, 'reported', null])
})

test('two merges that cross: one holds, the other is told that they are one already', async t => {
  const { report, merge, read } = await world(t)
  for (let round = 0; round < 10; round++) {
    const [a, b] = [await report(), await report()]
    const results = await Promise.allSettled([merge(a.caseId, b.caseId), merge(b.caseId, a.caseId)])
    assert.equal(results.filter(one => one.status === 'fulfilled').length, 1)
    const refused = results.find(one => one.status === 'rejected') as PromiseRejectedResult
    assert.ok(['cases.merge-circle', 'cases.merged', 'cases.stale'].includes(refused.reason.code))
    const into = [(await read(a.caseId)).mergedInto, (await read(b.caseId)).mergedInto]
    assert.equal(into.filter(one => one === null).length, 1)
  }
})

test('merging, un-merging, acting on the lead and rating at one time leave every timeline whole', async t => {
  const { loop, seat, dispatcher, report, merge, unmerge, dispatch, reply, close, database } = await world(t)
  const lead = await report()
  const members = await Promise.all(Array.from({ length: 8 }, report))
  await dispatch(lead.caseId)
  const settled = async (work: Promise<unknown>[]) => {
    const results = await Promise.allSettled(work)
    for (const one of results)
      if (one.status === 'rejected') assert.match(String(one.reason.code), /^cases\./, one.reason)
  }
  const half = members.slice(0, 4)
  await settled([
    ...members.map(one => merge(one.caseId, lead.caseId)),
    verbs.comment(loop, seat, { caseId: lead.caseId, body: { version: 1, note: '催' } }),
  ])
  await settled([reply(lead.caseId), ...half.map(one => unmerge(one.caseId))])
  await settled([
    close(lead.caseId),
    ...half.map(one => merge(one.caseId, lead.caseId)),
    ...members.map(one =>
      verbs.comment(loop, dispatcher, { caseId: one.caseId, body: { version: 1, note: '催' } }),
    ),
  ])
  const { rows } = await sql<{ whole: boolean; follows: boolean }>`
    select count(event.seq) = record.last_seq and max(event.seq) = record.last_seq as whole,
           record.merged_into is null or lead.state = record.state as follows
      from cases.case_record record left join cases.case_record lead on lead.id = record.merged_into
      join cases.event event on event.case_id = record.id group by record.id, lead.id`.execute(database)
  assert.equal(rows.length, 9)
  assert.ok(rows.every(row => row.whole && row.follows))
})

test('what the lead has replied already is told to who joins it then', async t => {
  const { loop, report, merge, dispatch, reply } = await world(t)
  const [lead, late] = [await report(), await report()]
  await dispatch(lead.caseId)
  await reply(lead.caseId)
  await merge(late.caseId, lead.caseId)
  const status = await readPublicStatus(loop, late.followUpCode)
  assert.deepEqual([status.state, status.reply], ['verifying', '已修好'])
})

test('one complainant may withdraw; the lead cannot be withdrawn over the heads of the others', async t => {
  const { loop, seat, report, merge, dispatch, reply, read, version } = await world(t)
  const [lead, one, two] = [await report(), await report(), await report()]
  await merge(one.caseId, lead.caseId)
  await merge(two.caseId, lead.caseId)
  const withdraw = async (caseId: string) =>
    await verbs.withdraw(loop, seat, { caseId, body: { version: await version(caseId), reason: '不用了' } })
  await assert.rejects(withdraw(lead.caseId), { code: 'cases.others-wait' })
  await withdraw(one.caseId)
  await dispatch(lead.caseId)
  await reply(lead.caseId)
  assert.deepEqual(
    [(await read(one.caseId)).disposition, (await read(two.caseId)).state],
    ['withdrawn', 'verifying'],
  )
})
