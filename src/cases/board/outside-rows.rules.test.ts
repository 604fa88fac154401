import assert from 'node:assert/strict'
import { test } from 'node:test'
import { headingsOf } from './export-row.rules.ts'
import { outsideRows } from './outside-rows.rules.ts'

const headings = headingsOf('en')
const line = (cells: Record<string, string>) => headings.map(heading => cells[heading] ?? '')
const cell = (row: string[] | undefined, heading: string) => row?.[headings.indexOf(heading)]
const usual = (day: number) => ({
  ...{
    Code: `26-${day}`,
    Subject: '路灯',
    Detail: '我是张三',
    Address: '解放路1号',
    State: '已办结',
    Rating: '5',
  },
  ...{ Region: '东区', Department: '城管局', Category: '照明 / 路灯' },
  ...{ Reported: `2026-03-0${day} 09:10`, Due: `2026-03-1${day} 18:00`, Closed: `2026-03-0${day + 1} 10:00` },
})

test('times become months before anything else is lost; codes and words are left out whatever their level', () => {
  const { rows, note } = outsideRows([1, 2, 3, 4, 5, 6].map(day => line(usual(day))))
  for (const row of rows) {
    assert.deepEqual(
      ['Code', 'Subject', 'Detail', 'Address'].map(heading => cell(row, heading)),
      ['', '', '', ''],
    )
    assert.equal(cell(row, 'Reported'), '2026-03')
    assert.equal(cell(row, 'Category'), '照明 / 路灯', 'not made coarser than it takes')
    assert.deepEqual([cell(row, 'State'), cell(row, 'Rating')], ['已办结', '5'])
  }
  assert.match(note.zh, /已泛化：登记时间、时限、办结时间；每组至少 5 件，0 件遮盖/)
  assert.match(note.en, /made coarser: Reported, Due, Closed; groups of at least 5, 0 rows/)
})

test('one case in a region of its own loses what points at it, and does not stay alone', () => {
  const many = Array.from({ length: 200 }, () => line(usual(1)))
  const others = Array.from({ length: 6 }, () => line({ ...usual(1), Region: '西区' }))
  const { rows } = outsideRows([...many, ...others, line({ ...usual(1), Region: '北区' })])
  const last = rows.at(-1)
  assert.deepEqual([cell(last, 'Region'), cell(last, 'Reported'), cell(last, 'Rating')], ['*', '*', '5'])
  assert.equal(rows.filter(row => cell(row, 'Region') === '*').length, 7)
  assert.equal(rows.filter(row => cell(row, 'Region') === '北区').length, 0)
  assert.equal(cell(rows[0], 'Region'), '东区')
})
