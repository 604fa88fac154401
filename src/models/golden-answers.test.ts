import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { leaveDoubt } from './calibration.rules.ts'
import { explainText, predictText } from './text-classifier.ts'
import type { TextEvidence, TextPrediction } from './text-model.rules.ts'
import { decodeTextModel, encodeTextModel } from './text-model-codec.rules.ts'

/**
 * A small model and what it said before predictions were made faster and doubt was mixed in; long texts are kept as what
 * they repeat. A model in a city's database must go on saying the same after an update of the product.
 */
interface Golden {
  model: string
  answers: {
    text: string | { repeat: string; times: number }
    said: TextPrediction
    terms: TextEvidence[]
  }[]
}

const golden = JSON.parse(
  readFileSync(new URL('./golden-answers.fixture.json', import.meta.url), 'utf8'),
) as Golden
const bytes = Buffer.from(golden.model, 'base64')
const model = decodeTextModel(bytes)
const textOf = ({ text }: Golden['answers'][number]) =>
  typeof text === 'string' ? text : text.repeat.repeat(text.times)

test('the kept model is still opened, and written again byte for byte', () => {
  assert.deepEqual(Buffer.from(encodeTextModel(model)), bytes)
  assert.ok(golden.answers.length > 40)
})

test('the same bytes give the same labels and the same confidences to a millionth', () => {
  for (const answer of golden.answers) {
    const text = textOf(answer)
    const now = predictText(model, text, 4)
    const before = Float32Array.from(answer.said.ranked, one => one.confidence)
    leaveDoubt(before)
    assert.deepEqual(
      now.ranked.map(one => one.label),
      answer.said.ranked.map(one => one.label),
      text,
    )
    for (const [place, one] of now.ranked.entries())
      assert.ok(Math.abs(one.confidence - before[place]!) < 1e-6, `${text.slice(0, 40)}: ${one.confidence}`)
    assert.deepEqual([now.features, now.truncated], [answer.said.features, answer.said.truncated], text)
  }
})

test('the words that are shown as reasons are the same, with the same weights', () => {
  for (const answer of golden.answers) {
    const terms = explainText(model, textOf(answer), { label: 'roads', terms: 3 })
    assert.deepEqual(
      terms.map(one => one.term),
      answer.terms.map(one => one.term),
    )
    for (const [place, { weight }] of terms.entries())
      assert.ok(Math.abs(weight - answer.terms[place]!.weight) < 1e-6)
  }
})
