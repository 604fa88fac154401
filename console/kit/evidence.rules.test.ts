import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { markText, percentText, secondsBetween, surenessOf, verdictOf } from './evidence.rules.ts'

test('words that weighed are cut out with their share of the strongest', () => {
  assert.deepEqual(
    markText('小区路灯坏了', [
      { term: '路灯', weight: 2 },
      { term: '小区', weight: 1 },
    ]),
    [
      { text: '小区', weight: 0.5 },
      { text: '路灯', weight: 1 },
      { text: '坏了', weight: 0 },
    ],
  )
})

test('every place of a word is marked, whatever the case', () => {
  const found = markText('KTV噪音,ktv扰民', [{ term: 'ktv', weight: 1 }])
  assert.deepEqual(
    found.map(one => [one.text, one.weight]),
    [
      ['KTV', 1],
      ['噪音,', 0],
      ['ktv', 1],
      ['扰民', 0],
    ],
  )
})

test('overlapping words become one stretch with the greater weight', () => {
  assert.deepEqual(
    markText('占道经营', [
      { term: '占道', weight: 1 },
      { term: '道经营', weight: 4 },
    ]),
    [{ text: '占道经营', weight: 1 }],
  )
})

test('words that spoke against are not marked, nor are empty ones', () => {
  assert.deepEqual(
    markText('路灯', [
      { term: '路灯', weight: -3 },
      { term: ' ', weight: 1 },
    ]),
    [{ text: '路灯', weight: 0 }],
  )
  assert.deepEqual(markText('', []), [])
})

test('no character is lost or doubled, whatever is marked', () => {
  const word = fc.string({ unit: fc.constantFrom('路', '灯', 'a', 'B', ' '), maxLength: 4 })
  const terms = fc.array(fc.record({ term: word, weight: fc.double({ min: -1, max: 3, noNaN: true }) }))
  fc.assert(
    fc.property(fc.array(word), terms, (words, marked) => {
      const text = words.join('')
      const stretches = markText(text, marked)
      assert.equal(stretches.map(one => one.text).join(''), text)
      assert.ok(stretches.every(one => one.text !== '' && one.weight >= 0 && one.weight <= 1))
    }),
  )
})

test('sureness has a word at each height', () => {
  assert.equal(surenessOf(0.85), 'sure')
  assert.equal(surenessOf(0.849), 'likely')
  assert.equal(surenessOf(0.5), 'likely')
  assert.equal(surenessOf(0.2), 'unsure')
})

test('a choice is compared with what was suggested', () => {
  const suggested = [{ departmentId: 'a' }, { departmentId: 'b' }]
  assert.equal(verdictOf(suggested, 'a'), 'adopted')
  assert.equal(verdictOf(suggested, 'b'), 'amended')
  assert.equal(verdictOf(suggested, 'c'), 'rejected')
  assert.equal(verdictOf(suggested, null), null)
  assert.equal(verdictOf([], 'a'), null)
})

test('seconds stay within what the contract takes', () => {
  assert.equal(secondsBetween(0, 1250), 1.3)
  assert.equal(secondsBetween(5000, 0), 0)
  assert.equal(secondsBetween(0, 1e12), 86_400)
})

test('no confidence is shown as certain', () => {
  assert.equal(percentText(1, 'en'), '> 99%')
  assert.equal(percentText(0.003, 'en'), '< 1%')
  assert.equal(percentText(0.914, 'en'), '91%')
  assert.equal(percentText(0.99, 'en'), '99%')
})
