import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Department, departmentChange } from '#city/department.contract.ts'
import { type Duty, dutyChange } from '#city/duty.contract.ts'
import {
  changeOfDepartment,
  changeOfDuty,
  contactFaults,
  contactForm,
  dutyFaults,
  dutyForm,
} from './edits.rules.ts'

const department: Department = {
  id: 'lighting',
  parentId: 'urban',
  name: '路灯所',
  nameEnglish: 'Street lighting',
  kind: 'unit',
  regionId: 'city',
  phone: '0100-5550',
  address: null,
  email: null,
  active: true,
  version: 3,
}
const duty: Duty = {
  id: 'lamp',
  version: 2,
  categoryId: 'street',
  title: '路灯不亮',
  titleEnglish: 'Street lamp out',
  description: '',
  hostDepartmentId: 'lighting',
  coHosts: ['urban'],
  coHostByRegion: false,
  legalBasis: '',
  timeLimitWorkdays: 3,
  urgency: 'normal',
  hostByRegion: false,
  validFrom: '2026-01-01',
  validTo: null,
}

test('a department: only what differs is sent; an emptied contact is none', () => {
  assert.equal(changeOfDepartment(department, contactForm(department)), null)
  const change = changeOfDepartment(department, { ...contactForm(department), phone: ' ', address: ' 一号 ' })
  assert.deepEqual(change, { phone: null, address: '一号', version: 3 })
  assert.ok(departmentChange.safeParse(change).success)
  const closed = changeOfDepartment(department, { ...contactForm(department), active: false })
  assert.deepEqual(closed, { active: false, version: 3 })
})

test('a department: faults stand at their fields', () => {
  assert.deepEqual(contactFaults(contactForm(department)), {})
  const bad = { ...contactForm(department), name: ' ', nameEnglish: '', email: 'x@y' }
  assert.deepEqual(Object.keys(contactFaults(bad)), ['name', 'nameEnglish', 'email'])
  assert.deepEqual(contactFaults({ ...contactForm(department), email: 'a@b.cn' }), {})
})

test('a duty: the edit holds from today, or from the day the present version begins', () => {
  assert.equal(dutyForm(duty, '2026-05-01').validFrom, '2026-05-01')
  assert.equal(dutyForm({ ...duty, validFrom: '2026-06-01' }, '2026-05-01').validFrom, '2026-06-01')
})

test('a duty: only what differs is sent, with its first day', () => {
  const form = dutyForm(duty, '2026-05-01')
  assert.equal(changeOfDuty(duty, form), null)
  assert.equal(changeOfDuty(duty, { ...form, validFrom: '2026-07-01' }), null)
  const change = changeOfDuty(duty, { ...form, hostDepartmentId: null, coHosts: [] })
  assert.deepEqual(change, { hostDepartmentId: null, coHosts: [], version: 2, validFrom: '2026-05-01' })
  assert.ok(dutyChange.safeParse(change).success)
})

test('a duty: faults stand at their fields', () => {
  const form = dutyForm(duty, '2026-05-01')
  assert.deepEqual(dutyFaults(duty, form), {})
  assert.deepEqual(dutyFaults(duty, { ...form, validFrom: '2025-12-31' }), {
    validFrom: 'city:fault.too-early',
  })
  assert.deepEqual(dutyFaults(duty, { ...form, validFrom: duty.validFrom }), {})
  const bad = { ...form, title: ' ', titleEnglish: '', validFrom: '' }
  assert.deepEqual(Object.keys(dutyFaults(duty, bad)), ['title', 'titleEnglish', 'validFrom'])
})
