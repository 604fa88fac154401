import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findingTypes } from '../guard/guard.contract.ts'
import { builtInRecognisers } from './own/built-in.ts'
import { recognise } from './recognise.rules.ts'
import { scanForGuard } from './scan-for-guard.ts'
import { segmentText } from './segment-text.ts'

test('a text has the level of the highest find, and L1 without any', () => {
  for (const [text, level] of [
    ['路灯不亮', 'L1'],
    ['公司91350100M000100Y43', 'L2'],
    ['车牌京A12345', 'L3'],
    ['车牌京A12345，电话13800138000', 'L4'],
  ] as const)
    assert.equal(scanForGuard(text).level, level, text)
})

test('what is not listed is not masked either, unless all is asked for', () => {
  const text = '我1990年3月7日出生，电话13800138000'
  const usual = scanForGuard(text)
  assert.deepEqual(
    usual.findings.map(one => one.type),
    ['mobile'],
  )
  assert.ok(usual.masked.includes('1990年3月7日') && !usual.masked.includes('13800138000'))
  const all = scanForGuard(text, { all: true })
  assert.deepEqual(
    all.findings.map(one => one.type),
    ['birth_date', 'mobile'],
  )
  assert.ok(!all.masked.includes('1990年3月7日'))
})

test('each recogniser of the product finds its type, with the level and the means that the page tells', () => {
  const texts: Record<string, string> = {
    id_card: '身份证11010519491231002X',
    mobile: '手机13800138000',
    landline: '座机010-88886666',
    bank_card: '卡号6222021234567890128',
    plate: '车牌京A12345',
    social_credit_code: '信用代码91350100M000100Y43',
    passport: '护照E12345678',
    military_id: '军字第1234567号',
    email: '邮箱abc@def.cn',
    ip: '服务器192.168.1.1',
    address: '家住青岚市云溪区松涛路17号2单元501室',
    name: '投诉人王建国反映',
    birth_date: '出生日期：1985-02-03',
    medical: '我母亲患有糖尿病',
    money: '我月薪8000元',
  }
  assert.deepEqual(
    builtInRecognisers.map(one => one.type),
    [...findingTypes],
  )
  for (const one of builtInRecognisers) {
    const found = recognise(texts[one.type]!).find(other => other.type === one.type)
    assert.ok(found, one.type)
    assert.equal(found.level, one.level, one.type)
    for (const by of found.because) assert.ok((one.means as string[]).includes(by), `${one.type}: ${by}`)
  }
})

test('words cover the whole text, each where it stands', () => {
  for (const text of ['我家住在云溪区😀松涛路17号', '', ' a b\n', '\ud83d王建国']) {
    const words = segmentText(text)
    let at = 0
    for (const word of words) {
      assert.equal(word.start, at)
      at += word.text.length
    }
    assert.equal(at, text.length, JSON.stringify(text))
  }
})
