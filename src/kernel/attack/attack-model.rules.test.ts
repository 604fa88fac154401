import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { decodeAttackModel, encodeAttackModel } from './attack-model.rules.ts'
import { places } from './features.rules.ts'

const weights = Float32Array.from({ length: places }, (_, at) => Math.sin(at) * 3)
const model = { weights, thresholds: { zh: -1.25, en: 0.5 } }

test('weights come back to a hundredth of the largest, thresholds as they were', () => {
  const back = decodeAttackModel(encodeAttackModel(model))
  assert.deepEqual(back.thresholds, model.thresholds)
  const worst = weights.reduce((most, weight, at) => Math.max(most, Math.abs(weight - back.weights[at]!)), 0)
  assert.ok(worst > 0 && worst <= 3 / 127 / 2 + 1e-4, String(worst))
  assert.deepEqual(encodeAttackModel(back), encodeAttackModel(model), 'writing it again changes nothing')
  const none = decodeAttackModel(encodeAttackModel({ ...model, weights: new Float32Array(places) }))
  assert.ok(none.weights.every(weight => weight === 0))
})

test('bytes in the middle of a larger buffer are read from where they begin', () => {
  const bytes = encodeAttackModel(model)
  const larger = new Uint8Array(bytes.length + 7)
  larger.set(bytes, 7)
  assert.deepEqual(decodeAttackModel(larger.subarray(7)).thresholds, model.thresholds)
})

test('bytes of another form are refused', () => {
  const bytes = encodeAttackModel(model)
  const other = bytes.slice()
  other[0] = 0
  for (const wrong of [other, bytes.subarray(1), bytes.subarray(0, -1), new Uint8Array()])
    assert.throws(() => decodeAttackModel(wrong), /not a model/)
})

test('the model in the repository is of this form and small', () => {
  const bytes = readFileSync(new URL('./attack-model.bin', import.meta.url))
  assert.ok(bytes.length < 100_000)
  const { thresholds, weights: held } = decodeAttackModel(bytes)
  assert.ok(Object.values(thresholds).every(threshold => threshold > -4 && threshold < 4))
  assert.ok(held.filter(weight => weight !== 0).length > 1000)
})
