import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aiLabelOf } from '#kernel/index.ts'
import { documentOf } from './advice-document.ts'

type Advice = Parameters<typeof documentOf>[0]
type City = Parameters<typeof documentOf>[1]['city']

const city = {
  department: (id: string) =>
    id === 'water' ? { name: '市水务局', nameEnglish: 'Water Bureau' } : undefined,
  duty: (id: string) => (id === 'pipe' ? { title: '供水管网', titleEnglish: 'Water pipes' } : undefined),
} as unknown as City

const advice = (changes: Partial<Advice> = {}): Advice => ({
  decisionId: '0198aaaa-bbbb-7ccc-8ddd-eeeeffff0001',
  algorithm: 'cases.dispatch',
  algorithmVersion: '2',
  modelVersion: 'm1',
  outcome: 'advised',
  value: {
    candidates: [
      { departmentId: 'water', confidence: 0.874, dutyId: 'pipe', categoryId: null },
      { departmentId: 'gone', confidence: 0.05, dutyId: null, categoryId: null },
    ],
    method: 'model',
    similar: [{ caseId: 'c', code: 'QL-1', excerpt: '爆管', departmentId: 'water', score: 1 }],
  },
  confidence: 0.874,
  reason: null,
  evidence: [
    { kind: 'words', items: [{ term: '水', weight: 1 }] },
    {
      kind: 'passage',
      corpus: 'duties',
      corpusVersion: '1',
      documentId: 'd',
      title: '供水',
      text: '管网维护',
      score: 1,
      matched: [],
    },
  ],
  label: aiLabelOf('0198aaaa-bbbb-7ccc-8ddd-eeeeffff0001'),
  madeAt: '2026-01-02T03:04:05.000Z',
  expiresAt: '2026-01-03T03:04:05.000Z',
  ...changes,
})

const linesOf = (of: Advice, language: 'zh' | 'en') =>
  documentOf(of, { city, language }).blocks.map(({ kind, text }) => `${kind}: ${text}`)

test('advice as a document: departments with their confidence, evidence, similar cases, the record', () => {
  assert.equal(documentOf(advice(), { city, language: 'zh' }).title, '派单建议')
  assert.deepEqual(linesOf(advice(), 'zh'), [
    'heading: 建议的承办部门',
    'item: 市水务局 (87 %) · 对应职责事项: 供水管网',
    'item: gone (5 %)',
    'heading: 依据',
    'item: 供水 管网维护',
    'heading: 相似的已办结工单',
    'item: QL-1 爆管',
    'heading: 记录',
    'paragraph: cases.dispatch 2 · m1 · 0198aaaa-bbbb-7ccc-8ddd-eeeeffff0001 · 2026-01-02T03:04:05.000Z',
  ])
  assert.equal(linesOf(advice(), 'en')[1], 'item: Water Bureau (87 %) · Duty: Water pipes')
})

test('where nothing was advised the document says so, and has no empty headings', () => {
  assert.deepEqual(linesOf(advice({ value: null, evidence: [], modelVersion: null }), 'en'), [
    'heading: Departments advised',
    'paragraph: The algorithm gave no advice; a person has to decide.',
    'heading: Record',
    'paragraph: cases.dispatch 2 · - · 0198aaaa-bbbb-7ccc-8ddd-eeeeffff0001 · 2026-01-02T03:04:05.000Z',
  ])
})

test('what a reader may not see is not in the file: an excerpt that was emptied leaves its code', () => {
  const value = { ...advice().value!, similar: [{ ...advice().value!.similar[0]!, excerpt: '' }] }
  assert.ok(linesOf(advice({ value }), 'zh').includes('item: QL-1'))
})
