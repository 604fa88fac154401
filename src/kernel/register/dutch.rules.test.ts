import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dutchRecord } from './dutch.rules.ts'
import { recordOf } from './record.fixture.ts'

test('the fields of the publication standard, empty ones empty, short ones short', () => {
  const made = dutchRecord(recordOf())
  assert.deepEqual(
    [made.name, made.description_short, made.goal, made.methods_and_models, made.status, made.begin_date],
    ['Dispatch advice', '概要', '好处', '机理', 'In gebruik', '2026-11'],
  )
  assert.deepEqual([made.provider, made.end_date, made.lang], ['', '', 'ZHO'])
  assert.equal(made.publication_category, 'Impactvolle algoritmes')
  const long = recordOf()
  const title = { zh: '长', en: 'x'.repeat(140) }
  assert.equal(dutchRecord({ ...long, algorithm: { ...long.algorithm, title } }).name!.length, 100)
})

test('the status follows stage and standing', () => {
  assert.equal(dutchRecord(recordOf({ stage: null })).status, 'In ontwikkeling')
  assert.equal(dutchRecord(recordOf({ stage: null })).begin_date, '')
  assert.equal(dutchRecord(recordOf({ standing: 'registration-expired' })).status, 'Buiten gebruik')
})
