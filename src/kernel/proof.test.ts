import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { z } from 'zod'
import { inTransaction, level, momentOf } from '#base/index.ts'
import { commitment, type Json, leafHash, newestEntries, readEntries } from '#ledger/index.ts'
import { jobActor } from '../../test/fixtures/actors.ts'
import { outputPart } from './decision.draft.ts'
import { selectContent, selectDecision } from './decision.store.ts'
import type { Governed } from './governed.ts'
import { algorithm, code, type Output, output, person, settlement, testKernel } from './kernel.fixture.ts'
import type { Measured } from './measure.ts'

type TestKernel = Awaited<ReturnType<typeof testKernel>>

/** What the ledger says of a decision, made anew from its row alone. */
function leafOf(row: NonNullable<Awaited<ReturnType<typeof selectDecision>>>): Json {
  return {
    decision: row.id,
    algorithm: row.algorithm,
    version: row.algorithm_version,
    model: row.model_version,
    subject: row.subject,
    actor: row.actor,
    outcome: row.outcome,
    confidence: row.confidence,
    level: row.level,
    input: row.input_commitment.toString('hex'),
    output: row.output_commitment.toString('hex'),
  }
}

test('an auditor with the rows alone finds the same commitments, whatever was put in and came out', async t => {
  const anything = z.object({ any: level('L3', z.unknown()) })
  const echo = algorithm({ id: 'test.echo' })
  const { rivals: _rivals, departmentOf: _departmentOf, ...bare } = echo
  const open = {
    ...bare,
    input: anything,
    output: anything,
    run: async (given: { any?: unknown }) => ({
      outcome: 'advised' as const,
      value: given,
      confidence: 1 / 3,
      evidence: [{ kind: 'words' as const, items: [{ term: String(given.any), weight: 1e-7 }] }],
      reason: null,
    }),
  }
  const { kernel, database } = await testKernel(t, { algorithms: [open] })
  const value = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>
  const texts = fc.string({ unit: 'binary', maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(value, texts), { minLength: 1, maxLength: 20 }), async values => {
      const items = values.map((any, place) => ({ subject: `case:${place}`, input: { any } }))
      const made = await kernel.inferMany(open, items, person)
      for (const one of made) {
        const row = await selectDecision(database, one.decisionId)
        const content = await selectContent(database, one.decisionId)
        assert.ok(row && content)
        assert.deepEqual(commitment(content.salt, content.input as Json), row.input_commitment)
        const part = { value: content.output, evidence: content.evidence, reason: content.reason }
        assert.deepEqual(commitment(content.salt, outputPart(part)), row.output_commitment)
        assert.equal(row.confidence, one.confidence, 'the confidence that was shown is the one kept')
        const reading = { actor: person, subject: row.subject }
        assert.deepEqual((await kernel.recall(database, one.decisionId, reading)).value, one.value)
      }
    }),
    { seed: 5, numRuns: 15 },
  )
  assert.ok((await newestEntries(database, 1000)).every(entry => entry.intact))
})

test('the digest of a batch is found again from its rows, and not when one row differs', async t => {
  const usual = algorithm()
  const { kernel, database } = await testKernel(t, { algorithms: [usual] })
  const items = ['水', '路', ''].map((text, place) => ({ subject: `case:${place}`, input: { text } }))
  const made = await kernel.inferMany(usual, items, jobActor())
  const rows = await Promise.all(made.map(async one => (await selectDecision(database, one.decisionId))!))
  const [entry] = await readEntries(database, `batch:${rows[0]!.entry_id}`)
  const { digest } = entry!.body as { digest: string }
  assert.equal(leafHash(rows.map(leafOf)).toString('hex'), digest)
  for (const changed of [{ subject: 'case:9' }, { actor: 'x' }, { confidence: 0.5 }, { outcome: 'failed' }]) {
    const other = rows.map((row, place) => leafOf(place === 1 ? { ...row, ...changed } : row))
    assert.notEqual(leafHash(other).toString('hex'), digest, Object.keys(changed)[0])
  }
  const single = await kernel.infer(usual, { subject: 'case:s', input: { text: '水' } }, person)
  const row = (await selectDecision(database, single.decisionId))!
  assert.deepEqual((await readEntries(database, 'case:s'))[0]?.body, leafOf(row))
})

test('equal inputs have different commitments: nobody can tell who said the same', async t => {
  const usual = algorithm()
  const { kernel, database } = await testKernel(t, { algorithms: [usual] })
  const items = Array.from({ length: 5 }, (_, place) => ({ subject: `case:${place}`, input: { text: '水' } }))
  const made = await kernel.inferMany(usual, items, person)
  const rows = await Promise.all(made.map(one => selectDecision(database, one.decisionId)))
  for (const part of ['input_commitment', 'output_commitment'] as const)
    assert.equal(new Set(rows.map(row => row![part].toString('hex'))).size, 5)
})

test('a batch of 2,000 is complete, in order, and one entry', async t => {
  const usual = algorithm()
  const { kernel, database } = await testKernel(t, { algorithms: [usual] })
  const items = Array.from({ length: 2000 }, (_, i) => ({
    subject: `case:${i}`,
    input: { text: i % 3 === 0 ? `水 ${i}` : i % 3 === 1 ? `路 ${i}` : '' },
  }))
  const made = await kernel.inferMany(usual, items, jobActor())
  assert.deepEqual(
    made.map(one => one.value?.department ?? null),
    items.map((_, i) => (i % 3 === 0 ? 'water' : i % 3 === 1 ? 'roads' : null)),
  )
  assert.deepEqual(
    [...made].map(one => one.decisionId).sort(),
    made.map(one => one.decisionId),
  )
  const { rows } = await sql<{ n: number; entries: number }>`
    select count(*) as n, count(distinct entry_id) as entries from kernel.decision`.execute(database)
  assert.deepEqual(rows[0], { n: 2000, entries: 1 })
  const lying = await sql<{ subject: string; input: { text: string } }>`
    select d.subject, c.input from kernel.decision d join kernel.decision_content c on c.decision_id = d.id
    where d.outcome = 'advised'`.execute(database)
  assert.ok(lying.rows.length > 1000)
  for (const { subject, input } of lying.rows)
    assert.ok(input.text.endsWith(subject.slice(5)), 'content lies with its own decision')
  const [measured] = (await kernel.measure(usual, [{ text: '水' }], jobActor())) as [Measured<Output>]
  assert.equal(measured.value?.department, 'water')
})

test('what was measured does not pass for a decision, and neither does an object of the same shape', () => {
  const keep = (_: Governed<Output>) => undefined
  const measured = { outcome: 'advised', value: { department: 'water' } } as Measured<Output>
  // @ts-expect-error measured output has not passed the door
  keep(measured)
  // @ts-expect-error nor has what somebody wrote by hand
  keep({ decisionId: 'x', value: output.parse({ department: 'water' }), outcome: 'advised' })
  // @ts-expect-error a governed output is not to be changed
  const change = (one: Governed<Output>) => (one.value = null)
  assert.equal(change.length, 1)
})

test('what passed the door cannot be changed in memory either', async t => {
  const usual = algorithm()
  const { kernel } = await testKernel(t, { algorithms: [usual] })
  const made = await kernel.infer(usual, { subject: 'case:1', input: { text: '水' } }, person)
  assert.throws(() => Object.assign(made, { value: { department: 'mine' } }), TypeError)
  assert.throws(() => Object.assign(usual, { gate: 'informs' }), TypeError)
})

async function partitionsOf(door: TestKernel, id: string): Promise<string[]> {
  const { rows } = await sql<{ place: string }>`
    select tableoid::regclass::text as place from kernel.decision where id = ${id}
    union all select tableoid::regclass::text from kernel.decision_content where decision_id = ${id}
    union all select tableoid::regclass::text from kernel.act where decision_id = ${id}`.execute(
    door.database,
  )
  return rows.map(row => row.place).sort()
}

// The last one: ids of this process stay in the year the clock once showed.
test('decisions land in the partition of their month; with a clock a year ahead they are kept and readable', async t => {
  const usual = algorithm()
  const door = await testKernel(t, { algorithms: [usual] })
  const decide = async (subject: string) => {
    const made = await door.kernel.infer(usual, { subject, input: { text: '水' } }, person)
    await inTransaction(door.database, tx => door.kernel.settle(tx, made.decisionId, settlement(subject)))
    return made
  }
  const now = await decide('case:now')
  const month = momentOf(now.decisionId).toISOString().slice(0, 7).replace('-', '_')
  for (const place of await partitionsOf(door, now.decisionId)) assert.ok(place.includes(month), place)
  mock.timers.enable({ apis: ['Date'], now: Date.now() + 400 * 86_400_000 })
  t.after(() => mock.timers.reset())
  const later = await decide('case:later')
  assert.equal((await partitionsOf(door, later.decisionId)).length, 3)
  const reading = { actor: person, subject: 'case:later' }
  assert.deepEqual((await door.kernel.recall(door.database, later.decisionId, reading)).value, later.value)
  assert.ok((await readEntries(door.database, 'case:later')).every(entry => entry.intact))
  await assert.rejects(
    inTransaction(door.database, tx =>
      door.kernel.use(tx, now.decisionId, { actor: person, subject: 'case:now' }),
    ),
    code('kernel.decision-expired'),
    'advice of a year ago is old by that clock',
  )
})
