import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { outcomes, verdicts } from '../kernel.contract.ts'
import { provOf } from './prov.rules.ts'
import type { TraceReport } from './trace.contract.ts'

const at = '2026-03-01T08:00:00.500Z'
// What people wrote has a sign that stands nowhere else, so that it would be found.
const secret = fc.string({ maxLength: 20 }).map(text => `§${text}§`)
const name = fc.string({ minLength: 1, maxLength: 24 }).filter(text => !text.includes('§'))

const act = fc.record({
  act: fc.constantFrom('used' as const, 'confirmed' as const, 'settled' as const),
  verdict: fc.option(fc.constantFrom(...verdicts)),
  by: name,
  at: fc.constant(at),
  evidenceOpened: fc.option(fc.boolean()),
  secondsToSettle: fc.option(fc.nat(1000)),
  blind: fc.boolean(),
  value: secret,
  reason: fc.option(secret),
})

const report: fc.Arbitrary<TraceReport> = fc
  .record({
    modelVersion: fc.option(name),
    algorithm: name,
    actor: name,
    subject: name,
    outcome: fc.constantFrom(...outcomes),
    confidence: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    acts: fc.array(act, { maxLength: 5 }),
    people: fc.array(fc.record({ id: name, account: name, name: fc.option(secret) }), { maxLength: 3 }),
    content: fc.option(fc.record({ input: secret, output: secret, evidence: secret, reason: secret })),
    ledger: fc.array(fc.record({ entryId: name, kind: name, at: fc.constant(at), intact: fc.boolean() }), {
      maxLength: 4,
    }),
    sources: fc.array(
      fc.record({
        corpus: name,
        corpusVersion: name,
        documentId: name,
        title: name,
        score: fc.double({ noNaN: true, noDefaultInfinity: true }),
      }),
      { maxLength: 4 },
    ),
    known: fc.boolean(),
  })
  .map(({ sources, known, ...record }) => ({
    record: {
      ...record,
      decisionId: '0198a000-0000-7000-8000-000000000001',
      algorithmVersion: '1',
      level: 'L3' as const,
      madeAt: at,
      settledAt: null,
      verdict: null,
      gate: 'human-confirms' as const,
      risk: 'medium' as const,
      durationMilliseconds: 5,
      inputCommitment: 'aa',
      outputCommitment: 'bb',
      contentIntact: true,
      label: { zh: '生成', en: 'AI', aigc: {} as never },
    },
    algorithm: known
      ? { title: { zh: '派单', en: 'Dispatch' }, purpose: 'dispatch', owner: 'hotline' }
      : null,
    steps: [],
    inputs: [{ field: 'detail', level: 'L4' as const, filled: true }],
    guard: null,
    sources,
    weighingWords: 0,
    alternatives: [],
    effects: [],
  }))

test('whatever a decision is, its document holds no word that anybody wrote and no name of a person', () => {
  fc.assert(
    fc.property(report, one => assert.ok(!JSON.stringify(provOf(one)).includes('§'))),
    { seed: 3, numRuns: 300 },
  )
})

test('whatever identifiers are, names are qualified names, and every end of a relation is a record', () => {
  // The local part of a PROV qualified name, with what is outside it percent-encoded.
  const qualified = /^cs:[a-z]+\/[A-Za-z0-9\-_.!~*'()%/]+$/
  fc.assert(
    fc.property(report, one => {
      const { prefix, entity, activity, agent, ...relations } = provOf(one)
      assert.deepEqual(Object.keys(prefix), ['cs'])
      const known = new Set([entity, activity, agent].flatMap(records => Object.keys(records)))
      for (const id of known) assert.match(id, qualified)
      for (const records of Object.values(relations))
        for (const relation of Object.values(records))
          for (const [role, end] of Object.entries(relation))
            if (role !== 'prov:time') assert.ok(known.has(end as string), `${role} ${String(end)}`)
    }),
    { seed: 9, numRuns: 300 },
  )
})

test('the same decision gives the same document, and what is written is what is read', () => {
  fc.assert(
    fc.property(report, one => {
      const document = provOf(one)
      assert.deepEqual(provOf(one), document)
      const back = JSON.parse(JSON.stringify(document))
      assert.deepEqual(Object.keys(back).toSorted(), Object.keys(document).toSorted())
      assert.equal(Object.keys(back.activity).length, 1 + one.record.acts.length)
    }),
    { seed: 21, numRuns: 200 },
  )
})
