import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { personActor } from '../../../test/fixtures/actors.ts'
import type { Verdict } from '../kernel.contract.ts'
import { algorithm, settlement, testKernel } from '../kernel.fixture.ts'
import { isSample } from './cut.rules.ts'
import { readBoard } from './read-board.ts'
import type { RoleNotice } from './tell-of-change.ts'
import { watchRuns } from './watch-runs.ts'

const hour = 3_600_000

/** A door with one algorithm that fails as long as it is told to, and everything that people were told. */
async function door(t: TestContext) {
  const faults = { failing: false }
  const shaky = algorithm({
    breaker: { overrideShare: 0.4, minimumCount: 20 },
    departmentOf: ({ department }) => department,
  })
  const run = shaky.run
  const faulty = {
    ...shaky,
    run: async (...asked: Parameters<typeof run>) => {
      if (faults.failing) throw new Error('the model is gone')
      return await run(...asked)
    },
  }
  const of = await testKernel(t, { algorithms: [faulty] })
  const told: RoleNotice[] = []
  const objections = { count: 0 }
  const parts = {
    algorithms: of.kernel.algorithms,
    tellRoles: async (_tx: unknown, notice: RoleNotice) => void told.push(notice),
    countObjections: async () => objections.count,
  }
  let n = 0
  const subject = () => `case:${++n}`
  const ask = async (about = subject()) =>
    // One person asks only so often a minute.
    await of.kernel.infer(faulty, { subject: about, input: { text: '路灯坏了' } }, personActor(`p${n % 9}`))
  const askMany = async (count: number) => {
    for (let i = 0; i < count; i++) await ask()
  }
  const settle = async (verdict: Verdict, about: string) => {
    const made = await ask(about)
    const given = { ...settlement(about), verdict }
    await inTransaction(of.database, tx => of.kernel.settle(tx, made.decisionId, given))
  }
  const watch = async (now = new Date()) => {
    const changes = await watchRuns(of.database, parts, now)
    of.kernel.breakers.forget()
    return changes!.map(one => [one.department, one.before, one.after, one.because])
  }
  return { ...of, faults, told, objections, parts, subject, ask, askMany, settle, watch }
}

test('an algorithm whose runs fail is cut off everywhere, told, rests, and comes back by samples that people check', async t => {
  const { database, kernel, faults, told, parts, subject, ask, askMany, settle, watch } = await door(t)
  await askMany(60)
  assert.deepEqual(await watch(), [])
  faults.failing = true
  await askMany(150)
  assert.deepEqual(await watch(), [['*', 'closed', 'open', 'errors']])
  assert.deepEqual(await watch(), [], 'once')
  assert.deepEqual(
    told.map(one => [one.notice, one.parameters.title, one.roles.includes('dispatcher')]),
    [['breaker-opened-everywhere', kernel.algorithms[0]!.title.zh, true]],
  )
  faults.failing = false
  const cut = await ask()
  assert.deepEqual([cut.outcome, cut.value, cut.reason], ['abstained', null, 'breaker-open'])
  const later = (hours: number) => new Date(Date.now() + hours * hour)
  assert.deepEqual(await watch(later(2)), [], 'too few runs since')
  await askMany(55)
  assert.deepEqual(await watch(later(0.5)), [], 'it rests')
  assert.deepEqual(await watch(later(2)), [['*', 'open', 'half-open', 'cooled']])
  const sample = () => {
    for (;;) {
      const one = subject()
      if (isSample(one)) return one
    }
  }
  for (let i = 0; i < 30; i++) await settle('adopted', sample())
  assert.deepEqual(await watch(later(3)), [['*', 'half-open', 'closed', 'samples-good']])
  assert.equal((await ask()).outcome, 'advised')
  assert.deepEqual(
    told.map(one => one.notice),
    ['breaker-opened-everywhere', 'breaker-half-open', 'breaker-closed'],
  )
  const board = await readBoard(database, parts)
  assert.equal(board.runs[0]?.state, 'closed')
  assert.equal(board.runs[0]?.signals.length, 9)
  const entries = await readEntries(database, `algorithm:${kernel.algorithms[0]!.id}`)
  assert.deepEqual(
    entries.map(one => (one.body as { because: string }).because),
    ['errors', 'cooled', 'samples-good'],
  )
})

test('half-open it opens again when its runs fail again', async t => {
  const { database, faults, askMany, watch } = await door(t)
  faults.failing = true
  await askMany(150)
  await watch()
  await sql`update kernel.breaker set state = 'half-open', since = now()`.execute(database)
  assert.deepEqual(await watch(), [], 'what failed before it was half-open does not count again')
  await askMany(50)
  assert.deepEqual(await watch(), [['*', 'half-open', 'open', 'errors']])
})

test('one soft signal is told once a day and cuts nothing off', async t => {
  const { objections, told, ask, settle, subject, watch } = await door(t)
  for (let i = 0; i < 40; i++) await settle('adopted', subject())
  objections.count = 12
  assert.deepEqual(await watch(), [['*', 'closed', 'signal', 'objections']])
  assert.deepEqual(await watch(), [])
  assert.deepEqual(await watch(new Date(Date.now() + 25 * hour)), [['*', 'closed', 'signal', 'objections']])
  assert.equal((await ask()).outcome, 'advised')
  assert.deepEqual(
    told.map(one => [one.notice, one.roles.includes('dispatcher')]),
    [
      ['breaker-signal', false],
      ['breaker-signal', false],
    ],
  )
})

test('two processes at once change it once; without anything that ever ran there is nothing to see', async t => {
  const { database, faults, parts, askMany } = await door(t)
  assert.deepEqual(await watchRuns(database, parts), [])
  assert.deepEqual((await readBoard(database, parts)).runs, [])
  faults.failing = true
  await askMany(150)
  const both = await Promise.all([1, 2].map(() => watchRuns(database, parts)))
  assert.equal(both.flatMap(changes => changes ?? []).length, 1)
})
