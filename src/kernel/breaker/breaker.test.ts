import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { jobActor, personActor } from '../../../test/fixtures/actors.ts'
import type { Verdict } from '../kernel.contract.ts'
import { algorithm, code, person, settlement, testKernel } from '../kernel.fixture.ts'
import { isSample } from './cut.rules.ts'
import { evaluateBreakers } from './evaluate-breakers.ts'
import { readBoard } from './read-board.ts'
import { switchAlgorithmOff, switchAlgorithmOn } from './switch-algorithm.ts'

const usual = algorithm({
  breaker: { overrideShare: 0.4, minimumCount: 20 },
  departmentOf: ({ department }) => department,
})
const silent = algorithm({ id: 'test.silent' })
const hour = 3_600_000

async function door(t: TestContext) {
  const of = await testKernel(t, { algorithms: [usual, silent] })
  let n = 0
  const subject = () => `case:${++n}`
  /** Advice on a matter of a department, and what a person made of it. */
  const decide = async (text: string, verdict: Verdict, subjectOf = subject) => {
    const about = subjectOf()
    const made = await of.kernel.infer(usual, { subject: about, input: { text } }, person)
    const given = { ...settlement(about), verdict }
    await inTransaction(of.database, tx => of.kernel.settle(tx, made.decisionId, given))
    return made
  }
  const many = async (count: number, text: string, verdict: Verdict) => {
    for (let i = 0; i < count; i++) await decide(text, verdict)
  }
  const evaluate = async (now = new Date()) => {
    const changes = await evaluateBreakers(of.database, of.kernel, now)
    of.kernel.breakers.forget()
    return changes!.map(one => [one.department, one.before, one.after, one.because])
  }
  const ask = async (text: string, about = subject()) =>
    await of.kernel.infer(usual, { subject: about, input: { text } }, person)
  return { ...of, decide, many, evaluate, ask, subject }
}

test('an algorithm that goes bad in one department is cut off there, people take over, and it comes back after samples', async t => {
  const { kernel, database, decide, many, evaluate, ask, subject } = await door(t)
  await many(25, '水管爆了', 'adopted')
  await many(5, '路灯坏了', 'adopted')
  assert.deepEqual(await evaluate(), [], 'as usual')
  const before = await ask('路灯坏了', 'case:before')
  await many(25, '路灯坏了', 'rejected')
  assert.deepEqual(await evaluate(), [['roads', 'closed', 'open', 'override-share']])
  assert.deepEqual(await evaluate(), [])
  const cut = await ask('路灯坏了')
  assert.deepEqual([cut.outcome, cut.value, cut.reason], ['abstained', null, 'breaker-open'])
  assert.equal((await ask('水管爆了')).outcome, 'advised', 'the other department keeps its advice')
  const reading = { actor: person, subject: 'case:before' }
  const recalled = await kernel.recall(database, before.decisionId, reading)
  assert.deepEqual([recalled.outcome, recalled.value, recalled.reason], ['abstained', null, 'breaker-open'])
  assert.equal(recalled.hash, before.hash)
  await assert.rejects(
    inTransaction(database, tx => kernel.use(tx, before.decisionId, reading)),
    code('kernel.cut-off'),
  )
  const taken = { ...settlement('case:before'), verdict: 'taken-over' as const }
  await inTransaction(database, tx => kernel.settle(tx, before.decisionId, taken))

  assert.deepEqual(await evaluate(new Date(Date.now() + 23 * hour)), [])
  assert.deepEqual(await evaluate(new Date(Date.now() + 25 * hour)), [
    ['roads', 'open', 'half-open', 'cooled'],
  ])
  const sample = () => {
    for (;;) {
      const one = subject()
      if (isSample(one)) return one
    }
  }
  const hidden = Array.from({ length: 50 }, subject).find(one => !isSample(one))!
  assert.equal((await ask('路灯坏了', hidden)).reason, 'breaker-open', 'half-open shows samples only')
  for (let i = 0; i < 30; i++) await decide('路灯坏了', i < 2 ? 'amended' : 'adopted', sample)
  assert.deepEqual(await evaluate(), [['roads', 'half-open', 'closed', 'samples-good']])
  assert.equal((await ask('路灯坏了')).outcome, 'advised')
  assert.deepEqual(await evaluate(), [], 'what opened it is not counted again')
  const told = (await readEntries(database, 'algorithm:test.dispatch')).map(one => one.kind)
  assert.deepEqual(told, ['breaker.changed', 'breaker.changed', 'breaker.changed'])
  const board = await readBoard(database, kernel)
  const roads = board.rows.find(one => one.department === 'roads')!
  assert.deepEqual([roads.state, roads.settled, roads.overridden], ['closed', 60, 27])
  assert.equal(board.changes.length, 3)
})

test('bad samples open it again', async t => {
  const { database, decide, many, evaluate, subject } = await door(t)
  await many(25, '路灯坏了', 'rejected')
  await evaluate()
  await evaluate(new Date(Date.now() + 25 * hour))
  const sample = () => {
    for (;;) {
      const one = subject()
      if (isSample(one)) return one
    }
  }
  for (let i = 0; i < 30; i++) await decide('路灯坏了', i < 15 ? 'rejected' : 'adopted', sample)
  assert.deepEqual(await evaluate(), [['roads', 'half-open', 'open', 'samples-bad']])
  const { rows } = await sql<{ state: string }>`select state from kernel.breaker`.execute(database)
  assert.deepEqual(rows, [{ state: 'open' }])
})

test('a verdict taken back is no signal; nor is a take-over, an abstention or advice of before the breaker opened', async t => {
  const { kernel, database, decide, many, evaluate, ask } = await door(t)
  const made = await decide('路灯坏了', 'rejected', () => 'case:back')
  await inTransaction(database, tx =>
    kernel.retract(tx, made.decisionId, { subject: 'case:back', by: person }),
  )
  await decide('路灯坏了', 'taken-over')
  await decide('', 'rejected')
  assert.deepEqual((await readBoard(database, kernel)).rows, [])
  const early = await ask('路灯坏了', 'case:early')
  await many(25, '路灯坏了', 'rejected')
  await evaluate()
  await inTransaction(database, tx =>
    kernel.settle(tx, early.decisionId, { ...settlement('case:early'), verdict: 'rejected' }),
  )
  assert.equal((await readBoard(database, kernel)).rows[0]!.settled, 25)
})

test('by hand: off at once for one or all, a batch too; on again only by two people', async t => {
  const { kernel, database, ask } = await door(t)
  const parts = { ...kernel, database }
  const [one, other] = [personActor('officer-1'), personActor('officer-2')]
  await switchAlgorithmOff(parts, { algorithm: '*', reason: '演练' }, one)
  await switchAlgorithmOff(parts, { algorithm: '*', reason: '再次' }, one)
  const off = await ask('水管爆了')
  assert.deepEqual([off.outcome, off.value, off.reason], ['abstained', null, 'switched-off'])
  const batch = await kernel.inferMany(silent, [{ subject: 'case:b', input: { text: '水' } }], jobActor())
  assert.equal(batch[0]!.reason, 'switched-off')
  assert.equal(
    (await kernel.measure(usual, [{ text: '水' }], jobActor()))[0]!.outcome,
    'advised',
    'measured, not used',
  )
  assert.equal(await switchAlgorithmOn(parts, { algorithm: '*' }, one), 'asked')
  await assert.rejects(
    switchAlgorithmOn(parts, { algorithm: '*' }, one),
    code('kernel.second-person-required'),
  )
  const both = await Promise.allSettled([1, 2].map(() => switchAlgorithmOn(parts, { algorithm: '*' }, other)))
  assert.deepEqual(both.map(each => each.status).sort(), ['fulfilled', 'rejected'])
  assert.equal((await ask('水管爆了')).outcome, 'advised')
  await assert.rejects(switchAlgorithmOn(parts, { algorithm: '*' }, one), code('kernel.not-switched-off'))
  await assert.rejects(
    switchAlgorithmOff(parts, { algorithm: 'none', reason: 'x' }, one),
    code('kernel.unknown-algorithm'),
  )
  await switchAlgorithmOff(parts, { algorithm: silent.id, reason: '只停一个' }, one)
  assert.equal((await ask('水管爆了')).outcome, 'advised')
  const changes = (await readBoard(database, kernel)).changes.map(each => [each.algorithm, each.after])
  assert.deepEqual(changes, [
    ['test.silent', 'off'],
    ['*', 'on'],
    ['*', 'on-asked'],
    ['*', 'off'],
  ])
})

test('two processes at once change a breaker once; another process sees it', async t => {
  const { kernel, database, many, ask } = await door(t)
  await many(25, '路灯坏了', 'rejected')
  const both = await Promise.all([1, 2].map(() => evaluateBreakers(database, kernel)))
  const changed = both.flatMap(one => one ?? [])
  assert.equal(changed.length, 1)
  kernel.breakers.forget()
  assert.equal((await ask('路灯坏了')).reason, 'breaker-open')
})
