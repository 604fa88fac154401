import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadKeys } from '#base/index.ts'
import { testKeys } from '../../../test/test-keys.ts'
import { pseudonymOf } from './pseudonym.ts'

loadKeys(testKeys)

const phone = (value: string) => ({ type: 'mobile', value })

test('one person is one pseudonym however the number is written; another person, kind or purpose is another', () => {
  const one = pseudonymOf('repeat-callers', phone('13812345678'))
  assert.match(one, /^[0-9a-f]{20}$/)
  assert.equal(pseudonymOf('repeat-callers', phone('+86 138-1234-5678')), one)
  const others = [
    pseudonymOf('repeat-callers', phone('13812345679')),
    pseudonymOf('repeat-callers', { type: 'bank_card', value: '13812345678' }),
    pseudonymOf('satisfaction', phone('13812345678')),
  ]
  assert.equal(new Set([one, ...others]).size, 4, 'what two purposes hold cannot be joined')
})

test('a purpose and a type cannot be cut otherwise to give the same pseudonym', () => {
  const cut = pseudonymOf('a', { type: 'b\nc', value: 'd' })
  assert.notEqual(cut, pseudonymOf('a\nb', { type: 'c', value: 'd' }))
  assert.notEqual(
    pseudonymOf('a","b', { type: 'c', value: 'd' }),
    pseudonymOf('a', { type: 'b","c', value: 'd' }),
  )
})
