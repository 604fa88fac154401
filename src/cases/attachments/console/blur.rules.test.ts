import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Rectangle, rectangle } from '#cases/attachments.contract.ts'
import { drawn, middle, nudged } from './blur.rules.ts'

const near = (found: object | null, expected: Record<string, number>) => {
  for (const [name, value] of Object.entries(expected))
    assert.ok(
      Math.abs((found as Record<string, number>)[name]! - value) < 1e-9,
      `${name} ${JSON.stringify(found)}`,
    )
}

test('a part is drawn from any corner, cut at the edge; a click is none', () => {
  near(drawn({ x: 0.1, y: 0.2 }, { x: 0.3, y: 0.6 }), { x: 0.1, y: 0.2, width: 0.2, height: 0.4 })
  near(drawn({ x: 0.3, y: 0.6 }, { x: 0.1, y: 0.2 }), { x: 0.1, y: 0.2, width: 0.2, height: 0.4 })
  near(drawn({ x: -0.5, y: 0.9 }, { x: 0.2, y: 1.5 }), { x: 0, y: 0.9, width: 0.2, height: 0.1 })
  assert.equal(drawn({ x: 0.5, y: 0.5 }, { x: 0.505, y: 0.9 }), null)
  assert.equal(drawn({ x: 0.5, y: 0.5 }, { x: 0.9, y: 0.505 }), null)
})

test('arrows move a part within the picture, with Shift they change its size', () => {
  near(nudged(middle, 'ArrowLeft', false), { x: 0.38, y: 0.4, width: 0.2, height: 0.2 })
  near(nudged(middle, 'ArrowDown', false), { x: 0.4, y: 0.42 })
  near(nudged({ ...middle, x: 0.8 }, 'ArrowRight', false), { x: 0.8 })
  near(nudged({ ...middle, y: 0.01 }, 'ArrowUp', false), { y: 0 })
  near(nudged({ ...middle, y: 0.8 }, 'ArrowDown', false), { y: 0.8 })
  near(nudged(middle, 'ArrowRight', true), { x: 0.4, width: 0.22, height: 0.2 })
  near(nudged(middle, 'ArrowUp', true), { width: 0.2, height: 0.18 })
  near(nudged({ ...middle, width: 0.6 }, 'ArrowRight', true), { width: 0.6 })
  near(nudged({ ...middle, height: 0.6 }, 'ArrowDown', true), { height: 0.6 })
  near(nudged({ ...middle, width: 0.02, height: 0.02 }, 'ArrowLeft', true), { width: 0.02 })
  near(nudged({ ...middle, width: 0.02, height: 0.02 }, 'ArrowUp', true), { height: 0.02 })
  assert.equal(nudged(middle, 'Enter', false), null)
})

test('however the hand moves, a part lies in the picture and is what the server takes', () => {
  const point = fc.record({
    x: fc.double({ min: -3, max: 4, noNaN: true }),
    y: fc.double({ min: -3, max: 4, noNaN: true }),
  })
  const keys = fc.array(
    fc.tuple(fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'), fc.boolean()),
    {
      maxLength: 120,
    },
  )
  const isInside = (one: Rectangle) => {
    assert.ok(rectangle.safeParse(one).success, JSON.stringify(one))
    // Half a pixel of a picture of 4,096 is what rounding may cost.
    assert.ok(one.x + one.width <= 1.0001 && one.y + one.height <= 1.0001, JSON.stringify(one))
  }
  fc.assert(
    fc.property(point, point, keys, (from, to, pressed) => {
      let one = drawn(from, to) ?? middle
      isInside(one)
      for (const [key, resizes] of pressed) {
        one = nudged(one, key, resizes)!
        isInside(one)
      }
    }),
    { seed: 5, numRuns: 300 },
  )
})

test('edges: the smallest part that counts, the whole picture, and keys that mean nothing', () => {
  assert.notEqual(drawn({ x: 0, y: 0 }, { x: 0.0101, y: 0.0101 }), null)
  assert.equal(drawn({ x: 0.5, y: 0.5 }, { x: 0.5, y: 0.5 }), null)
  assert.equal(drawn({ x: 1.2, y: 1.2 }, { x: 3, y: 3 }), null, 'drawn outside of the picture')
  near(drawn({ x: -1, y: -1 }, { x: 2, y: 2 }), { x: 0, y: 0, width: 1, height: 1 })
  for (const key of ['a', ' ', 'Tab', 'Escape', 'toString', 'constructor', '__proto__'])
    assert.equal(nudged(middle, key, false), null, key)
})
