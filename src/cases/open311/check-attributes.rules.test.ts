import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkAttributes } from './check-attributes.rules.ts'
import type { ServiceAttribute } from './georeport.contract.ts'

const asked = (datatype: ServiceAttribute['datatype'], rest: Partial<ServiceAttribute> = {}) => [
  { code: 'a', datatype, required: false, description: 'A', options: [], ...rest },
]
const given = (...values: string[]) => [{ name: 'a', values }]
const options = [
  { key: 'r', name: '红' },
  { key: 'g', name: '绿' },
]

test('what is required is asked for, what nobody asked for is no fault', () => {
  assert.equal(checkAttributes(asked('string', { required: true }), []), 'attribute[a]')
  assert.equal(checkAttributes(asked('string'), []), null)
  assert.equal(checkAttributes(asked('string', { required: true }), given('x')), null)
  assert.equal(checkAttributes([], given('x')), null)
})

test('values are of the kind that was asked for', () => {
  const good: [ServiceAttribute['datatype'], string[], string[]][] = [
    ['number', ['1.5'], [' ']],
    ['number', ['-3'], ['abc']],
    ['datetime', ['2026-11-22T08:00:00Z'], ['soon']],
    ['string', ['x'], ['x', 'y']],
    ['singlevaluelist', ['r'], ['b']],
    ['singlevaluelist', ['g'], ['r', 'g']],
    ['multivaluelist', ['r', 'g'], ['r', 'b']],
  ]
  for (const [datatype, right, wrong] of good) {
    const list = datatype.endsWith('list') ? { options } : {}
    assert.equal(checkAttributes(asked(datatype, list), given(...right)), null, datatype)
    assert.equal(
      checkAttributes(asked(datatype, list), given(...wrong)),
      `attribute[a] (${datatype})`,
      datatype,
    )
  }
  assert.equal(checkAttributes(asked('singlevaluelist'), given('anything')), null)
})
