import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sentencesOf } from './sentences.rules.ts'

const texts = (text: string) => sentencesOf(text).map(one => one.text)

test('sentences end at their marks, with the quotation mark and the space behind', () => {
  assert.deepEqual(texts('甲。“乙！” 丙？丁'), ['甲。', '“乙！” ', '丙？', '丁'])
  assert.deepEqual(texts('A is 1.5 m. B; c\n\n- d'), ['A is 1.5 m. ', 'B; ', 'c\n\n', '- d'])
  assert.deepEqual(texts(''), [])
})

test('nothing of a text is lost between its sentences', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('甲', 'b', '。', '!', '.', '\n', ' ', '”')).map(all => all.join('')),
      text => {
        const found = sentencesOf(text)
        assert.equal(found.map(one => one.text).join(''), text)
        assert.ok(
          found.every((one, place) => one.start === (found[place - 1]?.end ?? 0) && one.end > one.start),
        )
      },
    ),
    { seed: 2, numRuns: 300 },
  )
})
