import assert from 'node:assert/strict'
import { test } from 'node:test'
import { citySeed } from '../seed.contract.ts'
import { rowsOf } from '../seed.rules.ts'
import { demoCity } from './demo-city.ts'
import { once } from './once.ts'

test('the demo city is a valid seed, word for word: nothing is trimmed, dropped or added', () => {
  const parsed = citySeed.parse(demoCity())
  assert.equal(parsed.duties.length, demoCity().duties.length)
  const names = (seed: ReturnType<typeof demoCity>) => [
    ...seed.regions.map(region => region.name),
    ...seed.departments.map(department => `${department.name} ${department.phone}`),
    ...seed.categories.map(category => category.nameEnglish),
    ...seed.duties.map(duty => `${duty.title} ${duty.description} ${duty.legalBasis}`),
  ]
  assert.deepEqual(names(parsed), names(demoCity()))
})

test('the seeding rules accept it', () => {
  const rows = rowsOf(citySeed.parse(demoCity()))
  assert.equal(rows.regions.length, 261)
  assert.ok(rows.regions.every(region => region.longitude !== null && region.boundary !== null))
  assert.equal(rows.duties.filter(duty => duty.hostByRegion).length, 10)
  assert.ok(rows.duties.some(duty => duty.coHostByRegion))
})

test('what is computed once is remembered, even when it is undefined', () => {
  let computed = 0
  const value = once(() => {
    computed++
    return undefined
  })
  assert.equal(value(), undefined)
  assert.equal(value(), undefined)
  assert.equal(computed, 1)
  assert.equal(demoCity(), demoCity())
})
