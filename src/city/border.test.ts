import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { seededDatabase } from './city.fixture.ts'
import { contains } from './geometry.rules.ts'
import { regionAt } from './region-at.ts'
import { square } from './small-city.fixture.ts'

// In hundredths of a degree: grids `aaa` (0–1) and `aab` (1–2) stand in the south of district `aa` (0–4); `ab` is 4–8.
const at = (east: number, north: number) => ({ longitude: 113 + east / 100, latitude: 30 + north / 100 })

test('a point belongs to exactly one place, on borders and corners as well', async t => {
  const database = await seededDatabase(t)
  const found = (east: number, north: number) => regionAt(database, at(east, north))

  const inside: [string, number, number, string | null][] = [
    ['the middle of a grid', 0.5, 0.5, 'aaa'],
    ['its neighbour', 1.5, 0.5, 'aab'],
    ['the gap between grids', 3, 3, 'aa'],
    ['a district without grids', 6, 2, 'ab'],
    ['the city beyond its districts', 2, 6, 'a'],
    ['outside', -1, -1, null],
    ['far away', 5000, 2000, null],
    ['the other side of the earth', -22_600, -6000, null],
  ]
  for (const [title, east, north, region] of inside)
    await t.test(title, async () => assert.equal(await found(east, north), region))

  await t.test(
    'each point of the border between two grids is in one of them, and always the same',
    async () => {
      for (const north of [0.001, 0.25, 0.5, 0.75, 0.999]) {
        const first = await found(1, north)
        assert.ok(first === 'aaa' || first === 'aab', `${north}: ${first}`)
        assert.equal(await found(1, north), first)
      }
    },
  )

  await t.test('a hair’s breadth beside the border the side is clear', async () => {
    for (const north of [0.1, 0.5, 0.9]) {
      assert.equal(await found(1 - 1e-6, north), 'aaa')
      assert.equal(await found(1 + 1e-6, north), 'aab')
    }
  })

  await t.test(
    'corners where grids meet are nobody’s fault: a place of the city, or none at its edge',
    async () => {
      for (const [east, north] of [
        [0, 0],
        [1, 0],
        [1, 1],
        [2, 1],
        [4, 0],
        [4, 4],
        [8, 8],
      ] as const) {
        const region = await found(east, north)
        assert.ok(region === null || ['a', 'aa', 'ab', 'aaa', 'aab'].includes(region))
      }
    },
  )

  await t.test('whatever point: the region found contains it, and no other grid does', async () => {
    const grids = { aaa: square(0, 0, 1), aab: square(1, 0, 1) }
    const coordinate = fc.double({ min: -1, max: 9, noNaN: true })
    await fc.assert(
      fc.asyncProperty(coordinate, coordinate, async (east, north) => {
        const region = await found(east, north)
        const holding = Object.entries(grids)
          .filter(([, boundary]) => contains(boundary, at(east, north)))
          .map(([id]) => id)
        assert.ok(holding.length <= 1)
        if (holding.length === 1) assert.equal(region, holding[0])
        else assert.ok(region === null || !(region in grids))
        const outside = east < -1e-9 || north < -1e-9 || east > 8 + 1e-9 || north > 8 + 1e-9
        if (outside) assert.equal(region, null)
      }),
      { numRuns: 60 },
    )
  })
})
