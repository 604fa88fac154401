import assert from 'node:assert/strict'
import { test } from 'node:test'
import { safeCell } from './safe-cell.rules.ts'

test('a cell is quoted and never a formula', () => {
  assert.equal(safeCell('路灯'), '"路灯"')
  assert.equal(safeCell('说"不亮"'), '"说""不亮"""')
  for (const sign of ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
    assert.equal(safeCell(`${sign}cmd|' /C calc'!A0`), `"'${sign}cmd|' /C calc'!A0"`, sign)
  assert.equal(safeCell('1=1'), '"1=1"')
  assert.equal(safeCell(''), '""')
})
