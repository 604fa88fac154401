import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atrsRecord } from './atrs.rules.ts'
import { recordOf } from './record.fixture.ts'

test('every field of the standard is there, and what nobody wrote is empty', () => {
  const made = atrsRecord(recordOf())
  assert.equal(Object.keys(made).length, 52)
  assert.equal(made['1.1 Name'], 'Dispatch advice')
  assert.equal(made['1.2 Description'], '概要')
  assert.equal(made['2.2.2 Benefits'], '好处')
  assert.equal(made['2.4.3.4 Sensitive attributes'], '')
  assert.equal(made['2.5.2 Risks and mitigations'], '风险')
  assert.equal(made['2.3.3 Frequency and scale of usage'], '12 decisions in 30 days')
  assert.match(made['2.4.2.7 Model performance']!, /^75 % of 8 /)
  assert.ok(Object.values(made).every(text => typeof text === 'string'))
})

test('the phase follows stage and standing, the integration the gate', () => {
  const phase = (changes: Parameters<typeof recordOf>[0]) => atrsRecord(recordOf(changes))['2.4.1.2 Phase']
  const { stage } = recordOf()
  assert.equal(phase({}), 'Beta/Pilot')
  assert.equal(phase({ stage: { ...stage!, stage: 'everywhere' } }), 'Production')
  assert.equal(phase({ stage: null }), 'Pre-deployment')
  assert.equal(phase({ standing: 'registration-expired' }), 'Retired')
  assert.match(atrsRecord(recordOf({ gate: 'two-humans-confirm' }))['2.3.1 Process integration']!, /^Two/)
  const nothing = { days: 30, decisions: 0, advised: 0, settled: 0, adopted: 0 }
  assert.equal(atrsRecord(recordOf({ recent: nothing }))['2.4.2.7 Model performance'], '')
})
