import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Candidate, leftToSingleWork, stoodOf, undoStateOf } from './bulk.rules.ts'

const candidate = (change: Partial<Candidate> = {}): Candidate => ({
  state: 'reported',
  urgency: 'normal',
  blind: false,
  advice_verdict: null,
  co_department_ids: null,
  ...change,
})

test('what is left to single work', () => {
  const table: [Parameters<typeof leftToSingleWork>[0], Partial<Candidate>, string | null][] = [
    ['dispatch', {}, null],
    ['dispatch', { state: 'accepted', urgency: 'urgent' }, null],
    ['dispatch', { state: 'dispatched' }, 'cases.bulk-not-waiting'],
    ['dispatch', { urgency: 'emergency' }, 'cases.bulk-emergency'],
    ['dispatch', { blind: true }, 'cases.bulk-blind'],
    // Returned once: somebody has judged it before the advice was shown.
    ['dispatch', { blind: true, advice_verdict: 'adopted', state: 'accepted' }, null],
    ['dispatch', { advice_verdict: null, blind: false }, null],
    ['assign', { state: 'handling', urgency: 'emergency', blind: true, co_department_ids: ['a'] }, null],
    ['close', { state: 'verifying', urgency: 'emergency', blind: true }, null],
    ['close', { state: 'verifying', co_department_ids: ['a'] }, 'cases.bulk-tasks-open'],
  ]
  for (const [action, change, cause] of table)
    assert.equal(leftToSingleWork(action, candidate(change)), cause, `${action} ${JSON.stringify(change)}`)
})

const at = new Date('2026-03-02T02:00:00Z')
const standing = {
  state: 'reported',
  version: 3,
  last_seq: 4,
  department_id: null,
  duty_id: null,
  category_id: 'roads' as string | null,
  assignee_id: null,
  decision_id: 'd' as string | null,
  decision_subject: 'case:1' as string | null,
  advice_verdict: null as string | null,
  due_at: null as Date | null,
  due_basis: null as unknown,
  respond_by: null,
  respond_basis: null,
  stopped_at: null,
}
const kept = { misdirections: [2], notices: 1 }

test('a case is kept as it stood, with the moment after the act', () => {
  const after = {
    ...standing,
    state: 'dispatched',
    version: 4,
    last_seq: 6,
    department_id: 'urban',
    advice_verdict: 'adopted',
  }
  const stood = stoodOf({ before: standing, after, at }, kept)
  assert.deepEqual(
    [stood.state, stood.departmentId, stood.categoryId, stood.version, stood.seq, stood.at],
    ['reported', null, 'roads', 4, 6, at.toISOString()],
  )
  assert.deepEqual(stood.settled, { decisionId: 'd', subject: 'case:1' })
  assert.deepEqual([stood.misdirections, stood.notices], [[2], 1])
})

test('advice that was settled before is not the act’s to take back', () => {
  const before = { ...standing, advice_verdict: 'rejected' }
  assert.equal(stoodOf({ before, after: before, at }, kept).settled, null)
  assert.equal(stoodOf({ before: standing, after: standing, at }, kept).settled, null)
})

test('deadlines are kept, also one that never comes', () => {
  const due = (due_at: Date) =>
    stoodOf({ before: { ...standing, due_at }, after: standing, at }, kept).clock.due_at
  assert.equal(due(at), at.toISOString())
  // The driver reads an endless date as a number.
  assert.equal(due(Number.POSITIVE_INFINITY as unknown as Date), 'infinity')
})

test('until when an act can be taken back', () => {
  const open = {
    ended_at: at,
    undo_until: new Date(at.getTime() + 1000),
    undo_task_id: null,
    undone_at: null,
  }
  assert.equal(undoStateOf({ ...open, ended_at: null }, at), 'not-yet')
  assert.equal(undoStateOf(open, at), 'open')
  assert.equal(undoStateOf(open, open.undo_until), 'over')
  assert.equal(undoStateOf({ ...open, undo_until: null }, at), 'over')
  assert.equal(undoStateOf({ ...open, undo_task_id: 't' }, open.undo_until), 'at-work')
  assert.equal(undoStateOf({ ...open, undo_task_id: 't', undone_at: at }, at), 'done')
})
