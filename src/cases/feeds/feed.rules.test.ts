import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { csvHead, csvLine, feature } from './feed.rules.ts'
import { feedColumns } from './publication.contract.ts'

const names = { category: (id: string) => `分类 ${id}`, district: (id: string) => `区 ${id}` }
const one = {
  categoryId: 'lamp',
  districtId: 'aa',
  cell: '87309880dffffff',
  reported: '2026-10-03',
  state: 'closed',
  disposition: 'resolved',
  daysToClosing: 0,
}
const none = {
  ...one,
  categoryId: null,
  districtId: null,
  cell: null,
  disposition: null,
  daysToClosing: null,
}

test('a line of CSV is read by a real parser, whatever the names are', () => {
  const odd = { category: () => '=1+1,"a"\nb', district: () => '-x' }
  const rows = parse(
    csvHead(feedColumns) +
      [
        csvLine(one, names, feedColumns),
        csvLine(none, names, feedColumns),
        csvLine(one, odd, feedColumns),
      ].join(''),
    {
      columns: true,
      bom: true,
    },
  ) as Record<string, string>[]
  assert.deepEqual(rows[0], {
    category_code: 'lamp',
    category: '分类 lamp',
    district_code: 'aa',
    district: '区 aa',
    cell: '87309880dffffff',
    reported: '2026-10-03',
    state: 'closed',
    disposition: 'resolved',
    days_to_closing: '0',
  })
  assert.deepEqual(
    [rows[1]!.category, rows[1]!.district, rows[1]!.cell, rows[1]!.days_to_closing],
    ['', '', '', ''],
  )
  assert.deepEqual([rows[2]!.category, rows[2]!.district], ['\'=1+1,"a"\nb', "'-x"])
})

test('a feature lies at the centre of its cell, or nowhere', () => {
  assert.deepEqual(JSON.parse(feature(one, names, { offered: feedColumns, centreOf: () => [120.5, 31.2] })), {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [120.5, 31.2] },
    properties: {
      categoryCode: 'lamp',
      category: '分类 lamp',
      districtCode: 'aa',
      district: '区 aa',
      cell: '87309880dffffff',
      reported: '2026-10-03',
      state: 'closed',
      disposition: 'resolved',
      daysToClosing: 0,
    },
  })
  const { geometry, properties } = JSON.parse(
    feature(none, names, { offered: feedColumns, centreOf: () => [0, 0] }),
  )
  assert.deepEqual([geometry, properties.category, properties.district], [null, null, null])
})

test('what is not offered is in no line, no head and no feature; without the cell nothing has a place', () => {
  const offered = ['district', 'state'] as const
  assert.equal(csvHead(offered), '\ufeffdistrict_code,district,state\r\n')
  assert.equal(csvLine(one, names, offered), '"aa","区 aa","closed"\r\n')
  const { geometry, properties } = JSON.parse(feature(one, names, { offered, centreOf: () => [1, 2] }))
  assert.deepEqual([geometry, properties], [null, { districtCode: 'aa', district: '区 aa', state: 'closed' }])
  assert.equal(csvHead(['days']), '\ufeffdays_to_closing\r\n')
  assert.equal(csvLine(one, names, ['days']), '0\r\n')
  assert.deepEqual(JSON.parse(feature(one, names, { offered: ['cell'], centreOf: () => [1, 2] })), {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [1, 2] },
    properties: { cell: one.cell },
  })
})
