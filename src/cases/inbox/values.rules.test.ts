import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildSnapshot, type CityParts } from '#city/index.ts'
import { momentWords, valuesOf } from './values.rules.ts'

const department = (id: string, name: string, nameEnglish: string) =>
  ({ id, name, nameEnglish }) as CityParts['departments'][number]
const city = buildSnapshot({
  version: '1',
  regions: [
    { id: 'c', level: 'city', name: '青岚市', nameEnglish: 'Qinglan' },
  ] as unknown as CityParts['regions'],
  departments: [department('urban', '城管局', 'Urban Management'), department('plain', '水务局', '')],
  categories: [],
  duties: [],
  calendar: { timeZone: 'Asia/Shanghai' } as CityParts['calendar'],
})
const facts = {
  code: '20261122-AAAA-BBBB',
  department_id: 'urban',
  due_at: new Date('2026-11-26T09:30:00Z'),
  urgency: 'urgent',
  subject: '路灯不亮',
}

test('a case is told in the words of the language and the time of the city', () => {
  const zh = valuesOf(facts, {}, { city, language: 'zh' })
  assert.deepEqual(zh, {
    code: '20261122-AAAA-BBBB',
    subject: '路灯不亮',
    department: '城管局',
    due: '2026年11月26日 17:30',
    urgency: '紧急',
    city: '青岚市',
  })
  const en = valuesOf(facts, {}, { city, language: 'en' })
  assert.deepEqual([en.department, en.urgency, en.city], ['Urban Management', 'urgent', 'Qinglan'])
  assert.equal(en.due, momentWords(facts.due_at, 'en', 'Asia/Shanghai'))
  assert.match(en.due!, /^26 Nov 2026, 17:30$/)
})

test('what is not known has words too', () => {
  const nothing = { code: null, department_id: null, due_at: null, urgency: null, subject: null }
  const values = valuesOf(nothing, {}, { city, language: 'zh' })
  assert.deepEqual(
    [values.code, values.subject, values.department, values.due, values.urgency],
    ['', '（无标题）', '未定', '未定', ''],
  )
  assert.equal(valuesOf({ ...facts, subject: '' }, {}, { city, language: 'en' }).subject, '(no subject)')
  const unnamed = { ...facts, department_id: 'plain' }
  assert.equal(valuesOf(unnamed, {}, { city, language: 'en' }).department, '水务局')
})

test('what the event says counts: its department, and what its line names', () => {
  const values = valuesOf(facts, { department: 'plain', score: 2, resolved: false }, { city, language: 'zh' })
  assert.deepEqual([values.department, values.score, values.resolved], ['水务局', '2', 'false'])
  const bold = valuesOf(facts, { code: 'X', department: 7 }, { city, language: 'zh' })
  assert.deepEqual([bold.code, bold.department], [facts.code, '城管局'], 'an event cannot speak for the case')
})

test('what has a name in both languages is said in that of the reader', () => {
  const said = (parameters: object, language: 'zh' | 'en') =>
    valuesOf(facts, { ...parameters }, { city, language })
  const both = { title: '派单建议', titleEnglish: 'Dispatch advice' }
  assert.equal(said(both, 'zh').title, '派单建议')
  assert.equal(said(both, 'en').title, 'Dispatch advice')
  assert.ok(!('titleEnglish' in said(both, 'en')))
  assert.equal(said({ title: '派单建议' }, 'en').title, '派单建议', 'where there is no other')
})
