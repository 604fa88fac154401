import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newDepartment } from '#city/department.contract.ts'
import { newDuty } from '#city/duty.contract.ts'
import {
  departmentOf,
  dutyOf,
  emptyDepartment,
  emptyDuty,
  identifierOf,
  newDepartmentFaults,
  newDutyFaults,
  refusalFaults,
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
