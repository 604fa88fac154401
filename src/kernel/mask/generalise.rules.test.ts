import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ageBand, monthOf, upTo, yearOf } from './generalise.rules.ts'

test('an age becomes its band; what is no age becomes nothing', () => {
  const ages: [number, string][] = [
    [0, '0–6'],
    [6.5, '0–6'],
    [7, '7–17'],
    [17, '7–17'],
    [18, '18–29'],
    [32, '30–44'],
    [75, '75+'],
    [130, '75+'],
    [131, ''],
    [-1, ''],
    [Number.NaN, ''],
  ]
  for (const [age, band] of ages) assert.equal(ageBand(age), band, String(age))
})

test('a day becomes its month or year; what is no day becomes nothing', () => {
  assert.equal(monthOf('2026-03-14 09:10'), '2026-03')
  assert.equal(monthOf('2026-03'), '2026-03')
  for (const no of ['', '2026-13-01', '2026-0', '14.3.2026', 'x 2026-03-14', '2026-031'])
    assert.equal(monthOf(no), '', no)
  assert.equal(yearOf('2026-03-14'), '2026')
  assert.equal(yearOf('20260314'), '')
})

test('a path keeps its first levels', () => {
  assert.equal(upTo('市政 / 道路 / 路灯', 1), '市政')
  assert.equal(upTo('市政 / 道路 / 路灯', 2), '市政 / 道路')
  assert.equal(upTo('市政', 2), '市政')
  assert.equal(upTo('a>b>c', 2, '>'), 'a>b')
})
