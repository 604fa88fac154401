import assert from 'node:assert/strict'
import { test } from 'node:test'
import { baseError } from './base.errors.ts'
import { faultForLog, hideInError } from './hide-in-error.ts'

const hide = (text: string) => text.replaceAll(/1[3-9]\d{9}/g, '×××')
const phone = '13800138000'

test('details lose identities at any depth; names, ids and numbers stay', () => {
  const id = '01a208c4-63e6-7001-a840-138001380009'
  const details = {
    summary: `x ${phone}`,
    errors: [{ path: phone, message: 'Unrecognized key: "13800138000"' }],
    id,
    seconds: 13_800_138_000,
    action: 'cases:read',
    none: null,
  }
  const error = hideInError(baseError('base.invalid-input', details), hide)
  assert.equal(error.code, 'base.invalid-input')
  assert.ok(!error.message.includes(phone))
  assert.deepEqual(error.details, {
    ...details,
    summary: 'x ×××',
    errors: [{ path: '×××', message: 'Unrecognized key: "×××"' }],
  })
})

test('the log is told the kind and the place of a fault, not the value it failed on', () => {
  const thrown = Object.assign(new TypeError(`bad ${phone}`, { cause: `of ${phone}` }), {
    code: '23505',
    detail: `Key (phone)=(${phone}) already exists.`,
    row: { phone },
  })
  const told = faultForLog(thrown, hide)
  assert.ok(!JSON.stringify(told).includes(phone))
  assert.equal(told.type, 'TypeError')
  assert.equal(told.code, '23505')
  assert.match(String(told.stack), /hide-in-error\.test/)
  assert.deepEqual(told.cause, { message: 'of ×××' })
  assert.deepEqual(faultForLog(phone, hide), { message: '×××' })
})
