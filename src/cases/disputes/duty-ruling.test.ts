import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction, isCode } from '#base/index.ts'
import {
  addDays,
  addDuty,
  editDepartment,
  editDuty,
  endDuty,
  listDuties,
  listDutyVersions,
} from '#city/index.ts'
import type { Actor } from '#identity/index.ts'
import { readEntries } from '#ledger/index.ts'
import { decideProposal, listProposals } from './decide-proposal.ts'
import type { DutyRuling } from './dispute.contract.ts'
import { dutyRuling } from './dispute.contract.ts'
import { type DisputedCity, disputedCity, refusedAs } from './disputed-city.fixture.ts'
import { listDisputes, readDispute } from './read-disputes.ts'

let w: DisputedCity
let steward: Actor
/** May rule and may not edit duties: what such a person rules about the list is proposed. */
let narrow: Actor
const ends: (() => unknown)[] = []
before(async () => {
  w = await disputedCity({ after: (end: () => unknown) => ends.unshift(end) } as never)
  steward = await w.person('steward', ['data-steward'])
  narrow = { ...(await w.person('narrow', ['dispatcher'])), limitedTo: ['cases:read', 'cases:rule'] }
})
test.after(async () => {
  for (const end of ends) await end()
})

let duties = 0
/** A duty of `urban` that no other test touches. */
async function freshDuty(): Promise<string> {
  const id = `matter-${++duties}`
  const duty = {
    id,
    categoryId: 'light-street-broken',
    title: id,
    titleEnglish: id,
    description: '',
    hostDepartmentId: 'urban',
    coHosts: [],
    coHostByRegion: false,
    legalBasis: '',
    timeLimitWorkdays: 3,
    urgency: 'normal' as const,
    validFrom: '2024-01-01',
  }
  await inTransaction(w.database, tx => addDuty(tx, { duty, by: 'steward' }))
  return id
}

const hostOf = (dutyId: string, more: object = {}): DutyRuling => ({
  kind: 'host',
  dutyId,
  dutyVersion: 1,
  inForceFrom: w.today,
  ...more,
})
const missing = (title: string, inForceFrom = w.today): DutyRuling => ({
  kind: 'add',
  title,
  titleEnglish: '',
  categoryId: 'light-street-broken',
  legalBasis: '',
  timeLimitWorkdays: 5,
  inForceFrom,
})
const versions = async (id: string) =>
  (await listDutyVersions(w.database, id)).map(one => [one.version, one.hostDepartmentId, one.validFrom])
const proposalOf = async (caseId: string) =>
  (await listProposals(w.loop)).items.find(one => one.caseId === caseId)
const decide = (proposalId: string, accept: boolean, today = w.today) =>
  decideProposal(w.loop, steward, { proposalId, accept, today })
/** A ruling that proposes a change. */
async function proposed(change: DutyRuling, departmentId = 'police') {
  const caseId = await w.objected()
  await w.uphold(caseId, departmentId, { by: narrow, dutyChange: change })
  return (await proposalOf(caseId))!
}

test('the steward edits the duty between objection and ruling: the reviewer is told and nothing is ruled', async () => {
  const dutyId = await freshDuty()
  const caseId = await w.objected()
  const change = { version: 1, validFrom: w.today, title: '改过的标题' }
  await inTransaction(w.database, tx => editDuty(tx, dutyId, { change, by: 'steward' }))
  const ruling = w.uphold(caseId, 'police', { dutyChange: hostOf(dutyId) })
  await assert.rejects(ruling, refusedAs('city.changed-meanwhile'))
  assert.deepEqual(await w.outcomes(caseId), [null])
  assert.equal((await w.read(caseId)).departmentId, 'urban')
  await w.uphold(caseId, 'police', { dutyChange: hostOf(dutyId, { dutyVersion: 2 }) })
  const newest = (await listDutyVersions(w.database, dutyId))[0]!
  assert.deepEqual([newest.title, newest.hostDepartmentId], ['改过的标题', 'police'], 'what both said holds')
})

test('steward and reviewer at the same moment: one version more than one of them saw, never two hosts', async () => {
  const dutyId = await freshDuty()
  const caseId = await w.objected()
  const change = { version: 1, validFrom: w.today, hostDepartmentId: 'government' }
  const ended = await Promise.allSettled([
    inTransaction(w.database, tx => editDuty(tx, dutyId, { change, by: 'steward' })),
    w.uphold(caseId, 'police', { dutyChange: hostOf(dutyId) }),
  ])
  assert.deepEqual(ended.map(one => one.status).sort(), ['fulfilled', 'rejected'])
  const lost = ended.find(one => one.status === 'rejected')
  assert.ok(isCode(lost?.reason, 'city.changed-meanwhile'))
  assert.equal((await versions(dutyId)).length, 2)
  assert.deepEqual(await w.outcomes(caseId), [ended[1]?.status === 'fulfilled' ? 'upheld' : null])
})

test('a duty that was ended is changed by no ruling, and a closed department gets neither duty nor case', async () => {
  const dutyId = await freshDuty()
  const caseId = await w.objected('urban', 'urban-west')
  await inTransaction(w.database, tx =>
    endDuty(tx, dutyId, { end: { version: 1, validTo: w.today }, by: 'steward' }),
  )
  const change = { version: 1, active: false }
  await inTransaction(w.database, tx => editDepartment(tx, 'urban-west', { change, by: 'steward' }))
  const refusals: [Partial<Parameters<typeof w.uphold>[2]> & { to?: string }, string][] = [
    [{ dutyChange: hostOf(dutyId) }, 'city.duty-ended'],
    [{ dutyId }, 'cases.unknown-duty'],
    [{ to: 'urban-west' }, 'cases.unknown-department'],
    [{ to: '' }, 'cases.unknown-department'],
    [{ dutyChange: { ...missing('无此分类'), categoryId: 'light' } as DutyRuling }, 'city.unknown-category'],
    [{ dutyChange: hostOf('lamp', { inForceFrom: addDays(w.today, -1) }) }, 'cases.past-duty-date'],
  ]
  for (const [{ to = 'police', ...more }, expected] of refusals)
    await assert.rejects(w.uphold(caseId, to, more), refusedAs(expected), expected)
  assert.deepEqual(await w.outcomes(caseId), [null], 'the objection is still open')
  const { disputeId } = (await listDisputes(w.loop, w.reviewer, 'open')).items.find(
    one => one.caseId === caseId,
  )!
  const detail = await readDispute(w.loop, w.reviewer, disputeId)
  assert.equal(detail.proposedDepartmentId, 'urban-west', 'what was proposed stays told')
  assert.ok(
    detail.duties.every(one => one.id !== dutyId),
    'a duty that is over is no passage',
  )
  const again = w.act(
    await w.worker('urban'),
    'object',
    { caseId: await w.sent() },
    { reason: '退', proposedDepartmentId: 'urban-west', dutyId: null },
  )
  await assert.rejects(again, refusedAs('cases.unknown-department'))
})

test('a change that is in force tomorrow is on the list of tomorrow; the case goes today', async () => {
  const dutyId = await freshDuty()
  const caseId = await w.objected()
  await w.uphold(caseId, 'police', { dutyChange: hostOf(dutyId, { inForceFrom: w.tomorrow }) })
  const on = async (day: string) =>
    (await listDuties(w.database, day)).find(one => one.id === dutyId)?.hostDepartmentId
  assert.deepEqual([await on(w.today), await on(w.tomorrow)], ['urban', 'police'])
  const after = await w.read(caseId)
  assert.deepEqual([after.departmentId, after.dutyId], ['police', null], 'no duty of today is claimed')
  assert.equal(after.timeline.at(-1)?.details.dutyInForceFrom, w.tomorrow)
  const other = await w.objected()
  const early = hostOf(dutyId, { dutyVersion: 2 })
  await assert.rejects(w.uphold(other, 'police', { dutyChange: early }), refusedAs('city.invalid-duty-date'))
})

test('cases that run under a duty keep department, duty and deadline when a ruling gives it another host', async () => {
  const dutyId = await freshDuty()
  const running = await w.sent()
  await w.act(w.sender, 'dispatch', { caseId: running }, { departmentId: 'urban', dutyId, categoryId: null })
  const before = await w.read(running)
  const caseId = await w.objected()
  await w.uphold(caseId, 'police', { dutyChange: hostOf(dutyId) })
  const after = await w.read(running)
  assert.deepEqual(
    [after.departmentId, after.dutyId, after.dueAt, after.version],
    ['urban', dutyId, before.dueAt, before.version],
  )
  assert.equal((await w.read(caseId)).dutyId, dutyId, 'the ruled one goes under the duty as it is now')
})

test('a refused ruling leaves neither a duty nor a ledger line behind', async () => {
  const caseId = await w.objected()
  const title = '不会留下的事项'
  await assert.rejects(
    w.uphold(caseId, 'urban', { dutyChange: missing(title) }),
    refusedAs('cases.upheld-for-nobody-else'),
  )
  const ofSide = await w.person('of police', ['dispatcher'], { departmentId: 'police' })
  const biased = w.uphold(caseId, 'police', { by: ofSide, dutyChange: missing(title) })
  await assert.rejects(biased, refusedAs('cases.own-interest'))
  const { rows } = await sql`select id from city.duty where title = ${title}`.execute(w.database)
  assert.equal(rows.length, 0)
})

test('the forms of a change: dates that are none, versions that cannot be, blank titles', () => {
  const host = { kind: 'host', dutyId: 'lamp', dutyVersion: 1, inForceFrom: '2026-11-22' }
  const add = { ...missing('题'), inForceFrom: '2026-11-22' }
  assert.ok(dutyRuling.safeParse(host).success && dutyRuling.safeParse(add).success)
  const bad = [
    { ...host, inForceFrom: '2026-02-30' },
    { ...host, inForceFrom: '0000-01-01' },
    { ...host, inForceFrom: '9999-12-31' },
    { ...host, inForceFrom: '' },
    { ...host, dutyVersion: 0 },
    { ...host, dutyVersion: 1.5 },
    { ...host, dutyVersion: 2_147_483_648 },
    { ...host, dutyId: 'Lamp; drop' },
    { ...host, kind: 'remove' },
    { ...add, title: '   ' },
    { ...add, title: '长'.repeat(121) },
    { ...add, timeLimitWorkdays: -1 },
    { ...add, timeLimitWorkdays: 367 },
    { ...add, categoryId: '' },
    {},
  ]
  for (const one of bad) assert.ok(!dutyRuling.safeParse(one).success, JSON.stringify(one))
})

test('what is proposed is in force from the day it is accepted at the earliest, or from the later day it names', async () => {
  const [first, second] = [await freshDuty(), await freshDuty()]
  const late = await proposed(hostOf(first))
  const coming = await proposed(hostOf(second, { inForceFrom: addDays(w.today, 9) }))
  assert.deepEqual(await versions(first), [[1, 'urban', '2024-01-01']], 'proposed is not changed')
  const weekLater = addDays(w.today, 7)
  assert.deepEqual(await decide(late.proposalId, true, weekLater), { outcome: 'accepted' })
  await decide(coming.proposalId, true, weekLater)
  assert.deepEqual((await versions(first))[0], [2, 'police', weekLater], 'history is not rewritten')
  assert.deepEqual((await versions(second))[0], [2, 'police', addDays(w.today, 9)])
  const kinds = (await readEntries(w.database, `case:${late.caseId}`)).map(one => one.kind)
  assert.ok(kinds.includes('case.duty-proposal-accepted'))
})

test('a declined proposal changes nothing and is gone; nobody decides on one that is not there', async () => {
  const dutyId = await freshDuty()
  const one = await proposed(hostOf(dutyId))
  assert.deepEqual(await decide(one.proposalId, false), { outcome: 'declined' })
  assert.equal(await proposalOf(one.caseId), undefined)
  assert.equal((await versions(dutyId)).length, 1)
  for (const accept of [true, false])
    await assert.rejects(decide(one.proposalId, accept), refusedAs('cases.proposal-decided'))
  await assert.rejects(decide('01890000-0000-7000-8000-000000000000', true), refusedAs('base.not-found'))
})

test('a proposal that the list has overtaken cannot be accepted, stays open, and can be declined', async () => {
  const [edited, ended] = [await freshDuty(), await freshDuty()]
  const overtaken: [DutyRuling, () => Promise<unknown>, string, string?][] = [
    [
      hostOf(edited),
      () =>
        inTransaction(w.database, tx =>
          editDuty(tx, edited, {
            change: { version: 1, validFrom: w.today, legalBasis: '新法' },
            by: 'steward',
          }),
        ),
      'city.changed-meanwhile',
    ],
    [
      hostOf(ended),
      () =>
        inTransaction(w.database, tx =>
          endDuty(tx, ended, { end: { version: 1, validTo: w.tomorrow }, by: 'steward' }),
        ),
      'city.duty-ended',
    ],
    [
      missing('撤销部门的事项'),
      () =>
        inTransaction(w.database, tx =>
          editDepartment(tx, 'urban-east-team', { change: { version: 1, active: false }, by: 'steward' }),
        ),
      'city.unknown-department',
      'urban-east-team',
    ],
  ]
  for (const [change, happen, expected, departmentId = 'police'] of overtaken) {
    const one = await proposed(change, departmentId)
    await happen()
    await assert.rejects(decide(one.proposalId, true), refusedAs(expected), expected)
    assert.ok(await proposalOf(one.caseId), 'it stays open')
    assert.deepEqual(await decide(one.proposalId, false), { outcome: 'declined' })
  }
})

test('two proposals about one duty: the second is decided on knowing the first', async () => {
  const dutyId = await freshDuty()
  const [one, other] = [await proposed(hostOf(dutyId)), await proposed(hostOf(dutyId), 'government')]
  const ended = await Promise.allSettled([decide(one.proposalId, true), decide(other.proposalId, true)])
  assert.deepEqual(ended.map(each => each.status).sort(), ['fulfilled', 'rejected'])
  assert.equal((await versions(dutyId)).length, 2)
})

test('accept and decline at the same moment: one is told that it has been decided', async () => {
  const dutyId = await freshDuty()
  const one = await proposed(hostOf(dutyId))
  const ended = await Promise.allSettled([decide(one.proposalId, true), decide(one.proposalId, false)])
  const lost = ended.find(each => each.status === 'rejected')
  assert.ok(isCode(lost?.reason, 'cases.proposal-decided'))
  assert.equal((await versions(dutyId)).length, ended[0]?.status === 'fulfilled' ? 2 : 1)
})

test('the list of proposals names who proposed what from which case, the oldest first', async () => {
  for (const { proposalId } of (await listProposals(w.loop)).items) await decide(proposalId, false)
  const dutyId = await freshDuty()
  const [one, other] = [await proposed(hostOf(dutyId)), await proposed(missing('新事项', w.tomorrow))]
  const { items } = await listProposals(w.loop)
  assert.deepEqual(
    items.map(each => [each.proposalId, each.change.kind, each.departmentId]),
    [
      [one.proposalId, 'host', 'police'],
      [other.proposalId, 'add', 'police'],
    ],
  )
  assert.match(items[0]!.code, /\d/)
})
