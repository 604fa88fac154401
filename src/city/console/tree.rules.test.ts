import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasWords, pathsOf, treeOf, upFrom } from './tree.rules.ts'

const list = [
  { id: 'b', parentId: 'a', name: '路灯' },
  { id: 'a', parentId: null, name: '城管' },
  { id: 'c', parentId: 'b', name: '维修' },
  { id: 'd', parentId: 'gone', name: '水务' },
]

test('a list becomes a tree; what lost its parent stands at the top', () => {
  assert.deepEqual(treeOf(list), [{ ...list[1], children: [{ ...list[0], children: [list[2]] }] }, list[3]])
})

test('a search leaves what matches and the way to it', () => {
  const found = treeOf(list, one => one.name === '路灯')
  assert.deepEqual(found, [{ ...list[1], children: [list[0]] }])
  assert.deepEqual(
    treeOf(list, () => false),
    [],
  )
})

test('every word must be in the text', () => {
  assert.ok(hasWords('路灯 Street Lamp', 'LAMP 路灯'))
  assert.ok(!hasWords('路灯 Street lamp', 'lamp 水'))
  assert.ok(hasWords('路灯', ''))
})

test('the way up ends at the top, and in a loop', () => {
  assert.deepEqual([...upFrom(list, 'c')], ['c', 'b', 'a'])
  assert.deepEqual([...upFrom(list, null)], [])
  const loop = [
    { id: 'x', parentId: 'y' },
    { id: 'y', parentId: 'x' },
  ]
  assert.deepEqual([...upFrom(loop, 'x')], ['x', 'y'])
})

test('every entry has its path of names, from the top down, and a loop ends', () => {
  const paths = pathsOf(list, one => one.name)
  assert.deepEqual(paths.get('c'), ['城管', '路灯', '维修'])
  assert.deepEqual(paths.get('d'), ['水务'])
  const loop = [
    { id: 'x', parentId: 'y' },
    { id: 'y', parentId: 'x' },
  ]
  assert.deepEqual(pathsOf(loop, one => one.id).get('x'), ['y', 'x'])
})
