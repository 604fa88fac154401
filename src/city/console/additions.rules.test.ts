import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newDepartment } from '#city/department.contract.ts'
import { newDuty } from '#city/duty.contract.ts'
import { newRegion, type Region } from '#city/region.contract.ts'
import {
  categoryOf,
  departmentOf,
  dutyOf,
  emptyCategory,
  emptyDepartment,
  emptyDuty,
  emptyRegion,
  identifierOf,
  newCategoryFaults,
  newDepartmentFaults,
  newDutyFaults,
  newRegionFaults,
  refusalFaults,
  regionOf,
} from './additions.rules.ts'

const parks = { ...emptyDepartment('city'), name: '园林局', nameEnglish: 'Bureau of Parks & Trees' }
const lamp = {
  ...emptyDuty('2026-05-01', 'parks'),
  title: '路灯不亮',
  titleEnglish: 'Street lamp out',
  categoryId: 'street-lamps',
}

test('an English name becomes an identifier that the contract takes', () => {
  assert.equal(identifierOf('Bureau of Parks & Trees'), 'bureau-of-parks-trees')
  assert.equal(identifierOf(' (Café) People’s 110 '), 'cafe-peoples-110')
  assert.equal(identifierOf('园林局'), '')
  const long = identifierOf(`${'a'.repeat(79)} and more`)
  assert.equal(long, 'a'.repeat(79))
})

test('a new department is sent as the contract wants it; an empty contact is none', () => {
  const sent = departmentOf({ ...parks, phone: ' ', address: ' 一号 ' })
  assert.deepEqual(
    [sent.id, sent.phone, sent.address, sent.email, sent.parentId, sent.regionId],
    ['bureau-of-parks-trees', null, '一号', null, null, 'city'],
  )
  assert.ok(newDepartment.safeParse(sent).success)
  assert.deepEqual(newDepartmentFaults(sent), {})
  assert.equal(departmentOf({ ...parks, id: 'parks' }).id, 'parks')
})

test('a new department: faults stand at their fields', () => {
  assert.deepEqual(newDepartmentFaults(departmentOf(emptyDepartment('city'))), {
    id: 'city:fault.needed',
    name: 'city:fault.needed',
    nameEnglish: 'city:fault.needed',
  })
  const bad = { ...parks, id: 'Parks!', name: ' ', email: 'x@y', phone: '1'.repeat(41) }
  assert.deepEqual(newDepartmentFaults(departmentOf(bad)), {
    id: 'city:fault.id',
    name: 'city:fault.needed',
    email: 'city:fault.email',
    phone: 'city:fault.invalid',
  })
})

test('a new duty holds from today, of the host that was looked at, or of the district', () => {
  assert.deepEqual([lamp.validFrom, lamp.hostDepartmentId], ['2026-05-01', 'parks'])
  const sent = dutyOf(lamp)
  assert.equal(sent.id, 'street-lamp-out')
  assert.ok(newDuty.safeParse(sent).success)
  assert.deepEqual(newDutyFaults(sent), {})
  assert.equal(dutyOf({ ...lamp, id: 'lamp' }).id, 'lamp')
  assert.deepEqual(newDutyFaults(dutyOf({ ...lamp, hostDepartmentId: null })), {})
})

test('a new duty: faults stand at their fields', () => {
  const faults = newDutyFaults(dutyOf({ ...emptyDuty('2026-05-01', null), validFrom: '' }))
  assert.deepEqual(Object.keys(faults).sort(), ['categoryId', 'id', 'title', 'titleEnglish', 'validFrom'])
  assert.deepEqual([...new Set(Object.values(faults))], ['city:fault.needed'])
})

test('a taken identifier is told at its field until another stands there', () => {
  assert.deepEqual(refusalFaults('city.identifier-taken', 'parks', 'parks'), { id: 'city:fault.taken' })
  assert.deepEqual(refusalFaults('city.identifier-taken', 'parks', 'parks-2'), {})
  assert.deepEqual(refusalFaults('city.unknown-region', 'parks', 'parks'), {})
})

test('a new region lies in the one that is looked at, a level below; the city itself in none', () => {
  const within = (level: Region['level']) => emptyRegion({ id: 'r', level } as Region)
  assert.deepEqual([within('city').level, within('city').parentId], ['district', 'r'])
  assert.equal(within('community').level, 'grid')
  assert.equal(within('grid').level, 'grid')
  const first = emptyRegion(undefined)
  assert.deepEqual([first.level, first.parentId], ['city', null])
  const named = { name: '东区', nameEnglish: 'East', code: '370101' }
  const sent = regionOf({ ...within('city'), ...named }, null)
  assert.ok(newRegion.safeParse(sent).success)
  assert.deepEqual([sent.id, sent.boundary, newRegionFaults(sent)], ['east', null, {}])
  const city = regionOf({ ...within('city'), ...named, level: 'city' }, null)
  assert.deepEqual([city.parentId, newRegionFaults(city)], [null, {}])
  assert.equal(regionOf({ ...within('city'), ...named, id: 'e' }, null).id, 'e')
  assert.deepEqual(newRegionFaults(regionOf({ ...first, ...named, level: 'district', code: ' ' }, null)), {
    code: 'city:fault.needed',
    parentId: 'city:fault.needed',
  })
})

test('a new category is named, and lies below another or nowhere', () => {
  const sent = categoryOf({ ...emptyCategory('light'), name: '路灯', nameEnglish: 'Street lamps' })
  assert.deepEqual(sent, { id: 'street-lamps', parentId: 'light', name: '路灯', nameEnglish: 'Street lamps' })
  assert.deepEqual(newCategoryFaults(sent), {})
  assert.deepEqual(newCategoryFaults(categoryOf(emptyCategory(null))), {
    id: 'city:fault.needed',
    name: 'city:fault.needed',
    nameEnglish: 'city:fault.needed',
  })
})
