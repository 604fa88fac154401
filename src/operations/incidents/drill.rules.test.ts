import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judge, rules } from './detect.rules.ts'
import { drillAccount, planDrill } from './drill.rules.ts'
import { addUp, countedKinds, plantedKind } from './signal.rules.ts'

test('a drill plants just enough for every rule, as kinds that are counted, about no account', () => {
  const plan = planDrill()
  const at = new Date('2026-11-02T10:00:00Z')
  for (const { as, body } of plan) {
    assert.ok(countedKinds.includes(as), as)
    assert.equal(body.by, drillAccount)
  }
  const entries = plan.map(({ as, body }) => ({
    kind: plantedKind,
    subject: 'drill:d',
    recordedAt: at,
    body: { ...body, as, drill: 'd' },
  }))
  const sums = addUp(entries, () => true)
  assert.ok(sums.every(one => one.drill === 'd'))
  for (const rule of rules) {
    const measured = sums.find(one => one.signal === rule.needs)![rule.measure]
    const past = { days: 0, busiest: 0, role: 0 }
    assert.ok(judge(rule, { from: at, to: at, measured }, past), rule.id)
    if (rule.id !== 'many-exports') assert.equal(measured, rule.floor, rule.id)
  }
  assert.ok(plan.length < 200, `${plan.length} entries`)
})
