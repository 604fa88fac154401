import assert from 'node:assert/strict'
import { test } from 'node:test'
import { childrenOf, pathTo, subtree } from './tree.rules.ts'

const node = (id: string, parentId: string | null) => ({ id, parentId })
const nodes = [
  node('a', null),
  node('b', 'a'),
  node('c', 'a'),
  node('d', 'b'),
  node('e', 'd'),
  node('lost', 'gone'),
]
const byId = new Map(nodes.map(one => [one.id, one]))
const below = (ids: string[]) => subtree(childrenOf(nodes), byId, ids).sort()

test('a subtree is the node and all below it, once', () => {
  assert.deepEqual(below(['b']), ['b', 'd', 'e'])
  assert.deepEqual(below(['b', 'd', 'c']), ['b', 'c', 'd', 'e'])
  assert.deepEqual(below(['a']), ['a', 'b', 'c', 'd', 'e'])
})

test('nothing and an unknown id give nothing', () => {
  assert.deepEqual(below([]), [])
  assert.deepEqual(below(['gone']), [])
})

test('a path leads from the root to the node', () => {
  assert.deepEqual(
    pathTo(byId, 'e').map(one => one.id),
    ['a', 'b', 'd', 'e'],
  )
  assert.deepEqual(pathTo(byId, 'nobody'), [])
  assert.deepEqual(
    pathTo(byId, 'lost').map(one => one.id),
    ['lost'],
  )
})

test('a loop ends', () => {
  const loop = [node('x', 'y'), node('y', 'x')]
  const known = new Map(loop.map(one => [one.id, one]))
  assert.equal(pathTo(known, 'x').length, 2)
  assert.equal(subtree(childrenOf(loop), known, ['x']).length, 2)
})
