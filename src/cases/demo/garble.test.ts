import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '#city/index.ts'
import { garble } from './garble.ts'

const plain = '小区楼上的物业没有处理噪声问题，希望尽快解决，孩子晚上没法睡，邻居也知道。'
const share = (channel: 'app' | 'phone') => {
  const random = seededRandom(5)
  return (
    Array.from({ length: 2000 }, () => garble(random, plain, channel)).filter(text => text !== plain).length /
    2000
  )
}

test('some messages are garbled, most are not', () => {
  assert.ok(share('app') > 0.25 && share('app') < 0.55, String(share('app')))
})

test('seats make fewer mistakes than citizens on their telephones', () => {
  assert.ok(share('phone') < share('app') * 0.7)
})

test('a garbled message stays recognisable', () => {
  const random = seededRandom(6)
  for (let count = 0; count < 500; count++) {
    const text = garble(random, plain, 'wechat')
    assert.ok(Math.abs(text.length - plain.length) <= 12, text)
    assert.ok(text.includes('问题'), text)
  }
})

test('very short messages survive', () => {
  const random = seededRandom(7)
  for (let count = 0; count < 300; count++) assert.ok(garble(random, '停水', 'app').length >= 1)
})
