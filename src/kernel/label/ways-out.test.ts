import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { level, type Route } from '#base/index.ts'
import { aiLabelOf } from '../governed.ts'
import { aiLabel, decisionRecord, governedView } from '../kernel.contract.ts'
import { madeHere } from './entry.rules.ts'
import { declareProducer, labelProducer, unconfigured } from './producer.ts'
import { headersFor, holdsLabel, labelHeader, piecesOf, unlabelledIn, withLabels } from './ways-out.ts'

const candidate = z.object({ departmentId: level('L2', z.string()) })
const advice = z.object({ candidates: z.array(candidate).min(1), method: level('L2', z.string()) })
const outputs = new Set(piecesOf(advice))
const text = () => level('L1', z.string())

test('a contract that labels what AI said passes, however deep it stands', () => {
  const view = governedView(advice)
  assert.deepEqual(unlabelledIn(view, outputs), [])
  assert.deepEqual(unlabelledIn(z.object({ items: z.array(view.nullable()) }), outputs), [])
  assert.deepEqual(unlabelledIn(decisionRecord, outputs), [])
  assert.deepEqual(unlabelledIn(z.object({ name: text() }), outputs), [])
  assert.ok(holdsLabel(z.object({ advice: view.nullable() })))
  assert.ok(!holdsLabel(z.object({ name: text() })))
})

test('a forgetful contract is found: the output bare, a piece of it, one field of it, or the id of a decision', () => {
  assert.deepEqual(unlabelledIn(z.object({ advice }), outputs), ['.advice'])
  assert.deepEqual(unlabelledIn(z.object({ best: candidate.nullable() }), outputs), ['.best'])
  const { departmentId } = candidate.shape
  assert.deepEqual(unlabelledIn(z.object({ where: z.array(z.object({ departmentId })) }), outputs), [
    '.where.departmentId',
  ])
  assert.deepEqual(unlabelledIn(candidate.extend({ note: text() }), outputs), ['.departmentId'])
  assert.deepEqual(unlabelledIn(z.object({ decisionId: text(), value: text() }), outputs), ['.decisionId'])
  assert.deepEqual(unlabelledIn(z.union([text(), advice]), outputs), ['(itself)'])
  assert.deepEqual(unlabelledIn(z.record(z.string(), advice), outputs), ['(itself)'])
  assert.deepEqual(unlabelledIn(advice, outputs), ['(itself)'])
})

test('a label that is only called so is none', () => {
  const own = z.object({ advice, label: z.object({ zh: text(), en: text() }) })
  assert.deepEqual(unlabelledIn(own, outputs), ['.advice'])
  assert.deepEqual(unlabelledIn(z.object({ advice, label: aiLabel.nullable() }), outputs), [])
})

test('a route whose contract holds a label tells it in its header; no other does', async () => {
  const of = (response: Route<string>['response']) =>
    ({
      method: 'GET',
      path: '/x',
      access: 'public',
      summary: '',
      response,
      handle: async () => ({}),
    }) as Route<string>
  const [labelled, plain, file] = withLabels([
    of(governedView(advice)),
    of(z.object({ a: text() })),
    of('file'),
  ])
  assert.equal(plain?.headers, undefined)
  assert.equal(file?.headers, undefined)
  const told = labelled!.headers!({ advice: { label: aiLabelOf('d-1') } })
  assert.equal(JSON.parse(told[labelHeader]!).ProduceID, 'd-1')
})

test('the header names one output or all of them, and is absent where there is none', () => {
  assert.deepEqual(headersFor({ advice: null, items: [], a: 'b' }), {})
  const two = headersFor({
    items: [{ label: aiLabelOf('d-1') }, { label: aiLabelOf('d-2') }, { label: null }],
  })
  assert.equal(JSON.parse(two[labelHeader]!).ProduceID, 'd-1,d-2')
  const many = headersFor(Array.from({ length: 500 }, (_, index) => ({ label: aiLabelOf(`d-${index}`) })))
  assert.ok(many[labelHeader]!.length < 1_000)
  // Only signs that a header may have.
  assert.match(many[labelHeader]!, /^[\x20-\x7e]+$/)
})

test('labels carry the code that the city declared, the name of the product before', () => {
  assert.deepEqual(labelProducer(), { producer: unconfigured, configured: false })
  declareProducer('11310000MB2F30123X')
  assert.deepEqual(aiLabelOf('d-1').aigc, madeHere({ producer: '11310000MB2F30123X', produceId: 'd-1' }))
  assert.ok(/人工智能/.test(aiLabelOf('d-1').zh) && /生成/.test(aiLabelOf('d-1').zh))
  declareProducer(undefined)
  assert.equal(labelProducer().configured, false)
})
