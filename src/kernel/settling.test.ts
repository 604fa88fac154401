import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type Database, inTransaction } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { jobActor, personActor } from '../../test/fixtures/actors.ts'
import { selectActs } from './act.store.ts'
import { deleteContent } from './decision.store.ts'
import { algorithm, code, person, settlement, testKernel } from './kernel.fixture.ts'
import type { Settlement } from './settle.ts'

const usual = algorithm()
const double = algorithm({ id: 'test.double', risk: 'high', gate: 'two-humans-confirm' })
const informing = algorithm({ id: 'test.informing', risk: 'low', gate: 'informs' })
const brief = algorithm({ id: 'test.brief', expiresAfterHours: -1 })
const algorithms = [usual, double, informing, brief]

type TestKernel = Awaited<ReturnType<typeof testKernel>>
type Settles = { decisionId: string } & Partial<Settlement> & { subject: string }

function settles({ database, kernel }: TestKernel, { decisionId, subject, ...changes }: Settles) {
  return inTransaction(database, tx => kernel.settle(tx, decisionId, settlement(subject, changes)))
}

const actsOf = async (database: Database, decisionId: string) =>
  (await selectActs(database, decisionId)).map(act => [act.act, act.verdict, act.actor])

test('two people who confirm in the same moment are the two people asked for', async t => {
  const door = await testKernel(t, { algorithms })
  for (let round = 0; round < 5; round++) {
    const subject = `case:${round}`
    const { decisionId } = await door.kernel.infer(double, { subject, input: { text: '水' } }, person)
    const both = await Promise.all(
      ['first', 'second'].map(id => settles(door, { decisionId, subject, by: personActor(id) })),
    )
    assert.deepEqual(both.sort(), ['settled', 'waits-for-second-person'])
    const acts = await actsOf(door.database, decisionId)
    assert.deepEqual(acts.map(([act]) => act).sort(), ['confirmed', 'settled'])
    assert.equal(new Set(acts.map(([, , by]) => by)).size, 2, 'not one person twice')
  }
})

test('one person who clicks twice in the same moment is one person', async t => {
  const door = await testKernel(t, { algorithms })
  const subject = 'case:1'
  const { decisionId } = await door.kernel.infer(double, { subject, input: { text: '水' } }, person)
  const twice = await Promise.allSettled([1, 2].map(() => settles(door, { decisionId, subject })))
  const refused = twice.filter(one => one.status === 'rejected')
  assert.equal(refused.length, 1)
  assert.ok(code('kernel.second-person-required')(refused[0]!.reason))
  assert.equal((await actsOf(door.database, decisionId)).length, 1)
})

test('of five who confirm at once two count, and nobody is told a settlement that is not there', async t => {
  const door = await testKernel(t, { algorithms })
  const subject = 'case:1'
  const { decisionId } = await door.kernel.infer(double, { subject, input: { text: '水' } }, person)
  const tries = await Promise.allSettled(
    ['a', 'b', 'c', 'd', 'e'].map(id => settles(door, { decisionId, subject, by: personActor(id) })),
  )
  const done = tries.flatMap(one => (one.status === 'fulfilled' ? [one.value] : []))
  assert.deepEqual(done.sort(), ['settled', 'waits-for-second-person'])
  for (const one of tries) {
    if (one.status === 'fulfilled') continue
    assert.ok(code('kernel.already-settled')(one.reason))
    assert.equal(one.reason.details.verdict, 'adopted')
  }
})

test('a second person may reject what the first confirmed, and that ends it', async t => {
  const door = await testKernel(t, { algorithms })
  const subject = 'case:1'
  const { decisionId } = await door.kernel.infer(double, { subject, input: { text: '水' } }, person)
  await settles(door, { decisionId, subject, by: personActor('first') })
  const second = { decisionId, subject, by: personActor('second') }
  assert.equal(await settles(door, { ...second, verdict: 'rejected', reason: '不是供水' }), 'settled')
  await assert.rejects(settles(door, { ...second, by: personActor('third') }), code('kernel.already-settled'))
  assert.deepEqual(await actsOf(door.database, decisionId), [
    ['confirmed', 'adopted', 'first'],
    ['settled', 'rejected', 'second'],
  ])
})

test('an abstention without an idea cannot be adopted, but can be taken over; erased content stops nobody', async t => {
  const door = await testKernel(t, { algorithms })
  const empty = { subject: 'case:1', input: { text: '' } }
  const { decisionId, subject } = { ...empty, ...(await door.kernel.infer(usual, empty, person)) }
  await assert.rejects(settles(door, { decisionId, subject }), code('kernel.nothing-to-adopt'))
  assert.equal(await settles(door, { decisionId, subject, verdict: 'taken-over' }), 'settled')
  const idea = algorithm({
    id: 'test.idea',
    run: async () => ({
      outcome: 'abstained',
      value: { department: 'water' },
      confidence: 0.2,
      evidence: [],
      reason: 'low-confidence',
    }),
  })
  const unsure = await testKernel(t, { algorithms: [idea] })
  const shown = await unsure.kernel.infer(idea, { subject: 'case:2', input: { text: '水' } }, person)
  assert.equal(await settles(unsure, { decisionId: shown.decisionId, subject: 'case:2' }), 'settled')
  const gone = await unsure.kernel.infer(idea, { subject: 'case:3', input: { text: '水' } }, person)
  await inTransaction(unsure.database, tx => deleteContent(tx, 'case:3'))
  assert.equal(await settles(unsure, { decisionId: gone.decisionId, subject: 'case:3' }), 'settled')
})

test('a decision of one case is not settled or used by way of another', async t => {
  const door = await testKernel(t, { algorithms })
  const made = await door.kernel.infer(usual, { subject: 'case:1', input: { text: '水' } }, person)
  const { decisionId } = made
  await assert.rejects(settles(door, { decisionId, subject: 'case:2' }), code('kernel.decision-not-found'))
  await assert.rejects(
    inTransaction(door.database, tx => door.kernel.use(tx, decisionId, { actor: person, subject: 'case:2' })),
    code('kernel.decision-not-found'),
  )
  const unknown = '01890000-0000-7000-8000-000000000000'
  await assert.rejects(
    settles(door, { decisionId: unknown, subject: 'case:1' }),
    code('kernel.decision-not-found'),
  )
  assert.deepEqual(await actsOf(door.database, decisionId), [])
})

test('what has expired can be amended, rejected and marked expired, by a job only the last', async t => {
  const door = await testKernel(t, { algorithms })
  const ended: string[] = []
  for (const verdict of ['amended', 'rejected', 'expired'] as const) {
    const subject = `case:${verdict}`
    const { decisionId } = await door.kernel.infer(brief, { subject, input: { text: '水' } }, person)
    if (verdict !== 'expired')
      await assert.rejects(
        settles(door, { decisionId, subject, verdict, by: jobActor() }),
        code('kernel.person-required'),
      )
    const by = verdict === 'expired' ? jobActor() : person
    ended.push(await settles(door, { decisionId, subject, verdict, by }))
  }
  assert.deepEqual(ended, ['settled', 'settled', 'settled'])
  const free = await door.kernel.infer(informing, { subject: 'case:i', input: { text: '水' } }, person)
  assert.equal(
    await settles(door, { decisionId: free.decisionId, subject: 'case:i', by: jobActor() }),
    'settled',
  )
})

test('many who use one decision while one settles it: every use is recorded once, one settlement', async t => {
  const door = await testKernel(t, { algorithms })
  const { database, kernel } = door
  const subject = 'case:1'
  const { decisionId } = await kernel.infer(usual, { subject, input: { text: '水' } }, person)
  const uses = Array.from({ length: 12 }, (_, i) =>
    inTransaction(database, tx => kernel.use(tx, decisionId, { actor: personActor(`u${i}`), subject })),
  )
  const settled = Array.from({ length: 3 }, (_, i) =>
    settles(door, { decisionId, subject, by: personActor(`s${i}`) }),
  )
  const [used, ended] = await Promise.all([Promise.all(uses), Promise.allSettled(settled)])
  assert.ok(used.every(one => one.value !== null))
  assert.equal(ended.filter(one => one.status === 'fulfilled').length, 1)
  const acts = await actsOf(database, decisionId)
  assert.equal(acts.filter(([act]) => act === 'used').length, 12)
  assert.equal(acts.filter(([act]) => act === 'settled').length, 1)
  const kinds = (await readEntries(database, subject)).map(entry => entry.kind)
  assert.equal(kinds.filter(kind => kind === 'decision.used').length, 12)
  assert.equal(kinds.filter(kind => kind === 'decision.settled').length, 1)
})

test("what a person said is kept beside the AI's value, in erasable rows, and the ledger has only a hash of it", async t => {
  const door = await testKernel(t, { algorithms })
  const subject = 'case:1'
  const { decisionId } = await door.kernel.infer(usual, { subject, input: { text: '水' } }, person)
  await settles(door, {
    decisionId,
    subject,
    verdict: 'amended',
    value: { department: 'roads', said: '王五' },
    reason: '其实是道路，王五说的',
    blind: true,
    evidenceOpened: false,
    secondsToSettle: 12.5,
  })
  const [act] = await selectActs(door.database, decisionId)
  assert.deepEqual(act?.value, { department: 'roads', said: '王五' })
  assert.deepEqual([act?.blind, act?.evidence_opened, act?.seconds_to_settle], [true, false, 12.5])
  const kept = await door.kernel.recall(door.database, decisionId, { actor: person, subject })
  assert.deepEqual(kept.value, { department: 'water' })
  const ledger = await sql<{ body: string }>`select body::text as body from ledger.entry`.execute(
    door.database,
  )
  assert.ok(!ledger.rows.some(row => row.body.includes('王五')))
})

test('a verdict that is taken back leaves the decision open, and both stay on record', async t => {
  const door = await testKernel(t, { algorithms })
  const { database, kernel } = door
  const subject = 'case:recalled'
  const { decisionId } = await kernel.infer(usual, { subject, input: { text: '水' } }, person)
  const retract = (of = subject) =>
    inTransaction(database, tx => kernel.retract(tx, decisionId, { subject: of, by: person }))
  assert.equal(await retract(), false)
  await settles(door, { decisionId, subject })
  await assert.rejects(settles(door, { decisionId, subject }), code('kernel.already-settled'))
  await assert.rejects(retract('case:another'), code('kernel.decision-not-found'))
  // Of two who take it back one does.
  assert.deepEqual((await Promise.all([retract(), retract()])).toSorted(), [false, true])
  await settles(door, { decisionId, subject, verdict: 'rejected' })
  const verdicts = (await actsOf(database, decisionId)).map(([, verdict]) => verdict)
  assert.deepEqual(verdicts, ['adopted', 'rejected'])
  const kinds = (await readEntries(database, subject)).map(entry => entry.kind)
  for (const kind of ['decision.settled', 'decision.retracted']) assert.ok(kinds.includes(kind), kind)
})

test('taken back, a decision of two people needs two people again', async t => {
  const door = await testKernel(t, { algorithms })
  const { database, kernel } = door
  const subject = 'case:double'
  const { decisionId } = await kernel.infer(double, { subject, input: { text: '水' } }, person)
  const by = (id: string) => settles(door, { decisionId, subject, by: personActor(id) })
  assert.equal(await by('first'), 'waits-for-second-person')
  const retract = () => inTransaction(database, tx => kernel.retract(tx, decisionId, { subject, by: person }))
  // A confirmation alone is no verdict.
  assert.equal(await retract(), false)
  assert.equal(await by('second'), 'settled')
  assert.equal(await retract(), true)
  assert.equal(await by('second'), 'waits-for-second-person')
  await assert.rejects(by('second'), code('kernel.second-person-required'))
  assert.equal(await by('first'), 'settled')
})
