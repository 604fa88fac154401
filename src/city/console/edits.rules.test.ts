import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Category, categoryChange } from '#city/category.contract.ts'
import { type Department, departmentChange } from '#city/department.contract.ts'
import { type Duty, dutyChange } from '#city/duty.contract.ts'
import { type Region, regionChange, regionLevels } from '#city/region.contract.ts'
import {
  categoryForm,
  changeOfCategory,
  changeOfDepartment,
  changeOfDuty,
  changeOfRegion,
  contactFaults,
  contactForm,
  dutyFaults,
  dutyForm,
  nameFaults,
  regionForm,
  regionsAround,
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
  const moved = { ...contactForm(department), kind: 'bureau', regionId: 'east' }
  assert.deepEqual(changeOfDepartment(department, moved), { kind: 'bureau', regionId: 'east', version: 3 })
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

const region: Region = {
  ...{
    id: 'east',
    parentId: 'city',
    level: 'district',
    ancestors: ['city'],
    name: '东区',
    nameEnglish: 'East',
  },
  ...{ code: '1', longitude: null, latitude: null, version: 4, validTo: null },
}

test('a region: only what differs is sent; a boundary that is not given stays, null takes it away', () => {
  const form = regionForm(region)
  assert.equal(changeOfRegion(region, form, undefined), null)
  assert.deepEqual(changeOfRegion(region, form, null), { boundary: null, version: 4 })
  const change = changeOfRegion(region, { ...form, code: '2', parentId: 'other' }, undefined)
  assert.deepEqual(change, { code: '2', parentId: 'other', version: 4 })
  assert.ok(regionChange.safeParse(change).success)
})

test('a region lies in one of a higher level that goes on', () => {
  const all = regionLevels.map(level => ({ level, validTo: null }))
  const levels = (list: { level: string }[]) => list.map(one => one.level)
  assert.deepEqual(levels(regionsAround(all, 'street')), ['city', 'district'])
  assert.deepEqual(levels(regionsAround(all, 'city')), [])
  assert.deepEqual(regionsAround([{ level: 'city', validTo: '2030-01-01' }], 'grid'), [])
})

test('a category: only what differs is sent; names are needed', () => {
  const category: Category = {
    ...{ id: 'light', parentId: null, level: 1, name: '照明', nameEnglish: 'Lighting', position: 1 },
    ...{ version: 2, validTo: null, successorId: null },
  }
  const form = categoryForm(category)
  assert.equal(changeOfCategory(category, form), null)
  const change = changeOfCategory(category, { ...form, name: '公共照明' })
  assert.deepEqual(change, { name: '公共照明', version: 2 })
  assert.ok(categoryChange.safeParse(change).success)
  assert.deepEqual(nameFaults(form), {})
  assert.deepEqual(Object.keys(nameFaults({ name: ' ', nameEnglish: '\u200b', code: '' })), [
    'name',
    'nameEnglish',
    'code',
  ])
})
