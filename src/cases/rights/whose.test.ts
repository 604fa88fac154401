import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCode } from '#base/index.ts'
import { correctionBody, holdBody, personalBody, retentionRule } from './rights.contract.ts'
import { whoseOf } from './whose.ts'

const reason = '本人申请'
const personId = '01890000-0000-7000-8000-000000000000'

test('a number is known by its digits, however it is written', () => {
  for (const phone of [
    '13800138000',
    '138-0013-8000',
    ' 138 0013 8000 ',
    '+86 138 0013 8000',
    '0086 13800138000',
    '１３８００１３８０００',
  ])
    assert.deepEqual(
      whoseOf({ phone, reason }),
      { digits: '13800138000', address: null, personId: null },
      phone,
    )
})

test('an address is compared in small letters, an account as it is', () => {
  const mail = whoseOf({ email: 'Wang.Xiao@Example.COM', reason })
  assert.deepEqual(mail, { digits: null, address: 'wang.xiao@example.com', personId: null })
  assert.deepEqual(whoseOf({ personId, reason }), { digits: null, address: null, personId })
})

test('what is no number names nobody, least of all everybody', () => {
  for (const phone of ['', '-----', '号码号码号码', '1234', '+86', '8-1-2-3'])
    assert.throws(
      () => whoseOf({ phone, reason }),
      error => isCode(error, 'base.invalid-input'),
      phone,
    )
})

test('exactly one of number, mail and account is asked for, with a reason', () => {
  const taken: object[] = [
    { phone: '13800138000', reason },
    { email: 'a@b.example', reason },
    { personId, reason },
  ]
  for (const body of taken) assert.equal(personalBody.safeParse(body).success, true, JSON.stringify(body))
  const refused: object[] = [
    { reason },
    { phone: '13800138000', personId, reason },
    { phone: '13800138000', email: 'a@b.example', personId, reason },
    { phone: '13800138000' },
    { phone: '13800138000', reason: ' \u200b ' },
    { phone: '13800138000', reason: '好' },
    { phone: '13800138000', reason: '好'.repeat(501) },
    { phone: '1'.repeat(31), reason },
    { email: 'nobody', reason },
    { personId: 'person-1', reason },
    { phone: null, reason },
  ]
  for (const body of refused) assert.equal(personalBody.safeParse(body).success, false, JSON.stringify(body))
})

test('years are whole and from 1 to 100; a rule without a category is the one for all', () => {
  assert.equal(retentionRule.parse({ years: 3, hold: false }).categoryId, null)
  for (const years of [0, -1, 1.5, 101, '3', null])
    assert.equal(retentionRule.safeParse({ years, hold: false }).success, false, String(years))
  for (const years of [1, 100]) assert.equal(retentionRule.safeParse({ years, hold: true }).success, true)
  assert.equal(retentionRule.safeParse({ years: 1 }).success, false, 'hold or not is said')
})

test('a correction may take a number away, and takes no other signs for one', () => {
  for (const phone of ['', '+86 (10) 6512-3456', '0'.repeat(30)])
    assert.equal(correctionBody.safeParse({ phone, reason }).success, true, phone)
  for (const phone of ['0'.repeat(31), '138x', '１３８', '138\n', '<b>', "1' or '1"])
    assert.equal(correctionBody.safeParse({ phone, reason }).success, false, phone)
  assert.equal(correctionBody.safeParse({ name: '王小明', reason: '' }).success, false)
  assert.equal(holdBody.safeParse({ code: '123', reason }).success, false)
})
