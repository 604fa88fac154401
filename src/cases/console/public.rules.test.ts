import assert from 'node:assert/strict'
import { test } from 'node:test'
import { followUpCode, reportByCitizen } from '#cases/case.contract.ts'
import { citizenBody, citizenFaults, emptyReport, writeCode } from './public.rules.ts'

const draft = { ...emptyReport('key-of-this-form'), detail: '井盖松动', name: ' 李 ', phone: '0100-5550' }

test('what is sent is what the contract takes', () => {
  const read = reportByCitizen.safeParse(citizenBody(draft, 'zh'))
  assert.ok(read.success, JSON.stringify(read.error?.issues))
  assert.deepEqual(read.data.reporter, { name: '李', phone: '0100-5550', anonymous: false })
  assert.equal(read.data.idempotencyKey, 'key-of-this-form')
  assert.equal(read.data.address, null)
})

test('who stays unnamed sends no name', () => {
  assert.equal(citizenBody({ ...draft, anonymous: true }, 'zh').reporter.name, null)
})

test('only the words are needed; a number must be one', () => {
  assert.deepEqual(citizenFaults(draft), {})
  assert.deepEqual(citizenFaults({ ...draft, detail: '\n' }), { detail: 'cases:fault.detail' })
  assert.deepEqual(citizenFaults({ ...draft, phone: 'call me' }), { phone: 'cases:fault.phone' })
})

test('who wants to be told says how, and gives an address that can be reached', () => {
  assert.equal('notify' in citizenBody(draft, 'zh'), false)
  const mail = { ...draft, tell: 'email' as const, tellAddress: ' li@mail.example ' }
  assert.deepEqual(citizenBody(mail, 'en').notify, {
    channel: 'email',
    address: 'li@mail.example',
    language: 'en',
  })
  assert.deepEqual(citizenFaults(mail), {})
  for (const tellAddress of ['', 'li', 'a@b.example\nBcc: c@d.example'])
    assert.deepEqual(citizenFaults({ ...mail, tellAddress }), { tellAddress: 'inbox:fault.email' })
  const sms = { ...draft, tell: 'sms' as const, tellAddress: '138 0013 8000' }
  assert.deepEqual(citizenFaults(sms), {})
  assert.deepEqual(citizenFaults({ ...sms, tellAddress: 'li@mail.example' }), {
    tellAddress: 'inbox:fault.sms',
  })
  assert.deepEqual(citizenFaults({ ...sms, tell: 'none', tellAddress: 'x' }), {})
})

test('a code is read as people type it', () => {
  const code = writeCode(' abcd efgh-0o1l-i23z9 ')
  assert.equal(code, 'ABCD-EFGH-0011-123Z')
  assert.ok(followUpCode.safeParse(code).success)
  assert.equal(writeCode('ab'), 'AB')
  assert.equal(writeCode('?!'), '')
})
