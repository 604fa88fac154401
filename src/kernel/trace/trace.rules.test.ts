import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isFilled, stepsOf, type TracedFacts, valueAt } from './trace.rules.ts'

const facts = (changes: Partial<TracedFacts> = {}): TracedFacts => ({
  outcome: 'advised',
  actor: 'p1',
  madeAt: '2026-03-01T08:00:00.500Z',
  durationMilliseconds: 500,
  verdict: null,
  guard: null,
  acts: [],
  effectAt: null,
  ...changes,
})
const guard = (changes: Partial<NonNullable<TracedFacts['guard']>> = {}) => ({
  findings: 0,
  flagged: false,
  checks: [],
  ...changes,
})
const says = (changes: Partial<TracedFacts>) =>
  Object.fromEntries(stepsOf(facts(changes)).map(one => [one.name, one.says]))

test('advice nobody has dealt with: the machine is done, people are waited for', () => {
  const steps = stepsOf(facts())
  assert.deepEqual(
    steps.map(one => `${one.name} ${one.says}`),
    [
      'asked done',
      'guarded done',
      'ran done',
      'checked done',
      'answered done',
      'recorded done',
      'settled waits',
      'took-effect waits',
    ],
  )
  assert.equal(steps[0]!.at, '2026-03-01T08:00:00.000Z', 'it began when the run began')
  assert.equal(steps[0]!.by, 'p1')
  assert.equal(steps[4]!.outcome, 'advised')
})

test('what people did stands in its order, and nobody is waited for any longer', () => {
  const at = '2026-03-01T09:00:00.000Z'
  const steps = stepsOf(
    facts({
      verdict: 'amended',
      acts: [
        { act: 'used', verdict: null, by: 'p2', at },
        { act: 'settled', verdict: 'amended', by: 'p2', at },
      ],
      effectAt: '2026-03-02T09:00:00.000Z',
    }),
  )
  assert.deepEqual(
    steps.slice(-3).map(({ name, says, by, verdict, at }) => ({ name, says, by, verdict, at })),
    [
      { name: 'used', says: 'done', by: 'p2', verdict: null, at },
      { name: 'settled', says: 'done', by: 'p2', verdict: 'amended', at },
      { name: 'took-effect', says: 'done', by: null, verdict: null, at: '2026-03-02T09:00:00.000Z' },
    ],
  )
})

test('an attack that is refused ends before the model, and what was never reached says so', () => {
  const found = says({ outcome: 'refused', guard: guard({ flagged: true }) })
  assert.deepEqual(
    [found.guarded, found.ran, found.checked, found.answered],
    ['stopped', 'skipped', 'skipped', 'stopped'],
  )
})

test('an answer that a check refuses ends after the model', () => {
  const checks = [{ says: 'mark' as const }, { says: 'refuse' as const }]
  const found = says({ outcome: 'refused', guard: guard({ flagged: true, checks }) })
  assert.deepEqual([found.guarded, found.ran, found.checked], ['marked', 'done', 'stopped'])
})

test('a refusal for its level or its limits, and a failure, end in the run', () => {
  for (const outcome of ['refused', 'failed'] as const) {
    const found = says({ outcome })
    assert.deepEqual([found.guarded, found.ran, found.checked], ['done', 'stopped', 'skipped'], outcome)
  }
})

test('what the guard found, an abstention and a remark of a check are marked, and it went on', () => {
  const found = says({
    outcome: 'abstained',
    guard: guard({ findings: 2, checks: [{ says: 'pass' }, { says: 'drop' }] }),
  })
  assert.deepEqual([found.guarded, found.ran, found.checked], ['marked', 'marked', 'marked'])
  assert.equal(says({ guard: guard({ flagged: true }) }).guarded, 'marked', 'an attack that was let through')
  assert.equal(says({ guard: guard({ checks: [{ says: 'pass' }] }) }).checked, 'done')
})

test('a field is filled when it holds something', () => {
  for (const value of [null, undefined, '', []]) assert.equal(isFilled(value), false)
  for (const value of ['a', 0, false, [0], {}]) assert.equal(isFilled(value), true)
})

test('values are found at the paths that contracts give their fields', () => {
  const value = { reporter: { name: '赵' }, lines: [{ text: '' }, { text: 'x' }], none: null }
  assert.equal(valueAt(value, '.reporter.name'), '赵')
  assert.equal(isFilled(valueAt(value, '.lines.[].text')), true)
  assert.equal(isFilled(valueAt({ lines: [{ text: '' }] }, '.lines.[].text')), false)
  assert.equal(valueAt(value, '.|1.reporter.name'), '赵')
  assert.equal(valueAt(value, '.none.deeper'), null)
  assert.equal(valueAt(value, '.absent'), undefined)
  assert.equal(valueAt('text', ''), 'text')
})
