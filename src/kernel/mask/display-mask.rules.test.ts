import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FindingType } from '../guard/guard.contract.ts'
import { displayMask, maskForEye } from './display-mask.rules.ts'

const table: readonly [FindingType, string, string][] = [
  ['id_card', '310115199001011234', '310***********1234'],
  ['mobile', '13812345678', '138****5678'],
  ['landline', '0532-85912345', '*********2345'],
  ['bank_card', '6222021234567890123', '***************0123'],
  ['plate', '鲁B12345', '鲁B****5'],
  ['social_credit_code', '91370200MA3C12345X', '9137**********345X'],
  ['passport', 'E12345678', 'E******78'],
  ['name', '张三', '张*'],
  ['name', '欧阳小明', '欧***'],
  ['email', 'wang@example.com', 'w***@example.com'],
  ['address', '青岚市东湖区解放路12号3单元', '青岚市东湖区****'],
  ['address', '解放路12号', '****'],
  ['address', '东湖区', '东湖区'],
  ['birth_date', '1990-01-01', '**********'],
  ['own:meter', 'AB-1', '****'],
]

for (const [type, value, masked] of table)
  test(`${type} ${value} is shown as ${masked}`, () => assert.equal(displayMask(type, value), masked))

test('what is too short to have a middle is hidden whole, and no mask is longer than what it hides', () => {
  assert.equal(displayMask('mobile', '1381'), '****')
  assert.equal(displayMask('email', '@x'), '**')
  assert.equal(displayMask('name', '😀三'), '😀*')
  assert.equal(displayMask('name', ''), '')
})

test('a text keeps its words and hides what was found in it', () => {
  const text = '张三 13812345678，水管爆了'
  const found = (type: FindingType, start: number, end: number) => ({
    type,
    start,
    end,
    score: 1,
    level: 'L4' as const,
    because: [],
  })
  assert.equal(maskForEye(text, [found('name', 0, 2), found('mobile', 3, 14)]), '张* 138****5678，水管爆了')
  assert.equal(maskForEye(text, []), text)
})
