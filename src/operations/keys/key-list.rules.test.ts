import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DataKeyRow, Sealing } from '#base/index.ts'
import { ageInDays, cipherNote, keyLine, listKeys, sealingLines, wrappedBy } from './key-list.rules.ts'

const at = (day: number) => new Date(Date.UTC(2026, 0, day))
const row = (given: Partial<DataKeyRow>): DataKeyRow => ({
  id: '0a0a0a0a',
  purpose: 'content',
  cipher: 'aes-256-gcm',
  wrapped: 'file:aabbccddeeff:c2VjcmV0',
  made_at: at(1),
  in_use_from: at(1),
  retired_at: null,
  ...given,
})

test('a key is announced, in use, retired, each at its moment; what it is wrapped with never shows the wrapped key', () => {
  const rows = [
    row({ retired_at: at(10) }),
    row({ id: '0b0b0b0b', cipher: 'sm4-ctr-hmac-sm3', made_at: at(9), in_use_from: at(10) }),
    row({ id: '0c0c0c0c', purpose: 'look-up', wrapped: 'kms:hub:vault:v1:c2VjcmV0' }),
  ]
  const states = (now: Date) => listKeys(rows, now).map(key => key.state)
  assert.deepEqual(states(new Date(at(10).getTime() - 1)), ['in-use', 'announced', 'in-use'])
  assert.deepEqual(states(at(10)), ['retired', 'in-use', 'in-use'])
  const listed = listKeys(rows, at(12))
  assert.deepEqual(listed[1], {
    id: '0b0b0b0b',
    purpose: 'content',
    cipher: 'sm4-ctr-hmac-sm3',
    state: 'in-use',
    madeAt: '2026-01-09T00:00:00.000Z',
    days: 3,
    wrappedBy: 'file:aabbccddeeff',
  })
  assert.equal(listed[2]!.wrappedBy, 'kms:hub')
  assert.ok(!JSON.stringify(listed).includes('c2VjcmV0'))
  assert.equal(
    keyLine(listed[0]!),
    '0a0a0a0a  content  aes-256-gcm       retired         2026-01-01 (11 days)  file:aabbccddeeff',
  )
  assert.equal(wrappedBy('file:x'), 'file:x')
})

test('days are whole', () => {
  assert.equal(ageInDays(at(1), at(2)), 1)
  assert.equal(ageInDays(at(1), new Date(at(2).getTime() - 1)), 0)
})

test('older rows: nothing looked at yet, some columns open, all done', () => {
  const state = (given: Partial<Sealing>): Sealing => ({
    keyId: 'k',
    relation: 'kernel.x',
    column: 'input',
    lookedAt: 10,
    sealed: 4,
    finishedAt: null,
    ...given,
  })
  assert.match(sealingLines([])[0]!, /not looked at yet/)
  assert.deepEqual(sealingLines([state({}), state({ finishedAt: at(1) })]), [
    'Older rows: kernel.x.input: 10 looked at, 4 sealed so far',
  ])
  assert.deepEqual(sealingLines([state({ finishedAt: at(1) })]), ['Older rows: all 1 columns are sealed.'])
})

test('another cipher than that of the newest content key is told', () => {
  const keys = listKeys(
    [
      row({ cipher: 'sm4-ctr-hmac-sm3' }),
      row({ id: '0d0d0d0d' }),
      row({ purpose: 'look-up', cipher: 'sm4-ctr-hmac-sm3' }),
    ],
    at(2),
  )
  assert.deepEqual(cipherNote(keys, { cipher: 'aes-256-gcm' }), [])
  assert.match(cipherNote(keys, { cipher: 'sm4-ctr-hmac-sm3' })[0]!, /sm4.*keys rotate/)
  assert.deepEqual(cipherNote([], { cipher: 'aes-256-gcm' }), [])
})
