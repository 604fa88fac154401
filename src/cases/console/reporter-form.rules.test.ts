import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reporter } from '#cases/case.contract.ts'
import { plainReporter, reporterFaults, reporterPart } from './reporter-form.rules.ts'

test('nothing is sent that was not asked for', () => {
  assert.deepEqual(reporterPart(plainReporter), {})
  assert.deepEqual(reporterPart({ ...plainReporter, behalfName: '李奶奶' }), {})
})

test('what is sent is what the contract takes; both people are kept', () => {
  const part = reporterPart({
    confidential: true,
    minor: true,
    relation: 'neighbour',
    behalfName: ' 李奶奶 ',
    behalfPhone: ' ',
  })
  assert.deepEqual(part, {
    confidential: true,
    minor: true,
    onBehalfOf: { relation: 'neighbour', name: '李奶奶', phone: null },
  })
  assert.deepEqual(
    reporter.parse({ name: '王', phone: null, anonymous: false, ...part }).onBehalfOf,
    part.onBehalfOf,
  )
})

test('a number that cannot be one is said at its field, where somebody is spoken for', () => {
  const wrong = { ...plainReporter, behalfPhone: '不知道' }
  assert.deepEqual(reporterFaults(wrong), {})
  assert.deepEqual(reporterFaults({ ...wrong, relation: 'family' }), { behalfPhone: 'cases:fault.phone' })
  assert.deepEqual(reporterFaults({ ...wrong, relation: 'family', behalfPhone: ' 138 0013 ' }), {})
})
