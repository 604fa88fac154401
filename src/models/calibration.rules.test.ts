import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  chooseThreshold,
  fitSharpness,
  leaveDoubt,
  logLoss,
  mostConfident,
  toConfidences,
} from './calibration.rules.ts'
import { createGenerator } from './hash.rules.ts'

test('confidences add up to one, keep the order and survive large scores', () => {
  const scores = Float32Array.of(1000, 999, -1000)
  toConfidences(scores, 2)
  assert.ok(Math.abs(scores.reduce((sum, one) => sum + one, 0) - 1) < 1e-6)
  assert.ok(Math.abs(scores[0]! - 1 / (1 + Math.exp(-2))) < 1e-6)
  assert.ok(scores[1]! > scores[2]!)
})

test('equal scores share the confidence', () => {
  const scores = new Float32Array(4)
  toConfidences(scores, 3)
  assert.deepEqual([...scores], [0.25, 0.25, 0.25, 0.25])
})

/** Two labels; the score difference is `gap` and the first label is right as often as `sharp` says. */
function drawn(sharp: number, weight = 1) {
  const random = createGenerator(11)
  const rows = 4000
  const scores = new Float32Array(rows * 2)
  const label = new Int32Array(rows)
  for (let row = 0; row < rows; row++) {
    const gap = random() * 2 - 1
    scores[row * 2] = gap
    label[row] = random() < 1 / (1 + Math.exp(-gap * sharp)) ? 0 : 1
  }
  return { scores, labels: 2, label, weight: new Float32Array(rows).fill(weight) }
}

test('the sharpness the labels were drawn with is found again', () => {
  for (const sharp of [1, 4, 10]) {
    const fitted = fitSharpness(drawn(sharp))
    assert.ok(Math.abs(fitted / sharp - 1) < 0.15, `${fitted} for ${sharp}`)
  }
})

test('the fitted sharpness loses least, whatever the scale of the weights', () => {
  const rows = drawn(4)
  const fitted = fitSharpness(rows)
  assert.ok(logLoss(rows, fitted) < logLoss(rows, fitted * 1.3))
  assert.ok(logLoss(rows, fitted) < logLoss(rows, fitted / 1.3))
  assert.ok(Math.abs(fitSharpness(drawn(4, 7)) - fitted) < 1e-3)
})

test('log loss of a sure and right answer is nothing, of a coin toss ln 2; no rows lose nothing', () => {
  const one = { labels: 2, label: Int32Array.of(0), weight: Float32Array.of(1) }
  assert.ok(logLoss({ ...one, scores: Float32Array.of(50, 0) }, 1) < 1e-9)
  assert.ok(Math.abs(logLoss({ ...one, scores: new Float32Array(2) }, 1) - Math.log(2)) < 1e-9)
  const none = {
    labels: 2,
    label: new Int32Array(0),
    weight: new Float32Array(0),
    scores: new Float32Array(0),
  }
  assert.equal(logLoss(none, 1), 0)
})

test('a row of no weight has no say', () => {
  const scores = Float32Array.of(1, 0, 1, 0)
  const both = { scores, labels: 2, label: Int32Array.of(0, 1), weight: Float32Array.of(1, 0) }
  const first = { scores: scores.slice(0, 2), labels: 2, label: Int32Array.of(0), weight: Float32Array.of(1) }
  assert.equal(logLoss(both, 2), logLoss(first, 2))
})

/** A hundred answers, confidence 0.99 falling to 0; wrong where said. */
const answers = (wrong: (at: number) => boolean) =>
  Array.from({ length: 100 }, (_, at) => ({ confidence: (99 - at) / 100, correct: !wrong(at) }))

test('where the target holds, as many are answered as allowed', () => {
  const policy = { targetAccuracy: 0.85, maximumCoverage: 0.8, beyondAccuracy: 0.98 }
  const chosen = chooseThreshold(
    answers(at => at >= 70),
    policy,
  )
  assert.deepEqual(chosen, { threshold: 0.2, coverage: 0.8, accuracy: 0.875 })
})

test('more than the usual share is answered only where that stays very accurate', () => {
  const policy = { targetAccuracy: 0.9, maximumCoverage: 0.8, beyondAccuracy: 0.98 }
  assert.equal(
    chooseThreshold(
      answers(at => at === 99),
      policy,
    ).coverage,
    1,
  )
  assert.equal(
    chooseThreshold(
      answers(at => at >= 88),
      policy,
    ).coverage,
    0.89,
  )
})

test('where it does not, fewer are answered until it does', () => {
  const chosen = chooseThreshold(
    answers(at => at >= 50),
    { targetAccuracy: 0.9, maximumCoverage: 0.8, beyondAccuracy: 0.98 },
  )
  assert.equal(chosen.coverage, 0.55)
  assert.ok(chosen.accuracy >= 0.9)
  assert.equal(chosen.threshold, 0.45)
})

test('out of reach, or on too few answers, everything goes to people', () => {
  const policy = { targetAccuracy: 0.9, maximumCoverage: 0.8, beyondAccuracy: 0.98 }
  assert.equal(
    chooseThreshold(
      answers(at => at % 2 === 0),
      policy,
    ).threshold,
    2,
  )
  assert.equal(chooseThreshold([], policy).threshold, 2)
  assert.equal(
    chooseThreshold(
      answers(at => at > 4),
      policy,
    ).coverage,
    0,
  )
})

test('answers of equal confidence are never parted', () => {
  const equal = Array.from({ length: 40 }, (_, at) => ({ confidence: at < 20 ? 0.9 : 0.5, correct: at < 20 }))
  const chosen = chooseThreshold(equal, { targetAccuracy: 0.9, maximumCoverage: 0.8, beyondAccuracy: 0.98 })
  assert.equal(chosen.coverage, 0.5)
  assert.equal(chosen.threshold, 0.9)
})

test('nothing is certain: full confidence becomes 0.995, whatever the number of labels', () => {
  for (const labels of [2, 7, 300]) {
    const sure = new Float32Array(labels)
    sure[1] = 1
    leaveDoubt(sure)
    assert.ok(Math.abs(sure[1]! - mostConfident) < 1e-6, `${labels}: ${sure[1]}`)
    assert.ok(sure[0]! > 0)
    assert.ok(Math.abs(sure.reduce((sum, one) => sum + one, 0) - 1) < 1e-5)
  }
  const alone = Float32Array.of(1)
  leaveDoubt(alone)
  assert.equal(alone[0], 1)
})

test('doubt keeps the order of labels and of texts, and moves no confidence by more than half a percent', () => {
  const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 12 })
  const doubted = (given: number[]) => {
    const sum = given.reduce((total, one) => total + one, 0) || 1
    const before = Float32Array.from(given, one => one / sum)
    const after = before.slice()
    leaveDoubt(after)
    return { before, after }
  }
  fc.assert(
    fc.property(shares, given => {
      const { before, after } = doubted(given)
      for (let one = 0; one < before.length; one++) {
        assert.ok(Math.abs(after[one]! - before[one]!) <= 1 - mostConfident + 1e-6)
        for (let other = 0; other < before.length; other++)
          if (before[one]! > before[other]! + 1e-6) assert.ok(after[one]! > after[other]!)
      }
    }),
  )
  const [surer, sure] = [doubted([0.9999, 0.0001]).after[0]!, doubted([0.999, 0.001]).after[0]!]
  assert.ok(surer > sure)
})

test('a sharper model is surer of its best label, always', () => {
  const scores = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 2, maxLength: 9 })
  const sharp = fc.double({ min: 0.1, max: 15, noNaN: true })
  fc.assert(
    fc.property(scores, sharp, (given, sharpness) => {
      const [blunt, sharper] = [sharpness, sharpness * 2].map(one => {
        const confidences = Float32Array.from(given)
        toConfidences(confidences, one)
        return Math.max(...confidences)
      })
      assert.ok(sharper! >= blunt! - 1e-6)
    }),
  )
})
