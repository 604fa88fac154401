import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endAfter, formerEnd, isToBeWarned, keyStanding } from './key-end.rules.ts'
import type { PartnerKeyStanding } from './partner.contract.ts'

const now = new Date('2026-03-02T09:00:00Z')
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000)

test('where a key stands, to the millisecond', () => {
  const table: [days: number, revoked: boolean, standing: PartnerKeyStanding][] = [
    [365, false, 'valid'],
    [30.001, false, 'valid'],
    [30, false, 'ending'],
    [7, false, 'ending'],
    [1e-6, false, 'ending'],
    [0, false, 'ended'],
    [-1, false, 'ended'],
    [365, true, 'revoked'],
    [-1, true, 'revoked'],
  ]
  for (const [days, revoked, standing] of table) {
    const key = { validUntil: inDays(days), revokedAt: revoked ? now : null }
    assert.equal(keyStanding(key, now), standing, `${days} days`)
  }
  assert.deepEqual(endAfter(365, now), new Date('2027-03-02T09:00:00Z'))
})

test('the key before goes on for the overlap, never beyond its own end, and is not brought back', () => {
  const before = (days: number) => ({ validUntil: inDays(days), revokedAt: null })
  assert.deepEqual(formerEnd(before(100), 7, now), inDays(7))
  assert.deepEqual(formerEnd(before(3), 7, now), inDays(3))
  assert.equal(formerEnd(before(-1), 7, now), null)
  assert.equal(formerEnd(before(100), 0, now), null, 'no overlap: it ends now')
})

test('each of the three moments is told once; a renewal makes them come again', () => {
  const table: [ends: number, warned: number | null, told: boolean][] = [
    [31, null, false],
    [30, null, true],
    [20, null, true],
    [20, -5, false],
    [20, -11, true],
    [7, -20, true],
    [3, -1, false],
    [0, -3, true],
    [-1, -1, false],
    [-40, -30, false],
    [-40, null, true],
    [365, -1, false],
  ]
  for (const [ends, warned, told] of table) {
    const key = { validUntil: inDays(ends), warnedAt: warned === null ? null : inDays(warned) }
    assert.equal(isToBeWarned(key, now), told, `ends in ${ends}, warned ${warned}`)
  }
})
