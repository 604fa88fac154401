import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressMark, codeOf, indexTerms, phoneDigits, searchQuery } from './search.rules.ts'

test('Han runs become bigrams and their last character, words stay whole', () => {
  assert.deepEqual(indexTerms('路灯坏了'), ['路灯', '灯坏', '坏了', '了'])
  assert.deepEqual(indexTerms('WiFi 信号'), ['wifi', '信号', '号'])
})

test('a run is cut where the script changes', () => {
  assert.deepEqual(indexTerms('幸福里3号楼'), ['幸福', '福里', '里', '3', '号楼', '楼'])
})

test('full-width and upper case are the same as plain', () => {
  assert.deepEqual(indexTerms('ＡＢ１２'), ['ab12'])
  assert.deepEqual(indexTerms('Ab12'), indexTerms('ａＢ１２'))
})

test('each term comes once, punctuation, HTML signs and emoji give none', () => {
  assert.deepEqual(indexTerms('停水停水'), ['停水', '水停', '水'])
  assert.deepEqual(indexTerms('🎉！？<>'), [])
})

test('rare characters outside the basic plane form bigrams, never halves of one', () => {
  assert.deepEqual(indexTerms('𠮷野'), ['𠮷野', '野'])
})

test('a long word is cut in index and query alike', () => {
  const word = 'x'.repeat(500)
  const [term] = indexTerms(word)
  assert.equal(term, 'x'.repeat(40))
  assert.equal(searchQuery(word), `'${term}'`)
})

test('terms of an address are marked', () => {
  assert.deepEqual(indexTerms('东风路', addressMark), ['@东风', '@风路', '@路'])
  assert.equal(searchQuery('东风路', addressMark), "'@东风' & '@风路'")
})

test('a query wants every bigram; one character and words match as beginnings', () => {
  assert.equal(searchQuery('路灯坏'), "'路灯' & '灯坏'")
  assert.equal(searchQuery('水'), "'水':*")
  assert.equal(searchQuery('wifi 断网'), "'wifi':* & '断网'")
})

test('every term of a query is one of the index', () => {
  const text = '和平路12号门口的路灯坏了三天'
  const terms = new Set(indexTerms(text))
  for (const part of searchQuery('门口的路灯')!.split(' & ')) assert.ok(terms.has(part.slice(1, -1)), part)
})

test('what holds no term gives no query', () => {
  assert.equal(searchQuery('！！'), null)
  assert.equal(searchQuery(''), null)
})

test('signs of the query language cannot be smuggled in', () => {
  assert.equal(searchQuery("a'b:*|c\\"), "'a':* & 'b':* & 'c':*")
  assert.equal(searchQuery('x', "it's"), "'it''sx':*")
})

test('telephone numbers are compared by their digits without the country code', () => {
  assert.equal(phoneDigits('+86 138-0013-8000'), '13800138000')
  assert.equal(phoneDigits('0086 13800138000'), '13800138000')
  assert.equal(phoneDigits('８６１２'), '8612')
  assert.equal(phoneDigits('(0571) 8661 2345'), '057186612345')
  assert.equal(phoneDigits('86612345'), '86612345')
  assert.equal(phoneDigits(' - '), null)
  assert.equal(phoneDigits(null), null)
})

test('a code is recognised however it is typed', () => {
  assert.equal(codeOf('20261122-7f3k-2qxm'), '20261122-7F3K-2QXM')
  assert.equal(codeOf(' 202611227F3K2QXM '), '20261122-7F3K-2QXM')
  assert.equal(codeOf('20261122'), null)
  assert.equal(codeOf('13800138000'), null)
  assert.equal(codeOf('路灯'), null)
})

test('a run may have an alternative, whole and in brackets', () => {
  const alternative = (run: string) => (run === '张三' ? "#it's" : undefined)
  assert.equal(searchQuery('张三 路灯坏', '', alternative), "('#it''s' | ('张三')) & '路灯' & '灯坏'")
  assert.equal(
    searchQuery('张三', '@', () => '@#1'),
    "('@#1' | ('@张三'))",
  )
})

test('a number is the same however the exchange writes it', () => {
  const same: [string, string[]][] = [
    [
      '13800138000',
      ['138 0013 8000', '+8613800138000', '0086-138-0013-8000', '8613800138000', ' +86 13800138000'],
    ],
    ['01066551234', ['010-66551234', '+86 10 6655 1234', '0086 10 66551234', '＋86（10）66551234']],
    ['051266551234', ['0512-66551234', '+86 512 6655 1234', '0086512 66551234']],
    ['07716655123', ['0771 6655123', '+86 771 6655123']],
  ]
  for (const [digits, ways] of same) for (const way of ways) assert.equal(phoneDigits(way), digits, way)
  const others = ['+1 212 555 0100', '12345', '86551234', '+86 12345', '8610', '+86']
  assert.deepEqual(others.map(phoneDigits), ['12125550100', '12345', '86551234', '8612345', '8610', '86'])
})
