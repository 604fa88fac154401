import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dutyRuling } from '../dispute.contract.ts'
import { dutyChangeOf, emptyDutyChange, missingInChange } from './duty-change.rules.ts'

const empty = emptyDutyChange({ dutyId: 'lamp', today: '2026-11-22' })
const versionOf = (id: string) => (id === 'lamp' ? 4 : undefined)

test('a ruling changes nothing in the duty list unless the reviewer says so', () => {
  assert.equal(empty.kind, 'none')
  assert.deepEqual(missingInChange({ ...empty, inForceFrom: '' }), [])
  assert.equal(dutyChangeOf(empty, versionOf), undefined)
})

test('another host is given to the duty argued about, from the version that was seen', () => {
  const form = { ...empty, kind: 'host' as const }
  assert.deepEqual(missingInChange(form), [])
  const change = dutyChangeOf(form, versionOf)
  assert.deepEqual(change, { kind: 'host', dutyId: 'lamp', dutyVersion: 4, inForceFrom: '2026-11-22' })
  assert.ok(dutyRuling.safeParse(change).success)
  assert.deepEqual(missingInChange({ ...form, dutyId: null, inForceFrom: '' }), ['dutyId', 'inForceFrom'])
  assert.equal(dutyChangeOf({ ...form, dutyId: null }, versionOf), undefined)
})

test('a duty that is added needs a title and a category; the contract takes what the form makes', () => {
  const form = { ...empty, kind: 'add' as const }
  assert.deepEqual(missingInChange({ ...form, title: '  ' }), ['title', 'categoryId'])
  assert.equal(dutyChangeOf(form, versionOf), undefined)
  const filled = { ...form, title: '景观灯损坏', categoryId: 'light' }
  assert.deepEqual(missingInChange(filled), [])
  assert.ok(dutyRuling.safeParse(dutyChangeOf(filled, versionOf)).success)
})
