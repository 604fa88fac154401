import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { draftCase, followUpHash, justReported, type NewCase } from './case.draft.ts'
import type { NewEvent } from './event.draft.ts'

const at = new Date('2026-11-22T02:00:00.000Z')
const reported: NewEvent = {
  type: 'reported',
  at,
  actor: { id: 'p1', name: '坐席' },
  departmentId: null,
  fromState: null,
  toState: 'reported',
}
const given: NewCase = {
  matter: { subject: '路灯', detail: '不亮' },
  place: { address: '和平路', longitude: 113, latitude: 30, regionId: 'aaa', cell: 'c' },
  reporter: { name: '', phone: '+86 138 0013 8000', anonymous: false },
  channel: 'phone',
  nature: 'complaint',
  urgency: 'normal',
  reportedAt: at,
  createdBy: 'p1',
  reporterPersonId: null,
  idempotencyKey: null,
  source: 's',
  externalId: null,
  generated: false,
  blind: false,
  draftId: null,
  decision: null,
  standing: justReported,
  events: [reported],
}

test('a case that has just come in has version 1 and one event', () => {
  const { record, content, events, code } = draftCase(given, '2026-11-22')
  assert.match(code, /^20261122-/)
  assert.equal(record.version, 1)
  assert.equal(record.last_seq, 1)
  assert.equal(record.state, 'reported')
  assert.equal(events[0]!.facts.seq, 1)
  assert.equal(content.hidden, false)
  assert.equal(content.reporter_name, null, 'a hidden name is null, never an empty placeholder')
})

test('a case with a past has as many versions as events and is as old as the last', () => {
  const later = new Date('2026-11-25T02:00:00.000Z')
  const closed: NewEvent = {
    ...reported,
    type: 'answered',
    at: later,
    fromState: 'reported',
    toState: 'closed',
  }
  const standing = { ...justReported, state: 'closed', disposition: 'answered', closedAt: later } as const
  const { record, events } = draftCase({ ...given, standing, events: [reported, closed] }, '2026-11-22')
  assert.deepEqual([record.version, record.last_seq], [2, 2])
  assert.equal(record.updated_at, later.toISOString())
  assert.equal(record.closed_at, later.toISOString())
  assert.deepEqual(
    events.map(event => [event.facts.seq, event.facts.type]),
    [
      [1, 'reported'],
      [2, 'answered'],
    ],
  )
})

test('only the hash of the follow-up code lies with the case', () => {
  const { record, content, followUpCode } = draftCase(given, '2026-11-22')
  const hash = createHash('sha256').update(followUpCode).digest('hex')
  assert.equal(record.follow_up_hash, `\\x${hash}`)
  assert.equal(followUpHash(followUpCode).toString('hex'), hash)
  assert.equal(content.follow_up_code, followUpCode)
  assert.ok(!JSON.stringify(record).includes(followUpCode))
})

test('what people wrote lies in content and nowhere else', () => {
  const { record, events } = draftCase(
    { ...given, reporter: { ...given.reporter, name: '王小明' } },
    '2026-11-22',
  )
  const facts = JSON.stringify([record, events.map(event => event.facts)])
  for (const personal of ['路灯', '不亮', '和平路', '王小明', '13800138000', '坐席', ':113,'])
    assert.ok(!facts.includes(personal), personal)
})

test('terms of the address are marked, those of the text are not', () => {
  const { content } = draftCase(given, '2026-11-22')
  const terms = content.terms as string[]
  assert.ok(terms.includes('路灯') && terms.includes('不亮') && terms.includes('@和平'))
  assert.ok(!terms.includes('和平'))
  assert.ok(!terms.includes('灯不'), 'subject and detail are not joined')
})

test('an id that is given is kept, and every draft has codes of its own', () => {
  const id = '01234567-89ab-7cde-8f01-23456789abcd'
  const one = draftCase({ ...given, id }, '2026-11-22')
  const two = draftCase({ ...given, id }, '2026-11-22')
  assert.equal(one.caseId, id)
  assert.equal(one.events[0]!.facts.case_id, id)
  assert.notEqual(one.code, two.code)
  assert.notEqual(one.followUpCode, two.followUpCode)
})

test('a tied decision brings its subject and hash', () => {
  const decision = { id: 'd', subject: 'draft:x', hash: 'ff' }
  const { record } = draftCase({ ...given, decision }, '2026-11-22')
  assert.deepEqual(
    [record.decision_id, record.decision_subject, record.decision_hash, record.advice_verdict],
    ['d', 'draft:x', 'ff', null],
  )
})
