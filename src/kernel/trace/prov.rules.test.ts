import assert from 'node:assert/strict'
import { test } from 'node:test'
import { provOf } from './prov.rules.ts'
import type { TraceReport } from './trace.contract.ts'

const at = '2026-03-01T08:00:00.500Z'
const decisionId = '0198a000-0000-7000-8000-000000000001'

function report(changes: Partial<TraceReport['record']> = {}, rest: Partial<TraceReport> = {}): TraceReport {
  return {
    record: {
      decisionId,
      algorithm: 'dispatch',
      algorithmVersion: '1.0',
      modelVersion: 'dispatch@7',
      subject: 'draft:1',
      actor: 'p1',
      outcome: 'advised',
      confidence: 0.91,
      level: 'L3',
      madeAt: at,
      settledAt: null,
      verdict: null,
      gate: 'human-confirms',
      risk: 'medium',
      durationMilliseconds: 500,
      inputCommitment: 'aa',
      outputCommitment: 'bb',
      people: [{ id: 'p1', account: 'seat1', name: '王小明' }],
      contentIntact: true,
      label: { zh: '人工智能生成', en: 'Made by AI', aigc: {} as never },
      content: { input: '漆黑', output: '城管', evidence: [], reason: '因为' },
      acts: [],
      ledger: [{ entryId: 'e1', kind: 'decision.made', at, intact: true }],
      ...changes,
    },
    algorithm: { title: { zh: '派单', en: 'Dispatch' }, purpose: 'dispatch', owner: 'hotline' },
    steps: [],
    inputs: [{ field: 'detail', level: 'L4', filled: true }],
    guard: null,
    sources: [{ corpus: 'duties', corpusVersion: '3', documentId: 'd 1/2', title: '路灯', score: 0.5 }],
    weighingWords: 1,
    alternatives: [],
    effects: [],
    ...rest,
  }
}
const act = (changes: object = {}) => ({
  act: 'settled' as const,
  verdict: 'amended' as const,
  by: 'p2',
  at: '2026-03-01T09:00:00.000Z',
  evidenceOpened: true,
  secondsToSettle: 12,
  blind: false,
  value: { department: '漆黑' },
  reason: '漆黑',
  ...changes,
})

test('one run: what went in, what ran, what came out, who asked and who answers for it', () => {
  const { entity, activity, agent, prefix, ...relations } = provOf(report())
  const run = `cs:run/${decisionId}`
  const output = `cs:output/${decisionId}`
  assert.deepEqual(prefix, { cs: 'urn:x-chengshu:' })
  assert.deepEqual(activity, {
    [run]: { 'prov:startTime': '2026-03-01T08:00:00.000Z', 'prov:endTime': at },
  })
  assert.equal(entity[`cs:input/${decisionId}`]?.['cs:commitment'], 'aa')
  assert.equal(entity[output]?.['cs:commitment'], 'bb')
  assert.equal(entity[output]?.['cs:confidence'], 0.91)
  assert.ok(entity['cs:model/dispatch%407'], 'a name holds no sign that a qualified name may not')
  assert.ok(entity['cs:passage/duties/3/d%201%2F2'])
  assert.equal(entity['cs:entry/e1']?.['cs:intact'], true)
  assert.deepEqual(agent['cs:agent/p1'], {
    'prov:type': { $: 'prov:Person', type: 'xsd:QName' },
    'cs:account': 'seat1',
  })
  assert.deepEqual(Object.keys(agent), ['cs:agent/p1', 'cs:software/dispatch', 'cs:owner/hotline'])
  assert.equal(Object.keys(relations.used!).length, 3, 'input, model and passage')
  assert.deepEqual(relations.wasGeneratedBy, {
    '_:made0': { 'prov:entity': output, 'prov:activity': run, 'prov:time': at },
  })
  assert.deepEqual(relations.wasAssociatedWith!['_:with0'], {
    'prov:activity': run,
    'prov:agent': 'cs:software/dispatch',
    'prov:plan': 'cs:algorithm/dispatch/1.0',
  })
})

test('what a person did is an activity of its own, informed by the run, with its verdict', () => {
  const { activity, agent, ...relations } = provOf(
    report({ acts: [act({ act: 'used', verdict: null }), act()] }),
  )
  assert.deepEqual(activity[`cs:act/${decisionId}/1`], {
    'prov:startTime': '2026-03-01T09:00:00.000Z',
    'prov:endTime': '2026-03-01T09:00:00.000Z',
    'cs:act': 'settled',
    'cs:verdict': 'amended',
    'cs:evidenceOpened': true,
    'cs:secondsToSettle': 12,
    'cs:blind': false,
  })
  assert.ok(!('cs:verdict' in activity[`cs:act/${decisionId}/0`]!))
  assert.deepEqual(agent['cs:agent/p2'], { 'prov:type': { $: 'prov:Agent', type: 'xsd:QName' } })
  assert.deepEqual(relations.wasInformedBy!['_:told1'], {
    'prov:informed': `cs:act/${decisionId}/1`,
    'prov:informant': `cs:run/${decisionId}`,
  })
  assert.equal(Object.keys(relations.used!).length, 5)
})

test('nothing that was written goes out, opened or not, and no name of a person', () => {
  const written = JSON.stringify(provOf(report({ acts: [act()] })))
  for (const word of ['漆黑', '城管', '因为', '王小明']) assert.ok(!written.includes(word), word)
})

test('what is not there is left out rather than written empty', () => {
  const plain = provOf(
    report({ modelVersion: null, confidence: null, ledger: [] }, { algorithm: null, sources: [] }),
  )
  assert.deepEqual(Object.keys(plain.agent), ['cs:agent/p1', 'cs:software/dispatch'])
  assert.equal(plain.actedOnBehalfOf, undefined)
  assert.equal(plain.wasInformedBy, undefined)
  assert.ok(!Object.keys(plain.entity).some(id => id.startsWith('cs:model/')))
  assert.ok(!('cs:confidence' in plain.entity[`cs:output/${decisionId}`]!))
})

test('every end of every relation is a record of the document', () => {
  for (const one of [
    report(),
    report({ acts: [act()] }),
    report({ modelVersion: null }, { algorithm: null }),
  ]) {
    const { entity, activity, agent, prefix, ...relations } = provOf(one)
    const known = new Set([entity, activity, agent].flatMap(records => Object.keys(records)))
    const ends = Object.values(relations).flatMap(records =>
      Object.values(records).flatMap(relation =>
        Object.entries(relation).filter(([name]) => name !== 'prov:time'),
      ),
    )
    assert.ok(ends.length > 10 && prefix)
    for (const [name, end] of ends) assert.ok(known.has(end as string), `${name} ${JSON.stringify(end)}`)
  }
})
