import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  agreesLuhn,
  agreesMod11,
  agreesMod31,
  agreesMod97,
  creditCheckOf,
  idCheckOf,
} from './checksums.rules.ts'

test('the example of GB 11643 agrees, and no other last character does', () => {
  assert.equal(idCheckOf('11010519491231002'), 'X')
  assert.equal(idCheckOf('44052418800101001'), '4')
  for (const last of '0123456789X') assert.equal(agreesMod11(`11010519491231002${last}`), last === 'X', last)
  for (const wrong of ['', '11010519491231002', '11010519491231002x', '1101051949123100 2X'])
    assert.equal(agreesMod11(wrong), false, wrong)
})

test('Luhn sees every single wrong digit and most that were swapped', () => {
  assert.ok(agreesLuhn('6222021234567890128'))
  assert.ok(agreesLuhn('4111111111111111'))
  for (let at = 0; at < 16; at++) {
    const wrong = [...'4111111111111111']
    wrong[at] = String((Number(wrong[at]) + 1) % 10)
    assert.equal(agreesLuhn(wrong.join('')), false, String(at))
  }
  assert.equal(agreesLuhn('1411111111111111'), false)
  for (const none of ['', '0', '4111-1111', 'x']) assert.equal(agreesLuhn(none), false, none)
})

test('the example of GB 32100 agrees, with its own alphabet', () => {
  assert.equal(creditCheckOf('91350100M000100Y4'), '3')
  assert.ok(agreesMod31('91350100M000100Y43'))
  assert.equal(agreesMod31('91350100M000100Y44'), false)
  // A sum that is a multiple of 31 has the check character 0.
  assert.ok(agreesMod31('000000000000000000'))
  for (const letter of 'IOSVZ') assert.equal(creditCheckOf(`91350100${letter}000100Y4`), '', letter)
  assert.equal(agreesMod31('91350100M000100Y4'), false)
})

test('MOD 97-10 counts letters as two digits', () => {
  assert.ok(agreesMod97('79444'))
  assert.ok(agreesMod97('3214282912345698765432161182'))
  assert.equal(agreesMod97('79445'), false)
  assert.equal(agreesMod97('1'), false)
  assert.equal(agreesMod97('GB82WEST'), false)
  // An IBAN with its head at its end.
  assert.ok(agreesMod97('WEST12345698765432GB82'))
})
