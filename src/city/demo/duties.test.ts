import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demoCatalogue } from './catalogue.ts'
import { demoDepartments } from './departments.ts'
import { demoDuties } from './duties.ts'
import { demoCategories } from './taxonomy.ts'

const categories = new Map(demoCategories.map(category => [category.id, category]))
const departments = new Map(demoDepartments().map(department => [department.id, department]))
const unique = (values: string[]) => new Set(values).size === values.length

test('a taxonomy of three levels: at least 12, 55 and 200 categories', () => {
  const count = (level: number) => demoCategories.filter(category => category.level === level).length
  assert.ok(count(1) >= 12, String(count(1)))
  assert.ok(count(2) >= 55, String(count(2)))
  assert.ok(count(3) >= 200, String(count(3)))
  assert.equal(demoCatalogue.length, count(1))
})

test('categories hang one level below their parents, which come first; ids are no names', () => {
  const known = new Map<string, number>()
  for (const { id, parentId, level, name, nameEnglish } of demoCategories) {
    assert.equal(level, parentId === null ? 1 : known.get(parentId)! + 1, id)
    assert.match(id, /^[a-z]+(-[a-z]+)*$/)
    assert.match(name, /^[\p{Script=Han}A-Za-z0-9]+$/u)
    assert.match(nameEnglish, /^[\x20-\x7e\u00e9]+$/)
    known.set(id, level)
  }
  assert.equal(known.size, demoCategories.length)
})

test('at least 200 duties, each for one category of the third level, none left without', () => {
  assert.ok(demoDuties.length >= 200, String(demoDuties.length))
  assert.ok(unique(demoDuties.map(duty => duty.id)))
  for (const duty of demoDuties) assert.equal(categories.get(duty.categoryId)?.level, 3, duty.id)
  const third = demoCategories.filter(category => category.level === 3)
  assert.deepEqual(new Set(demoDuties.map(duty => duty.categoryId)), new Set(third.map(({ id }) => id)))
})

test('hosts and co-hosts exist; a host is no co-host of its own', () => {
  for (const duty of demoDuties) {
    if (duty.hostDepartmentId !== null) assert.ok(departments.has(duty.hostDepartmentId), duty.id)
    for (const coHost of duty.coHosts) assert.ok(departments.has(coHost), `${duty.id} names ${coHost}`)
    assert.ok(!duty.coHosts.includes(duty.hostDepartmentId ?? ''), duty.id)
    assert.ok(unique(duty.coHosts), duty.id)
    assert.ok(!(duty.hostDepartmentId === null && duty.coHostByRegion), duty.id)
  }
})

test('work is spread: at least 24 departments host a duty, districts at least 8, none more than a seventh', () => {
  const hosts = Map.groupBy(demoDuties, duty => duty.hostDepartmentId)
  assert.ok(hosts.size >= 25, String(hosts.size))
  assert.ok(hosts.get(null)!.length >= 8)
  for (const [host, duties] of hosts) assert.ok(duties.length <= demoDuties.length / 7, String(host))
})

test('legal bases are cited in one form, and most duties have one', () => {
  const form = /^《[^《》；@]+》(（国办发〔20\d\d〕\d+号）)?(第[一二三四五六七八九十百千]+条)?$/
  for (const duty of demoDuties) {
    if (duty.legalBasis === '') continue
    for (const law of duty.legalBasis.split('；')) assert.match(law, form, duty.id)
  }
  assert.ok(demoDuties.filter(duty => duty.legalBasis !== '').length > demoDuties.length * 0.9)
})

test('descriptions speak in words of citizens, in a sentence or more, and no two are the same', () => {
  for (const duty of demoDuties) {
    assert.ok(duty.description.length >= 15, `${duty.id}: ${duty.description}`)
    assert.match(duty.description, /。$/)
    assert.ok(duty.title.length >= 4 && duty.title.length <= 40, duty.title)
    assert.match(duty.titleEnglish, /^[\x20-\x7e\u00e9]+$/)
  }
  assert.ok(unique(demoDuties.map(duty => duty.description)))
})

test('limits are those of a hotline, danger first', () => {
  for (const duty of demoDuties) {
    assert.ok(duty.timeLimitWorkdays >= 1 && duty.timeLimitWorkdays <= 15, duty.id)
    assert.match(duty.urgency, /^(normal|urgent|emergency)$/)
    if (duty.urgency !== 'normal') assert.ok(duty.timeLimitWorkdays <= 7, duty.id)
    assert.equal(duty.validTo, null)
  }
  assert.equal(demoDuties.find(({ id }) => id === 'duty-utilities-gas-leak')?.urgency, 'emergency')
})
