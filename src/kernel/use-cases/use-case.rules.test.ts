import assert from 'node:assert/strict'
import { test } from 'node:test'
import { levels } from '#base/level.contract.ts'
import { gates } from '../kernel.contract.ts'
import { harms, toolPlaces } from './use-case.contract.ts'
import {
  hindranceToUse,
  isCheckedEnough,
  isWithinCeiling,
  leakOf,
  refusalOf,
  type UseStanding,
  weigh,
} from './use-case.rules.ts'

const wanted = (changes: object = {}) => ({
  dataLevel: 'L2' as const,
  toolPlace: 'inside' as const,
  harm: 1 as const,
  citizensSee: false,
  prohibited: [],
  ...changes,
})

test('what may go where: L2 outside, L3 inside, L4 nowhere', () => {
  const allowed = toolPlaces.map(place => levels.filter(level => isWithinCeiling(level, place)))
  assert.deepEqual(allowed, [
    ['L1', 'L2', 'L3'],
    ['L1', 'L2'],
  ])
  assert.equal(refusalOf(wanted()), null)
  assert.equal(refusalOf(wanted({ dataLevel: 'L3', toolPlace: 'outside' })), 'data-above-ceiling')
  assert.equal(refusalOf(wanted({ dataLevel: 'L4' })), 'data-above-ceiling')
  assert.equal(refusalOf(wanted({ prohibited: ['social-scoring'] })), 'prohibited-use')
})

test('leak grows with the level, and with leaving the house', () => {
  const of = (toolPlace: 'inside' | 'outside') => levels.map(dataLevel => leakOf({ dataLevel, toolPlace }))
  assert.deepEqual(of('inside'), [1, 1, 2, 3])
  assert.deepEqual(of('outside'), [1, 2, 3, 3])
})

test('the matrix gives risk and gate; what citizens see is never harmless', () => {
  assert.deepEqual(weigh(wanted()), { leak: 1, harm: 1, risk: 'low', gate: 'informs' })
  assert.deepEqual(weigh(wanted({ citizensSee: true })), { leak: 1, harm: 2, risk: 'low', gate: 'informs' })
  const outside = wanted({ toolPlace: 'outside', harm: 3 })
  assert.deepEqual(weigh(outside), { leak: 2, harm: 3, risk: 'high', gate: 'two-humans-confirm' })
  assert.equal(weigh(wanted({ dataLevel: 'L3', harm: 2 })).gate, 'human-confirms')
})

test('nothing weighs less for leaking more or harming more, and citizens never make it lighter', () => {
  for (const toolPlace of toolPlaces)
    for (const citizensSee of [false, true])
      for (const harm of harms)
        for (const [place, dataLevel] of levels.entries()) {
          const here = gates.indexOf(weigh(wanted({ toolPlace, citizensSee, harm, dataLevel })).gate)
          const below = levels[place - 1]
          if (below)
            assert.ok(
              here >= gates.indexOf(weigh(wanted({ toolPlace, citizensSee, harm, dataLevel: below })).gate),
            )
          if (harm > 1)
            assert.ok(
              here >=
                gates.indexOf(weigh(wanted({ toolPlace, citizensSee, harm: harm - 1, dataLevel })).gate),
            )
          assert.ok(
            gates.indexOf(weigh(wanted({ toolPlace, citizensSee: true, harm, dataLevel })).gate) >= here ||
              citizensSee,
          )
        }
})

const standing = (changes: Partial<UseStanding> = {}): UseStanding => ({
  state: 'approved',
  validUntil: '2026-12-31',
  today: '2026-11-24',
  trained: true,
  departmentId: null,
  ownDepartmentId: 'urban',
  ...changes,
})

test('a use needs an approval that holds, the own department, and training', () => {
  assert.equal(hindranceToUse(standing()), null)
  assert.equal(hindranceToUse(standing({ today: '2026-12-31' })), null, 'its last day counts')
  assert.equal(hindranceToUse(standing({ today: '2027-01-01' })), 'expired')
  assert.equal(hindranceToUse(standing({ validUntil: null })), 'expired')
  for (const state of ['requested', 'refused', 'withdrawn'])
    assert.equal(hindranceToUse(standing({ state })), 'not-approved')
  assert.equal(hindranceToUse(standing({ departmentId: 'urban' })), null)
  assert.equal(hindranceToUse(standing({ departmentId: 'water' })), 'other-department')
  assert.equal(hindranceToUse(standing({ departmentId: 'water', ownDepartmentId: null })), 'other-department')
  assert.equal(hindranceToUse(standing({ trained: false })), 'untrained')
})

test('output goes into the work as the risk asks: unchecked, checked, or checked by two', () => {
  const use = (used: boolean, checked: boolean, hasSecond: boolean) =>
    gates.map(gate => isCheckedEnough(gate, { used, checked, hasSecond }))
  assert.deepEqual(use(false, false, false), [true, true, true], 'what was thrown away needs no check')
  assert.deepEqual(use(true, false, false), [true, false, false])
  assert.deepEqual(use(true, true, false), [true, true, false])
  assert.deepEqual(use(true, true, true), [true, true, true])
  assert.deepEqual(use(true, false, true), [true, false, false], 'a second person does not replace the first')
})
