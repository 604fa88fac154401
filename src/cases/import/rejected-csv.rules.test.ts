import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvHead, csvLine } from './rejected-csv.rules.ts'

test('the file begins with a byte order mark and the reasons', () => {
  assert.equal(csvHead(['编号', '=x'], 'zh'), '\uFEFF"退回原因","行号","编号","\'=x"\r\n')
  assert.equal(csvHead([], 'en'), '\uFEFF"reasons","row"\r\n')
  const rejected = {
    row: 3,
    reasons: [
      { code: 'detail-missing', field: 'detail' } as const,
      { code: 'shifted', field: null } as const,
    ],
    cells: ['1', '=2'],
  }
  assert.equal(csvLine(rejected, 'zh'), '"没有诉求内容；列数与表头不一致，该行很可能错位","3","1","\'=2"\r\n')
  assert.match(csvLine(rejected, 'en'), /^"The detail of the matter is missing; The row has more/)
})
