import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import type { Actor } from '#identity/index.ts'
import { readEntries } from '#ledger/index.ts'
import { reportBody, type TestCases, testCases } from '../../../test/test-cases.ts'
import { verbs } from '../action.routes.ts'
import { bodies } from '../action-bodies.fixture.ts'
import type { CaseAction } from '../case-words.contract.ts'
import { askCoHost } from '../joint/ask-co-host.ts'
import { listCases } from '../list-cases.ts'
import { rateByCode } from '../rate-case.ts'
import { readCase } from '../read-case.ts'
import { readPublicStatus } from '../read-public-status.ts'
import { reportCase } from '../report-case.ts'
import { listMembers } from './list-members.ts'

let base: TestCases
let seat: Actor
let dispatcher: Actor
let handler: Actor
let police: Actor

before(async t => {
  base = await testCases(t as never)
  seat = await base.person('seat', ['seat'])
  dispatcher = await base.person('dispatcher', ['dispatcher'])
  handler = await base.person('handler', ['handler'], { departmentId: 'urban' })
  police = await base.person('police', ['handler'], { departmentId: 'police' })
})

type Made = Awaited<ReturnType<typeof reportCase>>
const report = (changes: Parameters<typeof reportBody>[0] = {}) =>
  reportCase(base.loop, seat, reportBody(changes))
const read = (one: Made, actor = dispatcher) => readCase(base.loop, actor, one.caseId)
const someone: Partial<Record<CaseAction, () => Actor>> = {
  handle: () => handler,
  reply: () => handler,
  hold: () => handler,
  resume: () => handler,
  return: () => handler,
  object: () => handler,
  'ask-citizen': () => handler,
  'adapt-reply': () => handler,
  withdraw: () => seat,
}
/** An action from the version that is there now, by somebody who may. */
async function act(one: Made, action: CaseAction, body: object = {}, actor?: Actor) {
  const { version } = await read(one)
  const verb = verbs[action] as (typeof verbs)['comment']
  const full = { version, ...bodies[action], ...body }
  const by = actor ?? someone[action]?.() ?? dispatcher
  return await verb(base.loop, by, { caseId: one.caseId, body: full as never })
}
const merge = (one: Made, into: Made) => act(one, 'merge', { into: into.caseId })
const through = async (one: Made, ...actions: CaseAction[]) => {
  for (const action of actions) await act(one, action)
}
const row = async (one: Made) => {
  const { rows } = await sql<Record<string, unknown>>`
    select state, disposition, merged_into, due_at, pause, stopped_at, rating, department_id, assignee_id
      from cases.case_record where id = ${one.caseId}`.execute(base.owner)
  return rows[0]!
}

/** What holds of every case, however they were merged. */
async function checkWhole() {
  const { rows } = await sql<{ code: string; fault: string }>`
    select record.code, case
        when (select count(*) from cases.event where case_id = record.id) <> record.last_seq then 'events are missing'
        when record.merged_into is not null and record.disposition is distinct from 'withdrawn' and (lead.state <> record.state
             or lead.department_id is distinct from record.department_id) then 'it does not follow its lead'
        when record.merged_into is not null and record.due_at is not null then 'it has a clock of its own'
        when record.disposition is distinct from 'withdrawn' and lead.merged_into is not null then 'its lead has a lead'
        when record.merged_into is not null and not exists (
             select from cases.merge where case_id = record.id and ended_at is null) then 'nobody wrote the merge down'
        when record.merged_into is null and exists (
             select from cases.merge where case_id = record.id and ended_at is null) then 'the merge was not ended'
      end as fault
      from cases.case_record record left join cases.case_record lead on lead.id = record.merged_into`.execute(
    base.owner,
  )
  assert.deepEqual(
    rows.filter(one => one.fault !== null),
    [],
  )
}

const refusals = /^(cases\.|base\.not-found)/
async function race(...work: Promise<unknown>[]): Promise<string[]> {
  const results = await Promise.allSettled(work)
  return results.map(one => {
    if (one.status === 'fulfilled') return 'done'
    const code = String((one.reason as { code?: string }).code)
    assert.match(code, refusals, String(one.reason))
    return code
  })
}

/** Each action that moves a lead, raced with a merge into it, from the state it is taken in. */
const raced: [CaseAction, CaseAction[]][] = [
  ['accept', []],
  ['dispatch', []],
  ['decline', ['accept']],
  ['answer', []],
  ['hand-over', ['accept']],
  ['transfer', ['accept']],
  ['withdraw', []],
  ['handle', ['dispatch']],
  ['return', ['dispatch']],
  ['object', ['dispatch']],
  ['hold', ['dispatch']],
  ['ask-citizen', ['dispatch']],
  ['reply', ['dispatch', 'handle']],
  ['close', ['dispatch', 'handle', 'reply']],
  ['send-back', ['dispatch', 'handle', 'reply']],
]

for (const [action, path] of raced)
  test(`${action} of a lead at the moment somebody is merged into it: one after the other`, async () => {
    const [lead, earlier, late] = [await report(), await report(), await report()]
    // `withdraw` is refused once anybody waits, so it starts alone.
    if (action !== 'withdraw') await merge(earlier, lead)
    await through(lead, ...path)
    const by = action === 'answer' ? seat : undefined
    const [acted, merged] = await race(act(lead, action, {}, by), merge(late, lead))
    assert.ok(acted === 'done' || merged === 'done', `${acted} ${merged}`)
    const after = await read(late)
    assert.equal(after.mergedInto, merged === 'done' ? lead.caseId : null)
    if (merged === 'done') assert.equal(after.state, (await read(lead)).state)
    await checkWhole()
  })

/** What of a lead stands open while somebody joins it. */
for (const open of ['hold', 'ask-citizen', 'object'] as const)
  test(`into a lead that stands with ${open}, and such a case into another, and out again`, async () => {
    const [lead, one, other] = [await report(), await report(), await report()]
    await through(lead, 'dispatch', open)
    await merge(one, lead)
    assert.deepEqual([(await row(one)).state, (await row(one)).pause], ['dispatched', null])
    await through(other, 'dispatch', open)
    const [before] = [await row(other)]
    assert.equal(before.pause, { hold: 'hold', 'ask-citizen': 'citizen', object: null }[open])
    const [result] = await race(merge(other, lead))
    if (result === 'done') {
      const merged = await row(other)
      assert.deepEqual([merged.pause, merged.stopped_at, merged.due_at], [null, null, null])
      await act(other, 'unmerge')
      const out = await row(other)
      assert.deepEqual([out.state, out.pause, out.department_id], ['dispatched', null, 'urban'])
      assert.ok((await read(other)).actions.includes('dispatch'))
    } else assert.equal(open, 'object', result)
    await checkWhole()
  })

test('two un-merge one member, one merges it elsewhere: it stands in one place', async () => {
  const [lead, other, one] = [await report(), await report(), await report()]
  await merge(one, lead)
  const outcome = await race(act(one, 'unmerge'), act(one, 'unmerge'), merge(one, other))
  assert.equal(outcome.filter(each => each === 'done').length, 1, outcome.join())
  assert.equal((await read(one)).mergedInto, null)
  assert.equal((await read(lead)).people, 1)
  await checkWhole()
})

test('a lead that is merged away while others join it takes all of them along', async () => {
  const [top, lead] = [await report(), await report()]
  const members = await Promise.all(Array.from({ length: 6 }, () => report()))
  await race(merge(lead, top), ...members.map(one => merge(one, lead)))
  await checkWhole()
  for (const one of members) if (!(await read(one)).mergedInto) await merge(one, lead)
  assert.equal((await listMembers(base.loop, dispatcher, top.caseId)).people, 8)
  await checkWhole()
})

test('who gave it up stays so: through what the lead does, when the lead is merged on, and when that is undone', async () => {
  const [top, lead, gone, stays] = [await report(), await report(), await report(), await report()]
  await merge(gone, lead)
  await merge(stays, lead)
  await act(gone, 'withdraw')
  const given = async () => [(await row(gone)).state, (await row(gone)).disposition]
  assert.deepEqual(await given(), ['closed', 'withdrawn'])
  await merge(lead, top)
  assert.deepEqual(await given(), ['closed', 'withdrawn'])
  assert.equal((await read(stays)).mergedInto, top.caseId)
  await through(top, 'dispatch', 'handle', 'reply')
  await act(lead, 'unmerge')
  assert.deepEqual(await given(), ['closed', 'withdrawn'])
  assert.deepEqual([(await read(stays)).mergedInto, (await read(stays)).state], [lead.caseId, 'reported'])
  await assert.rejects(act(gone, 'unmerge'), { code: 'cases.not-allowed-now' })
  assert.equal((await readPublicStatus(base.loop, gone.followUpCode)).reply, null)
  await checkWhole()
})

test('taken out after the lead was closed and rated: open again, its own rating and public page begin anew', async () => {
  const [lead, one] = [await report(), await report()]
  await through(lead, 'dispatch')
  await act(one, 'dispatch', { dutyId: 'lamp' })
  await merge(one, lead)
  await through(lead, 'handle', 'reply', 'close')
  await rateByCode(base.loop, dispatcher, { followUpCode: one.followUpCode, score: 1, resolved: false })
  await rateByCode(base.loop, dispatcher, { followUpCode: lead.followUpCode, score: 5, resolved: true })
  const merged = await readPublicStatus(base.loop, one.followUpCode)
  assert.deepEqual([merged.code, merged.state, merged.rating, merged.canRate], [one.code, 'closed', 1, false])
  await act(one, 'unmerge')
  const out = await readPublicStatus(base.loop, one.followUpCode)
  assert.deepEqual([out.state, out.rating, out.canRate], ['dispatched', null, false])
  assert.ok(out.dueAt && out.dueAt > new Date().toISOString())
  assert.equal((await readPublicStatus(base.loop, lead.followUpCode)).rating, 5)
  await assert.rejects(
    rateByCode(base.loop, dispatcher, { followUpCode: one.followUpCode, score: 3, resolved: true }),
    { code: /^cases\./ },
  )
  const kinds = (await readEntries(base.database, `case:${one.caseId}`)).map(entry => entry.kind)
  assert.deepEqual(kinds.slice(-2), ['case.rated', 'case.unmerged'])
  await checkWhole()
})

test('a lead that is reopened opens its members, and what they said of the old answer no longer counts', async () => {
  const [lead, one] = [await report(), await report()]
  await merge(one, lead)
  await through(lead, 'dispatch', 'handle', 'reply', 'close')
  await rateByCode(base.loop, dispatcher, { followUpCode: one.followUpCode, score: 1, resolved: false })
  await act(lead, 'reopen')
  const after = await read(one)
  assert.deepEqual([after.state, after.rating, after.closedAt, after.dueAt], ['accepted', null, null, null])
  await assert.rejects(act(one, 'reopen'), { code: /^cases\.(merged|not-allowed-now)$/ })
  await checkWhole()
})

test('a department learns of members beyond its scope that they are, not who they are', async () => {
  const [lead, out] = [await report(), await report()]
  await act(lead, 'dispatch', { departmentId: 'police', dutyId: null })
  await through(out, 'dispatch')
  await merge(out, lead)
  const seen = await listMembers(base.loop, police, lead.caseId)
  assert.deepEqual(
    [seen.people, seen.members.length],
    [2, 1],
    'a member follows its lead into the department',
  )
  await assert.rejects(listMembers(base.loop, handler, out.caseId), { code: 'base.not-found' })
  // Somebody who walks the lead's grid does not learn of those of another.
  const grid = await base.person('grid', ['grid-member'], { regionIds: ['aab'] })
  const [near, far] = [await report({ regionId: 'aab' }), await report({ regionId: 'aaa' })]
  await merge(far, near)
  const walked = await listMembers(base.loop, grid, near.caseId)
  assert.deepEqual([walked.people, walked.members], [2, []])
  await assert.rejects(listMembers(base.loop, grid, far.caseId), { code: 'base.not-found' })
  await assert.rejects(read(far, grid), { code: 'base.not-found' })
  const timeline = JSON.stringify((await read(near, grid)).timeline)
  assert.ok(!timeline.includes('王小明') && !timeline.includes('13800138000'))
})

test('names of complainants: by level, never of one who is hidden, never to who only complained too', async () => {
  const [lead, open, hidden] = [await report(), await report(), await report()]
  await merge(open, lead)
  await merge(hidden, lead)
  await sql`update cases.case_record set confidential = true where id = ${hidden.caseId}`.execute(base.owner)
  const names = async (actor: Actor) =>
    (await listMembers(base.loop, actor, lead.caseId)).members.map(one => one.reporterName)
  assert.deepEqual(await names(dispatcher), ['王小明', null])
  assert.deepEqual(await names(await base.person('low', ['seat'], { level: 'L2' })), [null, null])
  const third = await base.person('third', ['seat'], { level: 'L3' })
  assert.deepEqual(await names(third), ['王小明', null])
  const { members } = await listMembers(base.loop, third, lead.caseId)
  assert.deepEqual(
    members.map(one => one.excerpt),
    [null, null],
  )
  const citizen = await base.person('citizen', ['citizen'])
  await sql`update cases.case_record set reporter_person_id = ${citizen.id} where id in (${lead.caseId}, ${open.caseId})`.execute(
    base.owner,
  )
  for (const one of [lead, open]) {
    await assert.rejects(listMembers(base.loop, citizen, one.caseId), { code: 'base.not-found' })
    const told = JSON.stringify(await read(one, citizen))
    assert.ok(!told.includes(hidden.code) && !told.includes(hidden.caseId), 'no code of another complainant')
  }
  const status = JSON.stringify(await readPublicStatus(base.loop, open.followUpCode))
  assert.ok(!status.includes(lead.code) && !status.includes(hidden.code))
})

test('three hundred neighbours: answered with one reply, listed to a limit that is told, rated each alone', async () => {
  const lead = await report()
  await through(lead, 'dispatch')
  await sql`
    with made as (
      insert into cases.case_record (id, code, state, channel, nature, urgency, reported_at, updated_at, created_by, source,
                                     follow_up_hash, merged_into, department_id, last_seq)
      select gen_random_uuid(), 'neighbour-' || n, 'dispatched', 'web', 'complaint', 'normal', now(), now(), 'x', 'x',
             sha256(('neighbour-' || n)::bytea), ${lead.caseId}::uuid, 'urban', 0
        from generate_series(1, 300) n returning id
    ) insert into cases.merge (id, case_id, into_id, state, merged_at)
      select gen_random_uuid(), id, ${lead.caseId}::uuid, 'reported', now() from made`.execute(base.owner)
  await through(lead, 'handle', 'reply', 'close')
  const { rows } = await sql<{ state: string; events: number; seen: number }>`
    select record.state, record.last_seq as events, count(distinct record.id)::int as seen
      from cases.case_record record join cases.event event on event.case_id = record.id
     where record.merged_into = ${lead.caseId} group by 1, 2`.execute(base.owner)
  assert.deepEqual(rows, [{ state: 'closed', events: 3, seen: 300 }])
  const together = await listMembers(base.loop, handler, lead.caseId)
  assert.deepEqual([together.people, together.members.length], [301, 200])
  assert.equal(new Set(together.members.map(one => one.caseId)).size, 200)
  const { items } = await listCases(base.loop, dispatcher, { limit: 200, words: lead.code })
  assert.equal(items[0]!.people, 301)
  await checkWhole()
})

test('merged by who may not, from a stale page, or into what is out of reach: refused and nothing is written', async () => {
  const [one, into] = [await report(), await report()]
  for (const roles of [['handler'], ['leader'], ['analyst'], ['citizen'], ['data-steward']] as const) {
    const actor = await base.person(roles[0], [...roles], { departmentId: 'urban' })
    await assert.rejects(act(one, 'merge', { into: into.caseId }, actor), {
      code: /^(base\.not-found|cases\.not-permitted)$/,
    })
  }
  const stale = { caseId: one.caseId, body: { version: 7, into: into.caseId } }
  await assert.rejects(verbs.merge(base.loop, dispatcher, stale), { code: 'cases.stale' })
  assert.deepEqual([(await read(one)).version, (await read(into)).timeline.length], [1, 1])
})

test('a task of another department stays with a case that is merged away, or is in the way of it', async () => {
  const [lead, one] = [await report(), await report()]
  await through(one, 'dispatch')
  const leader = await base.person('lead', ['department-lead'], { departmentId: 'urban' })
  const { version } = await read(one)
  const task = { version, departmentId: 'police', asked: '请协助', workdays: 2 }
  const [added, merged] = await race(
    askCoHost(base.loop, leader, { caseId: one.caseId, body: task as never }),
    merge(one, lead),
  )
  assert.ok(added === 'done' || merged === 'done', `${added} ${merged}`)
  await checkWhole()
})
