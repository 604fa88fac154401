import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import type { TrainingRow } from '#models/index.ts'
import { caseTrainingTasks } from '../collect-training-rows.ts'
import { contestedAfter } from './dispute.rules.ts'
import { type DisputedCity, disputedCity, refusedAs } from './disputed-city.fixture.ts'
import { listContested } from './read-disputes.ts'
import { readReturns } from './read-returns.ts'

let w: DisputedCity
const ends: (() => unknown)[] = []
before(async () => {
  w = await disputedCity({ after: (end: () => unknown) => ends.unshift(end) } as never)
})
test.after(async () => {
  for (const end of ends) await end()
})

type Way = 'return' | 'object'
/** One time that a case comes back: given back and sent again, or objected to and refused. */
async function comesBack(caseId: string, way: Way): Promise<void> {
  const { departmentId } = await w.read(caseId)
  if (departmentId === null) await w.send(caseId, 'urban', { reason: '再派' })
  const at = (await w.read(caseId)).departmentId!
  if (way === 'return') await w.giveBack(caseId, at)
  else {
    await w.object(caseId, at)
    await w.refuse(caseId)
  }
}
const isContested = async (caseId: string) =>
  (await listContested(w.loop, w.sender)).items.find(one => one.caseId === caseId)
const toldOf = async (caseId: string) => {
  const { rows } = await sql<{ audience: string }>`
    select audience from cases.inbox_message where template = 'contested.leads' and case_id = ${caseId}
     order by audience`.execute(w.database)
  return rows.map(row => row.audience)
}

const ways: Way[][] = [
  ['return', 'return', 'return'],
  ['object', 'object', 'object'],
  ['return', 'return', 'object'],
  ['return', 'object', 'return'],
  ['object', 'return', 'return'],
  ['object', 'object', 'return'],
]

for (const route of ways)
  test(`the third time is the third time, by ${route.join(', ')}`, async () => {
    assert.equal(route.length, contestedAfter)
    const caseId = await w.sent()
    for (const [place, way] of route.entries()) {
      assert.equal(await isContested(caseId), undefined, `before ${place + 1}`)
      await comesBack(caseId, way)
    }
    const found = await isContested(caseId)
    assert.deepEqual(found?.hadIt, ['urban'])
    assert.deepEqual(await toldOf(caseId), ['lead:urban'])
    const { contestedAt } = found!
    await comesBack(caseId, 'return')
    const later = await isContested(caseId)
    assert.equal(later?.contestedAt, contestedAt, 'the fourth time is no news')
    assert.deepEqual(await toldOf(caseId), ['lead:urban'])
    await assert.rejects(w.send(caseId, 'police'), refusedAs('cases.contested-needs-reason'))
    await assert.rejects(w.send(caseId, 'police', { reason: '' }), refusedAs('cases.contested-needs-reason'))
    await w.send(caseId, 'police', { reason: '会商决定' })
    assert.deepEqual((await isContested(caseId))?.hadIt, ['urban', 'police'])
  })

test('a ruling that upholds is no return of its own: the objection was counted when it was raised', async () => {
  const caseId = await w.objected()
  await w.uphold(caseId, 'police')
  assert.equal(await isContested(caseId), undefined)
  await w.object(caseId, 'police')
  await w.uphold(caseId, 'urban', { by: w.second })
  assert.equal(await isContested(caseId), undefined, 'twice')
  await w.object(caseId, 'urban')
  const found = await isContested(caseId)
  assert.deepEqual(found?.hadIt, ['urban', 'police'], 'by rulings, too')
  await w.uphold(caseId, 'police')
  assert.equal((await isContested(caseId))?.departmentId, 'police', 'a ruling has its reason')
})

test('a contested case is off the list once it is closed, and told to no department that never had it', async () => {
  const caseId = await w.sent()
  for (const way of ways[0]!) await comesBack(caseId, way)
  const police = await w.worker('police')
  assert.ok(!(await listContested(w.loop, police)).items.some(one => one.caseId === caseId))
  const urban = (await listContested(w.loop, await w.worker('urban'))).items.find(
    one => one.caseId === caseId,
  )
  assert.deepEqual([urban?.visible, urban?.subject], [false, null], 'told, out of sight')
  const analyst = await w.person('analyst', ['analyst'])
  const seen = (await listContested(w.loop, analyst)).items.find(one => one.caseId === caseId)
  assert.deepEqual([seen?.visible, seen?.subject], [true, null], 'below the level of content')
  await w.act(w.sender, 'decline', { caseId }, { reason: '无管辖', legalBasis: '条例第二条' })
  assert.equal(await isContested(caseId), undefined)
})

/** The matrix of a day on which nothing else happened: what was there is moved to years before. */
async function clean(): Promise<void> {
  await sql`delete from cases.misdirection`.execute(w.owner)
  await sql`alter table cases.event disable trigger all`.execute(w.owner)
  await sql`update cases.event set at = at - interval '3 years'`.execute(w.owner)
  await sql`alter table cases.event enable trigger all`.execute(w.owner)
}
const matrix = (
  actor = w.reviewer,
  period: { from?: string; to?: string } = { from: w.today, to: w.today },
) => readReturns(w.loop, actor, period)

test('the matrix of a quiet day is empty, and one return is one', async () => {
  await clean()
  assert.deepEqual(await matrix(), { from: w.today, to: w.today, pairs: [], sent: [] })
  const caseId = await w.sent('police')
  await w.giveBack(caseId, 'police')
  const one = { sentTo: 'police', belongedTo: null, returned: 1, upheld: 0 }
  assert.deepEqual((await matrix()).pairs, [one])
  await w.send(caseId, 'urban-east')
  assert.deepEqual((await matrix()).pairs, [{ ...one, belongedTo: 'urban-east' }])
  await w.giveBack(caseId, 'urban-east')
  await w.send(caseId, 'police', { reason: '会商' })
  assert.deepEqual((await matrix()).pairs, [
    { ...one, belongedTo: 'urban-east' },
    { sentTo: 'urban-east', belongedTo: 'police', returned: 1, upheld: 0 },
  ])
})

test('a lead sees the pairs of the own tree and how much was sent there; a branch sees less than its bureau', async () => {
  const lead = await w.person('lead of urban', ['department-lead'], { departmentId: 'urban' })
  const branch = await w.person('lead of east', ['department-lead'], { departmentId: 'urban-east' })
  const police = await w.worker('police')
  const west = await w.objected('urban-west', 'police')
  await w.uphold(west, 'police')
  const other = await w.sent('police')
  await w.giveBack(other, 'police')
  const pairsOf = async (actor: typeof lead) =>
    (await matrix(actor)).pairs.map(pair => `${pair.sentTo} ${pair.belongedTo ?? '-'}`).sort()
  const sentOf = async (actor: typeof lead) => (await matrix(actor)).sent.map(one => one.departmentId)
  const own = ['police urban-east', 'urban-east police']
  assert.deepEqual(await pairsOf(branch), own)
  assert.deepEqual(await pairsOf(lead), [...own, 'urban-west police'])
  assert.deepEqual(await pairsOf(police), ['police -', ...own, 'urban-west police'])
  assert.deepEqual(await sentOf(branch), ['urban-east'])
  assert.deepEqual(await sentOf(lead), ['urban-east', 'urban-west'])
  assert.deepEqual(await sentOf(police), ['police'])
  const walker = await w.person('walker', ['grid-member'], { regionIds: ['aaa'] })
  for (const who of [walker, await w.person('citizen', ['citizen'])])
    assert.deepEqual((await matrix(who)).pairs, [], who.name)
})

test('a storm of forty merged complaints is one case that was sent and came back, not forty', async () => {
  await clean()
  const lead = await w.sent('urban')
  for (const _ of [1, 2, 3]) {
    const member = await w.sent('urban')
    await w.act(w.sender, 'merge', { caseId: member }, { into: lead })
  }
  await w.giveBack(lead, 'urban')
  await w.send(lead, 'police')
  const { pairs, sent } = await matrix()
  assert.deepEqual(pairs, [{ sentTo: 'urban', belongedTo: 'police', returned: 1, upheld: 0 }])
  assert.deepEqual(sent, [
    { departmentId: 'police', count: 1 },
    { departmentId: 'urban', count: 4 },
  ])
})

test('periods: both days count, half a period is completed, what cannot be is refused', async () => {
  const refused = refusedAs('base.invalid-input')
  const days = (period: { from?: string; to?: string }) => matrix(w.reviewer, period)
  assert.deepEqual((await days({ from: w.tomorrow, to: w.tomorrow })).pairs, [])
  assert.equal((await days({ from: w.today })).to, w.today)
  const usual = await days({})
  assert.equal((Date.parse(usual.to) - Date.parse(usual.from)) / 86_400_000, 90)
  assert.equal((await days({ to: '2025-03-31' })).from, '2024-12-31')
  await days({ from: '2024-01-01', to: '2026-01-02' })
  await assert.rejects(
    days({ from: '2024-01-01', to: '2026-01-03' }),
    refused,
    'a day more than two leap years',
  )
  await assert.rejects(days({ from: w.tomorrow, to: w.today }), refused)
  await assert.rejects(days({ from: w.tomorrow }), refused, 'it begins after today')
  await assert.rejects(days({ from: 'yesterday', to: w.today }), refused)
})

async function lessons(task = 'cases.dispatch'): Promise<Map<string, TrainingRow>> {
  const found = caseTrainingTasks(() => w.city.snapshot()).find(one => one.task === task)!
  const rows = await Array.fromAsync(found.collect(w.database))
  return new Map(rows.map(row => [row.id, row]))
}
async function reply(caseId: string): Promise<void> {
  const { departmentId } = await w.read(caseId)
  const worker = await w.worker(departmentId!)
  await w.act(worker, 'handle', { caseId }, {})
  await w.act(worker, 'reply', { caseId }, { reply: '已办' })
}

/** What was done with a case before its department replied, and what that teaches. */
const teaching: [title: string, made: () => Promise<string>, label: string, kind: string][] = [
  ['refused: it belongs where it is', async () => ruledAway('refuse'), 'urban', 'ruled'],
  ['upheld: it belongs where it was ruled to', async () => ruledAway('uphold'), 'police', 'ruled'],
  [
    'ruled, then given back and sent elsewhere: the outcome says more than the ruling',
    async () => {
      const caseId = await ruledAway('uphold')
      await w.giveBack(caseId, 'police')
      await w.send(caseId, 'urban')
      return caseId
    },
    'urban',
    'corrected',
  ],
  [
    'ruled, objected to again and handled after all: nobody ruled on what was said since',
    async () => {
      const caseId = await ruledAway('uphold')
      await w.object(caseId, 'police')
      return caseId
    },
    'police',
    'decided',
  ],
  [
    'the dispatcher saw that the objection was right',
    async () => {
      const caseId = await w.objected()
      await w.send(caseId, 'police')
      return caseId
    },
    'police',
    'decided',
  ],
]
async function ruledAway(ruling: 'refuse' | 'uphold'): Promise<string> {
  const caseId = await w.objected()
  await (ruling === 'refuse' ? w.refuse(caseId) : w.uphold(caseId, 'police'))
  return caseId
}

for (const [title, made, label, kind] of teaching)
  test(`what a ruling teaches — ${title}`, async () => {
    const caseId = await made()
    assert.equal((await lessons()).get(caseId), undefined, 'nothing before it was handled')
    await reply(caseId)
    const row = (await lessons()).get(caseId)
    assert.deepEqual([row?.label, row?.kind], [label, kind])
  })

test('a case that came from outside teaches as imported until somebody here rules on it', async () => {
  const [plain, ruled] = [await w.sent(), await w.objected()]
  await w.uphold(ruled, 'police')
  await sql`alter table cases.event disable trigger all`.execute(w.owner)
  await sql`update cases.event set type = 'imported'
             where type = 'dispatched' and case_id = any(${[plain, ruled]}::uuid[])`.execute(w.owner)
  await sql`alter table cases.event enable trigger all`.execute(w.owner)
  await reply(plain)
  await reply(ruled)
  const taught = await lessons()
  assert.deepEqual([taught.get(plain)?.kind, taught.get(ruled)?.kind], ['imported', 'ruled'])
  assert.ok(taught.get(ruled)!.weight > taught.get(plain)!.weight)
})

test('a department that was closed teaches no more, whoever ruled; what was withdrawn or merged away never did', async () => {
  const withdrawn = await ruledAway('uphold')
  await w.act(w.seat, 'withdraw', { caseId: withdrawn }, { reason: '撤诉' })
  const closed = await w.objected('urban', 'urban-east-team')
  await w.uphold(closed, 'urban-east-team')
  await reply(closed)
  assert.equal((await lessons()).get(closed)?.kind, 'ruled')
  await sql`update city.department set active = false where id = 'urban-east-team'`.execute(w.owner)
  await sql`update city.setting set version = version + 1`.execute(w.owner)
  const found = caseTrainingTasks(async () => {
    const { readSnapshot } = await import('#city/index.ts')
    return await readSnapshot(w.database)
  })[1]!
  const ids = (await Array.fromAsync(found.collect(w.database))).map(row => row.id)
  assert.ok(!ids.includes(closed) && !ids.includes(withdrawn))
})
