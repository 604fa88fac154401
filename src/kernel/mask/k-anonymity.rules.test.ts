import assert from 'node:assert/strict'
import { test } from 'node:test'
import { monthOf } from './generalise.rules.ts'
import { anonymise, hiddenCell, kAnonymity } from './k-anonymity.rules.ts'

const times = (count: number, row: string[]) => Array.from({ length: count }, () => [...row])

test('rows in groups that are too small are found, by their places', () => {
  const rows = [['东湖', '路灯', 'a'], ...times(5, ['西湖', '路灯', 'b']), ['东湖', '路灯', 'c']]
  assert.deepEqual(kAnonymity(rows, [0, 1]), { k: 2, groups: 2, small: [0, 6], suppressed: 3 })
  assert.deepEqual(kAnonymity(rows, [0, 1], 2), { k: 2, groups: 2, small: [], suppressed: 0 })
  assert.deepEqual(kAnonymity([], [0]), { k: 0, groups: 0, small: [], suppressed: 0 })
})

test('cells are compared each by itself: what is cut otherwise is another', () => {
  assert.equal(
    kAnonymity(
      [
        ['a', 'bc'],
        ['ab', 'c'],
      ],
      [0, 1],
      2,
    ).groups,
    2,
  )
  assert.equal(
    kAnonymity(
      [
        ['a,b', 'c'],
        ['a', 'b,c'],
      ],
      [0, 1],
      2,
    ).groups,
    2,
  )
})

test('a column is made coarser only as long as it is needed', () => {
  const days = ['01', '02', '03', '04', '05', '06'].map(day => ['东湖', `2026-03-${day}`])
  const step = { column: 1, to: monthOf }
  const steps = [step, { column: 0, to: () => '' }]
  const made = anonymise(days, [0, 1], { steps })
  assert.deepEqual(made, { rows: times(6, ['东湖', '2026-03']), generalised: [1], hidden: 0 })
  assert.equal(days[0]![1], '2026-03-01', 'what was given stays as it is')
  const many = times(6, ['东湖', '2026-03-01'])
  assert.deepEqual(anonymise(many, [0, 1], { steps }).generalised, [])
})

test('what stays in a small group loses the cells that point at it, and no other', () => {
  const rows = [...times(100, ['西湖', 'x']), ...times(5, ['北湖', 'y']), ...times(2, ['东湖', 'z'])]
  const made = anonymise(rows, [0], { steps: [] })
  assert.deepEqual(made.rows.at(-1), [hiddenCell, 'z'])
  assert.deepEqual(made.rows.at(0), ['西湖', 'x'])
  // Two hidden rows alone would be told by what is missing: the next smallest group goes with them, as a whole.
  assert.equal(made.hidden, 7)
  assert.equal(kAnonymity(made.rows, [0]).k, 7)
})

test('however rows are drawn, what comes out has no group below the limit, unless there are too few rows at all', () => {
  let state = 7
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  for (let round = 0; round < 200; round++) {
    const rows = Array.from({ length: 5 + next(60) }, () => [
      `r${next(6)}`,
      `2026-0${1 + next(9)}-11`,
      `c${next(4)}`,
    ])
    const made = anonymise(rows, [0, 1, 2], {
      steps: [
        { column: 1, to: monthOf },
        { column: 2, to: () => '' },
      ],
    })
    assert.equal(made.rows.length, rows.length)
    assert.ok(kAnonymity(made.rows, [0, 1, 2]).k >= 5, JSON.stringify(made))
  }
  assert.equal(anonymise([['a']], [0], { steps: [] }).rows[0]![0], hiddenCell)
})
