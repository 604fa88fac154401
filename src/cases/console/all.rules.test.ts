import assert from 'node:assert/strict'
import { test } from 'node:test'
import { searchFields } from './all.rules.ts'

test('who may search and read what people said searches by everything', () => {
  assert.deepEqual(searchFields(['cases:search', 'cases:read-personal']), [
    'words',
    'phone',
    'name',
    'address',
  ])
})

test('an analyst, who sees no names or numbers, is not offered fields that would be refused', () => {
  assert.deepEqual(searchFields(['cases:read', 'cases:search']), ['words'])
  assert.deepEqual(searchFields(['cases:read-personal']), ['words'])
  assert.deepEqual(searchFields([]), ['words'])
})
