import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Language, Level } from '#base/index.ts'
import { buildSnapshot } from '#city/index.ts'
import { cellsOf, headingsOf, labelOf } from './export-row.rules.ts'
import type { ExportedRow } from './export-rows.store.ts'

const named = (id: string, parentId: string | null, name: string, nameEnglish: string) => ({
  ...{ id, parentId, name, nameEnglish },
})
const city = buildSnapshot({
  version: '1',
  regions: [{ ...named('r', null, '东区', 'East'), level: 'district', code: '1' }] as never,
  departments: [named('d', null, '城管局', 'Urban management')] as never,
  categories: [
    { ...named('light', null, '照明', 'Lighting'), level: 1 },
    { ...named('lamp', 'light', '路灯', 'Street lamps'), level: 2 },
  ] as never,
  duties: [],
  calendar: { timeZone: 'Asia/Shanghai', weekdays: [], exceptions: new Map(), announced: new Set<number>() },
})

const row = {
  ...{ code: '260101-ABCD', state: 'reported', disposition: null, subject: '路灯', detail: '不亮' },
  ...{ address: '幸福路', region_id: 'r', department_id: 'd', category_id: 'lamp', nature: 'complaint' },
  ...{ channel: 'phone', urgency: 'normal', members: 2, rating: null, generated: false },
  reported_at: new Date('2026-01-01T16:05:59Z'),
  due_at: null,
  closed_at: new Date('2026-01-02T15:59:00Z'),
} as unknown as ExportedRow

const cells = (changes: Partial<ExportedRow>, level: Level = 'L4', language: Language = 'zh') => {
  const values = cellsOf({ ...row, ...changes }, { city, language, level })
  return Object.fromEntries(headingsOf('en').map((heading, place) => [heading, values[place]]))
}

test('a case is told in the words and the local time of the city', () => {
  assert.deepEqual(cells({}), {
    Code: '260101-ABCD',
    State: '待受理',
    Disposition: '',
    Subject: '路灯',
    Detail: '不亮',
    Address: '幸福路',
    Region: '东区',
    Department: '城管局',
    Category: '照明 / 路灯',
    Nature: '投诉',
    Channel: '电话',
    Urgency: '一般',
    People: '3',
    Reported: '2026-01-02 00:05',
    Due: '',
    Closed: '2026-01-02 23:59',
    Rating: '',
    Generated: '',
  })
})

test('in English, with a disposition, a rating and the mark of what was generated', () => {
  const found = cells({ state: 'closed', disposition: 'answered', rating: 4, generated: true }, 'L4', 'en')
  assert.deepEqual(
    [found.State, found.Disposition, found.Rating, found.Generated, found.Category, found.Channel],
    ['Closed', 'Answered on the spot', '4', 'yes', 'Lighting / Street lamps', 'Phone'],
  )
  assert.equal(cells({ generated: true }).Generated, '是')
})

test('above the reader’s level a cell is empty; places and departments that are gone are, too', () => {
  for (const level of ['L2', 'L3'] as const) {
    const found = cells({}, level)
    assert.deepEqual([found.Subject, found.Detail, found.Address], ['', '', ''], level)
    assert.equal(found.State, '待受理')
  }
  assert.ok(Object.values(cells({}, 'L1')).every(cell => cell === ''))
  const gone = cells({ region_id: 'x', department_id: null, category_id: null })
  assert.deepEqual([gone.Region, gone.Department, gone.Category], ['', '', ''])
})

test('the first line names who, when, the level and the filter', () => {
  const given = { by: '王', at: new Date('2026-01-01T16:05:00Z'), exportId: 'e1', filter: [] as string[] }
  const around = { city, language: 'zh' as const, level: 'L3' as const }
  assert.equal(
    labelOf(given, around),
    '城枢导出 e1，导出人 王，2026-01-02 00:05，数据级别 L3（敏感），内部使用；筛选：无',
  )
  assert.match(
    labelOf({ ...given, filter: ['state=reported', 'words=灯'] }, { ...around, language: 'en' }),
    /^Exported from Chengshu e1 by 王 at 2026-01-02 00:05, data level L3 \(sensitive\), internal use; filter: state=reported; words=灯$/,
  )
  assert.equal(headingsOf('zh').length, headingsOf('en').length)
})
