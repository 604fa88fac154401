import assert from 'node:assert/strict'
import { test } from 'node:test'
import { idCheckOf } from './checksums.rules.ts'
import {
  areaLength,
  cardPrefix,
  isBankCard,
  isBirthDate,
  isIdCard,
  isLandline,
  isMobile,
  isOldIdCard,
  isRegion,
  looksLikeId,
  mobileIn,
} from './numbers.rules.ts'

const withCheck = (first: string) => first + idCheckOf(first)

test('an identity number needs a province, a day that there was, and its check digit', () => {
  assert.ok(isIdCard('11010519491231002X'))
  assert.equal(isIdCard('110105194912310021'), false)
  assert.equal(isIdCard(withCheck('99010519491231002')), false, 'no such province')
  assert.equal(isIdCard(withCheck('11010519901301002')), false, 'no month 13')
  assert.equal(isIdCard(withCheck('11010519900230002')), false, 'no 30 February')
  assert.ok(isIdCard(withCheck('11010520000229002')), '2000 was a leap year')
  assert.equal(isIdCard(withCheck('11010519000229002')), false, '1900 was none')
  assert.equal(isIdCard(withCheck('11010521990101002')), false, 'nobody is born then')
  assert.ok(looksLikeId('110105194912310021'), 'the form alone')
  assert.ok(isOldIdCard('110105491231002'))
  assert.equal(isOldIdCard('110105491331002'), false)
  assert.equal(isOldIdCard('11010549123100X'), false)
  assert.ok(isRegion('8301') && !isRegion('0101'))
})

test('days of every length', () => {
  assert.ok(isBirthDate(1990, 4, 30) && !isBirthDate(1990, 4, 31) && isBirthDate(1990, 12, 31))
  assert.ok(!isBirthDate(1879, 1, 1) && !isBirthDate(1990, 0, 1) && !isBirthDate(1990, 1, 0))
})

test('mobile numbers with and without the country code', () => {
  assert.ok(isMobile('13800138000') && !isMobile('12800138000') && !isMobile('1380013800'))
  for (const value of ['13800138000', '8613800138000', '008613800138000', '013800138000'])
    assert.equal(mobileIn(value), '13800138000', value)
  assert.equal(mobileIn('8713800138000'), '')
})

test('area codes decide how long a landline number is', () => {
  for (const [value, parted, good] of [
    ['01088886666', false, true],
    ['0108888666', false, false],
    ['057188886666', false, true],
    ['05718888666', false, true],
    ['076922334455', false, true],
    ['020 1', false, false],
    ['01018886666', false, false],
    ['01018886666', true, true],
    ['03608886666', false, false],
  ] as const)
    assert.equal(isLandline(value, parted), good, value)
  assert.deepEqual([areaLength('010'), areaLength('0571'), areaLength('0199')], [3, 4, 0])
})

test('bank cards need an issuer, a length and Luhn', () => {
  assert.ok(isBankCard('6222021234567890128'))
  assert.equal(isBankCard('6222021234567890129'), false)
  assert.ok(isBankCard('371449635398431'), 'fifteen digits')
  assert.equal(isBankCard('1111111111111117'), false, 'no issuer begins with 1')
  assert.deepEqual(['6222', '9999', '1234'].map(cardPrefix), ['scheme', 'bank', 'none'])
})
