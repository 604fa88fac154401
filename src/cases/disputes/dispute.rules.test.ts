import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  becomesContested,
  contestedAfter,
  type Going,
  hindranceOf,
  misdirectionsOf,
  partialAbove,
} from './dispute.rules.ts'

test('the third return or objection makes a case contested, the second does not', () => {
  assert.equal(contestedAfter, 3)
  assert.deepEqual([0, 1, 2, 3].map(becomesContested), [false, false, true, true])
})

const sides = { openedBy: 'handler', sentBy: 'sender', departments: ['urban', 'urban-east', 'police'] }

test('who sent it, who objected and who belongs to a side stands aside; nobody else', () => {
  const asked: [{ id: string; departmentId: string | null }, string | null][] = [
    [{ id: 'sender', departmentId: null }, 'sent-it'],
    [{ id: 'handler', departmentId: null }, 'objected'],
    [{ id: 'other', departmentId: 'urban-east' }, 'of-a-side'],
    [{ id: 'other', departmentId: 'police' }, 'of-a-side'],
    [{ id: 'other', departmentId: 'government' }, null],
    [{ id: 'other', departmentId: null }, null],
  ]
  for (const [reviewer, expected] of asked)
    assert.equal(hindranceOf(reviewer, sides), expected, JSON.stringify(reviewer))
  assert.equal(hindranceOf({ id: 'x', departmentId: null }, { ...sides, sentBy: null }), null)
})

test('who stands above one side only answers for it; a common superior and the head of all do not', () => {
  const east = ['east', 'urban', 'government']
  const west = ['west', 'urban', 'government']
  const team = ['team', 'east', 'urban', 'government']
  const police = ['police', 'government']
  const table: [paths: string[][], head: string | null, expected: string[]][] = [
    [[], 'government', []],
    [[police], 'government', []],
    [[police], null, ['government']],
    [[east], 'government', ['urban']],
    [[team], 'government', ['east', 'urban']],
    [[east, police], 'government', ['urban']],
    [[east, west], 'government', []],
    [[east, west], null, []],
    [[team, west], 'government', ['east']],
    [[team, east], 'government', ['east']],
    [[east, west, police], 'government', ['urban']],
    [[east, ['urban', 'government']], 'government', ['urban']],
    [
      [
        ['a', 'top-a'],
        ['b', 'top-b'],
      ],
      null,
      ['top-a', 'top-b'],
    ],
  ]
  for (const [paths, head, expected] of table)
    assert.deepEqual(partialAbove(paths, head).sort(), expected, JSON.stringify(paths))
})

const going = (...steps: [type: string, department: string | null][]): Going[] =>
  steps.map(([type, department_id], place) => ({
    type,
    seq: place + 1,
    at: `2026-01-0${place + 1}T00:00:00Z`,
    department_id,
  }))

test('a return is counted from where it came to where the case went next', () => {
  const events = going(
    ['reported', null],
    ['dispatched', 'urban'],
    ['returned', 'urban'],
    ['commented', null],
    ['dispatched', 'police'],
    ['returned', 'police'],
  )
  assert.deepEqual(misdirectionsOf(events), [
    { seq: 3, at: '2026-01-03T00:00:00Z', sent_to: 'urban', belonged_to: 'police' },
    { seq: 6, at: '2026-01-06T00:00:00Z', sent_to: 'police', belonged_to: null },
  ])
})

test('a return of nobody is none, and what was never returned has none', () => {
  assert.deepEqual(misdirectionsOf(going(['dispatched', 'urban'], ['returned', null])), [])
  assert.deepEqual(misdirectionsOf(going(['dispatched', 'urban'], ['handling-started', 'urban'])), [])
})
