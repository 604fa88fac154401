import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { isCode } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { reportBody } from '../../../test/test-cases.ts'
import { readCase } from '../read-case.ts'
import { reportByCitizen } from '../report-by-citizen.ts'
import { reportCase } from '../report-case.ts'
import { type DisputedCity, disputedCity, refusedAs } from './disputed-city.fixture.ts'
import { listDisputes, readDispute } from './read-disputes.ts'

let w: DisputedCity
const ends: (() => unknown)[] = []
before(async () => {
  w = await disputedCity({ after: (end: () => unknown) => ends.unshift(end) } as never)
})
test.after(async () => {
  for (const end of ends) await end()
})

const disputeOf = async (caseId: string) =>
  (await listDisputes(w.loop, w.reviewer, 'open')).items.find(one => one.caseId === caseId)

test('ten reviewers who rule at once from one page: one counts, nine are told the case has moved', async () => {
  const caseId = await w.objected()
  const { version } = await w.read(caseId)
  const sixth = await Promise.all([1, 2, 3, 4, 5].map(one => w.person(`reviewer ${one}`, ['dispatcher'])))
  const tries = sixth.flatMap(by => [
    w.uphold(caseId, 'police', { by, version }),
    w.act(by, 'refuse-objection', { caseId, version }, { reason: '不成立' }),
  ])
  const ended = await Promise.allSettled(tries)
  assert.equal(ended.filter(one => one.status === 'fulfilled').length, 1)
  for (const one of ended) if (one.status === 'rejected') assert.ok(isCode(one.reason, 'cases.stale'))
  const { timeline, version: after } = await w.read(caseId)
  assert.equal(timeline.filter(one => /^objection-/.test(one.type)).length, 1)
  assert.equal(after, version + 1)
  assert.equal((await w.outcomes(caseId)).length, 1)
  const kinds = (await readEntries(w.database, `case:${caseId}`)).map(one => one.kind)
  assert.equal(kinds.filter(kind => kind.startsWith('case.objection-')).length, 1)
})

test('a ruling and a return at the same moment: one of them, never both', async () => {
  for (const _ of [1, 2, 3]) {
    const caseId = await w.objected()
    const { version } = await w.read(caseId)
    const back = { reason: '退', proposedDepartmentId: null }
    const ended = await Promise.allSettled([
      w.uphold(caseId, 'police', { version }),
      w.act(await w.worker('urban'), 'return', { caseId, version }, back),
    ])
    assert.deepEqual(ended.map(one => one.status).sort(), ['fulfilled', 'rejected'])
    const { departmentId } = await w.read(caseId)
    const [outcome] = await w.outcomes(caseId)
    assert.deepEqual([departmentId, outcome], departmentId ? ['police', 'upheld'] : [null, 'lapsed'])
  }
})

const leaving: [string, (caseId: string) => Promise<unknown>, 'merged'?][] = [
  ['withdrawn', caseId => w.act(w.seat, 'withdraw', { caseId }, { reason: '市民撤诉' })],
  ['transferred', caseId => w.act(w.sender, 'transfer', { caseId }, { recipient: '邻市', note: '转' })],
  [
    'handed over to an emergency service',
    caseId => w.act(w.sender, 'hand-over', { caseId }, { service: '110', note: '有危险' }),
  ],
  [
    'merged into another of the same department',
    async caseId => w.act(w.sender, 'merge', { caseId }, { into: await w.sent() }),
    'merged',
  ],
  [
    'merged into another of another department',
    async caseId => w.act(w.sender, 'merge', { caseId }, { into: await w.sent('police') }),
    'merged',
  ],
]

for (const [how, leave, merged] of leaving)
  test(`an objection to a case that was ${how} lapses: nothing is left to rule on`, async () => {
    const caseId = await w.objected()
    assert.ok(await disputeOf(caseId))
    await leave(caseId)
    assert.deepEqual(await w.outcomes(caseId), ['lapsed'])
    assert.equal(await disputeOf(caseId), undefined, 'no reviewer waits before it')
    await assert.rejects(w.uphold(caseId, 'police'), refusedAs('cases.not-allowed-now'))
    await assert.rejects(w.refuse(caseId), refusedAs('cases.not-allowed-now'))
    if (!merged) return
    await w.act(w.sender, 'unmerge', { caseId }, { reason: '不是同一件事' })
    const { state, departmentId, actions } = await readCase(w.loop, await w.worker('urban'), caseId)
    assert.deepEqual([state, departmentId], ['dispatched', 'urban'])
    assert.ok(actions.includes('object'), 'taken out again, the department may object anew')
    await w.object(caseId, 'urban')
    assert.deepEqual(await w.outcomes(caseId), ['lapsed', null])
  })

test('the objection of a lead case is ruled for all: members go along, and none of them is left disputed', async () => {
  const lead = await w.sent()
  const member = await w.sent()
  await w.act(w.sender, 'merge', { caseId: member }, { into: lead })
  await w.object(lead, 'urban')
  await assert.rejects(w.object(member, 'urban'), refusedAs('cases.merged'))
  await w.uphold(lead, 'police')
  const [one, other] = await Promise.all([w.read(lead), w.read(member)])
  assert.deepEqual([one.departmentId, other.departmentId], ['police', 'police'])
  assert.equal(other.timeline.at(-1)?.type, 'objection-upheld')
})

test('an objection goes on while the case is on hold or waits for the citizen, and a ruling ends the pause', async () => {
  const handler = await w.worker('urban')
  const caseId = await w.objected()
  await w.act(handler, 'hold', { caseId }, { reason: '等零件' })
  assert.ok(await disputeOf(caseId))
  await w.uphold(caseId, 'police')
  const after = await w.read(caseId)
  assert.deepEqual([after.state, after.pause, after.departmentId], ['dispatched', null, 'police'])
  const asked = await w.sent()
  await w.act(handler, 'ask-citizen', { caseId: asked }, { question: '哪一盏灯？' })
  await w.object(asked, 'urban')
  await w.refuse(asked)
  const still = await w.read(asked)
  assert.deepEqual([still.pause, still.departmentId], ['citizen', 'urban'], 'refused, it waits on as it did')
})

interface Reviewing {
  of: string
  objecting: string
  proposed: string | null
  expected: string | null
}

const reviewing: Reviewing[] = [
  { of: 'urban', objecting: 'urban', proposed: 'police', expected: 'of-a-side' },
  { of: 'police', objecting: 'urban', proposed: 'police', expected: 'of-a-side' },
  { of: 'urban-east-team', objecting: 'urban', proposed: 'police', expected: 'of-a-side' },
  { of: 'urban', objecting: 'urban-east', proposed: 'police', expected: 'of-a-side' },
  { of: 'urban', objecting: 'urban-east', proposed: null, expected: 'of-a-side' },
  { of: 'urban-east', objecting: 'urban-east-team', proposed: 'urban-west', expected: 'of-a-side' },
  { of: 'urban', objecting: 'urban-east', proposed: 'urban-west', expected: null },
  { of: 'urban', objecting: 'urban-east', proposed: 'urban', expected: 'of-a-side' },
  { of: 'urban-west', objecting: 'urban-east', proposed: 'police', expected: null },
  { of: 'government', objecting: 'urban', proposed: 'police', expected: null },
  { of: 'government', objecting: 'urban-east-team', proposed: null, expected: null },
]

for (const { of, objecting, proposed, expected } of reviewing)
  test(`${of} on an objection of ${objecting} that proposes ${proposed}: ${expected ?? 'rules'}`, async () => {
    const actor = await w.person(`reviewer of ${of}`, ['dispatcher'], { departmentId: of })
    const caseId = await w.objected(objecting, proposed)
    const dispute = (await disputeOf(caseId))!
    const detail = await readDispute(w.loop, actor, dispute.disputeId)
    assert.deepEqual([detail.hindrance, detail.mayRule], [expected, expected === null])
    const { actions } = await readCase(w.loop, actor, caseId)
    assert.equal(actions.includes('uphold-objection'), expected === null)
    if (expected === null) await w.refuse(caseId, actor)
    else await assert.rejects(w.refuse(caseId, actor), refusedAs('cases.own-interest'))
    assert.deepEqual(await w.outcomes(caseId), [expected === null ? 'refused' : null])
  })

test('a common superior who would send the case out of the own tree is of a side after all', async () => {
  const bureau = await w.person('of the bureau', ['dispatcher'], { departmentId: 'urban' })
  const caseId = await w.objected('urban-east', 'urban-west')
  await assert.rejects(w.uphold(caseId, 'police', { by: bureau }), refusedAs('cases.own-interest'))
  await assert.rejects(w.uphold(caseId, 'urban', { by: bureau }), refusedAs('cases.own-interest'))
  await w.uphold(caseId, 'urban-west', { by: bureau })
  assert.equal((await w.read(caseId)).departmentId, 'urban-west')
})

test('who ruled a case to a department has sent it there, and stands aside from the next objection', async () => {
  const caseId = await w.objected()
  await w.uphold(caseId, 'police')
  await w.object(caseId, 'police')
  const { disputeId, sentByName } = (await disputeOf(caseId))!
  assert.equal(sentByName, 'reviewer')
  assert.equal((await readDispute(w.loop, w.reviewer, disputeId)).hindrance, 'sent-it')
  await assert.rejects(w.uphold(caseId, 'urban'), refusedAs('cases.own-interest'))
  const first = await readDispute(w.loop, w.sender, disputeId)
  assert.equal(first.mayRule, true, 'who sent it before that has no part in where it is now')
  await w.uphold(caseId, 'urban', { by: w.second })
  assert.deepEqual(await w.outcomes(caseId), ['upheld', 'upheld'])
})

test('the lead of the bureau who re-sent a case within it sent it, as far as rulings go', async () => {
  const lead = await w.person('lead', ['department-lead'], { departmentId: 'urban' })
  const caseId = await w.sent()
  await w.send(caseId, 'urban-east', { by: lead })
  await w.object(caseId, 'urban-east')
  assert.equal((await disputeOf(caseId))?.sentByName, 'lead')
  await w.refuse(caseId, w.sender)
  assert.deepEqual(await w.outcomes(caseId), ['refused'])
})

test('only dispatchers rule; out of scope the case does not exist', async () => {
  const caseId = await w.objected()
  const asked: [Parameters<DisputedCity['person']>, string][] = [
    [['seat', ['seat']], 'cases.not-permitted'],
    [['leader', ['leader']], 'cases.not-permitted'],
    [['analyst', ['analyst']], 'cases.not-permitted'],
    [['lead', ['department-lead'], { departmentId: 'urban' }], 'cases.not-permitted'],
    [['handler', ['handler'], { departmentId: 'police' }], 'base.not-found'],
    [['walker', ['grid-member'], { regionIds: ['aab'] }], 'base.not-found'],
    [['citizen', ['citizen']], 'base.not-found'],
    [['steward', ['data-steward']], 'base.not-found'],
    [['administrator', ['system-administrator']], 'base.not-found'],
  ]
  for (const [who, expected] of asked) {
    const actor = await w.person(...who)
    await assert.rejects(w.uphold(caseId, 'police', { by: actor }), refusedAs(expected), who[0])
    await assert.rejects(w.refuse(caseId, actor), refusedAs(expected), who[0])
  }
  assert.deepEqual(await w.outcomes(caseId), [null])
})

test('what is not objected to is not ruled on, wherever the case stands', async () => {
  const { caseId } = await reportCase(w.loop, w.seat, reportBody())
  const refused = refusedAs('cases.not-allowed-now')
  await assert.rejects(w.uphold(caseId, 'police'), refused, 'reported')
  await w.send(caseId, 'urban')
  await assert.rejects(w.refuse(caseId), refused, 'dispatched')
  await w.object(caseId, 'urban')
  await w.refuse(caseId)
  await assert.rejects(w.refuse(caseId), refused, 'ruled on already')
})

test('a citizen who withdraws a disputed case is not named to the department by the end of the objection', async () => {
  const citizen = await w.person('王小明', ['citizen'], { level: 'L3' })
  const { caseId } = await reportByCitizen(w.loop, citizen, {
    ...reportBody({ reporter: { name: '王小明', phone: null, anonymous: false, confidential: true } }),
    idempotencyKey: 'a key of this report',
  })
  await w.send(caseId, 'urban')
  await w.object(caseId, 'urban')
  await w.act(citizen, 'withdraw', { caseId }, { reason: '不追究了' })
  const handler = await w.worker('urban')
  const told = (await listDisputes(w.loop, handler, 'ended')).items.find(one => one.caseId === caseId)
  assert.deepEqual([told?.outcome, told?.endedByName, told?.rulingReason], ['lapsed', null, null])
  assert.ok(told?.endedAt)
})
