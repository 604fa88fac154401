import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { inTransaction, momentOf } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { jobActor, personActor } from '../../../test/fixtures/actors.ts'
import { insertGuardRecords } from '../guard/guard.store.ts'
import { algorithm, code, person, testKernel } from '../kernel.fixture.ts'
import { selectOverridden } from './override.store.ts'
import { overrideCheck, readOverrides } from './override-check.ts'

const officer = personActor('officer-1')

/** A decision whose checks said these things. */
async function checked(t: TestContext) {
  const usual = algorithm()
  const world = await testKernel(t, { algorithms: [usual] })
  const item = { subject: 'case:1', input: { text: '水' } }
  const { decisionId } = await world.kernel.infer(usual, item, person)
  const result = (check: string, says: string, overridable: boolean) => ({
    check,
    says,
    because: [],
    overridable,
  })
  await inTransaction(world.database, tx =>
    insertGuardRecords(tx, [
      {
        decision_id: decisionId,
        recorded_at: momentOf(decisionId).toISOString(),
        algorithm: usual.id,
        outcome: 'advised',
        input_level: 'L2',
        findings: {},
        masked: 0,
        attack_score: 0,
        attack_flagged: false,
        attack_because: [],
        checks: [
          result('numbers', 'mark', true),
          result('words', 'drop', true),
          result('identities', 'drop', false),
          result('quotes', 'pass', true),
        ],
      },
    ]),
  )
  const override = (check: string, by = officer, id = decisionId) =>
    overrideCheck(world.database, { decisionId: id, check, reason: '已核对原件' }, by)
  return { ...world, usual, decisionId, override }
}

test('an override is recorded with who and why, in the ledger too, and holds for the subject from then on', async t => {
  const { database, usual, decisionId, override } = await checked(t)
  assert.deepEqual(await selectOverridden(database, usual.id, 'case:1'), new Set())
  await override('numbers')
  await override('words')
  const made = await readOverrides(database, decisionId, officer)
  assert.deepEqual(
    made.map(one => [one.check, one.by, one.reason]),
    [
      ['numbers', 'officer-1', '已核对原件'],
      ['words', 'officer-1', '已核对原件'],
    ],
  )
  assert.deepEqual(await selectOverridden(database, usual.id, 'case:1'), new Set(['numbers', 'words']))
  assert.deepEqual(await selectOverridden(database, usual.id, 'case:2'), new Set())
  assert.deepEqual(await selectOverridden(database, 'other', 'case:1'), new Set())
  const entries = (await readEntries(database, 'case:1')).filter(
    entry => entry.kind === 'decision.check-overridden',
  )
  assert.deepEqual(
    entries.map(entry => [entry.intact, entry.body]),
    ['numbers', 'words'].map((check, place) => [
      true,
      { decision: decisionId, check, said: ['mark', 'drop'][place], by: 'officer-1' },
    ]),
  )
})

test('what may not be overridden is not: final checks, passed ones, unknown ones, a second time, by a job', async t => {
  const { database, decisionId, override } = await checked(t)
  await assert.rejects(override('identities'), code('kernel.check-not-overridable'))
  await assert.rejects(override('quotes'), code('kernel.check-not-found'))
  await assert.rejects(override('topics'), code('kernel.check-not-found'))
  await assert.rejects(
    override('numbers', officer, '0198c7a0-1111-7abc-8def-001122334455'),
    code('kernel.check-not-found'),
  )
  await assert.rejects(override('numbers', jobActor()), code('kernel.person-required'))
  const twice = await Promise.allSettled([override('numbers'), override('numbers', personActor('officer-2'))])
  assert.deepEqual(twice.map(one => one.status).sort(), ['fulfilled', 'rejected'])
  await assert.rejects(override('numbers'), code('kernel.check-overridden'))
  assert.equal((await readOverrides(database, decisionId, officer)).length, 1)
})

test('what is asked again about the subject passes what was overridden, and about another one does not', async t => {
  const writes = algorithm({
    written: ['department'],
    run: async () => ({
      outcome: 'advised',
      value: { department: '应当在7个工作日内修复' },
      confidence: null,
      evidence: [],
      reason: null,
    }),
  })
  const { kernel, database } = await testKernel(t, { algorithms: [writes] })
  const ask = async (subject: string) =>
    await kernel.infer(writes, { subject, input: { text: '路灯坏了' } }, person)
  const first = await ask('case:1')
  assert.equal(first.value?.department, '应当在7〔待核〕个工作日内修复')
  const request = { decisionId: first.decisionId, check: 'numbers', reason: '已核对原件' }
  await overrideCheck(database, request, officer)
  assert.equal((await ask('case:1')).value?.department, '应当在7个工作日内修复')
  assert.equal((await ask('case:2')).value?.department, '应当在7〔待核〕个工作日内修复')
})
