import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeSentences, templates } from '../bench/identities.sentences.ts'
import { identities, nearMisses, rollDice } from '../bench/identities.values.ts'
import { recognise } from '../src/kernel/recognise/recognise.rules.ts'
import { scanForGuard } from '../src/kernel/recognise/scan-for-guard.ts'

// The bench publishes these figures; here they are kept from falling, on other sentences than the bench's.
const sentences = makeSentences(rollDice(99), 3 * templates.length * 18)
const structured = new Set(Object.keys(identities))

test('structured identities of generated sentences: recall and precision as published, for each type', () => {
  const counts = new Map<string, { right: number; found: number; there: number }>()
  const of = (type: string) => {
    const count = counts.get(type) ?? { right: 0, found: 0, there: 0 }
    counts.set(type, count)
    return count
  }
  for (const { text, truth } of sentences) {
    for (const one of truth) of(one.type).there += 1
    for (const one of recognise(text, { structuredOnly: true })) {
      of(one.type).found += 1
      if (truth.some(other => other.type === one.type && other.start === one.start && other.end === one.end))
        of(one.type).right += 1
    }
  }
  assert.deepEqual(
    [...counts.keys()].filter(type => !structured.has(type)),
    [],
    'types that are not there',
  )
  assert.ok(counts.size === structured.size && sentences.length > 2500)
  for (const [type, { right, found, there }] of counts) {
    assert.ok(right / there >= 0.99, `${type}: recall ${right} of ${there}`)
    assert.ok(right / found >= 0.985, `${type}: precision ${right} of ${found}`)
  }
  const sum = (key: 'right' | 'found' | 'there') =>
    [...counts.values()].reduce((all, one) => all + one[key], 0)
  assert.ok(sum('right') / sum('there') >= 0.995)
  assert.ok(sum('right') / sum('found') >= 0.99)
})

test('nothing of an identity is left in the masked text, and near-misses stand in it as they were', () => {
  const plain = (value: string) =>
    value
      .normalize('NFKC')
      .replace(/[^0-9A-Za-z@\u4e00-\u9fff]/g, '')
      .toUpperCase()
  for (const { text, truth } of sentences.slice(0, 600)) {
    const { masked, level, findings } = scanForGuard(text)
    const left = plain(masked)
    for (const one of truth) {
      const value = plain(text.slice(one.start, one.end))
      assert.ok(!left.includes(value), `${masked} still holds ${value}`)
    }
    if (truth.length > 0) assert.notEqual(level, 'L1', text)
    assert.equal(findings.length === 0, masked === text)
  }
})

test('the templates are as many and as mixed as the figures say', () => {
  assert.ok(templates.length >= 40)
  const used = templates.join('')
  for (const type of Object.keys(identities)) assert.ok(used.includes(`{${type}}`), type)
  for (const kind of Object.keys(nearMisses)) assert.ok(used.includes(`{!${kind}}`), kind)
  assert.deepEqual(
    makeSentences(rollDice(1), 80),
    makeSentences(rollDice(1), 80),
    'the same on every machine',
  )
  for (const { text, truth } of sentences)
    for (const { start, end } of truth) assert.ok(start >= 0 && end <= text.length && end > start)
})
