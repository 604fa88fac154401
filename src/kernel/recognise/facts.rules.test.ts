import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findFacts } from './facts.rules.ts'

const facts = (text: string) => findFacts(text).map(one => `${one.type}:${text.slice(one.start, one.end)}`)

test('a date of birth is a date beside a word for being born', () => {
  for (const [text, date] of [
    ['出生日期：1985-02-03。', '1985-02-03'],
    ['生于1985年2月3日', '1985年2月3日'],
    ['我1990年3月7日出生', '1990年3月7日'],
    ['1990.3.7生，现住', '1990.3.7'],
    ['born on 19900307', '19900307'],
    ['出生于1990年3月', '1990年3月'],
  ] as const)
    assert.deepEqual(facts(text), [`birth_date:${date}`])
  for (const quiet of [
    '生产日期2024-01-02',
    '2023年5月1日生效',
    '1990年13月出生',
    '出生率下降',
    '1990年3月7日生产的',
  ])
    assert.deepEqual(facts(quiet), [], quiet)
})

test('an illness is a fact about somebody only where it is tied to somebody', () => {
  assert.deepEqual(facts('我母亲患有糖尿病'), ['medical:糖尿病'])
  assert.deepEqual(facts('孩子去年确诊自闭症'), ['medical:自闭症'])
  for (const quiet of [
    '高血压用药怎样报销',
    '糖尿病患者的门诊政策',
    '我反对。糖尿病是慢性病',
    '市里开展肺结核防治',
  ])
    assert.deepEqual(facts(quiet), [], quiet)
})

test('an amount is a fact about somebody where it is their income, savings or debt', () => {
  assert.deepEqual(facts('我月薪8000元'), ['money:8000元'])
  assert.deepEqual(facts('本人存款12,000.50元'), ['money:12,000.50元'])
  assert.deepEqual(facts('父亲贷款20万'), ['money:20万'])
  for (const quiet of ['停车费收入50000元', '物业费每月300元', '最低工资标准2000元', '我说。全市收入100亿'])
    assert.deepEqual(facts(quiet), [], quiet)
})
