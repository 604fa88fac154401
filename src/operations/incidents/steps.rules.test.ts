import assert from 'node:assert/strict'
import { test } from 'node:test'
import { severities, stepIds } from './incident.contract.ts'
import {
  type Graded,
  isSevere,
  leastSeverity,
  openSteps,
  reportingMilliseconds,
  stepsOf,
} from './steps.rules.ts'

const openedAt = new Date('2026-11-02T10:00:00Z')
const hour = 3_600_000
const plan = (changes: Partial<Graded> = {}) =>
  stepsOf({
    kind: 'data',
    severity: 'general',
    critical: false,
    affected: null,
    openedAt,
    isAssessed: true,
    ...changes,
  })
const obligatory = (changes: Partial<Graded> = {}) =>
  plan(changes)
    .filter(one => one.obligatory)
    .map(one => one.step)
const hours = (step: string, changes: Partial<Graded> = {}) => {
  const due = plan(changes).find(one => one.step === step)!.dueAt
  return due && (due.getTime() - openedAt.getTime()) / hour
}

test('every step has its place, an owner and, where it has to be done, a clock', () => {
  for (const severity of severities)
    for (const kind of ['data', 'ai'] as const) {
      const steps = plan({ severity, kind, affected: 5 })
      assert.deepEqual(
        steps.map(one => one.step),
        stepIds,
      )
      for (const one of steps) {
        assert.match(one.owner, /^(security|system|audit)-administrator$/)
        assert.equal(one.dueAt !== null, one.obligatory, one.step)
      }
    }
  assert.equal(hours('contain'), 0.5)
  assert.equal(hours('assess'), 1)
  assert.equal(hours('tell-leaders'), 2)
  assert.equal(hours('repair'), 72)
  assert.equal(hours('review'), 720)
})

test('the authorities are told of graded incidents within four hours, within one for critical infrastructure', () => {
  assert.ok(!obligatory().includes('tell-regulator'))
  assert.equal(hours('tell-regulator'), null)
  assert.equal(
    hours('tell-regulator', { isAssessed: false }),
    4,
    'the clock is shown before anybody graded it',
  )
  assert.ok(!obligatory({ isAssessed: false }).includes('tell-regulator'))
  for (const severity of severities.slice(1)) {
    assert.equal(isSevere(severity), true)
    assert.equal(hours('tell-regulator', { severity }), 4)
    assert.equal(hours('tell-regulator', { severity, critical: true }), 1)
  }
  assert.equal(isSevere('general'), false)
  assert.deepEqual([true, false].map(reportingMilliseconds), [hour, 4 * hour])
})

test('people are told where their data is concerned', () => {
  assert.ok(!obligatory({ affected: 0 }).includes('tell-persons'))
  assert.ok(!obligatory({ affected: null }).includes('tell-persons'))
  assert.ok(!obligatory({ kind: 'ai', affected: 5 }).includes('tell-persons'))
  assert.ok(obligatory({ affected: 1 }).includes('tell-persons'))
  assert.equal(hours('tell-persons', { affected: 1 }), 24)
})

test('what stands in the way of closing is what has to be done and is not', () => {
  const done = openedAt
  assert.deepEqual(
    openSteps([
      { step: 'contain', obligatory: true, done_at: done },
      { step: 'assess', obligatory: true, done_at: null },
      { step: 'tell-persons', obligatory: false, done_at: null },
      { step: 'review', obligatory: true, done_at: null },
    ]),
    ['assess', 'review'],
  )
})

test('the number of people asks for a grade', () => {
  const grades = [null, 0, 999_999, 1_000_000, 9_999_999, 10_000_000, 99_999_999, 100_000_000].map(
    leastSeverity,
  )
  assert.deepEqual(grades, [
    'general',
    'general',
    'general',
    'relatively-serious',
    'relatively-serious',
    'serious',
    'serious',
    'particularly-serious',
  ])
})
