import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  delimiterOf,
  fileKind,
  isJsonLines,
  isMostlyUtf8,
  markedEncoding,
  uniqueHeadings,
} from './file-kind.rules.ts'

const bytes = (...list: number[]) => Uint8Array.from(list)
const text = (given: string) => new TextEncoder().encode(given)

test('the kind of a file is told by its first bytes', () => {
  assert.equal(fileKind(bytes(0x50, 0x4b, 0x03, 0x04, 0, 0)), 'workbook')
  assert.equal(fileKind(bytes(0xd0, 0xcf, 0x11, 0xe0, 0, 0)), 'old-workbook')
  assert.equal(fileKind(text('编号,内容\n1,路灯不亮')), 'text')
  assert.equal(fileKind(bytes(0xff, 0xfe, 0x31, 0, 0x2c, 0)), 'text', 'UTF-16 has many zero bytes')
  assert.equal(fileKind(Uint8Array.from({ length: 100 }, (_, place) => place % 8)), 'other')
  assert.equal(
    fileKind(text(`id,detail\n1,${'灯'.repeat(50)}\u0000`)),
    'text',
    'one stray NUL is no binary file',
  )
})

test('a byte order mark names the encoding', () => {
  assert.equal(markedEncoding(bytes(0xef, 0xbb, 0xbf, 0x61)), 'utf-8')
  assert.equal(markedEncoding(bytes(0xff, 0xfe, 0x61, 0)), 'utf-16le')
  assert.equal(markedEncoding(bytes(0xfe, 0xff, 0, 0x61)), 'utf-16be')
  assert.equal(markedEncoding(text('abc')), undefined)
})

test('JSON lines begin with an object', () => {
  assert.equal(isJsonLines('\n {"a":1}\n{"a":2}', true), true)
  assert.equal(isJsonLines('{"a":1', true), false)
  assert.equal(isJsonLines('{"a":"a line longer than what was read', false), true)
  assert.equal(isJsonLines('{a,b},c\n1,2', true), false)
  assert.equal(isJsonLines('[1,2]\n', true), false)
  assert.equal(isJsonLines('', true), false)
})

test('the delimiter is the one of the headings, quotation marks set aside', () => {
  assert.equal(delimiterOf('a,b,c\n1;2;3;4;5'), ',')
  assert.equal(delimiterOf('a;b;c\n1,2,3,4'), ';')
  assert.equal(delimiterOf('编号\t内容\n'), '\t')
  assert.equal(delimiterOf('"a,b,c,d";e\n'), ';')
  assert.equal(delimiterOf('"a\n,,,";b;c'), ';', 'a heading may hold a line break')
  assert.equal(delimiterOf('内容\n一'), ',')
})

test('headings are unique and never empty', () => {
  assert.deepEqual(uniqueHeadings(['标题', ' 标题 ', '', 'a\u0000', '']), [
    '标题',
    '标题 (2)',
    '#3',
    'a',
    '#5',
  ])
  assert.deepEqual(uniqueHeadings([' a', 'a']), ['a', 'a (2)'])
  assert.deepEqual(uniqueHeadings(['a', 'a (2)', 'a']), ['a', 'a (2)', 'a (3)'])
})

test('UTF-8 of which bytes were lost is told from GBK', () => {
  const words = '编号,内容\n1,小区停水三天了没人管\n2,夜里施工噪声很大\n'
  const whole = text(words)
  const asUtf8 = (given: Uint8Array) => new TextDecoder('utf-8').decode(given, { stream: true })
  for (let place = 0; place < whole.length; place++) {
    const without = Uint8Array.from([...whole.slice(0, place), ...whole.slice(place + 1)])
    assert.equal(isMostlyUtf8(asUtf8(without)), true, `without byte ${place}`)
  }
  // 路灯不亮 and 幸福里小区 in GBK.
  const gbk = Buffer.from('c2b7b5c6b2bbc1c12cd0d2b8a3c0efd0a1c7f8', 'hex')
  assert.equal(isMostlyUtf8(asUtf8(gbk)), false)
  assert.equal(isMostlyUtf8(asUtf8(Uint8Array.of(...text('id,detail\n'), 0xff))), false, 'no sign of UTF-8')
  assert.equal(isMostlyUtf8('id,detail\n'), true, 'what is damaged lies behind the beginning')
})
