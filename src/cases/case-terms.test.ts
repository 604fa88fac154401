import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { reportBody, testCases } from '../../test/test-cases.ts'
import { caseFilter } from './case.contract.ts'
import { caseQuery, caseTerms, type Searchable } from './case-terms.ts'
import { listCases } from './list-cases.ts'
import { reportCase } from './report-case.ts'

const said = (change: Partial<Searchable>): Searchable => ({
  subject: '',
  detail: '路灯不亮',
  address: null,
  reporter_name: null,
  behalf_name: null,
  ...change,
})
const plainOnes = (terms: readonly string[]) => terms.filter(term => !/^@?#[0-9a-f]{20}$/.test(term))

test('an identity stands among the terms as a hash, the words around it as they are', () => {
  const terms = caseTerms(
    said({ detail: '路灯不亮，身份证31010119900307123X，电话138-0013-8000，邮箱wang@mail.cn' }),
  )
  assert.deepEqual(
    plainOnes(terms).toSorted(),
    ['不亮', '亮', '份证', '子', '身份', '电话', '话', '灯不', '箱', '路灯', '邮箱', '证']
      .filter(term => terms.includes(term))
      .toSorted(),
  )
  for (const part of ['3101', '1380', '138', '0013', '8000', 'wang', 'mail', 'cn'])
    assert.ok(!terms.some(term => term.includes(part) && !term.startsWith('#')), part)
})

test('names of who reported and for whom are hashes wherever they stand, others stay words', () => {
  const names = { reporter_name: '王小明', behalf_name: "O'Neil" }
  const detail = "王小明说O'Neil家的路灯不亮，李雷也说"
  const terms = plainOnes(caseTerms(said({ ...names, detail, address: '王小明家' })))
  for (const gone of ['王小', '小明', 'neil', '@王小', '@小明']) assert.ok(!terms.includes(gone), gone)
  for (const kept of ['李雷', '路灯', '@家', '家的']) assert.ok(terms.includes(kept), kept)
  // What is no name is not cut out of every sentence.
  for (const name of ['1', '路', '100%', '', ' '])
    assert.deepEqual(plainOnes(caseTerms(said({ reporter_name: name }))), caseTerms(said({})), name)
})

test('a query asks for the hash of what may be an identity, or for the words', () => {
  assert.equal(caseQuery('路灯坏了的'), "'路灯' & '灯坏' & '坏了' & '了的'")
  assert.equal(caseQuery('！？'), null)
  assert.equal(caseQuery('wifi'), "'wifi':*")
  assert.match(caseQuery('王小明')!, /^\('#[0-9a-f]{20}' \| \('王小' & '小明'\)\)$/)
  assert.match(caseQuery('王小明', '@')!, /^\('@#[0-9a-f]{20}' \| \('@王小' & '@小明'\)\)$/)
  assert.match(
    caseQuery('路灯坏了的 138 0013 8000')!,
    /^\('#[0-9a-f]{20}' \| \('138':\* & '0013':\* & '8000':\*\)\) & '路灯'/,
  )
  assert.match(caseQuery('JD20260101')!, /^\('#[0-9a-f]{20}' \| \('jd20260101':\*\)\)$/)
})

test('cases are found by a whole identity in their text, however it is typed, and by no part of it', async t => {
  const { loop, person, owner } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const detail =
    '我叫王小明，身份证号310101199003071233，手机13800138000，卡号6222021234567890128，订单号20260101123'
  const { caseId } = await reportCase(
    loop,
    seat,
    reportBody({ subject: '', detail, reporter: { name: '王小明', phone: null, anonymous: false } }),
  )
  await reportCase(loop, seat, reportBody({ subject: '', detail: '别的事' }))
  const find = async (words: string) =>
    (await listCases(loop, seat, caseFilter.parse({ words }))).items.map(one => one.caseId)
  const whole = [
    '13800138000',
    '+86 138-0013-8000',
    '１３８００１３８０００',
    '王小明',
    '我叫',
    '20260101123',
    '订单号 20260101123',
  ]
  for (const typed of [...whole, '王小明 13800138000']) assert.deepEqual(await find(typed), [caseId], typed)
  for (const typed of ['1380013', '8000', '小明', '王小', '13900139000'])
    assert.deepEqual(await find(typed), [], typed)
  const { rows } = await sql<{ terms: string }>`
    select search::text as terms from cases.case_content where case_id = ${caseId}`.execute(owner)
  for (const part of ['13800138000', '王小', '小明']) assert.ok(!rows[0]!.terms.includes(part), part)
})
