import assert from 'node:assert/strict'
import { test } from 'node:test'
import { candidatesByDuties, candidatesByLabels, hostDuties } from './candidates.rules.ts'
import { dispatchCity as city } from './dispatch-city.fixture.ts'
import { districtLabel } from './dispatch-label.rules.ts'

const found = [
  { dutyId: 'lamp', score: 30 },
  { dutyId: 'neighbours', score: 20 },
  { dutyId: 'pothole', score: 10 },
  { dutyId: 'old', score: 9 },
  { dutyId: 'leak', score: 8 },
  { dutyId: 'unknown', score: 7 },
]

test('duties get their hosts at the place; those nobody hosts are left out', () => {
  assert.deepEqual(
    hostDuties(city, found, 'east').map(one => [one.dutyId, one.departmentId, one.categoryId]),
    [
      ['lamp', 'roads', 'category-lamp'],
      ['neighbours', 'east-government', 'category-neighbours'],
      ['pothole', 'roads', 'category-pothole'],
      ['leak', 'water', 'category-leak'],
    ],
  )
  assert.deepEqual(
    hostDuties(city, found, null).map(one => one.dutyId),
    ['lamp', 'pothole', 'leak'],
  )
})

test('by the duty list each department stands once, with its best duty, the best first', () => {
  const candidates = candidatesByDuties(hostDuties(city, found, 'west').toReversed())
  assert.deepEqual(
    candidates.map(one => [one.departmentId, one.dutyId]),
    [
      ['roads', 'lamp'],
      ['west-government', 'neighbours'],
      ['water', 'leak'],
    ],
  )
  assert.ok(candidates[0]!.confidence >= candidates[1]!.confidence)
  assert.ok(candidates[1]!.confidence > candidates[2]!.confidence)
})

test('by the duty list at most three departments, and none without a match', () => {
  const many = Array.from({ length: 5 }, (_, index) => ({
    dutyId: `duty-${index}`,
    departmentId: `department-${index}`,
    categoryId: 'category',
    score: 10 - index,
  }))
  assert.deepEqual(
    candidatesByDuties(many).map(one => one.departmentId),
    ['department-0', 'department-1', 'department-2'],
  )
  assert.deepEqual(candidatesByDuties([]), [])
})

test('by a model labels become departments, each with its best duty where one matched', () => {
  const place = { regionId: 'east', hosted: hostDuties(city, found.slice(0, 3).toReversed(), 'east') }
  const ranked = [
    { label: 'roads', confidence: 0.7 },
    { label: districtLabel, confidence: 0.2 },
    { label: 'water', confidence: 0.05 },
  ]
  assert.deepEqual(candidatesByLabels(city, ranked, place), {
    firstUnresolved: false,
    candidates: [
      { departmentId: 'roads', confidence: 0.7, dutyId: 'lamp', categoryId: 'category-lamp' },
      {
        departmentId: 'east-government',
        confidence: 0.2,
        dutyId: 'neighbours',
        categoryId: 'category-neighbours',
      },
      { departmentId: 'water', confidence: 0.05, dutyId: null, categoryId: null },
    ],
  })
})

test('labels that meet in one department add up, and that can change the order', () => {
  const ranked = [
    { label: 'roads', confidence: 0.4 },
    { label: districtLabel, confidence: 0.35 },
    { label: 'east-government', confidence: 0.2 },
  ]
  const { candidates } = candidatesByLabels(city, ranked, { regionId: 'east-street', hosted: [] })
  assert.deepEqual(
    candidates.map(one => one.departmentId),
    ['east-government', 'roads'],
  )
  assert.ok(Math.abs(candidates[0]!.confidence - 0.55) < 1e-9)
})

test('a first choice without a department here is said to be one, and the others are still shown', () => {
  const ranked = [
    { label: districtLabel, confidence: 0.9 },
    { label: 'closed-bureau', confidence: 0.06 },
    { label: 'water', confidence: 0.04 },
  ]
  const { candidates, firstUnresolved } = candidatesByLabels(city, ranked, { regionId: null, hosted: [] })
  assert.ok(firstUnresolved)
  assert.deepEqual(
    candidates.map(one => one.departmentId),
    ['water'],
  )
  assert.equal(candidatesByLabels(city, [], { regionId: null, hosted: [] }).firstUnresolved, false)
})

test('rounding never makes more than certainty', () => {
  const ranked = [
    { label: districtLabel, confidence: 0.6 },
    { label: 'east-government', confidence: 0.4000001 },
  ]
  const { candidates } = candidatesByLabels(city, ranked, { regionId: 'east', hosted: [] })
  assert.equal(candidates[0]!.confidence, 1)
})
