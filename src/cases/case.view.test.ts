import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '#identity/index.ts'
import { personActor } from '../../test/fixtures/actors.ts'
import { clearanceFor, eventView, isOnlyOwn, isOwn, summaryView } from './case.view.ts'
import type { CaseRow } from './case-list.store.ts'
import type { EventRow } from './event.store.ts'

const owner = { department_id: 'urban', region_id: 'aaa', reporter_person_id: 'citizen-1' }
const cleared = (level: 'L1' | 'L2' | 'L3' | 'L4'): Actor =>
  personActor('p', { scope: { departments: 'all', regions: 'all', own: 'p', level } })
const citizen = personActor('citizen-1', {
  roles: ['citizen'],
  scope: { departments: [], regions: [], own: 'citizen-1', level: 'L1' },
})

test('clearance comes by level, and for the own case by being the own', () => {
  assert.deepEqual(clearanceFor(cleared('L2'), owner), { l3: false, l4: false })
  assert.deepEqual(clearanceFor(cleared('L3'), owner), { l3: true, l4: false })
  assert.deepEqual(clearanceFor(cleared('L4'), owner), { l3: true, l4: true })
  assert.deepEqual(clearanceFor(citizen, owner), { l3: true, l4: true })
})

test('a case without a reporter is nobody’s own', () => {
  const nobody = { ...owner, reporter_person_id: null }
  const visitor = personActor('visitor', {
    scope: { departments: [], regions: [], own: null, level: 'L1' },
  })
  assert.equal(isOwn(visitor, nobody), false)
  assert.equal(isOwn(citizen, nobody), false)
  assert.equal(isOwn(citizen, owner), true)
})

test('staff who reported for themselves see it as staff', () => {
  const both = { ...citizen, scope: { ...citizen.scope, departments: 'all', regions: 'all' } as const }
  assert.equal(isOnlyOwn(citizen, owner), true)
  assert.equal(isOnlyOwn(both, owner), false)
  assert.equal(isOnlyOwn(cleared('L4'), owner), false)
})

const row = {
  id: 'c1',
  code: '20261122-AAAA-BBBB',
  state: 'closed',
  disposition: 'resolved',
  ...owner,
  duty_id: null,
  category_id: 'light',
  channel: 'phone',
  nature: 'complaint',
  urgency: 'normal',
  reported_at: new Date('2026-11-20T01:02:03.004Z'),
  updated_at: new Date('2026-11-21T01:02:03.004Z'),
  due_at: null,
  closed_at: new Date('2026-11-21T01:02:03.004Z'),
  rating: 4,
  generated: false,
  version: 5,
  subject: '路灯',
  excerpt: '路灯不亮',
} as unknown as CaseRow

test('a row keeps its structure and loses its text below L4', () => {
  const open = summaryView(row, cleared('L4'))
  assert.deepEqual([open.subject, open.excerpt], ['路灯', '路灯不亮'])
  const masked = summaryView(row, cleared('L3'))
  assert.deepEqual({ ...masked, subject: '路灯', excerpt: '路灯不亮' }, open)
  assert.deepEqual([masked.subject, masked.excerpt], [null, null])
  assert.deepEqual([open.reportedAt, open.dueAt], ['2026-11-20T01:02:03.004Z', null])
})

const event = (type: string, more: Partial<EventRow> = {}) =>
  ({
    id: 'e1',
    type,
    at: new Date(0),
    actor: 'staff-1',
    actor_name: '张三',
    department_id: 'urban',
    from_state: 'handling',
    to_state: 'verifying',
    decision_id: 'd1',
    text: '内容',
    details: { dutyId: 'lamp' },
    said: { reason: '原因' },
    ...more,
  }) as unknown as EventRow

test('staff see an event by their level', () => {
  const view = (level: 'L2' | 'L3' | 'L4') => eventView(event('replied'), { actor: cleared(level), owner })
  assert.deepEqual(
    [view('L4').actorName, view('L4').text, view('L4').details],
    ['张三', '内容', { dutyId: 'lamp', reason: '原因' }],
  )
  assert.deepEqual(
    [view('L3').actorName, view('L3').text, view('L3').details],
    ['张三', null, { dutyId: 'lamp' }],
  )
  assert.deepEqual([view('L2').actorName, view('L2').actorId], ['', 'staff-1'])
})

test('the citizen sees what is meant for them, not who did it nor why inside', () => {
  const seen = eventView(event('replied'), { actor: citizen, owner })
  assert.deepEqual(
    [seen.text, seen.actorName, seen.actorId, seen.decisionId, seen.details],
    ['内容', '', '', null, { reason: '原因' }],
  )
  for (const type of ['dispatched', 'returned', 'sent-back', 'accepted', 'closed', 'commented', 'advised']) {
    const hidden = eventView(event(type), { actor: citizen, owner })
    assert.deepEqual([hidden.text, hidden.details], [null, {}], type)
  }
})

test('the citizen sees the own words', () => {
  const own = event('commented', { actor: 'citizen-1', actor_name: '本人' })
  const seen = eventView(own, { actor: citizen, owner })
  assert.deepEqual([seen.text, seen.actorId, seen.actorName], ['内容', 'citizen-1', '本人'])
})

test('an erased event is still an event', () => {
  const erased = event('replied', { actor_name: null, text: null, said: null })
  const view = eventView(erased, { actor: cleared('L4'), owner })
  assert.deepEqual([view.actorName, view.text, view.details], ['', null, { dutyId: 'lamp' }])
})
