import assert from 'node:assert/strict'
import { test } from 'node:test'
import { departmentRows, pairRows } from './returns.rules.ts'

const period = { from: '2026-01-01', to: '2026-03-31' }
const matrix = {
  ...period,
  pairs: [
    { sentTo: 'housing', belongedTo: 'urban', returned: 1, upheld: 0 },
    { sentTo: 'urban', belongedTo: 'police', returned: 3, upheld: 1 },
    { sentTo: 'urban', belongedTo: null, returned: 1, upheld: 0 },
    { sentTo: 'hidden', belongedTo: 'urban', returned: 2, upheld: 0 },
  ],
  sent: [
    { departmentId: 'housing', count: 2 },
    { departmentId: 'police', count: 40 },
    { departmentId: 'urban', count: 20 },
  ],
}

test('pairs have their share of what was sent, the commonest first; few and unknown are said', () => {
  assert.deepEqual(
    pairRows(matrix).map(one => [one.key, one.share, one.few]),
    [
      ['urban police', 0.2, false],
      ['hidden urban', null, true],
      ['housing urban', 0.5, true],
      ['urban ', 0.05, false],
    ],
  )
})

test('departments by share; those that got few stand last, however high their share', () => {
  assert.deepEqual(
    departmentRows(matrix).map(one => [one.departmentId, one.returned, one.upheld, one.share]),
    [
      ['urban', 4, 1, 0.25],
      ['police', 0, 0, 0],
      ['housing', 1, 0, 0.5],
    ],
  )
})

test('what was sent before the period and came back in it makes no share above one, nor of nothing', () => {
  const late = {
    ...period,
    pairs: [{ sentTo: 'a', belongedTo: null, returned: 3, upheld: 0 }],
    sent: [
      { departmentId: 'a', count: 2 },
      { departmentId: 'b', count: 0 },
    ],
  }
  assert.equal(pairRows(late)[0]?.share, 1)
  assert.deepEqual(
    departmentRows(late).map(one => one.share),
    [1, 0],
  )
})

test('what was given back and sent to the same department again did belong there: a pair, and no part of its share', () => {
  const again = {
    ...period,
    pairs: [
      { sentTo: 'urban', belongedTo: 'urban', returned: 6, upheld: 0 },
      { sentTo: 'urban', belongedTo: 'police', returned: 1, upheld: 1 },
    ],
    sent: [{ departmentId: 'urban', count: 20 }],
  }
  assert.deepEqual(departmentRows(again), [
    { departmentId: 'urban', sent: 20, returned: 1, upheld: 1, share: 0.1, few: false },
  ])
  assert.deepEqual(
    pairRows(again).map(one => [one.key, one.share]),
    [
      ['urban urban', 0.3],
      ['urban police', 0.1],
    ],
  )
})

test('of tiny numbers the share is told as resting on few, at nineteen and not at twenty', () => {
  const of = (count: number) => ({
    ...period,
    pairs: [{ sentTo: 'a', belongedTo: 'b', returned: 1, upheld: 0 }],
    sent: [{ departmentId: 'a', count }],
  })
  for (const [count, few] of [
    [1, true],
    [19, true],
    [20, false],
  ] as const) {
    assert.equal(departmentRows(of(count))[0]?.few, few, String(count))
    assert.equal(pairRows(of(count))[0]?.few, few, String(count))
  }
  const none = { ...period, pairs: of(1).pairs, sent: [] }
  assert.deepEqual(
    [pairRows(none)[0]?.share, departmentRows(none)],
    [null, []],
    'of departments out of sight',
  )
})
