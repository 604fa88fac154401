import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  canActivate,
  parseReference,
  standingOf,
  versionIdOf,
  versionReference,
} from './version-state.rules.ts'

const bytes = Uint8Array.of(1, 2, 3)

test('the id is that of the task and the bytes', () => {
  const id = versionIdOf('cases.classify', bytes)
  assert.match(id, /^[0-9a-f]{16}$/)
  assert.equal(versionIdOf('cases.classify', Uint8Array.of(1, 2, 3)), id)
  assert.notEqual(versionIdOf('cases.dispatch', bytes), id)
  assert.notEqual(versionIdOf('cases.classify', Uint8Array.of(1, 2, 4)), id)
})

const worlds: [string, Parameters<typeof standingOf>[0], ReturnType<typeof standingOf>][] = [
  [
    'one unknown label makes a trial, whatever the operator says',
    { unknownLabels: 1, operatorActivates: true, hasActive: false },
    { state: 'trial', activation: null },
  ],
  [
    'beside a model in use it waits',
    { unknownLabels: 0, operatorActivates: false, hasActive: true },
    { state: 'candidate', activation: null },
  ],
  [
    'the first goes into use',
    { unknownLabels: 0, operatorActivates: false, hasActive: false },
    { state: 'candidate', activation: 'first' },
  ],
  [
    'the operator puts it into use, and that is what is recorded',
    { unknownLabels: 0, operatorActivates: true, hasActive: true },
    { state: 'candidate', activation: 'by-operator' },
  ],
]

for (const [title, facts, expected] of worlds) {
  test(title, () => assert.deepEqual(standingOf(facts), expected))
}

test('a trial is never put in use, and what is in use is not put in use again', () => {
  const states = ['trial', 'candidate', 'active', 'retired'] as const
  assert.deepEqual(
    states.filter(state => canActivate(state, 0)),
    ['candidate', 'retired'],
  )
  assert.deepEqual(
    states.filter(state => canActivate(state, 1)),
    [],
  )
})

test('a reference names a task, or one version of it', () => {
  const reference = versionReference('cases.classify', '0123456789abcdef')
  assert.deepEqual(parseReference(reference), { task: 'cases.classify', version: '0123456789abcdef' })
  assert.deepEqual(parseReference('cases.classify'), { task: 'cases.classify', version: null })
})
