import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differs, releasesPlaces, type Wanted, wantedOf } from './publication.rules.ts'

const base: Wanted = {
  openData: true,
  columns: ['category', 'state'],
  newestMonths: null,
  requests: 'generalised',
}

test('every part that a person sets makes a difference, the order of columns makes none', () => {
  assert.equal(differs(base, { ...base, columns: ['state', 'category'] }), false)
  const changes: Partial<Wanted>[] = [
    { openData: false },
    { columns: ['category'] },
    { columns: ['category', 'state', 'days'] },
    { newestMonths: 12 },
    { requests: 'off' },
  ]
  for (const change of changes)
    assert.equal(differs(base, { ...base, ...change }), true, JSON.stringify(change))
})

test('of what was read only what is set is kept', () => {
  const read = { ...base, version: 3, smallestGroup: 5, changedAt: null, changedBy: null }
  assert.deepEqual(wantedOf(read), base)
})

test('exact places are released once, by going over to them', () => {
  const exact: Wanted = { ...base, requests: 'exact' }
  const off: Wanted = { ...base, requests: 'off' }
  assert.deepEqual(
    [
      releasesPlaces(base, exact),
      releasesPlaces(off, exact),
      releasesPlaces(exact, exact),
      releasesPlaces(exact, off),
      releasesPlaces(off, base),
    ],
    [true, true, false, false, false],
  )
})
