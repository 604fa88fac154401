import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type BinaryProblem, solveBinary, wordRatios } from './linear-classifier.rules.ts'
import type { Matrix } from './text-corpus.rules.ts'

const exact = { seed: 1, tolerance: 1e-8 }

function dense(rows: number[][], sign: number[], cost: number[]): BinaryProblem {
  const width = rows[0]!.length
  return {
    start: Int32Array.from(rows, (_, row) => row * width),
    end: Int32Array.from(rows, (_, row) => (row + 1) * width),
    feature: Int32Array.from(rows.flatMap(row => row.map((_, at) => at))),
    value: Float32Array.from(rows.flat()),
    features: width,
    sign: Int8Array.from(sign),
    cost: Float64Array.from(cost),
  }
}

/** The primal objective, written from its definition. */
function objective(problem: BinaryProblem, weights: Float32Array): number {
  let sum = weights.reduce((total, weight) => total + weight * weight, 0) / 2
  for (let row = 0; row < problem.sign.length; row++) {
    let margin = weights.at(-1)!
    for (let at = problem.start[row]!; at < problem.end[row]!; at++) {
      margin += weights[problem.feature[at]!]! * problem.value[at]!
    }
    sum += problem.cost[row]! * Math.max(0, 1 - problem.sign[row]! * margin) ** 2
  }
  return sum
}

test('one row of each sign has the solution worked out by hand', () => {
  const problem = dense([[1], [-1]], [1, -1], [1, 1])
  const weights = solveBinary(problem, exact)
  assert.ok(Math.abs(weights[0]! - 0.8) < 1e-4, `weight ${weights[0]}`)
  assert.ok(Math.abs(weights[1]!) < 1e-4, `bias ${weights[1]}`)
})

test('no small step away from the solution lowers the objective', () => {
  const rows = [
    [1, 0.2, 0],
    [0.8, -0.4, 0.1],
    [-0.3, 1, 0.5],
    [-1, 0.1, 0.9],
    [0.2, 0.3, -1],
  ]
  const problem = dense(rows, [1, 1, -1, -1, 1], [1, 0.5, 2, 1, 1])
  const weights = solveBinary(problem, exact)
  const least = objective(problem, weights)
  for (let at = 0; at < weights.length; at++) {
    for (const step of [0.01, -0.01]) {
      const moved = Float32Array.from(weights)
      moved[at]! += step
      assert.ok(objective(problem, moved) >= least - 1e-6, `weight ${at}, step ${step}`)
    }
  }
})

test('a dearer row pulls the boundary to its side', () => {
  const rows = [[0.5], [0.5]]
  const score = (cost: number[]): number => {
    const weights = solveBinary(dense(rows, [1, -1], cost), exact)
    return weights[0]! * 0.5 + weights[1]!
  }
  assert.ok(score([10, 1]) > 0.5)
  assert.ok(score([1, 10]) < -0.5)
})

test('the same seed gives the same weights', () => {
  const problem = dense(
    [
      [1, 2],
      [2, 1],
      [-1, 0],
    ],
    [1, -1, -1],
    [1, 1, 1],
  )
  assert.deepEqual(
    solveBinary(problem, { seed: 5, tolerance: 0.1 }),
    solveBinary(problem, { seed: 5, tolerance: 0.1 }),
  )
})

const matrix: Matrix = {
  start: Int32Array.of(0, 2, 4),
  middle: Int32Array.of(1, 3),
  feature: Int32Array.of(0, 2, 1, 2),
  value: Float32Array.of(1, 1, 1, 3),
  rows: 2,
  features: 3,
}

test('ratios speak for the words of the label, against the others, and leave characters alone', () => {
  const targets = { label: Int32Array.of(0, 1), weight: Float32Array.of(1, 1), labels: 2 }
  const ratios = wordRatios(matrix, targets, 0)
  assert.ok(Math.abs(ratios[0]! - Math.log(21)) < 1e-5)
  assert.ok(Math.abs(ratios[1]! + Math.log(21)) < 1e-5)
  assert.ok(Math.abs(ratios[2]!) < 1e-6)
})

test('a weightier row counts more in the ratio', () => {
  const targets = { label: Int32Array.of(0, 1), weight: Float32Array.of(4, 1), labels: 2 }
  assert.ok(wordRatios(matrix, targets, 0)[0]! > Math.log(21) + 0.03)
})
