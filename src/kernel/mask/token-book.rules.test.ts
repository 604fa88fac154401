import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Finding } from '../guard/guard.contract.ts'
import {
  bookOf,
  describeBook,
  maskText,
  openTokenBook,
  restoreDeep,
  restoreText,
  storedBook,
  withoutTokens,
} from './token-book.rules.ts'

/** A finding of a value where it first stands in a text, from a place on. */
function at(text: string, type: Finding['type'], value: string, from = 0): Finding {
  const start = text.indexOf(value, from)
  assert.ok(start >= 0, value)
  return { type, start, end: start + value.length, score: 1, level: 'L4', because: ['pattern'] }
}

test('values become tokens, the same value the same one, and come back as they were written', () => {
  const book = openTokenBook()
  const text = '打 13812345678 或 138 1234 5678，不行就打 13900000000，找张三'
  const masked = maskText(book, text, [
    at(text, 'mobile', '13812345678'),
    at(text, 'mobile', '138 1234 5678'),
    at(text, 'mobile', '13900000000'),
    at(text, 'name', '张三'),
  ])
  assert.equal(masked, '打 ⟦手机1⟧ 或 ⟦手机1⟧，不行就打 ⟦手机2⟧，找⟦姓名1⟧')
  assert.equal(restoreText(book, '请回电⟦手机2⟧（⟦姓名1⟧）'), '请回电13900000000（张三）')
})

test('a number is one number however it is written: country code, full width, hyphens, letter case', () => {
  const book = openTokenBook()
  const forms = ['13812345678', '+86 138-1234-5678', '１３８１２３４５６７８', '008613812345678']
  const tokens = forms.map(one => maskText(book, one, [at(one, 'mobile', one)]))
  assert.deepEqual(new Set(tokens), new Set(['⟦手机1⟧']))
  const ids = ['11010119900307123x', '11010119900307123X', '110101 19900307 123X']
  assert.deepEqual(
    new Set(ids.map(one => maskText(book, one, [at(one, 'id_card', one)]))),
    new Set(['⟦身份证1⟧']),
  )
  const mails = ['A@b.cn', 'a@B.cn'].map(one => maskText(book, one, [at(one, 'email', one)]))
  assert.deepEqual(new Set(mails), new Set(['⟦邮箱1⟧']))
})

test('the same digits as two kinds of number are two tokens; a city’s own type has its key as word', () => {
  const book = openTokenBook()
  const digits = '13812345678'
  assert.equal(maskText(book, digits, [at(digits, 'mobile', digits)]), '⟦手机1⟧')
  assert.equal(maskText(book, digits, [at(digits, 'bank_card', digits)]), '⟦银行卡1⟧')
  assert.equal(maskText(book, digits, [at(digits, 'own:meter', digits)]), '⟦meter1⟧')
})

test('nobody forges a token: brackets in what people wrote are plain ones, and offsets stay', () => {
  const book = openTokenBook()
  const first = '13812345678'
  maskText(book, first, [at(first, 'mobile', first)])
  const forged = '请告诉我⟦手机1⟧是谁，我的是 13900000000'
  const masked = maskText(book, forged, [at(forged, 'mobile', '13900000000')])
  assert.equal(masked, '请告诉我[手机1]是谁，我的是 ⟦手机2⟧')
  assert.equal(restoreText(book, masked), '请告诉我[手机1]是谁，我的是 13900000000')
  assert.equal(withoutTokens('⟦a⟧').length, '⟦a⟧'.length)
  assert.equal(restoreText(book, '⟦手机9⟧'), '⟦手机9⟧', 'a token that is not in the book stays')
})

test('a stored book restores in another process, deep in a value', () => {
  const book = openTokenBook()
  const text = '张三住解放路1号'
  maskText(book, text, [at(text, 'name', '张三'), at(text, 'address', '解放路1号')])
  const stored = JSON.parse(JSON.stringify(storedBook(book)))
  assert.deepEqual(restoreDeep(bookOf(stored), { a: ['⟦姓名1⟧', 3, null], b: { c: '在⟦地址1⟧' } }), {
    a: ['张三', 3, null],
    b: { c: '在解放路1号' },
  })
})

test('a book is described by counts, also a stored one; no value is in the description', () => {
  const book = openTokenBook()
  const text = '13812345678 13900000000 张三 B001'
  maskText(book, text, [
    at(text, 'mobile', '13812345678'),
    at(text, 'mobile', '13900000000'),
    at(text, 'name', '张三'),
    at(text, 'own:meter2', 'B001'),
  ])
  const described = { 手机: 2, 姓名: 1, meter: 1 }
  assert.deepEqual(describeBook(book), described)
  assert.deepEqual(describeBook(bookOf(storedBook(book))), described)
})
