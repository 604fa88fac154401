import assert from 'node:assert/strict'
import { test } from 'node:test'
import { caseFilter } from '#cases/case.contract.ts'
import { parseSearch } from '#console/kit/search.rules.ts'
import { figures, listOf, loadOf } from './board.rules.ts'

const load = (departmentId: string, overdue: number) => ({
  departmentId,
  waiting: 1,
  handling: 2,
  verifying: 4,
  overdue,
  today: 0,
  week: 0,
  paused: 0,
  escalated: 0,
})

test('a figure leads to the list of what it counts, by a filter that the list knows', () => {
  assert.equal(listOf('overdue', 'urban', true), '/cases?overdue=true&departmentId=urban')
  assert.equal(listOf('overdue', 'urban', false), '/cases?overdue=true&departmentId=urban&below=false')
  for (const below of [true, false]) assert.equal(listOf('today', null, below), '/cases?due=today')
  assert.equal(listOf('escalated', 'urban', true), null)
  for (const figure of figures) {
    const path = listOf(figure, 'urban', false)
    if (path === null) continue
    const filter = caseFilter.strict().parse(parseSearch(path.slice(path.indexOf('?'))))
    assert.deepEqual([filter.departmentId, filter.below], ['urban', 'false'])
  }
})

test('a department has what waits, is worked on and is verified', () => {
  assert.equal(loadOf(load('a', 100)), 7)
})
