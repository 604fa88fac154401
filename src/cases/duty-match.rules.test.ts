import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { confidencesOf, dutyListThreshold } from './duty-match.rules.ts'

const scores = fc
  .array(fc.double({ min: 0.01, max: 200, noNaN: true }), { minLength: 1, maxLength: 3 })
  .map(list => list.toSorted((a, b) => b - a))

test('confidences are those of the order given, between 0 and 1, and never add up to more than 1', () => {
  fc.assert(
    fc.property(scores, list => {
      const found = confidencesOf(list)
      assert.equal(found.length, list.length)
      assert.ok(found.every(one => one >= 0 && one <= 1))
      assert.ok(found.reduce((sum, one) => sum + one, 0) <= 1)
      assert.ok(found.every((one, index) => index === 0 || one <= found[index - 1]! + 1e-12))
    }),
  )
})

test('a better best match is never less sure', () => {
  fc.assert(
    fc.property(scores, fc.double({ min: 0.01, max: 100, noNaN: true }), (list, more) => {
      const [best, ...others] = list as [number, ...number[]]
      assert.ok(confidencesOf([best + more, ...others])[0]! > confidencesOf(list)[0]!)
    }),
  )
})

test('a nearer rival is never less doubtful', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1, max: 200, noNaN: true }),
      fc.double({ min: 0.1, max: 0.9, noNaN: true }),
      (best, share) => {
        const far = confidencesOf([best, best * share * 0.5])[0]!
        const near = confidencesOf([best, best * share])[0]!
        assert.ok(near < far)
      },
    ),
  )
})

test('a lone weak match abstains, two equals abstain however strong, a clear strong one is advised', () => {
  assert.ok(confidencesOf([2])[0]! < dutyListThreshold)
  assert.ok(confidencesOf([60, 60])[0]! < dutyListThreshold)
  assert.ok(confidencesOf([30, 8, 6])[0]! >= dutyListThreshold)
})

test('words in common are never certainty', () => {
  assert.ok(confidencesOf([1e6])[0]! <= 0.8)
})

test('without any match there is no confidence', () => {
  assert.deepEqual(confidencesOf([]), [])
  assert.deepEqual(confidencesOf([0, 0]), [0, 0])
})
