import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileOwn, faultOfPattern, tryExamples } from './own-pattern.rules.ts'
import type { OwnRecogniser } from './own-recogniser.contract.ts'

const gas: OwnRecogniser = {
  titleZh: '燃气户号',
  titleEn: 'Gas account',
  pattern: 'RQ\\d{8}',
  checksum: 'none',
  words: ['燃气'],
  wordsRequired: false,
  score: 0.9,
  level: 'L3',
  examples: ['燃气户号RQ12345678'],
  counterExamples: ['RQ123'],
  enabled: true,
}
const changed = (changes: Partial<OwnRecogniser>): OwnRecogniser => ({ ...gas, ...changes })
const finds = (own: OwnRecogniser, text: string) =>
  compileOwn('gas', own)
    .find(text)
    .map(one => text.slice(one.start, one.end))

test('a pattern finds every place, by UTF-16 offsets, with its level', () => {
  const text = '😀燃气RQ12345678，另一户RQ87654321'
  const [first] = compileOwn('gas', gas).find(text)
  assert.deepEqual(first, {
    type: 'own:gas',
    start: 4,
    end: 14,
    score: 0.9,
    because: ['pattern', 'context'],
    level: 'L3',
  })
  assert.deepEqual(finds(gas, text), ['RQ12345678', 'RQ87654321'])
})

test('words make it surer, or are required, before and behind', () => {
  const [alone] = compileOwn('gas', gas).find('号码RQ12345678')
  assert.equal(alone?.score, 0.9 * 0.8)
  assert.deepEqual(alone?.because, ['pattern'])
  const strict = changed({ wordsRequired: true })
  assert.deepEqual(finds(strict, '号码RQ12345678'), [])
  assert.deepEqual(finds(strict, 'RQ12345678的燃气费'), ['RQ12345678'])
  assert.deepEqual(finds(strict, `燃气${'。'.repeat(40)}RQ12345678`), [], 'too far away')
  assert.equal(compileOwn('gas', changed({ words: [] })).find('RQ12345678')[0]?.score, 0.9)
})

test('a checksum is made on the value without what parts it', () => {
  const card = changed({ pattern: '[\\d -]{19,25}', checksum: 'luhn', words: [] })
  assert.deepEqual(finds(card, '卡6222-0212-3456-7890-128。'), ['6222-0212-3456-7890-128'])
  assert.deepEqual(finds(card, '卡6222-0212-3456-7890-129。'), [])
  const [found] = compileOwn('card', card).find('6222021234567890128')
  assert.deepEqual(found?.because, ['pattern', 'checksum'])
})

test('patterns that cannot be one are named: wrong ones, and those that fit nothing at all', () => {
  for (const pattern of ['(', '[z-a]', '(?<=a)b', '(a)\\1', 'a{2000}'])
    assert.equal(faultOfPattern(pattern), 'pattern-invalid', pattern)
  for (const pattern of ['a*', '(ab)?', '']) assert.equal(faultOfPattern(pattern), 'pattern-empty', pattern)
  assert.equal(faultOfPattern('a+'), null)
})

test('what brings other engines to a halt is read in time to the text', () => {
  const slow = changed({ pattern: '(a+)+$', words: [] })
  assert.deepEqual(finds(slow, `${'a'.repeat(20_000)}b`), [])
  assert.equal(
    finds(changed({ pattern: '.', words: [] }), 'x'.repeat(5000)).length,
    1000,
    'at most a thousand',
  )
  for (const value of finds(changed({ pattern: '[^a]', words: [] }), '😀b')) assert.ok(value.isWellFormed())
})

test('a recogniser that does not do what its examples say is refused with the example', () => {
  assert.equal(tryExamples(gas), null)
  assert.deepEqual(tryExamples(changed({ examples: ['RQ12345678', 'QR12345678'] })), {
    fault: 'example-missed',
    example: 'QR12345678',
  })
  assert.deepEqual(tryExamples(changed({ counterExamples: ['订单RQ00000000'] })), {
    fault: 'example-found',
    example: '订单RQ00000000',
  })
  assert.deepEqual(tryExamples(changed({ pattern: '(' })), { fault: 'pattern-invalid' })
  assert.deepEqual(tryExamples(changed({ words: [], wordsRequired: true })), { fault: 'words-missing' })
})
