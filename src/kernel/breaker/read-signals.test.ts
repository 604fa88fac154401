import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction } from '#base/index.ts'
import { personActor } from '../../../test/fixtures/actors.ts'
import { deleteContent } from '../decision.store.ts'
import { algorithm, models, settlement, testKernel } from '../kernel.fixture.ts'
import type { RunSignalName } from './breaker.contract.ts'
import { selectBreakers } from './breaker.store.ts'
import { newestRuns } from './judge-runs.rules.ts'
import { countSettled, selectNewestRuns, selectVerdicts, versionOf } from './runs.store.ts'
import { readSignals } from './watch-runs.ts'

/** A door whose model version, time and words can be changed from one run to the next. */
async function door(t: TestContext) {
  const now = { version: 'm1', text: '路灯坏了', times: 1 }
  const one = algorithm({
    breaker: { overrideShare: 0.4, minimumCount: 20 },
    departmentOf: ({ department }) => department,
  })
  const of = await testKernel(t, {
    algorithms: [one],
    models: {
      ...models,
      classify: async request => {
        const found = await models.classify(request)
        return found && { ...found, modelVersion: now.version }
      },
    },
  })
  let n = 0
  const ask = async (count: number) => {
    const made = []
    for (let i = 0; i < count; i++) {
      const subject = `case:${++n}`
      const text = now.text.repeat(now.times)
      const actor = personActor(`p${n % 29}`)
      made.push({ subject, ...(await of.kernel.infer(one, { subject, input: { text } }, actor)) })
    }
    return made
  }
  const read = async () => {
    const held = await selectBreakers(of.database)
    return await readSignals(of.database, {}, { algorithm: one, held, now: new Date() })
  }
  const signal = async (name: RunSignalName) => (await read())?.signals.find(each => each.name === name)
  const settle = async (
    made: Awaited<ReturnType<typeof ask>>,
    changes: Parameters<typeof settlement>[1] = {},
  ) => {
    for (const { subject, decisionId } of made)
      await inTransaction(of.database, tx =>
        of.kernel.settle(tx, decisionId, { ...settlement(subject), ...changes }),
      )
  }
  return { ...of, one, now, ask, read, signal, settle }
}

test('an algorithm that never ran has no signals', async t => {
  const { read } = await door(t)
  assert.equal(await read(), undefined)
})

test('the newest runs come newest first, with what went in as long as it was not erased', async t => {
  const { database, one, ask } = await door(t)
  const made = await ask(5)
  await inTransaction(database, tx => deleteContent(tx, made[1]!.subject))
  const runs = await selectNewestRuns(database, one.id, 4)
  assert.equal(runs.length, 4)
  const moments = runs.map(run => run.recordedAt.getTime())
  assert.deepEqual(
    moments,
    moments.toSorted((first, second) => second - first),
  )
  assert.deepEqual(
    runs.map(run => run.input !== null),
    [true, true, true, false],
  )
  assert.deepEqual(await selectNewestRuns(database, 'of.another', 4), [])
})

test('a new model version begins anew: what ran with the old one is not what is usual for it', async t => {
  const { now, ask, read } = await door(t)
  await ask(30)
  assert.equal((await read())?.key.modelVersion, 'm1')
  now.version = 'm2'
  await ask(3)
  const watched = await read()
  assert.equal(watched?.key.modelVersion, 'm2')
  assert.equal(watched?.runsSince, 3)
  assert.equal(versionOf([]), '-')
  assert.equal(versionOf([{ modelVersion: null }, { modelVersion: 'm3' }]), 'm3')
})

test('longer texts than usual are seen in the lengths that went in', async t => {
  const { now, ask, signal } = await door(t)
  for (let i = 0; i < 10; i++) {
    now.times = 1 + i
    await ask(50)
  }
  for (let i = 0; i < 10; i++) {
    now.times = 1 + i
    await ask(newestRuns / 10)
  }
  const same = await signal('input-shift')
  assert.ok(same!.value !== null && !same!.over, `${same!.value}`)
  now.times = 40
  await ask(newestRuns)
  const other = await signal('input-shift')
  assert.ok(other!.over && other!.value! > 1, `${other!.value}`)
})

test('verdicts of every department count together, those before a moment not', async t => {
  const { database, one, now, ask, settle } = await door(t)
  await settle(await ask(3))
  now.text = '水管爆了'
  await settle(await ask(2), { verdict: 'rejected', blind: true })
  const key = { algorithm: one.id, modelVersion: 'm1' }
  const all = await selectVerdicts(database, { ...key, after: null, limit: 10 })
  assert.deepEqual(
    all.map(each => [each.overridden, each.blind]),
    [
      [false, false],
      [false, false],
      [false, false],
      [true, true],
      [true, true],
    ],
  )
  assert.equal((await selectVerdicts(database, { ...key, after: null, limit: 2 })).length, 2)
  assert.deepEqual(
    await selectVerdicts(database, { ...key, after: new Date(Date.now() + 60_000), limit: 9 }),
    [],
  )
  const since = new Date(Date.now() - 60_000)
  assert.equal(await countSettled(database, { ...key, since }), 5)
  assert.equal(await countSettled(database, { ...key, modelVersion: 'm9', since }), 0)
})

test('blind cases that differ are a signal of their own, over all departments', async t => {
  const { ask, settle, signal } = await door(t)
  await settle(await ask(20), { verdict: 'rejected', blind: true })
  const found = await signal('blind-disagreement')
  assert.deepEqual([found?.value, found?.over], [1, true])
})

test('a run that was attacked is counted as that, whatever it answered', async t => {
  const { database, one, ask, signal } = await door(t)
  await ask(60)
  await sql`
    insert into kernel.guard_record (decision_id, recorded_at, algorithm, outcome, input_level, findings, masked,
                                     attack_score, attack_flagged, attack_because, checks)
    select id, recorded_at, algorithm, outcome, 'L3', '{}', 0, 0.9, true, '["orders"]', '[]' from kernel.decision
    on conflict do nothing`.execute(database)
  const runs = await selectNewestRuns(database, one.id, 60)
  assert.ok(runs.some(run => run.attacked))
  const found = await signal('guard-hits')
  assert.ok(found!.value! > 0)
  assert.equal(found!.over, false, 'fifty runs are one window')
})
