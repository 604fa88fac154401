import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readChain } from './read-chain.rules.ts'

const read = (text: string) => {
  const chain = readChain(text, text.search(/[0-9０-９]/))
  return chain.groups.map(group => `${group.parted?.[0] ?? ''}${group.value}`).join('|')
}

test('groups of one number, as people part them', () => {
  assert.equal(read('手机138 0013 8000。'), '138|s0013|s8000')
  assert.equal(read('110105-19491231-002X，'), '110105|h19491231|h002X')
  assert.equal(read('138 - 0013－8000'), '138|h0013|h8000')
  assert.equal(read('(010) 8888'), '010|p8888')
  assert.equal(read('（010）8888'), '010|p8888')
  assert.equal(read('10.0.0.1，'), '10|d0|d0|d1')
})

test('full-width digits count, and what takes no room does not part', () => {
  assert.equal(read('１３８００１３８０００'), '13800138000')
  assert.equal(read('138\u200b0013\ufeff8000'), '13800138000')
})

test('a number ends where a sentence, a list number or a decimal does', () => {
  assert.equal(read('1. 13800138000'), '1')
  assert.equal(read('13800138000\t6222'), '13800138000')
  assert.equal(read('138 0013。8000'), '138|s0013')
  assert.equal(read('2 10.5'), '2')
  assert.equal(read('10.5 2'), '10|d5')
})

test('an X ends an identity number, also one that stands alone; any other X is no digit', () => {
  assert.equal(read('11010519491231002x'), '11010519491231002X')
  assert.equal(read('11010519491231002 X'), '11010519491231002|sX')
  assert.equal(read('138X5'), '138')
})

test('more digits than any identity has are read to their end and kept as none', () => {
  const text = `${'1'.repeat(100_000)} 2`
  const chain = readChain(text, 0)
  assert.deepEqual(
    chain.groups.map(group => [group.start, group.end, group.value]),
    [
      [0, 100_000, ''],
      [100_001, 100_002, '2'],
    ],
  )
  assert.equal(chain.end, text.length)
})
