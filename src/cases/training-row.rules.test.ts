import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kindOf, type SettledFacts, weightOf } from './training-row.rules.ts'

const plain: SettledFacts = {
  generated: false,
  imported: false,
  blind: false,
  returned: false,
  ruled: false,
  verdict: null,
}

const cases: [string, Partial<SettledFacts>, string][] = [
  ['decided without advice', {}, 'decided'],
  ['decided after the advice had expired', { verdict: 'expired' }, 'decided'],
  ['the advice was taken as it was', { verdict: 'adopted' }, 'adopted'],
  ['the advice was changed', { verdict: 'amended' }, 'amended'],
  ['the advice was rejected', { verdict: 'rejected' }, 'amended'],
  ['there was nothing to follow and a person took over', { verdict: 'taken-over' }, 'decided'],
  ['decided before the advice was shown', { blind: true }, 'blind'],
  ['blind, and the same as the advice', { blind: true, verdict: 'adopted' }, 'blind'],
  ['adopted, then sent back and dispatched again', { verdict: 'adopted', returned: true }, 'corrected'],
  ['blind, then sent back', { blind: true, returned: true }, 'corrected'],
  ['ruled on by a reviewer, after a return', { returned: true, ruled: true }, 'ruled'],
  ['imported', { imported: true }, 'imported'],
  ['imported, and ruled on here', { imported: true, ruled: true }, 'ruled'],
  ['imported, and given back by its department', { imported: true, returned: true }, 'imported'],
  ['blind, ruled on', { blind: true, ruled: true, verdict: 'adopted' }, 'ruled'],
  ['generated, even if ruled on', { generated: true, ruled: true }, 'generated'],
  [
    'generated, even if imported and sent back',
    { generated: true, imported: true, returned: true },
    'generated',
  ],
]

for (const [title, change, expected] of cases) {
  test(`${title}: ${expected}`, () => {
    assert.equal(kindOf({ ...plain, ...change }), expected)
  })
}

test('labels that advice cannot have made count most, clicks little, generated rows least', () => {
  const strongest = ['blind', 'corrected', 'amended'] as const
  for (const kind of strongest) {
    assert.ok(weightOf(kind) > weightOf('decided'))
    assert.ok(weightOf(kind) >= 3 * weightOf('adopted'))
    assert.ok(weightOf('ruled') > weightOf(kind), 'somebody without interest weighed both sides')
  }
  assert.ok(weightOf('decided') > weightOf('imported'))
  assert.ok(weightOf('imported') > weightOf('adopted'))
  assert.ok(weightOf('adopted') > 2 * weightOf('generated'))
  assert.ok(weightOf('generated') > 0)
  assert.equal(weightOf('given'), 1)
})
