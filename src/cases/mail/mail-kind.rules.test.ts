import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  automaticKind,
  failedStatus,
  followUpCodesIn,
  isForged,
  type MailSigns,
  ourMessageIds,
} from './mail-kind.rules.ts'

const signs = (headers: Record<string, string> = {}, rest: Partial<MailSigns> = {}): MailSigns => ({
  from: 'li@mail.example',
  header: name => headers[name],
  partTypes: ['text/plain'],
  ...rest,
})
const ours = ['noreply@qinglan.example']
const kindOf = (headers: Record<string, string> = {}, rest: Partial<MailSigns> = {}) =>
  automaticKind(signs(headers, rest), ours)

test('a person’s mail is none of them', () => {
  assert.equal(kindOf(), null)
  assert.equal(kindOf({ 'auto-submitted': 'no' }), null)
  assert.equal(kindOf({ 'auto-submitted': 'No; x=1' }), null)
  assert.equal(kindOf({ precedence: 'normal', 'return-path': '<li@mail.example>' }), null)
  assert.equal(kindOf({}, { from: 'postmaster-li@mail.example' }), null)
  assert.equal(kindOf({ 'content-type': 'multipart/mixed; boundary=delivery-status' }), null)
})

test('answers of machines', () => {
  assert.equal(kindOf({ 'auto-submitted': 'auto-replied' }), 'automatic')
  assert.equal(kindOf({ 'auto-submitted': 'Auto-Generated; owner=x' }), 'automatic')
  assert.equal(kindOf({ precedence: 'Bulk' }), 'automatic')
  assert.equal(kindOf({ precedence: ' auto_reply ' }), 'automatic')
  assert.equal(kindOf({ precedence: 'junk' }), 'automatic')
  assert.equal(kindOf({ 'x-autoreply': 'yes' }), 'automatic')
  assert.equal(kindOf({ 'x-autorespond': '' }), 'automatic')
})

test('lists, bounces and what we sent ourselves', () => {
  assert.equal(kindOf({ 'list-id': '<news.example>' }), 'list')
  assert.equal(kindOf({ precedence: 'list' }), 'list')
  assert.equal(kindOf({ 'auto-submitted': 'auto-generated' }, { from: ours[0]! }), 'own')
  assert.equal(kindOf({}, { from: ours[0]! }), 'own')
  assert.equal(kindOf({ 'return-path': '<>' }), 'bounce')
  assert.equal(kindOf({}, { from: 'mailer-daemon@mail.example' }), 'bounce')
  assert.equal(kindOf({ 'auto-submitted': 'auto-replied' }, { from: 'postmaster@mail.example' }), 'bounce')
  assert.equal(
    kindOf({ 'content-type': 'multipart/report; report-type="delivery-status"; boundary=x' }),
    'bounce',
  )
  assert.equal(kindOf({}, { partTypes: ['text/plain', 'message/delivery-status'] }), 'bounce')
})

test('only a failed check of the sender counts, and only where the receiving server wrote it', () => {
  const of = (value?: string) => isForged(name => (name === 'authentication-results' ? value : undefined))
  assert.equal(of('mx.example; spf=pass; dkim=fail; dmarc=FAIL (p=reject)'), true)
  assert.equal(of('mx.example; spf=fail; dmarc=pass'), false)
  assert.equal(of('mx.example; dmarc=failed'), false)
  assert.equal(of(), false)
})

test('our own Message-IDs and follow-up codes are found, and nothing like them', () => {
  const id = '0197a3f2-1111-7abc-8def-0123456789ab'
  assert.deepEqual(ourMessageIds(`<x@y> <${id}@chengshu>\r\n <${id.toUpperCase()}@chengshu>`), [id])
  assert.deepEqual(
    ourMessageIds(`${id}@chengshu <${id.replace('-7', '-4')}@chengshu> <${id}@chengshu.example>`),
    [],
  )
  assert.deepEqual(followUpCodesIn('查询码：7F3K-2QXM-0000-ZZZZ。再见 7F3K-2QXM-0000-ZZZZ'), [
    '7F3K-2QXM-0000-ZZZZ',
  ])
  assert.deepEqual(
    followUpCodesIn('20261122-7F3K-2QXM A7F3K-2QXM-0000-ZZZZ 7F3K-2QXM-0000-ZZZZ-1111 7F3K-2QXM-0000-ILOU'),
    [],
  )
  assert.deepEqual(followUpCodesIn(''), [])
  assert.equal(
    followUpCodesIn(Array.from({ length: 50 }, (_, at) => `7F3K-2QXM-0000-10${10 + at}`).join(' ')).length,
    20,
  )
})

test('only what failed for good counts', () => {
  const report = (action: string, status: string) =>
    `Final-Recipient: rfc822; li@mail.example\nAction: ${action}\nStatus: ${status}\n`
  assert.equal(failedStatus(report('failed', '5.1.1')), '5.1.1')
  assert.equal(failedStatus(report('delayed', '4.4.1')), null)
  assert.equal(failedStatus(report('failed', '4.4.1')), null)
  assert.equal(failedStatus(report('delivered', '5.1.1')), null)
  assert.equal(failedStatus('no status at all'), null)
})
