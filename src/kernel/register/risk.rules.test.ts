import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assessmentMonths, gateOf, graverRisk, riskOf, stricterGate } from './risk.rules.ts'

test('the whole matrix', () => {
  const matrix = [1, 2, 3].map(leak => [1, 2, 3].map(harm => riskOf({ leak, harm })))
  assert.deepEqual(matrix, [
    ['low', 'low', 'medium'],
    ['low', 'medium', 'high'],
    ['medium', 'high', 'high'],
  ])
  assert.deepEqual(
    ['low', 'medium', 'high'].map(risk => gateOf(risk as 'low')),
    ['informs', 'human-confirms', 'two-humans-confirm'],
  )
})

test('neither side loosens the other', () => {
  assert.equal(stricterGate('informs', 'human-confirms'), 'human-confirms')
  assert.equal(stricterGate('two-humans-confirm', 'human-confirms'), 'two-humans-confirm')
  assert.equal(stricterGate('informs', 'informs'), 'informs')
  assert.equal(graverRisk('low', 'medium'), 'medium')
  assert.equal(graverRisk('high', 'medium'), 'high')
})

test('the graver the risk, the shorter an assessment holds', () => {
  assert.deepEqual(assessmentMonths, { low: 36, medium: 24, high: 12, prohibited: 0 })
})
