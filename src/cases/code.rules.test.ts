import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { followUpCode } from './case.contract.ts'
import { base32, caseCode, followUpCodeOf, readFollowUpCode } from './code.rules.ts'

test('base 32 keeps every bit in order', () => {
  assert.equal(base32(Uint8Array.of(0, 0, 0, 0, 0)), '00000000')
  assert.equal(base32(Uint8Array.of(255, 255, 255, 255, 255)), 'ZZZZZZZZ')
  assert.equal(base32(Uint8Array.of(0, 0, 0, 0, 1)), '00000001')
  assert.equal(
    base32(Uint8Array.of(0b00001_000, 0b10_00011_0, 0b0100_0010, 0b1_00110_00, 0b111_01000)),
    '12345678',
  )
})

test('a case code is the day and eight letters', () => {
  assert.equal(caseCode('2026-11-22', Uint8Array.of(255, 0, 255, 0, 255)), '20261122-ZW0F-Y07Z')
  assert.match(
    caseCode('2026-11-22', randomBytes(5)),
    /^20261122-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/,
  )
})

test('a follow-up code has 80 bits: every one of its ten bytes shows in it', () => {
  const base = randomBytes(10)
  assert.equal(followUpCode.safeParse(followUpCodeOf(base)).success, true)
  const seen = new Set([followUpCodeOf(base)])
  for (let byte = 0; byte < 10; byte++) {
    for (let bit = 0; bit < 8; bit++) {
      const changed = Buffer.from(base)
      changed[byte]! ^= 1 << bit
      seen.add(followUpCodeOf(changed))
    }
  }
  assert.equal(seen.size, 81)
})

test('each letter of a code is as likely as another', () => {
  const counts = new Map<string, number>()
  const rounds = 4000
  for (let i = 0; i < rounds; i++)
    for (const letter of followUpCodeOf(randomBytes(10)).replaceAll('-', ''))
      counts.set(letter, (counts.get(letter) ?? 0) + 1)
  assert.equal(counts.size, 32)
  // Expected 2,000 each; ten standard deviations aside.
  for (const [letter, count] of counts) assert.ok(Math.abs(count - rounds / 2) < 450, `${letter} ${count}`)
})

test('a typed code is read with small letters, spaces and look-alikes', () => {
  const given = 'A1B0-C2D3-E4F5-G6H7'
  assert.equal(readFollowUpCode('a1b0 c2d3 e4f5 g6h7'), given)
  assert.equal(readFollowUpCode('alBo-c2d3-e4f5-g6h7'), given)
  assert.equal(readFollowUpCode('ａ1b0c2d3e4f5g6h7'), given)
})

test('what cannot be a code is none', () => {
  assert.equal(readFollowUpCode(''), null)
  assert.equal(readFollowUpCode('A1B0-C2D3-E4F5-G6H'), null)
  assert.equal(readFollowUpCode('A1B0-C2D3-E4F5-G6HU'), null)
  assert.equal(readFollowUpCode("A1B0-C2D3-E4F5-G6H'"), null)
})
