import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Finding, FindingType } from '../guard/guard.contract.ts'
import { recognise } from '../recognise/recognise.rules.ts'
import { exceptFindings, type GuardException, isLeadUp, plainForm, sentencesOf } from './exception.rules.ts'
import { excerptOf, partsOf, wholeOf, wholeSentences } from './excerpt.rules.ts'

const exception = (changes: Partial<GuardException>): GuardException => ({
  id: 'e',
  effect: 'find',
  about: 'own:team',
  words: null,
  before: null,
  ...changes,
})
const shown = (text: string, exceptions: readonly GuardException[]) =>
  exceptFindings(text, recognise(text), exceptions).map(
    one => `${one.type} ${one.level} ${text.slice(one.start, one.end)}`,
  )

test('a reported place that reaches into a value lays nothing of the value open', () => {
  const cases: [words: string, text: string, ...found: string[]][] = [
    ['话138', '电话13800138000', 'own:team L4 话13800138000'],
    ['000。急', '电话13800138000。急', 'own:team L4 13800138000。急'],
    ['急', '电话13800138000。急', 'mobile L4 13800138000', 'own:team L4 急'],
    ['8001', '电话13800138000', 'mobile L4 13800138000'],
    ['电话13800138000', '电话13800138000', 'own:team L4 电话13800138000'],
  ]
  for (const [words, text, ...found] of cases)
    assert.deepEqual(shown(text, [exception({ words })]), found, words)
})

test('of a reported place and a value the higher level stands, whichever of both has it', () => {
  const text = '邮箱wang@example.com转13800138000'
  assert.deepEqual(shown(text, [exception({ about: 'name', words: 'com转1' })]), [
    'name L4 wang@example.com转13800138000',
  ])
  assert.deepEqual(shown('邮箱wang@example.com', [exception({ about: 'name', words: '箱wang' })]), [
    'name L3 箱wang@example.com',
  ])
})

test('two reported places that overlap are one, and the same place reported twice is one', () => {
  const both = [exception({ words: '蓝鲸小' }), exception({ about: 'name', words: '小队' })]
  assert.deepEqual(shown('请找蓝鲸小队的人', both), ['own:team L4 蓝鲸小队'])
  assert.deepEqual(shown('请找蓝鲸小队的人', [...both].reverse()), ['own:team L4 蓝鲸小队'])
  const twice = [exception({ words: '蓝鲸' }), exception({ words: '蓝鲸', about: 'name' })]
  assert.deepEqual(shown('蓝鲸蓝鲸', twice), ['own:team L4 蓝鲸', 'own:team L4 蓝鲸'])
})

const pieces = [
  '电话',
  '13800138000',
  '，',
  '公示牌',
  '蓝鲸',
  '小队',
  'wang@example.com',
  '138',
  '😀',
  '京A12345',
]
const words = fc.array(fc.constantFrom(...pieces, '话1', '8000', '鲸小', 'com，'), {
  minLength: 1,
  maxLength: 2,
})
const ruled = fc.record({
  effect: fc.constantFrom<GuardException['effect']>('find', 'quiet'),
  about: fc.constantFrom('own:team', 'mobile', 'email', 'plate', 'attack'),
  words: words.map(parts => parts.join('')),
})

test('whatever was ruled, findings stay in order and apart, and only a quiet value comes out from under them', () => {
  const property = fc.property(
    fc.array(fc.constantFrom(...pieces), { maxLength: 12 }),
    fc.array(ruled, { maxLength: 4 }),
    (parts, rulings) => {
      const text = parts.join('')
      const exceptions = rulings.map(one => exception(one))
      const before = recognise(text)
      const now = exceptFindings(text, before, exceptions)
      for (const [at, one] of now.entries()) {
        assert.ok(one.start < one.end && one.end <= text.length)
        assert.ok(at === 0 || now[at - 1]!.end <= one.start, JSON.stringify(now))
      }
      const covers = ({ start, end }: Pick<Finding, 'start' | 'end'>) =>
        now.some(one => one.start <= start && end <= one.end)
      const silenced = (one: Finding) =>
        exceptions.some(
          ({ effect, about, words: of }) =>
            effect === 'quiet' && about === one.type && of === text.slice(one.start, one.end),
        )
      for (const one of before) assert.ok(covers(one) || silenced(one), `${text} ${JSON.stringify(one)}`)
      for (const { effect, about, words: of } of exceptions)
        if (effect === 'find' && about !== 'attack' && text.includes(of!))
          assert.ok(
            covers({ start: text.indexOf(of!), end: text.indexOf(of!) + of!.length }),
            `${text} ${of}`,
          )
    },
  )
  fc.assert(property, { numRuns: 500, seed: 21 })
})

test('what may stand before a value, and what would fit nearly everywhere', () => {
  const leads: [before: string, good: boolean][] = [
    ['工单号', true],
    ['受理编号：', true],
    ['（备案号', true],
    ['Order #', true],
    ['ticket', true],
    ['A区工单', true],
    ['单', false],
    ['第1', false],
    ['工单1', false],
    ['no.', false],
    ['abc', false],
    ['：：：', false],
    ['号=', false],
    ['😀😀', false],
    ['тикет', false],
    ['是', false],
    ['为为为', false],
  ]
  for (const [before, good] of leads) assert.equal(isLeadUp(before), good, before)
})

test('two writings of one value are one, two values are two', () => {
  const same = [
    '138 0013 8000',
    '138-0013-8000',
    '１３８００１３８０００',
    '138–0013—8000',
    '\u3000138\n00138000',
  ]
  for (const one of same) assert.equal(plainForm(one), '13800138000', one)
  assert.equal(plainForm('Ｗang@Example.COM'), 'wang@example.com')
  for (const other of ['13800138001', '1380013800', '138.0013.8000', '138_00138000'])
    assert.notEqual(plainForm(other), '13800138000', other)
})

const text = fc
  .array(
    fc.constantFrom('你好', '。', '！', '?', '\n', '；', 'ok', '😀', '13800138000', '\u2983', '\u2984'),
    {
      minLength: 1,
      maxLength: 30,
    },
  )
  .map(parts => parts.join(''))

test('sentences are the whole text in order; a place grows to whole ones and never shrinks', () => {
  const property = fc.property(text, fc.nat(), fc.nat(), (said, a, b) => {
    const sentences = sentencesOf(said)
    assert.equal(sentences.map(one => one.text).join(''), said)
    const [start, end] = [
      Math.min(a % said.length, b % said.length),
      Math.max(a % said.length, b % said.length) + 1,
    ]
    const grown = wholeSentences(said, { start, end })
    assert.ok(grown.start <= start && grown.end >= end)
    assert.ok(
      sentences.some(one => one.start === grown.start) && sentences.some(one => one.end === grown.end),
    )
    assert.deepEqual(wholeSentences(said, grown), grown)
  })
  fc.assert(property, { numRuns: 300, seed: 22 })
})

test('an excerpt gives its words back, whatever signs the text holds, and no value around them', () => {
  const property = fc.property(text, fc.nat(), fc.nat(40), (said, from, length) => {
    const start = from % said.length
    const place = { start, end: Math.min(said.length, start + length + 1) }
    const findings: Finding[] = [...said.matchAll(/13800138000/g)].map(({ index }) => {
      const type: FindingType = 'mobile'
      return { type, start: index, end: index + 11, score: 1, level: 'L4', because: [] }
    })
    const excerpt = excerptOf(said, place, findings)
    const parts = partsOf(excerpt)
    const marks = /[\u2983\u2984]/g
    assert.equal(parts.words, said.slice(place.start, place.end).replace(marks, '').toWellFormed())
    assert.equal(wholeOf(excerpt), parts.before + parts.words + parts.after)
    assert.ok(!/\d/.test(parts.before + parts.after), excerpt)
    assert.ok(excerpt.isWellFormed() && parts.before.length <= 130 * 2 && parts.after.length <= 130 * 2)
  })
  fc.assert(property, { numRuns: 400, seed: 23 })
})
