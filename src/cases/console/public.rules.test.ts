import assert from 'node:assert/strict'
import { test } from 'node:test'
import { followUpCode, reportByCitizen } from '#cases/case.contract.ts'
import { citizenBody, citizenFaults, emptyReport, writeCode } from './public.rules.ts'

const draft = { ...emptyReport('key-of-this-form'), detail: '井盖松动', name: ' 李 ', phone: '0100-5550' }

test('what is sent is what the contract takes', () => {
  const read = reportByCitizen.safeParse(citizenBody(draft))
  assert.ok(read.success, JSON.stringify(read.error?.issues))
  assert.deepEqual(read.data.reporter, { name: '李', phone: '0100-5550', anonymous: false })
  assert.equal(read.data.idempotencyKey, 'key-of-this-form')
  assert.equal(read.data.address, null)
})

test('who stays unnamed sends no name', () => {
  assert.equal(citizenBody({ ...draft, anonymous: true }).reporter.name, null)
})

test('only the words are needed; a number must be one', () => {
  assert.deepEqual(citizenFaults(draft), {})
  assert.deepEqual(citizenFaults({ ...draft, detail: '\n' }), { detail: 'cases:fault.detail' })
  assert.deepEqual(citizenFaults({ ...draft, phone: 'call me' }), { phone: 'cases:fault.phone' })
})

test('a code is read as people type it', () => {
  const code = writeCode(' abcd efgh-0o1l-i23z9 ')
  assert.equal(code, 'ABCD-EFGH-0011-123Z')
  assert.ok(followUpCode.safeParse(code).success)
  assert.equal(writeCode('ab'), 'AB')
  assert.equal(writeCode('?!'), '')
})
