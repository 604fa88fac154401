import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createBuilder, search } from './bm25.rules.ts'

const bySpace = (text: string) => text.split(/(?= )|(?<= )/)
const near = (a: number | undefined, b: number) =>
  assert.ok(Math.abs((a ?? Number.NaN) - b) < 1e-5, `${a} is not ${b}`)

function indexOf(texts: Record<string, string>, parameters = { k1: 1.2, b: 0.75, wordWeight: 1 }) {
  const builder = createBuilder(bySpace, parameters)
  for (const [id, text] of Object.entries(texts)) builder.add({ id, fields: [{ text, weight: 1 }] })
  return builder.finish()
}
const ask = (index: ReturnType<typeof indexOf>, query: string, limit = 10) =>
  search(index, bySpace, { query, limit })

test('scores are those of the formula, worked by hand', () => {
  const index = indexOf({ one: 'lamp lamp street', two: 'street', three: 'water pipe' })
  const hits = ask(index, 'lamp street')
  // Lengths 3, 1, 2: mean 2. `lamp` in 1 of 3 documents, `street` in 2.
  const idf = (found: number) => Math.log(1 + (3 - found + 0.5) / (found + 0.5))
  const part = (frequency: number, length: number) =>
    (frequency * 2.2) / (frequency + 1.2 * (0.25 + (0.75 * length) / 2))
  assert.deepEqual(
    hits.map(hit => hit.id),
    ['one', 'two'],
  )
  near(hits[0]?.score, idf(1) * part(2, 3) + idf(2) * part(1, 3))
  near(hits[1]?.score, idf(2) * part(1, 1))
})

test('words weigh as they are told beside bigrams', () => {
  const texts = { one: '路灯', two: '水管' }
  const both = ask(indexOf(texts), '路灯')[0]?.score as number
  const bigramsOnly = ask(indexOf(texts, { k1: 1.2, b: 0.75, wordWeight: 0 }), '路灯')[0]?.score as number
  const doubled = ask(indexOf(texts, { k1: 1.2, b: 0.75, wordWeight: 2 }), '路灯')[0]?.score as number
  near(both, 2 * bigramsOnly)
  near(doubled, 3 * bigramsOnly)
})

test('a term in a heavier field counts more', () => {
  const builder = createBuilder(bySpace)
  builder.add({
    id: 'text',
    fields: [
      { text: 'lamp', weight: 1 },
      { text: 'pipe', weight: 2 },
    ],
  })
  builder.add({
    id: 'title',
    fields: [
      { text: 'lamp', weight: 2 },
      { text: 'pipe', weight: 1 },
    ],
  })
  assert.equal(ask(builder.finish(), 'lamp')[0]?.id, 'title')
})

test('repetition in the query is not evidence', () => {
  const index = indexOf({ one: 'lamp', two: 'pipe' })
  near(ask(index, 'lamp lamp lamp')[0]?.score, ask(index, 'lamp')[0]?.score as number)
  assert.equal(ask(index, 'lamp lamp')[0]?.matched.length, 2)
})

test('the words that matched are shown where they stand in the query', () => {
  const index = indexOf({ lamp: '路灯不亮', water: '停水 抢修' })
  const [hit, ...rest] = ask(index, '门口路灯不亮，停电', 1)
  assert.equal(hit?.id, 'lamp')
  assert.equal(rest.length, 0)
  assert.deepEqual(
    hit?.matched.map(({ term, start, end }) => ({ term, start, end })),
    [{ term: '路灯不亮', start: 2, end: 6 }],
  )
  near(hit?.matched[0]?.weight, hit?.score as number)
})

test('the best come first, equal ones in their order, no more than asked for', () => {
  const index = indexOf({ a: 'lamp', b: 'lamp', c: 'lamp lamp', d: 'pipe', e: 'lamp street' })
  const ids = (limit: number) => ask(index, 'lamp', limit).map(hit => hit.id)
  assert.deepEqual(ids(10), ['c', 'a', 'b', 'e'])
  assert.deepEqual(ids(2), ['c', 'a'])
  assert.deepEqual(ids(0), [])
})

test('an empty index, an empty query and unknown words find nothing', () => {
  assert.deepEqual(ask(indexOf({}), 'lamp'), [])
  assert.deepEqual(ask(indexOf({ one: 'lamp' }), ''), [])
  assert.deepEqual(ask(indexOf({ one: 'lamp' }), 'pipe'), [])
  assert.deepEqual(ask(indexOf({ one: '' }), 'pipe'), [])
})

test('without the words that matched the same documents come with the same scores', () => {
  const texts = {
    one: 'lamp lamp street',
    two: 'street 路灯不亮',
    three: 'water pipe 路灯 路灯',
    four: '不亮的灯',
  }
  const index = indexOf(texts)
  for (const query of ['lamp street', '路灯不亮 LAMP 路灯', '灯', 'ｌａｍｐ 的灯', '']) {
    const full = ask(index, query)
    assert.deepEqual(
      search(index, bySpace, { query, limit: 10, explain: false }),
      full.map(hit => ({ ...hit, matched: [] })),
    )
    assert.equal(full.length > 0, query !== '灯' && query !== '', query)
  }
})
