import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demoDepartments, departmentIdOf } from './departments.ts'
import { demoRegions } from './regions.ts'

const departments = demoDepartments()
const byId = new Map(departments.map(department => [department.id, department]))

test('at least 24 departments, ids and names unique', () => {
  assert.ok(departments.length >= 24, String(departments.length))
  assert.equal(byId.size, departments.length)
  assert.equal(new Set(departments.map(department => department.name)).size, departments.length)
})

test('the tree has one root, and parents come before their children', () => {
  const known = new Set<string>()
  for (const department of departments) {
    if (department.parentId === null) assert.equal(department.id, departmentIdOf('government'))
    else assert.ok(known.has(department.parentId), department.id)
    known.add(department.id)
  }
})

test('every district has one government, every street an office under the government of its district', () => {
  for (const region of demoRegions()) {
    const of = (kind: string) => departments.filter(one => one.kind === kind && one.regionId === region.id)
    if (region.level === 'district') assert.equal(of('district-government').length, 1, region.name)
    if (region.level !== 'street') continue
    const [office] = of('street-office')
    assert.equal(byId.get(office!.parentId!)?.regionId, region.parentId, region.name)
  }
})

test('jurisdictions exist, and nobody can be reached by the contacts', () => {
  const regions = new Set(demoRegions().map(region => region.id))
  for (const department of departments) {
    assert.ok(regions.has(department.regionId), department.id)
    assert.match(department.phone, /^0000-555\d{4}$/)
    assert.match(department.email, /^[a-z0-9-]+@qinglan\.example\.invalid$/)
    assert.match(department.address, /^青岚市.+区.+号$/)
    assert.ok(department.description.length > 4)
    assert.match(department.nameEnglish, /^[\x20-\x7e]+$/)
  }
  assert.equal(new Set(departments.map(department => department.phone)).size, departments.length)
})

test('utilities stand under the bureau that oversees them', () => {
  const utilities = departments.filter(department => department.kind === 'utility')
  assert.equal(utilities.length, 5)
  for (const utility of utilities) assert.equal(byId.get(utility.parentId!)?.kind, 'bureau', utility.name)
})
