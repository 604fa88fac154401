import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demoDuties } from '#city/index.ts'
import common from './phrases/common.json' with { type: 'json' }
import { demoPhrases } from './phrases.ts'

const slots = new Set([
  ...['compound', 'school', 'park', 'market', 'hospital', 'station', 'road', 'shop', 'company', 'bus'],
  ...['village', 'street', 'district', 'building', 'since', 'span', 'clock', 'money'],
])

test('every duty has phrases, and no phrases are left over', () => {
  assert.deepEqual([...demoPhrases.keys()].sort(), demoDuties.map(duty => duty.categoryId).sort())
})

test('every matter can be told in several ways', () => {
  for (const [id, phrases] of demoPhrases) {
    assert.ok(phrases.matters.length >= 2, id)
    assert.ok(phrases.cores.length >= 3, id)
    assert.ok(phrases.extras.length >= 2, id)
    assert.ok(phrases.group.vague.length >= 3 && phrases.group.harms.length >= 3, id)
    assert.ok(id.startsWith(`${phrases.group.categoryId}-`), id)
  }
})

test('no sentence serves two matters', () => {
  const all = [...demoPhrases.values()].flatMap(({ cores, extras, questions }) => [
    ...cores,
    ...extras,
    ...questions,
  ])
  const twice = all.filter((sentence, index) => all.indexOf(sentence) !== index)
  assert.deepEqual(twice, [])
})

test('only known slots are used', () => {
  for (const [id, { matters, cores, extras, questions }] of demoPhrases)
    for (const sentence of [...matters, ...cores, ...extras, ...questions])
      for (const [, slot] of sentence.matchAll(/\{(\w+)\}/g)) assert.ok(slots.has(slot!), `${id}: ${slot}`)
})

test('an answer belongs to a question', () => {
  const answered = [...demoPhrases.values()].filter(phrases => phrases.answer !== null)
  assert.ok(answered.length >= 40, String(answered.length))
  for (const phrases of answered) assert.ok(phrases.questions.length > 0, phrases.categoryId)
})

test('the common stock is large', () => {
  for (const list of ['openings', 'closings', 'emotions', 'attempts', 'asides', 'stories'] as const)
    assert.ok(common[list].length >= 16, list)
})
