import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { areasOf, cellsOf } from './rectangles.rules.ts'

test('a drawn part covers every pixel it touches, inside the picture', () => {
  const size = { width: 100, height: 50 }
  assert.deepEqual(areasOf([{ x: 0.105, y: 0.21, width: 0.1, height: 0.1 }], size), [
    { left: 10, top: 10, width: 11, height: 6 },
  ])
  assert.deepEqual(areasOf([{ x: 0.9, y: 0.9, width: 1, height: 1 }], size), [
    { left: 90, top: 45, width: 10, height: 5 },
  ])
  assert.deepEqual(areasOf([{ x: 0.5, y: 0.5, width: 0, height: 0.2 }], size), [])
  assert.deepEqual(areasOf([{ x: 0.5, y: 0.5, width: 0.2, height: 0 }], size), [])
  assert.deepEqual(areasOf([{ x: 1, y: 1, width: 1, height: 1 }], size), [])
})

test('areas lie in the picture whatever is drawn', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(
      fc.record({ x: share, y: share, width: share, height: share }),
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 1, max: 5000 }),
      (one, width, height) => {
        for (const area of areasOf([one], { width, height })) {
          assert.ok(area.left >= 0 && area.top >= 0 && area.width >= 1 && area.height >= 1)
          assert.ok(area.left + area.width <= width && area.top + area.height <= height)
        }
      },
    ),
    { seed: 3, numRuns: 300 },
  )
})

test('a handful of cells is left of an area, of a small one no more than it has pixels', () => {
  assert.deepEqual(cellsOf({ width: 600, height: 300 }), { width: 6, height: 3 })
  assert.deepEqual(cellsOf({ width: 300, height: 600 }), { width: 3, height: 6 })
  assert.deepEqual(cellsOf({ width: 601, height: 10 }), { width: 5, height: 1 })
  assert.deepEqual(cellsOf({ width: 3, height: 1 }), { width: 3, height: 1 })
  assert.deepEqual(cellsOf({ width: 1, height: 9 }), { width: 1, height: 4 })
})
