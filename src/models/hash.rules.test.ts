import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  characterSeed,
  createGenerator,
  createHashIndex,
  findHash,
  findOrAddHash,
  hashText,
  stepHash,
  wordSeed,
} from './hash.rules.ts'

test('a hash is folded unit by unit and tells order, length and seed apart', () => {
  assert.equal(
    hashText('路灯', wordSeed),
    stepHash(stepHash(wordSeed, '路'.charCodeAt(0)), '灯'.charCodeAt(0)),
  )
  const texts = ['路灯', '灯路', '路', '路路', '路灯灯']
  assert.equal(new Set(texts.map(text => hashText(text, wordSeed))).size, texts.length)
  assert.notEqual(hashText('路灯', wordSeed), hashText('路灯', characterSeed))
})

test('a hash is never zero, the mark of an empty slot', () => {
  assert.equal(hashText('', 0), 1)
  assert.notEqual(hashText('任何', wordSeed), 0)
})

test('ten thousand two-character strings hardly collide', () => {
  const seen = new Set<number>()
  for (let first = 0; first < 100; first++) {
    for (let second = 0; second < 100; second++) {
      seen.add(hashText(String.fromCharCode(0x4e00 + first, 0x4e00 + second), characterSeed))
    }
  }
  assert.ok(seen.size >= 9998, `${seen.size} different hashes`)
})

test('the index finds what was added, also after growing and with colliding slots', () => {
  const index = createHashIndex(4)
  for (let key = 1; key <= 500; key++) assert.equal(findOrAddHash(index, key * 1024, key), key)
  assert.equal(index.size, 500)
  for (let key = 1; key <= 500; key++) assert.equal(findHash(index, key * 1024), key)
  assert.equal(findOrAddHash(index, 1024, 999), 1)
  assert.equal(findHash(index, 7), -1)
  assert.ok(index.mask + 1 >= 1000)
})

test('the generator repeats for a seed, differs between seeds and stays in [0, 1)', () => {
  const draw = (seed: number): number[] => {
    const random = createGenerator(seed)
    return Array.from({ length: 1000 }, () => random())
  }
  assert.deepEqual(draw(7), draw(7))
  assert.notDeepEqual(draw(7), draw(8))
  const drawn = draw(1)
  assert.ok(drawn.every(value => value >= 0 && value < 1))
  const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length
  assert.ok(Math.abs(mean - 0.5) < 0.05, `mean ${mean}`)
})
