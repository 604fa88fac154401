import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failureOf, isWanted, type MailboxMark, newAfter } from './mailbox.rules.ts'

const firstAt = new Date('2026-11-22T08:00:00Z')
const mark: MailboxMark = { uidValidity: 7n, lastUid: 40, firstAt, firstUidValidity: 7n, firstUid: 30 }
const listed = (uid: number, seen: boolean, arrivedAt = '2026-11-01T00:00:00Z') => ({
  uid,
  seen,
  arrivedAt: new Date(arrivedAt),
})

test('new is what came after the last uid, and everything after a renumbering', () => {
  assert.equal(newAfter(mark, 7n), 40)
  assert.equal(newAfter(mark, 8n), 0)
  assert.equal(newAfter({ ...mark, uidValidity: null }, 7n), 0)
})

test('of the time before the first look only what nobody had read is ours', () => {
  assert.equal(isWanted(listed(29, true), mark, 7n), false)
  assert.equal(isWanted(listed(29, false), mark, 7n), true)
})

test('of the time since everything is ours, also what somebody has read meanwhile or moved in', () => {
  assert.equal(isWanted(listed(30, true), mark, 7n), true)
  assert.equal(isWanted(listed(41, true), mark, 7n), true)
  assert.equal(isWanted(listed(1, true, '2026-11-22T07:00:00Z'), mark, 7n), true)
  assert.equal(isWanted(listed(1, true, '2026-11-22T06:59:59Z'), mark, 7n), false)
  assert.equal(isWanted(listed(30, true), mark, 8n), false, 'its number says nothing after a renumbering')
})

test('an operator is told what to look at', () => {
  assert.equal(failureOf({ authenticationFailed: true, code: 'NoConnection' }), 'sign-in')
  assert.equal(failureOf({ serverResponseCode: 'AUTHENTICATIONFAILED' }), 'sign-in')
  assert.equal(failureOf({ mailboxMissing: true }), 'folder')
  assert.equal(failureOf({ serverResponseCode: 'NONEXISTENT' }), 'folder')
  for (const code of [
    'ECONNREFUSED',
    'ENOTFOUND',
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'NoConnection',
    'CONNECT_TIMEOUT',
  ])
    assert.equal(failureOf({ code }), 'unreachable', code)
  assert.equal(failureOf(new Error('Unexpected token')), 'protocol')
  assert.equal(failureOf({ code: 'InvalidResponse' }), 'protocol')
})
