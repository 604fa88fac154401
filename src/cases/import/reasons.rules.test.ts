import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rejectionCodes } from '../imports.contract.ts'
import { reasonMessage, reasonSentences } from './reasons.rules.ts'

test('every code has a sentence in both languages', () => {
  assert.deepEqual(Object.keys(reasonSentences).toSorted(), [...rejectionCodes].toSorted())
  for (const code of rejectionCodes) {
    assert.match(reasonMessage({ code, field: 'detail', value: 'x' }, 'zh'), /\p{Script=Han}/u)
    assert.doesNotMatch(reasonMessage({ code, field: 'detail', value: 'x' }, 'en'), /\p{Script=Han}|\{\{/u)
  }
})

test('a sentence names the field and what stood there, shortened', () => {
  const reason = { code: 'unknown-value', field: 'department', value: '水务局' } as const
  assert.equal(reasonMessage(reason, 'zh'), '“承办单位”的“水务局”在本市没有对应项')
  assert.equal(reasonMessage(reason, 'en'), 'Department: the city has no "水务局"')
  const long = reasonMessage({ ...reason, value: '长'.repeat(500) }, 'zh')
  assert.equal(long.match(/长/g)?.length, 40)
  assert.equal(reasonMessage({ code: 'bad-phone', field: null }, 'en'), '"" is no telephone number')
})
