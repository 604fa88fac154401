import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction, isCode } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { jobActor, personActor } from '../../test/fixtures/actors.ts'
import { registerHere } from '../../test/register-here.store.ts'
import { type TestDatabase, testDatabase } from '../../test/test-database.ts'
import { createKernel, type Kernel } from './create-kernel.ts'
import { deleteContent, selectDecision } from './decision.store.ts'
import { viewOf } from './governed.ts'
import { algorithm, code, models, person, settlement } from './kernel.fixture.ts'

const usual = algorithm()
const failing = algorithm({
  id: 'test.failing',
  run: () => Promise.reject(new RangeError('the text was 路灯')),
})
const wrong = algorithm({
  id: 'test.wrong',
  run: async () => ({
    outcome: 'advised',
    value: { department: 5 } as never,
    confidence: 1,
    evidence: [],
    reason: null,
  }),
})
const double = algorithm({ id: 'test.double', risk: 'high', gate: 'two-humans-confirm' })
const outside = algorithm({
  id: 'test.outside',
  run: async ({ text }, tools) => {
    await tools.classify({ task: 'outside', text, explain: false })
    throw new Error('not reached')
  },
})
const brief = algorithm({ id: 'test.brief', expiresAfterHours: -1 })

let base: TestDatabase
let kernel: Kernel

before(async () => {
  base = await testDatabase()
  kernel = createKernel({
    database: base.database,
    algorithms: [usual, failing, wrong, double, outside, brief],
    ports: {
      models: { ...models, ceiling: task => (task === 'outside' ? 'L1' : 'L4') },
      knowledge: { retrieve: async () => [], ceiling: () => 'L4' },
    },
  })
  await registerHere(base.database, kernel.algorithms)
})
after(() => base.close())

test('infer commits a labelled decision with its ledger entry', async () => {
  const made = await kernel.infer(usual, { subject: 'case:1', input: { text: '停水了' } }, person)
  assert.deepEqual(
    [made.outcome, made.value, made.modelVersion, made.level],
    ['advised', { department: 'water' }, 'm1', 'L2'],
  )
  assert.match(made.label.zh, /人工智能.*生成/)
  const row = await selectDecision(base.database, made.decisionId)
  assert.equal(row?.subject, 'case:1')
  assert.equal(row?.output_commitment.toString('hex'), made.hash)
  const [entry] = await readEntries(base.database, 'case:1')
  assert.equal(entry?.kind, 'decision.made')
  assert.equal(entry?.intact, true)
  assert.ok(!JSON.stringify(entry?.body).includes('停水'), 'the ledger holds no content')
  assert.ok(!('hash' in viewOf(made)))
})

test('abstaining, failing and breaking the output contract are outcomes, and they are recorded', async () => {
  const abstained = await kernel.infer(usual, { subject: 'case:2', input: { text: '' } }, person)
  assert.deepEqual([abstained.outcome, abstained.value, abstained.reason], ['abstained', null, 'no-match'])
  const failed = await kernel.infer(failing, { subject: 'case:2', input: { text: '路灯' } }, person)
  assert.deepEqual([failed.outcome, failed.reason], ['failed', 'RangeError'])
  const broken = await kernel.infer(wrong, { subject: 'case:2', input: { text: '路灯' } }, person)
  assert.deepEqual([broken.outcome, broken.value, broken.reason], ['failed', null, 'output-contract'])
  assert.equal((await readEntries(base.database, 'case:2')).length, 3)
})

test('a model whose ceiling is below the level of the input is not called, and that is recorded', async () => {
  const refused = await kernel.infer(outside, { subject: 'case:3', input: { text: '张三' } }, person)
  assert.deepEqual([refused.outcome, refused.reason], ['refused', 'level-above-ceiling'])
})

test('an algorithm that is not registered does not run; a prohibited one cannot be declared', async () => {
  await assert.rejects(
    kernel.infer(algorithm({ id: 'test.other' }), { subject: 'x', input: { text: '' } }, person),
    code('kernel.not-registered'),
  )
  assert.throws(() => algorithm({ risk: 'prohibited' }), code('kernel.prohibited'))
})

test('infer inside a transaction is refused: no transaction is held while a model thinks', async () => {
  await assert.rejects(
    inTransaction(base.database, () => kernel.infer(usual, { subject: 'x', input: { text: '水' } }, person)),
    code('base.nested-database-use'),
  )
})

test('inferMany writes one row per item and one leaf for the batch', async () => {
  const items = Array.from({ length: 40 }, (_, i) => ({
    subject: `batch-case:${i}`,
    input: { text: `水 ${i}` },
  }))
  const made = await kernel.inferMany(usual, items, jobActor())
  assert.equal(new Set(made.map(one => one.decisionId)).size, 40)
  const rows = await Promise.all(made.map(one => selectDecision(base.database, one.decisionId)))
  assert.deepEqual(
    rows.map(row => row?.subject),
    items.map(item => item.subject),
  )
  assert.equal(new Set(rows.map(row => row?.entry_id)).size, 1)
  const [entry] = await readEntries(base.database, `batch:${rows[0]!.entry_id}`)
  assert.equal((entry!.body as { count: number }).count, 40)
  assert.deepEqual(await kernel.inferMany(usual, [], jobActor()), [])
})

test('recall gives the same output in another process, only for its own subject', async () => {
  const made = await kernel.infer(usual, { subject: 'case:4', input: { text: '水管' } }, person)
  const again = await kernel.recall(base.database, made.decisionId, { actor: person, subject: 'case:4' })
  assert.deepEqual(viewOf(again), viewOf(made))
  await assert.rejects(
    kernel.recall(base.database, made.decisionId, { actor: person, subject: 'case:5' }),
    code('kernel.decision-not-found'),
  )
  const low = personActor('p2', { scope: { departments: 'all', regions: 'all', own: null, level: 'L1' } })
  await assert.rejects(
    kernel.recall(base.database, made.decisionId, { actor: low, subject: 'case:4' }),
    code('kernel.level-too-low'),
  )
  const middle = personActor('p3', { scope: { departments: 'all', regions: 'all', own: null, level: 'L2' } })
  const without = await kernel.recall(base.database, made.decisionId, { actor: middle, subject: 'case:4' })
  assert.deepEqual(without.evidence, [{ kind: 'words', items: [] }], 'the words of a citizen are L3')
})

test('content changed behind the product is detected and not used', async () => {
  const made = await kernel.infer(usual, { subject: 'case:6', input: { text: '水' } }, person)
  await sql`update kernel.decision_content set output = '{"department":"roads"}' where decision_id = ${made.decisionId}`.execute(
    base.owner,
  )
  await assert.rejects(
    kernel.recall(base.database, made.decisionId, { actor: person, subject: 'case:6' }),
    code('kernel.altered'),
  )
})

test('the application cannot alter, delete or empty decisions and acts', async () => {
  const made = await kernel.infer(usual, { subject: 'case:12', input: { text: '水' } }, person)
  await inTransaction(base.database, tx => kernel.settle(tx, made.decisionId, settlement('case:12')))
  for (const table of ['kernel.decision', 'kernel.act', 'ledger.entry']) {
    for (const statement of [
      `update ${table} set recorded_at = now()`,
      `delete from ${table}`,
      `truncate ${table}`,
    ]) {
      await assert.rejects(sql.raw(statement).execute(base.database), /permission denied/, statement)
      await assert.rejects(sql.raw(statement).execute(base.owner), /history|refused/, `${statement} as owner`)
    }
  }
})

test('use and settle commit with the act, or not at all', async () => {
  const made = await kernel.infer(usual, { subject: 'case:7', input: { text: '水' } }, person)
  await assert.rejects(
    inTransaction(base.database, async tx => {
      await kernel.use(tx, made.decisionId, { actor: person, subject: 'case:7' })
      await kernel.settle(tx, made.decisionId, settlement('case:7'))
      throw new Error('the act failed')
    }),
  )
  assert.equal((await readEntries(base.database, 'case:7')).length, 1)
  assert.equal((await selectDecision(base.database, made.decisionId))?.verdict, null)
  await inTransaction(base.database, async tx => {
    await kernel.use(tx, made.decisionId, { actor: person, subject: 'case:7' })
    assert.equal(await kernel.settle(tx, made.decisionId, settlement('case:7')), 'settled')
  })
  assert.equal((await selectDecision(base.database, made.decisionId))?.verdict, 'adopted')
  const kinds = (await readEntries(base.database, 'case:7')).map(entry => entry.kind)
  assert.deepEqual(kinds, ['decision.made', 'decision.used', 'decision.settled'])
})

test('of two people who settle at once, one does', async () => {
  const made = await kernel.infer(usual, { subject: 'case:8', input: { text: '水' } }, person)
  const tries = ['adopted', 'rejected', 'amended', 'adopted'].map((verdict, i) =>
    inTransaction(base.database, tx =>
      kernel.settle(
        tx,
        made.decisionId,
        settlement('case:8', { verdict: verdict as 'adopted', by: personActor(`p${i}`) }),
      ),
    ),
  )
  const ended = await Promise.allSettled(tries)
  assert.equal(ended.filter(one => one.status === 'fulfilled').length, 1)
  for (const one of ended)
    if (one.status === 'rejected') assert.ok(isCode(one.reason, 'kernel.already-settled'))
})

test('the gate: a job cannot confirm; two people must where two are asked for', async () => {
  const one = await kernel.infer(usual, { subject: 'case:9', input: { text: '水' } }, person)
  await assert.rejects(
    inTransaction(base.database, tx =>
      kernel.settle(tx, one.decisionId, settlement('case:9', { by: jobActor() })),
    ),
    code('kernel.person-required'),
  )
  const two = await kernel.infer(double, { subject: 'case:9', input: { text: '水' } }, person)
  const settleBy = (id: string) =>
    inTransaction(base.database, tx =>
      kernel.settle(tx, two.decisionId, settlement('case:9', { by: personActor(id) })),
    )
  assert.equal(await settleBy('first'), 'waits-for-second-person')
  await assert.rejects(settleBy('first'), code('kernel.second-person-required'))
  assert.equal(await settleBy('second'), 'settled')
  await assert.rejects(settleBy('third'), code('kernel.already-settled'))
})

test('what has expired is not adopted, what holds nothing is not used', async () => {
  const old = await kernel.infer(brief, { subject: 'case:10', input: { text: '水' } }, person)
  await assert.rejects(
    inTransaction(base.database, tx => kernel.settle(tx, old.decisionId, settlement('case:10'))),
    code('kernel.decision-expired'),
  )
  await assert.rejects(
    inTransaction(base.database, tx => kernel.use(tx, old.decisionId, { actor: person, subject: 'case:10' })),
    code('kernel.decision-expired'),
  )
  const none = await kernel.infer(failing, { subject: 'case:10', input: { text: '水' } }, person)
  await assert.rejects(
    inTransaction(base.database, tx =>
      kernel.use(tx, none.decisionId, { actor: person, subject: 'case:10' }),
    ),
    code('kernel.nothing-to-adopt'),
  )
  await assert.rejects(
    inTransaction(base.database, tx => kernel.settle(tx, none.decisionId, settlement('case:10'))),
    code('kernel.nothing-to-adopt'),
  )
})

test('erasing content keeps the decision and its proof', async () => {
  const made = await kernel.infer(usual, { subject: 'case:11', input: { text: '水' } }, person)
  await inTransaction(base.database, tx => deleteContent(tx, 'case:11'))
  await assert.rejects(
    kernel.recall(base.database, made.decisionId, { actor: person, subject: 'case:11' }),
    code('kernel.decision-not-found'),
  )
  assert.equal((await selectDecision(base.database, made.decisionId))?.subject, 'case:11')
  assert.equal((await readEntries(base.database, 'case:11'))[0]?.intact, true)
})

test('measure runs the algorithm and leaves no decision', async () => {
  const count = async () =>
    (await sql<{ n: number }>`select count(*) n from kernel.decision`.execute(base.database)).rows[0]!.n
  const before = await count()
  const measured = await kernel.measure(usual, [{ text: '水' }, { text: '' }, { text: '路' }], jobActor())
  assert.deepEqual(
    measured.map(one => one.value?.department ?? null),
    ['water', null, 'roads'],
  )
  assert.equal(await count(), before)
})
