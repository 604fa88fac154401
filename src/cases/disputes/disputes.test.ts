import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { isCode } from '#base/index.ts'
import { listDutyVersions } from '#city/index.ts'
import type { Actor } from '#identity/index.ts'
import { readEntries } from '#ledger/index.ts'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import type { ActionBody } from '../action.contract.ts'
import { verbs } from '../action.routes.ts'
import type { CaseAction } from '../case-words.contract.ts'
import { caseTrainingTasks } from '../collect-training-rows.ts'
import { localDay } from '../local-day.ts'
import { readCase } from '../read-case.ts'
import { reportCase } from '../report-case.ts'
import { decideProposal, listProposals } from './decide-proposal.ts'
import { listContested, listDisputes, readDispute } from './read-disputes.ts'
import { readReturns } from './read-returns.ts'

async function world(t: TestContext) {
  const base = await testCases(t)
  const { loop, person } = base
  const seat = await person('seat', ['seat'])
  const sender = await person('sender', ['dispatcher'])
  const reviewer = await person('reviewer', ['dispatcher'])
  const handler = await person('handler', ['handler'], { departmentId: 'urban' })
  const police = await person('police', ['handler'], { departmentId: 'police' })
  const act = async <A extends CaseAction>(
    actor: Actor,
    action: A,
    at: { caseId: string; version?: number },
    body: Omit<ActionBody<A>, 'version'>,
  ) => {
    const version = at.version ?? (await readCase(loop, seat, at.caseId)).version
    return await verbs[action](loop, actor, {
      caseId: at.caseId,
      body: { ...body, version } as ActionBody<A>,
    })
  }
  const sent = async (departmentId = 'urban', dutyId: string | null = 'lamp') => {
    const { caseId } = await reportCase(loop, seat, reportBody())
    await act(sender, 'dispatch', { caseId }, { departmentId, dutyId, categoryId: null })
    return caseId
  }
  const objection = { reason: '路灯归电力公司', proposedDepartmentId: 'police', dutyId: 'lamp' }
  const objected = async () => {
    const caseId = await sent()
    await act(handler, 'object', { caseId }, { ...objection, legalBasis: '《条例》第 8 条' })
    return caseId
  }
  const today = localDay(await loop.city.snapshot(), new Date())
  const uphold = { reason: '职责清单有误', departmentId: 'police', dutyId: null }
  return { ...base, seat, sender, reviewer, handler, police, act, sent, objection, objected, today, uphold }
}

const code = (wanted: string) => (error: unknown) => isCode(error, wanted)

test('an objection stays where it is until a reviewer upholds it: the case goes on, the duty list is changed, all in one', async t => {
  const { loop, database, reviewer, handler, police, seat, act, objected, today, uphold } = await world(t)
  const caseId = await objected()
  const before = await readCase(loop, handler, caseId)
  assert.deepEqual([before.state, before.departmentId], ['dispatched', 'urban'])
  const [open] = (await listDisputes(loop, reviewer, 'open')).items
  assert.equal(open?.reason, '路灯归电力公司')
  assert.equal(open?.legalBasis, '《条例》第 8 条')
  assert.equal(open?.sentByName, 'sender')
  const detail = await readDispute(loop, reviewer, open!.disputeId)
  assert.deepEqual([detail.mayRule, detail.hindrance], [true, null])
  assert.deepEqual(
    detail.duties.map(one => one.id),
    ['lamp', 'neighbour'],
  )
  const change = { kind: 'host' as const, dutyId: 'lamp', dutyVersion: 1, inForceFrom: today }
  await act(reviewer, 'uphold-objection', { caseId }, { ...uphold, dutyChange: change })
  const after = await readCase(loop, police, caseId)
  assert.deepEqual([after.state, after.departmentId, after.dutyId], ['dispatched', 'police', 'lamp'])
  assert.ok(after.dueAt, 'with a deadline of its own')
  assert.deepEqual(
    (await listDutyVersions(database, 'lamp')).map(one => [one.version, one.hostDepartmentId, one.validFrom]),
    [
      [2, 'police', today],
      [1, 'urban', '2024-01-01'],
    ],
  )
  assert.equal((await loop.city.snapshot()).duty('lamp')?.hostDepartmentId, 'police')
  assert.deepEqual(
    (await readEntries(database, 'duty:lamp')).map(entry => entry.kind),
    ['city.duty-edited'],
  )
  const told = (await listDisputes(loop, handler, 'ended')).items
  assert.equal(told.length, 1, 'who objected learns how it ended, though the case has left its sight')
  assert.deepEqual(
    [told[0]!.outcome, told[0]!.visible, told[0]!.subject, told[0]!.rulingReason],
    ['upheld', false, null, '职责清单有误'],
  )
  assert.deepEqual((await listDisputes(loop, police, 'ended')).items.length, 1)
  const { timeline } = await readCase(loop, seat, caseId)
  assert.equal(timeline.at(-1)?.details.changedDutyVersion, 2)
})

test('a refused objection leaves the case with its deadline, and may be raised once more', async t => {
  const { loop, reviewer, handler, act, objected, objection } = await world(t)
  const caseId = await objected()
  const { dueAt } = await readCase(loop, handler, caseId)
  await act(reviewer, 'refuse-objection', { caseId }, { reason: '清单写明由城管负责' })
  const after = await readCase(loop, handler, caseId)
  assert.deepEqual([after.departmentId, after.dueAt, after.state], ['urban', dueAt, 'dispatched'])
  assert.ok(after.actions.includes('object'))
  await act(handler, 'object', { caseId }, objection)
  assert.equal((await listDisputes(loop, reviewer, 'open')).count, 1)
})

test('a reviewer without interest rules: not who sent it, not of a side, and each is told why', async t => {
  const { loop, person, sender, handler, act, objected, uphold } = await world(t)
  const caseId = await objected()
  const ofSide = await person('of-police', ['dispatcher'], { departmentId: 'police' })
  const [open] = (await listDisputes(loop, sender, 'open')).items
  for (const [actor, hindrance] of [
    [sender, 'sent-it'],
    [ofSide, 'of-a-side'],
  ] as const) {
    const detail = await readDispute(loop, actor, open!.disputeId)
    assert.deepEqual([detail.mayRule, detail.hindrance], [false, hindrance])
    const { actions } = await readCase(loop, actor, caseId)
    assert.ok(!actions.some(one => one.endsWith('-objection')), 'no button that would be refused')
    await assert.rejects(act(actor, 'uphold-objection', { caseId }, uphold), code('cases.own-interest'))
    await assert.rejects(
      act(actor, 'refuse-objection', { caseId }, { reason: '不成立' }),
      code('cases.own-interest'),
    )
  }
  await assert.rejects(act(handler, 'uphold-objection', { caseId }, uphold), code('cases.not-permitted'))
  const ofRuled = await person('of-government', ['dispatcher'], { departmentId: 'government' })
  await assert.rejects(
    act(ofRuled, 'uphold-objection', { caseId }, { ...uphold, departmentId: 'government' }),
    code('cases.own-interest'),
    'nobody rules a case to or from the own department',
  )
  assert.equal((await listDisputes(loop, sender, 'open')).count, 1, 'nothing was ruled')
})

test('two objections at once are one; of two tabs that rule one counts', async t => {
  const { loop, person, reviewer, handler, act, sent, objected, objection, uphold } = await world(t)
  const caseId = await sent()
  const colleague = await person('colleague', ['handler'], { departmentId: 'urban' })
  const raised = await Promise.allSettled(
    [handler, colleague].map(actor => act(actor, 'object', { caseId, version: 2 }, objection)),
  )
  assert.deepEqual(raised.map(one => one.status).sort(), ['fulfilled', 'rejected'])
  await assert.rejects(act(handler, 'object', { caseId }, objection), code('cases.not-allowed-now'))
  const other = await objected()
  const second = await person('second', ['dispatcher'])
  const { version } = await readCase(loop, reviewer, other)
  const ruled = await Promise.allSettled([
    act(reviewer, 'uphold-objection', { caseId: other, version }, uphold),
    act(second, 'refuse-objection', { caseId: other, version }, { reason: '不成立' }),
  ])
  assert.deepEqual(ruled.map(one => one.status).sort(), ['fulfilled', 'rejected'])
  const lost = ruled.find(one => one.status === 'rejected')
  assert.ok(isCode(lost?.reason, 'cases.stale'))
  await assert.rejects(
    act(second, 'refuse-objection', { caseId: other }, { reason: '再裁' }),
    code('cases.not-allowed-now'),
  )
})

test('what cannot be is refused and writes nothing', async t => {
  const { loop, database, person, reviewer, handler, police, act, sent, objected, objection, uphold, today } =
    await world(t)
  const caseId = await sent()
  const object = (body: Partial<typeof objection>) =>
    act(handler, 'object', { caseId }, { ...objection, ...body })
  await assert.rejects(object({ proposedDepartmentId: 'nowhere' }), code('cases.unknown-department'))
  await assert.rejects(object({ proposedDepartmentId: 'urban' }), code('cases.proposes-itself'))
  await assert.rejects(object({ dutyId: 'nothing' }), code('cases.unknown-duty'))
  await assert.rejects(act(police, 'object', { caseId }, objection), code('base.not-found'))
  const walker = await person('walker', ['grid-member'], { regionIds: ['aaa'] })
  await assert.rejects(act(walker, 'object', { caseId }, objection), code('cases.not-permitted'))
  await act(handler, 'handle', { caseId }, {})
  await act(handler, 'reply', { caseId }, { reply: '已修' })
  await assert.rejects(object({}), code('cases.not-allowed-now'), 'after replying it is too late')
  await act(reviewer, 'close', { caseId }, {})
  await assert.rejects(object({}), code('cases.not-allowed-now'), 'and on a closed case')

  const disputed = await objected()
  const rule = (body: Partial<ActionBody<'uphold-objection'>>) =>
    act(reviewer, 'uphold-objection', { caseId: disputed }, { ...uphold, ...body })
  const host = { kind: 'host' as const, dutyId: 'lamp', dutyVersion: 1, inForceFrom: today }
  await assert.rejects(rule({ departmentId: 'urban' }), code('cases.upheld-for-nobody-else'))
  await assert.rejects(rule({ departmentId: 'nowhere' }), code('cases.unknown-department'))
  await assert.rejects(
    rule({ dutyChange: { ...host, inForceFrom: '2024-02-01' } }),
    code('cases.past-duty-date'),
  )
  await assert.rejects(rule({ dutyChange: { ...host, dutyVersion: 7 } }), code('city.changed-meanwhile'))
  await assert.rejects(rule({ dutyChange: { ...host, dutyId: 'nothing' } }), code('city.unknown-duty'))
  const { state, departmentId, version } = await readCase(loop, reviewer, disputed)
  assert.deepEqual([state, departmentId, version], ['dispatched', 'urban', 3])
  assert.equal((await listDutyVersions(database, 'lamp')).length, 1)
})

test('an objection lapses when the case leaves the department by another step', async t => {
  const { loop, reviewer, sender, handler, act, objected } = await world(t)
  const outcomes: (string | null)[] = []
  const replied = await objected()
  await act(handler, 'handle', { caseId: replied }, {})
  assert.equal((await listDisputes(loop, reviewer, 'open')).count, 1, 'beginning to work is no withdrawal')
  await act(handler, 'reply', { caseId: replied }, { reply: '还是修了' })
  const conceded = await objected()
  await act(
    sender,
    'dispatch',
    { caseId: conceded },
    { departmentId: 'police', dutyId: null, categoryId: null },
  )
  const returned = await objected()
  await act(handler, 'return', { caseId: returned }, { reason: '退', proposedDepartmentId: null })
  assert.equal((await listDisputes(loop, reviewer, 'open')).count, 0)
  for (const one of (await listDisputes(loop, reviewer, 'ended')).items) outcomes.push(one.outcome)
  assert.deepEqual(outcomes, ['lapsed', 'lapsed', 'lapsed'])
  await assert.rejects(
    act(reviewer, 'refuse-objection', { caseId: conceded }, { reason: '不成立' }),
    code('cases.not-allowed-now'),
  )
})

test('a ruling may add a duty that was missing; a reviewer who may not edit duties proposes it', async t => {
  const { loop, database, reviewer, person, act, objected, uphold, today } = await world(t)
  const add = {
    kind: 'add' as const,
    title: '景观灯损坏',
    titleEnglish: '',
    categoryId: 'light-street-broken',
    legalBasis: '《市政条例》',
    timeLimitWorkdays: 5,
    inForceFrom: today,
  }
  const first = await objected()
  await act(reviewer, 'uphold-objection', { caseId: first }, { ...uphold, dutyChange: add })
  const made = (await loop.city.snapshot()).duties.find(one => one.title === '景观灯损坏')
  assert.deepEqual([made?.hostDepartmentId, made?.titleEnglish], ['police', '景观灯损坏'])
  assert.equal((await readCase(loop, reviewer, first)).dutyId, made?.id)

  const second = await objected()
  const narrow: Actor = { ...reviewer, limitedTo: ['cases:read', 'cases:rule'] }
  const change = { kind: 'host' as const, dutyId: 'lamp', dutyVersion: 1, inForceFrom: today }
  await act(narrow, 'uphold-objection', { caseId: second }, { ...uphold, dutyChange: change })
  assert.equal((await listDutyVersions(database, 'lamp')).length, 1)
  const [proposal] = (await listProposals(loop)).items
  assert.deepEqual([proposal?.departmentId, proposal?.change], ['police', change])
  const steward = await person('steward', ['data-steward'])
  const decide = (accept: boolean) =>
    decideProposal(loop, steward, { proposalId: proposal!.proposalId, accept, today })
  const both = await Promise.allSettled([decide(true), decide(true)])
  assert.deepEqual(both.map(one => one.status).sort(), ['fulfilled', 'rejected'])
  assert.equal((await listDutyVersions(database, 'lamp'))[0]?.hostDepartmentId, 'police')
  await assert.rejects(decide(false), code('cases.proposal-decided'))
  assert.deepEqual((await listProposals(loop)).items, [])
})

test('the third time a case comes back it is contested: a reason is asked for, every department that had it is told', async t => {
  const { loop, database, person, sender, handler, police, reviewer, act, sent } = await world(t)
  const caseId = await sent()
  const back = { reason: '不归我们', proposedDepartmentId: null }
  await act(handler, 'return', { caseId }, back)
  await act(sender, 'dispatch', { caseId }, { departmentId: 'police', dutyId: null, categoryId: null })
  await act(police, 'return', { caseId }, back)
  assert.deepEqual((await listContested(loop, sender)).items, [])
  await act(sender, 'dispatch', { caseId }, { departmentId: 'urban', dutyId: null, categoryId: null })
  await act(handler, 'object', { caseId }, { ...back, dutyId: null })
  const [contested] = (await listContested(loop, sender)).items
  assert.deepEqual([contested?.caseId, contested?.hadIt], [caseId, ['urban', 'police']])
  const leadOfPolice = await person('lead', ['department-lead'], { departmentId: 'police' })
  const [seen] = (await listContested(loop, leadOfPolice)).items
  assert.deepEqual([seen?.code, seen?.visible, seen?.subject], [contested!.code, false, null])
  const outsider = await person('outsider', ['department-lead'], { departmentId: 'district-aa' })
  assert.deepEqual((await listContested(loop, outsider)).items, [])
  const { rows: told } = await sql<{ audience: string }>`
    select audience from cases.inbox_message where template = 'contested.leads' order by audience`.execute(
    database,
  )
  assert.deepEqual(
    told.map(one => one.audience),
    ['lead:police', 'lead:urban'],
  )
  await act(handler, 'return', { caseId }, back)
  const again = { departmentId: 'police', dutyId: null, categoryId: null }
  await assert.rejects(act(sender, 'dispatch', { caseId }, again), error => {
    assert.ok(isCode(error, 'cases.contested-needs-reason'))
    assert.match(String((error as { details?: unknown }).details && JSON.stringify(error)), /公安局/)
    return true
  })
  await act(sender, 'dispatch', { caseId }, { ...again, reason: '两部门会商后定' })
  assert.equal((await listContested(loop, reviewer)).items[0]?.departmentId, 'police')
})

test('returns and upheld objections are counted by pair, in scope, with what was sent', async t => {
  const { loop, person, sender, reviewer, handler, act, sent, objected, uphold, today } = await world(t)
  const returned = await sent()
  await act(handler, 'return', { caseId: returned }, { reason: '退', proposedDepartmentId: null })
  const open = await sent()
  await act(handler, 'return', { caseId: open }, { reason: '退', proposedDepartmentId: null })
  await act(
    sender,
    'dispatch',
    { caseId: returned },
    { departmentId: 'police', dutyId: null, categoryId: null },
  )
  await act(reviewer, 'uphold-objection', { caseId: await objected() }, uphold)
  const period = { from: today, to: today }
  const all = await readReturns(loop, reviewer, period)
  assert.deepEqual(all.pairs, [
    { sentTo: 'urban', belongedTo: 'police', returned: 1, upheld: 1 },
    { sentTo: 'urban', belongedTo: null, returned: 1, upheld: 0 },
  ])
  assert.deepEqual(all.sent, [
    { departmentId: 'police', count: 2 },
    { departmentId: 'urban', count: 3 },
  ])
  const lead = await person('lead', ['department-lead'], { departmentId: 'police' })
  const own = await readReturns(loop, lead, period)
  assert.deepEqual(own.pairs, [all.pairs[0]])
  assert.deepEqual(own.sent, [{ departmentId: 'police', count: 2 }], 'not how much others are sent')
  const walker = await person('walker', ['grid-member'], { regionIds: ['aaa'] })
  assert.deepEqual(await readReturns(loop, walker, period), { ...period, pairs: [], sent: [] })
  const usual = await readReturns(loop, reviewer, {})
  assert.deepEqual([usual.to, usual.pairs], [today, all.pairs])
  const bad = code('base.invalid-input')
  await assert.rejects(readReturns(loop, reviewer, { from: today, to: '2020-01-01' }), bad)
  await assert.rejects(readReturns(loop, reviewer, { from: '1900-01-01', to: today }), bad)
})

test('a ruling teaches: with more weight than any other label, as long as nobody has gone against it', async t => {
  const { loop, database, reviewer, police, act, objected, uphold } = await world(t)
  const caseId = await objected()
  await act(reviewer, 'uphold-objection', { caseId }, uphold)
  await act(police, 'handle', { caseId }, {})
  await act(police, 'reply', { caseId }, { reply: '已修' })
  const task = caseTrainingTasks(async () => await loop.city.snapshot()).find(
    one => one.task === 'cases.dispatch',
  )!
  const rows = await Array.fromAsync(task.collect(database))
  assert.deepEqual(
    rows.map(row => [row.id, row.label, row.kind, row.weight]),
    [[caseId, 'police', 'ruled', 3]],
  )
})
