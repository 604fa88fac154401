import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foundIn } from './found.fixture.ts'
import { matchChain } from './match-chain.rules.ts'
import { readChain } from './read-chain.rules.ts'
import type { Spot } from './spot.rules.ts'

const id = '11010519491231002X'
const card = '6222021234567890128'

/** Every number of a text by the chain that begins at its first digit. */
function matched(text: string): string[] {
  const spots: Spot[] = []
  matchChain(text, readChain(text, text.search(/\d/)), spots)
  return spots.map(one => `${one.type}:${text.slice(one.start, one.end)}`)
}

test('identity numbers in every way of writing them', () => {
  for (const text of [
    id,
    '110105 19491231 002X',
    '110105-19491231-002x',
    '1101 0519 4912 3100 2X',
    '11010519491231002 X',
  ])
    assert.deepEqual(matched(`证件${text}。`), [`id_card:${text}`])
  assert.deepEqual(matched('身份证110105491231002。'), ['id_card:110105491231002'])
  assert.deepEqual(matched('号码110105491231002。'), [], 'fifteen digits alone are no identity')
  assert.deepEqual(matched('身份证号为110105194912310021'), [], 'a wrong check digit')
})

test('mobile numbers, with the country code they are written with', () => {
  for (const text of [
    '13800138000',
    '138 0013 8000',
    '138-0013-8000',
    '138.0013.8000',
    '+86 13800138000',
    '+8613800138000',
    '86-138-0013-8000',
    '0086 13800138000',
  ])
    assert.deepEqual(matched(`请回${text}，`), [`mobile:${text}`])
  assert.deepEqual(matched('138 00 138 000，'), [], 'a form that nobody uses')
  assert.deepEqual(
    matched('电话138 00 138 000，'),
    ['mobile:138 00 138 000'],
    'unless the word for it stands there',
  )
})

test('numbers of things stay quiet, also where their digits would do', () => {
  for (const text of [
    '订单号13800138000',
    '快递单号：13800138000',
    '¥13800138000',
    '共13800138000元',
    '编号 6222021234567890128',
    'img_13800138000_1.jpg',
    'https://example.com/item/13800138000',
    'AB13800138000',
    '13800138000abc',
    '13800138000.50',
    '2024-13800138000-001',
  ])
    assert.deepEqual(matched(text), [], text)
  assert.deepEqual(
    matched('订单号记不得了，手机13800138000'),
    ['mobile:13800138000'],
    'the nearest word decides',
  )
  assert.deepEqual(matched('tel13800138000'), ['mobile:13800138000'])
  assert.deepEqual(matched('https://example.com/?phone=13800138000'), ['mobile:13800138000'])
})

test('bank cards need Luhn; what looks like an identity number needs a word as well', () => {
  assert.deepEqual(matched(`${card} `), [`bank_card:${card}`])
  assert.deepEqual(matched('卡号6222 0212 3456 7890 128。'), ['bank_card:6222 0212 3456 7890 128'])
  assert.deepEqual(matched('6222021234567890129'), [])
  assert.deepEqual(matched('6222 0212 3456 7890 129，'), [], 'and none of its parts is a number of its own')
})

test('several numbers in a row are found each', () => {
  assert.deepEqual(matched(`13800138000 ${id}`), ['mobile:13800138000', `id_card:${id}`])
  assert.deepEqual(matched('138 0013 8000 2026年'), ['mobile:138 0013 8000'])
  assert.deepEqual(foundIn(`${id},13800138000/13900139000；${card}`), [
    `id_card:${id}`,
    'mobile:13800138000',
    'mobile:13900139000',
    `bank_card:${card}`,
  ])
})

test('what speaks for a find is said', () => {
  const spots: Spot[] = []
  matchChain(`身份证${id}`, readChain(`身份证${id}`, 3), spots)
  assert.deepEqual(spots[0]?.because, ['pattern', 'checksum', 'context'])
  assert.ok(spots[0]!.score > 0.95)
})
