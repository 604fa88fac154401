import assert from 'node:assert/strict'
import { test } from 'node:test'
import { characterSeed, hashText, wordSeed } from './hash.rules.ts'
import { buildLexicon } from './segment.rules.ts'
import { createTextScanner, maximumCharacters, normaliseText, scanText } from './text-features.rules.ts'
import { smallDictionary } from './text-samples.fixture.ts'

const scanner = createTextScanner(buildLexicon(smallDictionary))

test('full-width, case, white space and line ends come to one form', () => {
  assert.equal(normaliseText('Ａ３区 \r\n\t路灯　不亮 ').text, 'a3区 路灯 不亮')
})

test('tags, comments and entities are dropped, a lone less-than is not', () => {
  assert.equal(normaliseText('<p class="x">路灯</p><!-- a -->&nbsp;不亮<br/>').text, '路灯 不亮')
  assert.equal(normaliseText('3<5 路灯').text, '3<5 路灯')
})

test('control and invisible characters cannot hide words', () => {
  assert.equal(normaliseText('路\u0000灯\u200b不亮').text, '路 灯 不亮')
})

test('a megabyte is capped and said to be; a short text is not', () => {
  const long = normaliseText('路灯'.repeat(500_000))
  assert.equal(long.text.length, maximumCharacters)
  assert.equal(long.truncated, true)
  assert.equal(normaliseText('路灯').truncated, false)
})

test('a ligature that unfolds cannot push the text over the cap', () => {
  const unfolded = normaliseText('\ufdfa'.repeat(maximumCharacters))
  assert.ok(unfolded.text.length <= maximumCharacters)
  assert.equal(unfolded.truncated, true)
  scanText(scanner, unfolded.text)
  assert.ok(scanner.size > 0)
})

test('words come first, then characters and pairs, each with its place', () => {
  scanText(scanner, '路灯')
  assert.equal(scanner.words, 1)
  assert.equal(scanner.size, 4)
  const expected = [
    [hashText('路灯', wordSeed), 0, 2],
    [hashText('路', characterSeed), 0, 1],
    [hashText('路灯', characterSeed), 0, 2],
    [hashText('灯', characterSeed), 1, 2],
  ]
  const found = expected.map((_, at) => [scanner.hash[at], scanner.start[at], scanner.end[at]])
  assert.deepEqual(found, expected)
})

test('an empty text has no features, and leaves none of the text before', () => {
  scanText(scanner, '小区路灯')
  scanText(scanner, '')
  assert.equal(scanner.size, 0)
  assert.equal(scanner.words, 0)
})

test('binary, lone surrogates and emoji are scanned without an error', () => {
  for (const odd of ['\ud83d', '\udc00\ud800', '😀😀', '\u0001\u0002', '<<<<<<', '&&&&', 'ﷺ']) {
    scanText(scanner, normaliseText(odd).text)
    assert.ok(scanner.size >= scanner.words)
  }
})
