import assert from 'node:assert/strict'
import { test } from 'node:test'
import { digitOf, isAlphanumeric, isInvisible, letterOf, narrowed, partingOf } from './characters.ts'

const unit = (character: string) => character.charCodeAt(0)

test('digits and letters of both widths are what they stand for, others nothing', () => {
  for (const [at, pair] of ['0０', '5５', '9９'].entries())
    assert.deepEqual(
      [...pair].map(one => digitOf(unit(one))),
      [at === 0 ? 0 : at === 1 ? 5 : 9, at === 0 ? 0 : at === 1 ? 5 : 9],
    )
  for (const letters of ['aAａＡ', 'zZｚＺ'])
    assert.equal(new Set([...letters].map(one => letterOf(unit(one)))).size, 1)
  for (const none of '/:@[`{一·①Ａ'.replace('Ａ', '')) assert.equal(isAlphanumeric(unit(none)), false, none)
  assert.equal(digitOf(Number.NaN), -1)
  assert.equal(letterOf(Number.NaN), 0)
})

test('what parts the groups of a number, and what hides between them', () => {
  assert.deepEqual(
    [...' -－.·)）'].map(one => partingOf(unit(one))),
    ['space', 'hyphen', 'hyphen', 'dot', 'dot', 'parenthesis', 'parenthesis'],
  )
  for (const none of '\t\n，/_') assert.equal(partingOf(unit(none)), undefined)
  for (const hidden of '\u200b\u200d\ufeff\u00ad\u202e') assert.ok(isInvisible(unit(hidden)))
  assert.ok(!isInvisible(unit(' ')))
})

test('narrowing keeps every unit in its place', () => {
  const text = 'ＡＢ１２＠ｑｑ．ｃｏｍ\u3000路😀'
  assert.equal(narrowed(text), 'AB12@qq.com 路😀')
  assert.equal(narrowed(text).length, text.length)
})
