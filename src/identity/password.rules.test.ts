import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commonPasswords } from './password.common.ts'
import { generatePassword, passwordFault } from './password.rules.ts'

test('length is counted in characters, from 12 to 128 units', () => {
  assert.equal(passwordFault('kx7-mvqa-9rp', 'wang'), undefined)
  assert.equal(passwordFault('kx7-mvqa-9r', 'wang'), 'too-short')
  assert.equal(passwordFault('😀'.repeat(6), 'wang'), 'too-short')
  assert.equal(passwordFault('夜来风雨声花落知多少人间', 'wang'), undefined)
  assert.equal(passwordFault('abcdefgh-1234567'.repeat(8), 'wang'), undefined)
  assert.equal(passwordFault(`${'abcdefgh-1234567'.repeat(8)}x`, 'wang'), 'too-long')
})

test('common passwords are refused with their usual ornaments', () => {
  assert.ok(commonPasswords.size > 150)
  for (const bad of [
    'qwertyuiop123',
    'QWERTYUIOP123',
    '123456789012',
    'Password2024!!',
    '!!administrator2026',
    'Chengshu@2026',
  ]) {
    assert.equal(passwordFault(bad, 'wang'), 'common', bad)
  }
  assert.equal(passwordFault('aaaaaaaabbbbbbbb', 'wang'), 'too-plain')
})

test('the account may not be part of it', () => {
  assert.equal(passwordFault('xx-Li.Na-77-yyzq', 'li.na'), 'contains-account')
  assert.equal(passwordFault('ｌｉ．ｎａ-77-yyzq-x', 'li.na'), 'contains-account')
  // An account of two letters is found in most words; it is no clue.
  assert.equal(passwordFault('olive-trunk-82-gate', 'li'), undefined)
})

test('generated passwords pass the policy and do not repeat', () => {
  const made = Array.from({ length: 200 }, generatePassword)
  assert.equal(new Set(made).size, 200)
  for (const password of made) {
    assert.match(password, /^([a-z2-9]{5}-){3}[a-z2-9]{5}$/)
    assert.equal(passwordFault(password, 'wang'), undefined)
  }
})
