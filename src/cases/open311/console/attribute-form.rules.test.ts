import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newAttributeList, type ServiceAttribute } from '#cases/open311/georeport.contract.ts'
import {
  type AskedForm,
  attributesOf,
  faultsOf,
  formOf,
  moved,
  readOptions,
  writeOptions,
} from './attribute-form.rules.ts'

const colour: ServiceAttribute = {
  code: 'colour',
  datatype: 'singlevaluelist',
  required: true,
  description: '灯的颜色',
  options: [
    { key: 'y', name: '暖 黄' },
    { key: '白', name: '白' },
  ],
}
const pole: ServiceAttribute = {
  code: 'pole',
  datatype: 'string',
  required: false,
  description: '灯杆编号',
  options: [],
}

test('what is read into the form is sent as it was', () => {
  assert.deepEqual(attributesOf(formOf([colour, pole])), [colour, pole])
  assert.equal(writeOptions(colour.options), 'y 暖 黄\n白')
  assert.deepEqual(readOptions(' y\t暖 黄 \n\n  \n白\n'), colour.options)
  assert.ok(
    newAttributeList.safeParse({ attributes: attributesOf(formOf([colour, pole])), version: 0 }).success,
  )
})

test('options typed for a list are not sent for a text', () => {
  const [form] = formOf([colour])
  assert.deepEqual(attributesOf([{ ...form!, datatype: 'string' }])[0]!.options, [])
})

test('each fault is found where it is', () => {
  const [one, two] = formOf([colour, pole]) as [AskedForm, AskedForm]
  assert.deepEqual(faultsOf([one, two]), [[], []])
  assert.deepEqual(faultsOf([{ ...one, code: 'a b' }, two]), [['code'], []])
  assert.deepEqual(faultsOf([one, { ...two, code: ' colour ' }]), [['twice'], ['twice']])
  assert.deepEqual(faultsOf([{ ...one, description: '  ' }, two]), [['question'], []])
  assert.deepEqual(faultsOf([{ ...one, options: ' \n' }]), [['options']])
  assert.deepEqual(faultsOf([{ ...one, options: 'y 黄\ny 白' }]), [['options']])
  assert.deepEqual(faultsOf([{ ...two, options: 'y 黄\ny 白' }]), [[]])
})

test('a question moves up and down and not over the edge', () => {
  assert.deepEqual(moved(['a', 'b', 'c'], 1, -1), ['b', 'a', 'c'])
  assert.deepEqual(moved(['a', 'b', 'c'], 1, 1), ['a', 'c', 'b'])
  assert.deepEqual(moved(['a', 'b'], 0, -1), ['a', 'b'])
  assert.deepEqual(moved(['a', 'b'], 1, 1), ['a', 'b'])
})
