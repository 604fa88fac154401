import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { z } from 'zod'
import { actBody, emptyAct, missingIn } from '#cases/joint/console/act-form.rules.ts'
import { correctionBody, holdBody, liftBody, personalBody, retentionRule } from '../rights.contract.ts'
import { type RightsForm, rightsForms, rightsPaths } from './rights-forms.rules.ts'

const contracts: Record<RightsForm, z.ZodType> = {
  'rule-of-all': retentionRule.strict(),
  rule: retentionRule.strict(),
  hold: holdBody.strict(),
  lift: liftBody.strict(),
  export: personalBody,
  'export-email': personalBody,
  'export-account': personalBody,
  erase: personalBody,
  'erase-email': personalBody,
  'erase-account': personalBody,
  correct: correctionBody.strict(),
}
const values = {
  categoryId: 'light',
  years: 10,
  hold: true,
  code: '20261122-7F3K-2QXM',
  reason: '本人申请',
  phone: '13800138000',
  email: 'li@mail.example',
  personId: '01890000-0000-7000-8000-000000000000',
  name: '王小明',
  address: '幸福路',
}

for (const form of Object.keys(contracts) as RightsForm[])
  test(`the form of ${form} is what its contract takes, and needs what it needs`, () => {
    const fields = rightsForms[form]
    const read = contracts[form].safeParse(actBody(fields, values))
    assert.ok(read.success, JSON.stringify(read.error?.issues))
    const missing = missingIn(fields, emptyAct(fields))
    assert.ok(missing.length > 0)
    // Without a category it is the rule for all: the form must ask, the door cannot.
    for (const name of missing.filter(one => one !== 'categoryId')) {
      const without = actBody(fields, { ...values, [name]: null })
      assert.equal(contracts[form].safeParse(without).success, false, `${form} without ${name}`)
    }
  })

test('a correction may empty a field; erasing has a door of its own', () => {
  assert.deepEqual(actBody(rightsForms.correct, { name: '', phone: '1', address: '', reason: '改' }), {
    name: '',
    phone: '1',
    address: '',
    reason: '改',
  })
  assert.notEqual(rightsPaths.erase, rightsPaths.export)
  assert.notEqual(rightsPaths.hold, rightsPaths.lift)
})
