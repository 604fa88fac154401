import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actionBodies } from '#cases/action.contract.ts'
import { reportByStaff } from '#cases/case.contract.ts'
import { dispatchBody, emptyIntake, faultsOf, reportBody, worthAdvice, worthLookUp } from './intake.rules.ts'

const id = '0197f1f0-0000-4000-8000-000000000001'
const draft = { ...emptyIntake(id), detail: '小区门口的路灯坏了', phone: ' 0100-5550 ', name: '王' }

test('what is sent is what the contract takes', () => {
  const read = reportByStaff.safeParse(reportBody({ ...draft, address: ' ' }))
  assert.ok(read.success)
  assert.deepEqual(read.data.reporter, { name: '王', phone: '0100-5550', anonymous: false })
  assert.equal(read.data.address, null)
  assert.equal(read.data.idempotencyKey, id)
})

test('a caller who wants to be told is, under the number that was given', () => {
  assert.equal('notify' in reportBody(draft), false)
  const told = { ...draft, tell: true, phone: ' 138-0013 8000' }
  const read = reportByStaff.parse(reportBody(told))
  assert.deepEqual(read.notify, { channel: 'sms', address: '13800138000', language: 'zh' })
  assert.deepEqual(faultsOf(told, 'register', false), {})
  assert.deepEqual(faultsOf({ ...draft, phone: '' }, 'register', false), {})
  assert.deepEqual(faultsOf({ ...told, phone: '' }, 'register', false), { phone: 'inbox:fault.sms' })
})

test('a hidden name is not sent', () => {
  assert.equal(reportBody({ ...draft, anonymous: true }).reporter.name, null)
})

test('a dispatch carries only what was said', () => {
  const body = dispatchBody({ ...draft, departmentId: 'lighting' }, 2, undefined)
  assert.ok(actionBodies.dispatch.safeParse(body).success)
  assert.deepEqual(Object.keys(body).sort(), ['categoryId', 'departmentId', 'dutyId', 'urgency', 'version'])
  const advice = { decisionId: id, evidenceOpened: true, secondsToSettle: 3 }
  const full = dispatchBody({ ...draft, departmentId: 'x', note: 'n', reason: 'r' }, 2, advice)
  assert.deepEqual([full.note, full.reason, full.advice], ['n', 'r', advice])
})

test('faults stand at their fields', () => {
  assert.deepEqual(faultsOf(draft, 'register', false), {})
  assert.deepEqual(Object.keys(faultsOf(draft, 'dispatch', false)), ['departmentId'])
  const other = { ...draft, departmentId: 'x' }
  assert.deepEqual(Object.keys(faultsOf(other, 'dispatch', true)), ['reason'])
  assert.deepEqual(faultsOf({ ...other, reason: 'r' }, 'dispatch', true), {})
  assert.deepEqual(faultsOf({ ...draft, detail: ' ' }, 'answer', false), { detail: 'cases:fault.detail' })
  const long = faultsOf({ ...draft, detail: 'a'.repeat(20_001) }, 'answer', false)
  assert.deepEqual(long, { detail: 'cases:fault.detail-long' })
  assert.deepEqual(Object.keys(faultsOf({ ...draft, phone: 'abc' }, 'answer', false)), ['phone'])
})

test('advice and look-up wait for enough', () => {
  assert.equal(worthAdvice({ subject: '路灯', detail: ' ' }), false)
  assert.equal(worthAdvice({ subject: '路灯', detail: '坏了' }), true)
  assert.equal(worthLookUp('0100-55'), false)
  assert.equal(worthLookUp('0100-555'), true)
})

test('the next form keeps the channel only', () => {
  assert.equal(emptyIntake(id).channel, 'phone')
  assert.equal(emptyIntake(id, 'web').channel, 'web')
})
