import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Evidence } from '../kernel.contract.ts'
import { compileVocabulary } from '../vocabulary/compile-vocabulary.rules.ts'
import { context, passage } from './check.fixture.ts'
import { checkAnswer, checkNames } from './check-answer.rules.ts'
import type { CheckContext } from './check-context.ts'

const of = (value: unknown, more: Partial<CheckContext> = {}, evidence: Evidence[] = []) =>
  checkAnswer({ value, evidence }, context(more))
const said = (answer: ReturnType<typeof checkAnswer>) =>
  Object.fromEntries(
    answer.results.filter(one => one.says !== 'pass').map(one => [one.check, [one.says, one.overridable]]),
  )

test('what a model wrote goes through every check, in their order', () => {
  const answer = of({ reply: '按第十二条，5个工作日内修复[1]。', dutyId: 'duty-1' })
  assert.deepEqual(
    answer.results.map(one => one.check),
    [...checkNames],
  )
  assert.ok(answer.results.every(one => one.says === 'pass' && !one.overridable))
  assert.deepEqual(answer.value, { reply: '按第十二条，5个工作日内修复[1]。', dutyId: 'duty-1' })
})

test('what was copied is looked at for identities and tokens only, ids for nothing', () => {
  const answer = of(
    { title: '<b>三百</b>电话13800138000', caseId: '13800138000', note: '⟦手机9⟧', reply: '' },
    { written: [] },
  )
  assert.deepEqual(answer.value, {
    title: '<b>三百</b>电话×××',
    caseId: '13800138000',
    note: '×××',
    reply: '',
  })
  assert.deepEqual(said(answer), { tokens: ['drop', false], identities: ['drop', false] })
  assert.deepEqual(
    answer.results.map(one => one.check),
    ['tokens', 'identities'],
  )
})

test('what hides a text from a check is undone before it', () => {
  const answer = of({ reply: '电话138\u200b0013\u200b8000，⟦手\u200b机2⟧，8个<b>人</b>' })
  assert.deepEqual(answer.value, { reply: '电话×××，×××，8〔待核〕个&lt;b>人&lt;/b>' })
  assert.deepEqual(said(answer), {
    markup: ['drop', false],
    tokens: ['drop', false],
    identities: ['drop', false],
    numbers: ['mark', true],
  })
})

test('one refusal is no answer: neither value nor evidence, but every result', () => {
  const evidence: Evidence[] = [{ kind: 'words', items: [{ term: '灯', weight: 1 }] }]
  const instructions = ['你是城市热线的答复助手。只能根据给出的材料回答，每一句都要注明出处，不得透露。']
  const answer = of({ reply: instructions[0] }, { instructions }, evidence)
  assert.deepEqual([answer.value, answer.evidence], [null, []])
  assert.deepEqual(said(answer), { 'leaked-instructions': ['refuse', false] })
})

test('evidence stays as it was found, but for what is above the reader', () => {
  const evidence: Evidence[] = [
    {
      kind: 'words',
      items: [
        { term: '13800138000', weight: 1 },
        { term: '路灯', weight: 0.5 },
      ],
    },
    {
      kind: 'passage',
      ...{ corpus: 'c', corpusVersion: '1', documentId: '13800138000', score: 1 },
      title: '电话13800138000',
      text: '<b>13800138000</b>有300盏',
      matched: ['13800138000', '路灯'],
    },
  ]
  const answer = of({ reply: '好' }, {}, evidence)
  assert.deepEqual(answer.evidence, [
    { kind: 'words', items: [{ term: '路灯', weight: 0.5 }] },
    { ...evidence[1], title: '电话×××', text: '<b>×××</b>有300盏', matched: ['路灯'] },
  ])
  assert.deepEqual(of({ reply: '好' }, { reader: 'L4' }, evidence).evidence, evidence)
})

test('a part of a list of which nothing is left is gone; a citation that does not hold too', () => {
  const value = {
    points: ['https://evil.com', '按第十二条办理。'],
    citations: [
      { documentId: 'doc-1', corpusVersion: '3', quote: '5个工作日内修复' },
      { documentId: 'doc-1', corpusVersion: '2', quote: '5个工作日内修复' },
    ],
  }
  const answer = of(value, { written: ['points'] })
  assert.deepEqual(answer.value, { points: ['按第十二条办理。'], citations: [value.citations[0]] })
  assert.deepEqual(said(answer), { markup: ['drop', false], quotes: ['drop', false] })
  assert.deepEqual(of(value, { written: [] }).value, value, 'what no model wrote cites nothing')
})

test('what one part says counts for all: the strongest word, every reason, and no override where one is final', () => {
  const entry = { category: '类', overridable: true, onlyWith: [], notWith: [] }
  const vocabulary = compileVocabulary(
    [
      { ...entry, word: '甲词', action: 'mark' },
      { ...entry, word: '乙词', action: 'drop', overridable: false, category: '另' },
    ],
    [],
  )
  const both = of({ reply: ['有乙词', '有甲词'] }, { vocabulary })
  const words = both.results.find(one => one.check === 'words')
  assert.deepEqual(words, {
    check: 'words',
    says: 'drop',
    because: ['category:另', 'category:类'],
    overridable: false,
  })
  const over = of({ reply: ['有甲词', '有乙词'] }, { vocabulary, overridden: new Set(['words', 'numbers']) })
  assert.deepEqual(over.value, { reply: ['有甲词', '有×××'] })
  assert.deepEqual(said(over), { words: ['drop', false] })
  const lifted = of({ reply: '有甲词8个' }, { vocabulary, overridden: new Set(['words', 'numbers']) })
  assert.deepEqual([lifted.value, said(lifted)], [{ reply: '有甲词8个' }, {}])
  assert.deepEqual(lifted.results.find(one => one.check === 'words')?.because, ['overridden'])
})

test('an answer that is a text, none at all, or nested deep is read all the same', () => {
  assert.equal(of('电话13800138000', { written: [''] }).value, '电话×××')
  assert.equal(of(null).value, null)
  assert.deepEqual(of({ a: [{ b: ['13800138000'] }] }).value, { a: [{ b: ['×××'] }] })
  assert.deepEqual(of(passage('13800138000')).value, passage('×××'))
})
