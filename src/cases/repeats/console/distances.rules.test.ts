import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasOwn, inheritedBy, openRows, reachTree, rowOf } from './distances.rules.ts'

const categories = [
  { id: 'light', parentId: null },
  { id: 'light-street', parentId: 'light' },
  { id: 'light-street-broken', parentId: 'light-street' },
  { id: 'light-park', parentId: 'light' },
  { id: 'noise', parentId: null },
]
const set = {
  otherwise: { metres: 250, weeks: 12, closedDays: 14 },
  items: [
    { categoryId: 'light', metres: 100, weeks: null, closedDays: null, version: 3 },
    { categoryId: 'light-street-broken', metres: null, weeks: 4, closedDays: 0, version: 1 },
    { categoryId: 'noise', metres: null, weeks: null, closedDays: null, version: 2 },
    { categoryId: 'gone', metres: 10, weeks: null, closedDays: null, version: 1 },
  ],
}
const rows = reachTree(categories, set)

test('each part of each category says its value and where it comes from', () => {
  const lamp = rowOf(rows, 'light-street-broken')!
  assert.deepEqual(lamp.parts, {
    metres: { value: 100, from: { categoryId: 'light' } },
    weeks: { value: 4, from: 'own' },
    closedDays: { value: 0, from: 'own' },
  })
  assert.deepEqual(rowOf(rows, 'light')!.parts.metres, { value: 100, from: 'own' })
  assert.deepEqual(rowOf(rows, 'light-park')!.parts.weeks, { value: 12, from: 'product' })
  assert.deepEqual(rowOf(rows, 'noise')!.parts.closedDays, { value: 14, from: 'product' })
  assert.deepEqual(
    ['light', 'light-park', 'noise'].map(id => rowOf(rows, id)!.version),
    [3, 0, 2],
    'what was taken away keeps its version',
  )
  assert.equal(rowOf(rows, 'gone'), undefined)
})

test('what was set is seen without opening anything', () => {
  assert.deepEqual(openRows(rows), ['light', 'light-street'])
  assert.deepEqual(openRows(reachTree(categories, { ...set, items: [] })), [])
  assert.deepEqual([hasOwn(rowOf(rows, 'noise')!), hasOwn(rowOf(rows, 'light')!)], [false, true])
})

test('an empty field of the form shows what would hold', () => {
  assert.deepEqual(inheritedBy(rows, 'light-street-broken', set.otherwise), {
    metres: 100,
    weeks: 12,
    closedDays: 14,
  })
  assert.deepEqual(inheritedBy(rows, 'light', set.otherwise), set.otherwise)
  const between = { categoryId: 'light-street', metres: 60, weeks: null, closedDays: null, version: 1 }
  const deeper = reachTree(categories, { ...set, items: [...set.items, between] })
  assert.equal(inheritedBy(deeper, 'light-street-broken', set.otherwise).metres, 60, 'of the nearest above')
})
