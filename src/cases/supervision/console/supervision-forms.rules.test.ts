import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actBody, missingIn } from '#cases/joint/console/act-form.rules.ts'
import { acceptBody, answerBody, demandBody } from '../supervision.contract.ts'
import { type SupervisionForm, supervisionForms, supervisionPaths } from './supervision-forms.rules.ts'

const contracts = { supervise: demandBody, press: demandBody, answer: answerBody, accept: acceptBody }
const values = { demand: '请办结', workdays: 3, answer: '已办', note: '' }

for (const form of Object.keys(contracts) as SupervisionForm[])
  test(`the form of ${form} is what its contract takes`, () => {
    const fields = supervisionForms[form]
    assert.deepEqual(fields.map(field => field.name).sort(), Object.keys(contracts[form].shape).sort())
    assert.deepEqual(missingIn(fields, values), [])
    assert.ok(contracts[form].safeParse(actBody(fields, values)).success)
    assert.equal(contracts[form].safeParse(actBody(fields, {})).success, form === 'accept')
    const needed = form === 'accept' ? [] : fields.map(field => field.name)
    assert.deepEqual(missingIn(fields, {}), needed)
  })

test('each form has an address of its own', () => {
  assert.deepEqual(Object.values(supervisionPaths), ['', '/press', '/answer', '/accept'])
})
