import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cellToParent, latLngToCell } from 'h3-js'
import { cellsOfArea, coarseCells, joinCells, readArea, resolutionAt } from './area.rules.ts'

test('an area is read as an address writes it, and nothing else is', () => {
  assert.deepEqual(readArea('113,30;113.01,30;113,30.01'), [
    [113, 30],
    [113.01, 30],
    [113, 30.01],
  ])
  for (const bad of [
    '',
    '113,30;113,31',
    '113,30;a,30;113,31',
    '113,30;113,,31;1,2',
    '113,30,5;113,31,5;114,30,5',
    '181,30;113,30;113,31',
    '113,91;113,30;114,31',
    '113;114;115',
    '1e2,30;113,30;113,31',
    ' 113,30;113,31;114,30',
    Array.from({ length: 61 }, () => '113,30').join(';'),
  ])
    assert.equal(readArea(bad), null, bad)
})

test('the cells of an area hold its corners; one that is too large has none', () => {
  const corners = [
    [113, 30],
    [113.03, 30],
    [113.03, 30.03],
    [113, 30.03],
  ] as const
  const cells = cellsOfArea(corners)!
  for (const [longitude, latitude] of corners)
    assert.ok(cells.includes(latLngToCell(latitude, longitude, 9)), `${longitude},${latitude}`)
  assert.ok(cells.length > 60 && cells.length < 200, String(cells.length))
  const wide = corners.map(([longitude, latitude]): [number, number] => [
    113 + (longitude - 113) * 20,
    30 + (latitude - 30) * 20,
  ])
  assert.equal(cellsOfArea(wide), null)
  assert.equal(
    cellsOfArea([
      [70, 20],
      [130, 20],
      [130, 50],
    ]),
    null,
  )
})

test('hexagons shrink as one comes nearer, and not below half a kilometre for who may not know places', () => {
  const sizes = [4, 10, 12, 13, 14, 18].map(zoom => resolutionAt(zoom, true))
  assert.deepEqual(sizes, [5, 6, 7, 8, 9, 9])
  assert.equal(resolutionAt(18, false), 8)
  assert.equal(resolutionAt(10, false), 6)
})

test('counts of small hexagons are those of the large one together', () => {
  const cell = latLngToCell(30, 113, 9)
  const parent = cellToParent(cell, 7)
  const near = latLngToCell(30.001, 113.001, 9)
  const far = latLngToCell(30.2, 113, 9)
  const joined = joinCells(
    [
      { cell, count: 3, overdue: 1 },
      { cell: near, count: 4, overdue: 0 },
      { cell: far, count: 5, overdue: 5 },
    ],
    7,
  )
  assert.deepEqual(joined.get(parent), { count: 7, overdue: 1 })
  assert.equal(joined.size, 2)
  assert.deepEqual(joinCells([{ cell, count: 3, overdue: 1 }], 9).get(cell), { count: 3, overdue: 1 })
})

test('who may not know places gets all of the larger hexagons, however small a place was asked for', () => {
  const cell = latLngToCell(30, 113, 9)
  const wide = coarseCells([cell])
  assert.equal(wide.length, 7)
  assert.ok(wide.includes(cell))
  assert.deepEqual(new Set(wide.map(one => cellToParent(one, 8))), new Set([cellToParent(cell, 8)]))
  // Its neighbours in the larger hexagon add nothing, so the questions cannot be told apart.
  for (const one of wide) assert.deepEqual(coarseCells([one]).toSorted(), wide.toSorted())
  assert.deepEqual(coarseCells(wide).toSorted(), wide.toSorted())
  assert.deepEqual(coarseCells([]), [])
})
