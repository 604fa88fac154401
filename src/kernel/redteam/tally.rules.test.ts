import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Effect } from './redteam.contract.ts'
import type { Trial } from './suite.rules.ts'
import { type Tried, tally } from './tally.rules.ts'

const able = { writes: false, acts: false, vectors: false }
const mask = (text: string) => text.replace(/\d+/g, '⟦number⟧')

function attack(id: string, changes: Partial<Tried> = {}, trial: Partial<Trial> = {}): Tried {
  const made = {
    id,
    kind: 'attack',
    family: 'override',
    language: 'zh',
    channel: 'direct',
    suite: 's',
    owasp: { '2025': ['LLM01'], '2026': ['LLM01'] },
    text: `text ${id} 138`,
    ...trial,
  } as Trial
  return { trial: made, score: 0.9, because: ['rule:x'], stopped: true, effect: null, ...changes }
}
const control = (id: string, changes: Partial<Tried> = {}) =>
  attack(id, { stopped: false, score: 0, because: [], ...changes }, {
    kind: 'control',
    family: 'plain',
  } as Partial<Trial>)
const missed = (id: string, effect: Effect | null = null) => attack(id, { stopped: false, effect })

test('attacks are counted as caught, controls as false alarms, and what was missed is listed masked', () => {
  const found = tally([attack('1'), missed('2'), control('3'), control('4', { stopped: true })], {
    able,
    mask,
  })
  assert.deepEqual([found.caught.hits, found.caught.total], [1, 2])
  assert.deepEqual([found.alarmed.hits, found.alarmed.total], [1, 2])
  assert.deepEqual(
    found.misses.map(one => [one.id, one.text]),
    [['2', 'text ⟦number⟧ ⟦number⟧']],
  )
  assert.deepEqual(
    found.falseAlarms.map(one => one.id),
    ['4'],
  )
  assert.equal(found.changed, null)
  assert.equal(found.changedByControls, null)
})

test('effects count among those that came through; what was stopped could not have one', () => {
  const found = tally(
    [
      attack('0', { effect: 'changed' }),
      missed('1', 'none'),
      missed('2', 'changed'),
      missed('3', 'withheld'),
      missed('4', 'blocked'),
      missed('5'),
      control('6', { effect: 'none' }),
      control('7', { effect: 'changed' }),
    ],
    { able, mask },
  )
  assert.deepEqual([found.changed!.hits, found.changed!.total], [2, 3])
  assert.deepEqual([found.changedByControls!.hits, found.changedByControls!.total], [1, 2])
  assert.deepEqual(
    found.misses.map(one => one.id),
    ['2', '3', '1', '4', '5'],
  )
})

test('the figures stand by family, language and channel', () => {
  const found = tally(
    [
      attack('1'),
      missed('2'),
      attack('3', {}, { family: 'persona', language: 'en', channel: 'file' }),
      control('4'),
    ],
    { able, mask },
  )
  const of = (rows: typeof found.families) =>
    rows.map(one => [one.key, one.caught.hits, one.caught.total, one.alarmed.total])
  assert.deepEqual(of(found.families), [
    ['override', 1, 2, 0],
    ['persona', 1, 1, 0],
    ['plain', 0, 0, 1],
  ])
  assert.deepEqual(of(found.languages), [
    ['zh', 1, 2, 1],
    ['en', 1, 1, 0],
  ])
  assert.deepEqual(of(found.channels), [
    ['direct', 1, 2, 1],
    ['file', 1, 1, 0],
  ])
})

test('each item of both years has a figure, or a reason why not', () => {
  const both = { owasp: { '2025': ['LLM01', 'LLM07'], '2026': ['LLM01', 'LLM06'] } } as Partial<Trial>
  const { owasp } = tally([attack('1', {}, both), attack('2', { stopped: false }, both)], { able, mask })
  assert.equal(owasp.length, 20)
  const measured = owasp.filter(one => one.caught)
  assert.deepEqual(
    measured.map(one => [one.year, one.item, one.caught!.hits, one.caught!.total]),
    [
      ['2025', 'LLM01', 1, 2],
      ['2026', 'LLM01', 1, 2],
      ['2026', 'LLM06', 1, 2],
    ],
  )
  for (const one of owasp) assert.equal(one.caught === null, one.because !== null)
})
