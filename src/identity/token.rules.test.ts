import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  bearerOf,
  hashToken,
  makeToken,
  prefixOf,
  refusedActions,
  tokenActions,
  tokenAlive,
} from './token.rules.ts'

test('a token is recognised in its header and stored as a hash', () => {
  const token = makeToken()
  assert.equal(bearerOf(`Bearer ${token}`), token)
  assert.equal(bearerOf(`bearer   ${token} `), token)
  assert.notEqual(makeToken(), token)
  assert.equal(hashToken(token).length, 32)
  assert.equal(prefixOf(token).length, 10)
  assert.ok(token.startsWith(prefixOf(token)))
})

test('other kinds of authorization are not ours; a malformed bearer is refused, not passed over', () => {
  assert.equal(bearerOf(undefined), undefined)
  assert.equal(bearerOf('Basic YTpi'), undefined)
  assert.equal(bearerOf('Bearer'), '')
  assert.equal(bearerOf('Bearer abc'), '')
  assert.equal(bearerOf('Bearer cst_short'), '')
})

test('a token gets what its person may do, and never what could widen it', () => {
  assert.deepEqual(refusedActions(['cases:read'], ['cases:read']), [])
  assert.deepEqual(refusedActions(['cases:read', 'cases:close'], ['cases:read']), ['cases:close'])
  const never = ['people:edit', 'tokens:own', 'tokens:any', 'sessions:own']
  assert.deepEqual(refusedActions(never, never), never)
  assert.deepEqual(refusedActions(['no:such'], ['no:such']), ['no:such'])
  assert.equal(
    tokenActions.some(action => never.includes(action)),
    false,
  )
})

test('a token ends by time and by revocation', () => {
  const now = new Date('2026-03-02T09:00:00Z')
  const later = new Date('2026-03-02T09:00:01Z')
  assert.equal(tokenAlive({ expiresAt: later, revokedAt: null }, now), true)
  assert.equal(tokenAlive({ expiresAt: now, revokedAt: null }, now), false)
  assert.equal(tokenAlive({ expiresAt: later, revokedAt: now }, now), false)
})
