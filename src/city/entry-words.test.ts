import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { z } from 'zod'
import { calendarPeriod, editedDay, localDate } from './calendar.contract.ts'
import { categoryEnd, newCategory } from './category.contract.ts'
import { departmentChange, newDepartment } from './department.contract.ts'
import { dutyChange, newDuty } from './duty.contract.ts'
import { boundary, identifier, newRegion, point, regionChange } from './region.contract.ts'

/** Each value with whether it is taken. */
function judged(schema: z.ZodType, values: readonly [unknown, boolean][]): void {
  for (const [value, taken] of values)
    assert.equal(schema.safeParse(value).success, taken, JSON.stringify(value)?.slice(0, 120))
}

test('an identifier is small letters, digits and single strokes, as the tables check it', () => {
  judged(identifier, [
    ['a', true],
    ['7', true],
    ['light-street-2', true],
    ['a'.repeat(80), true],
    ['a'.repeat(81), false],
    ['', false],
    ['A', false],
    ['-a', false],
    ['a-', false],
    ['a--b', false],
    ['a_b', false],
    ['a b', false],
    ['路灯', false],
    ['a\n', false],
    ['é', false],
    ['../a', false],
    [7, false],
  ])
})

test('a day is one of the calendar, from 1900 to 2999', () => {
  judged(localDate, [
    ['1900-01-01', true],
    ['2999-12-31', true],
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['1900-02-29', false],
    ['2000-02-29', true],
    ['1899-12-31', false],
    ['3000-01-01', false],
    ['0000-01-01', false],
    ['2026-6-1', false],
    ['2026-13-01', false],
    ['2026-06-01T00:00:00Z', false],
    ['+12026-01-01', false],
    ['infinity', false],
    ['', false],
  ])
})

test('hours of a weekday begin before they end, within one day', () => {
  const period = (weekday: unknown, starts: unknown, ends: unknown) => ({ weekday, starts, ends })
  judged(calendarPeriod, [
    [period(1, 0, 1), true],
    [period(7, 1439, 1440), true],
    [period(1, 0, 1440), true],
    [period(1, 540, 540), false],
    [period(1, 541, 540), false],
    [period(0, 0, 1), false],
    [period(8, 0, 1), false],
    [period(1, -1, 1), false],
    [period(1, 0, 1441), false],
    [period(1, 0.5, 1), false],
    [period('1', 0, 1), false],
    [{ weekday: 1, starts: 0 }, false],
  ])
  judged(editedDay, [
    [{ workday: null }, true],
    [{ workday: false, name: '城市活动' }, true],
    [{ workday: true, name: '节'.repeat(61) }, false],
    [{ name: '城市活动' }, false],
    [{ workday: 'false' }, false],
  ])
})

test('a boundary is GeoJSON with longitude first, within the earth', () => {
  const ring = [
    [113, 30],
    [114, 30],
    [114, 31],
    [113, 30],
  ]
  judged(boundary, [
    [{ type: 'Polygon', coordinates: [ring] }, true],
    [{ type: 'MultiPolygon', coordinates: [[ring], [ring, ring]] }, true],
    [{ type: 'Polygon', coordinates: [] }, false],
    [{ type: 'MultiPolygon', coordinates: [] }, false],
    [{ type: 'MultiPolygon', coordinates: [[]] }, false],
    [{ type: 'Polygon', coordinates: [ring.slice(0, 3)] }, false],
    [{ type: 'Polygon', coordinates: [ring.map(([x, y]) => [y, x])] }, false],
    [{ type: 'Polygon', coordinates: [ring.map(([x, y]) => [String(x), y])] }, false],
    [{ type: 'Polygon', coordinates: [[...ring.slice(0, 3), [Number.NaN, 30]]] }, false],
    [{ type: 'Polygon', coordinates: [[...ring.slice(0, 3), [Number.POSITIVE_INFINITY, 30]]] }, false],
    [{ type: 'LineString', coordinates: ring }, false],
    [{ coordinates: [ring] }, false],
  ])
  judged(point, [
    [{ longitude: '113.5', latitude: '30' }, true],
    [{ longitude: -180, latitude: 90 }, true],
    [{ longitude: 180.1, latitude: 0 }, false],
    [{ longitude: 0, latitude: -90.1 }, false],
    [{ longitude: 'east', latitude: 0 }, false],
  ])
})

test('names have something to be seen in them; an edit names the version that was seen', () => {
  const named = { id: 'x', parentId: null, name: '新', nameEnglish: 'New' }
  judged(newCategory, [
    [named, true],
    [{ ...named, name: '\u200b\u2800' }, false],
    [{ ...named, name: '新'.repeat(121) }, false],
    [{ ...named, nameEnglish: undefined }, false],
    [{ ...named, parentId: undefined }, false],
  ])
  const region = { ...named, level: 'city', code: '4201', boundary: null }
  judged(newRegion, [
    [region, true],
    [{ ...region, level: 'province' }, false],
    [{ ...region, code: ' ' }, false],
    [{ ...region, boundary: undefined }, false],
  ])
  for (const change of [regionChange, departmentChange])
    judged(change, [
      [{ version: 1 }, true],
      [{ version: 1, name: '新' }, true],
      [{ name: '新' }, false],
      [{ version: 1.5 }, false],
      [{ version: '1' }, false],
    ])
  judged(categoryEnd, [
    [{ version: 1, validTo: null, successorId: null }, true],
    [{ version: 1, validTo: '2030-01-01', successorId: 'x' }, true],
    [{ version: 1, validTo: '2030-01-01' }, false],
    [{ version: 1, successorId: null }, false],
  ])
})

test('a contact that is not given is none; one that is taken away is null, not empty', () => {
  const department = {
    id: 'x',
    parentId: null,
    name: '新',
    nameEnglish: 'New',
    kind: 'bureau',
    regionId: 'a',
  }
  const { phone, address, email } = newDepartment.parse(department)
  assert.deepEqual([phone, address, email], [null, null, null])
  assert.equal(departmentChange.parse({ version: 1, phone: null }).phone, null)
  assert.equal('phone' in departmentChange.parse({ version: 1 }), false)
  judged(departmentChange, [
    [{ version: 1, phone: '' }, false],
    [{ version: 1, email: 'office' }, false],
    [{ version: 1, email: 'office@city.example' }, true],
    [{ version: 1, parentId: null }, true],
    [{ version: 1, regionId: null }, false],
  ])
})

test('a duty has a limit in whole workdays, a known urgency, and at most twenty co-hosts', () => {
  const duty = {
    ...{ id: 'x', categoryId: 'c', title: '路灯', titleEnglish: 'Lamp', description: '', legalBasis: '' },
    ...{ hostDepartmentId: null, coHosts: ['police'], coHostByRegion: false, timeLimitWorkdays: 3 },
    ...{ urgency: 'normal', validFrom: '2026-01-01' },
  }
  judged(newDuty, [
    [duty, true],
    [{ ...duty, timeLimitWorkdays: 0 }, true],
    [{ ...duty, timeLimitWorkdays: 367 }, false],
    [{ ...duty, timeLimitWorkdays: 2.5 }, false],
    [{ ...duty, urgency: 'now' }, false],
    [{ ...duty, coHosts: Array(20).fill('police') }, true],
    [{ ...duty, coHosts: Array(21).fill('police') }, false],
    [{ ...duty, coHosts: ['公安局'] }, false],
    [{ ...duty, title: '\u200b' }, false],
    [{ ...duty, hostDepartmentId: undefined }, false],
  ])
  judged(dutyChange, [
    [{ version: 1, validFrom: '2026-01-01', hostDepartmentId: null }, true],
    [{ version: 1, title: '路灯' }, false],
  ])
})
