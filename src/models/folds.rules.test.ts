import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitByFold, stratifiedFolds } from './folds.rules.ts'

const labels = Int32Array.from({ length: 103 }, (_, row) => (row % 10 === 0 ? 1 : 0))

test('every label is spread evenly over the folds', () => {
  const fold = stratifiedFolds(labels, 5, 3)
  for (const label of [0, 1]) {
    const counts = [0, 1, 2, 3, 4].map(
      wanted => fold.filter((its, row) => its === wanted && labels[row] === label).length,
    )
    assert.ok(Math.max(...counts) - Math.min(...counts) <= 1, `label ${label}: ${counts}`)
  }
})

test('the same seed gives the same folds, another seed others', () => {
  assert.deepEqual(stratifiedFolds(labels, 5, 3), stratifiedFolds(labels, 5, 3))
  assert.notDeepEqual(stratifiedFolds(labels, 5, 3), stratifiedFolds(labels, 5, 4))
})

test('a split parts the rows in two without loss', () => {
  const fold = stratifiedFolds(labels, 4, 1)
  const { training, heldOut } = splitByFold(fold, 2)
  assert.ok(heldOut.every(row => fold[row] === 2))
  assert.deepEqual(
    [...training, ...heldOut].sort((left, right) => left - right),
    [...labels.keys()],
  )
})

test('rows are shuffled: neighbours of one label do not simply take turns', () => {
  const fold = stratifiedFolds(new Int32Array(50), 5, 9)
  assert.ok(fold.some((its, row) => its !== row % 5))
})
