import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dispatchCity as city } from './dispatch-city.fixture.ts'
import { departmentOf, districtLabel, isDispatchLabel, labelOf } from './dispatch-label.rules.ts'

test('a bureau is its own label; the governments of all districts share one', () => {
  assert.equal(labelOf({ id: 'roads', kind: 'bureau' }), 'roads')
  assert.equal(labelOf({ id: 'east-government', kind: 'district-government' }), districtLabel)
  assert.equal(labelOf({ id: 'west-government', kind: 'district-government' }), districtLabel)
})

test('the label of the districts is the government of the place', () => {
  assert.equal(departmentOf(city, districtLabel, 'east-street')?.id, 'east-government')
  assert.equal(departmentOf(city, districtLabel, 'west')?.id, 'west-government')
})

test('without a place, or a place known to the district, nothing is guessed', () => {
  for (const regionId of [null, 'city', 'unknown'])
    assert.equal(departmentOf(city, districtLabel, regionId), null)
})

test('a bureau is itself wherever the case is; one that is closed or unknown is nobody', () => {
  assert.equal(departmentOf(city, 'roads', 'east')?.id, 'roads')
  assert.equal(departmentOf(city, 'roads', null)?.id, 'roads')
  assert.equal(departmentOf(city, 'closed-bureau', 'east'), null)
  assert.equal(departmentOf(city, 'nobody', 'east'), null)
})

test('what advice can be given with', () => {
  assert.ok(isDispatchLabel(city, 'roads'))
  assert.ok(isDispatchLabel(city, districtLabel))
  for (const label of ['closed-bureau', 'nobody', '', 'by-region:street-office'])
    assert.ok(!isDispatchLabel(city, label), label)
})

test('every active department has a label that leads back to it at its own place', () => {
  for (const department of city.departments.filter(one => one.active)) {
    assert.ok(isDispatchLabel(city, labelOf(department)))
    assert.equal(departmentOf(city, labelOf(department), department.regionId)?.id, department.id)
  }
})
