import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Classification, Tools } from '#kernel/index.ts'
import { classification } from './advice.contract.ts'
import { classifyCase, wordsOf } from './classify-case.ts'

// What a model answers is given here: this is about what the algorithm makes of it. The real model is in the other tests.
const answer = (rest: Partial<Classification>): Classification => ({
  ranked: [
    { label: 'lamp', confidence: 0.8 },
    { label: 'road', confidence: 0.1 },
    { label: 'water', confidence: 0.06 },
    { label: 'noise', confidence: 0.04 },
  ],
  terms: [{ term: '路灯', weight: 0.4 }],
  threshold: 0.7,
  modelVersion: 'v1',
  ...rest,
})

const matter = { subject: '路灯不亮', detail: '三天了', regionId: null }

async function run(given: Classification | null, input = matter) {
  const asked: unknown[] = []
  const tools: Tools = {
    classify: async request => {
      asked.push(request)
      return given
    },
    retrieve: async () => [],
  }
  return { result: await classifyCase.run(input, tools), asked }
}

test('a sure answer is advised, with the next two and the words that weighed', async () => {
  const { result, asked } = await run(answer({}))
  assert.deepEqual(asked, [{ task: 'cases.classify', text: '路灯不亮\n三天了', explain: true }])
  assert.deepEqual(result, {
    outcome: 'advised',
    reason: null,
    confidence: 0.8,
    value: {
      label: 'lamp',
      alternatives: [
        { label: 'road', confidence: 0.1 },
        { label: 'water', confidence: 0.06 },
      ],
    },
    evidence: [{ kind: 'words', items: [{ term: '路灯', weight: 0.4 }] }],
  })
  assert.ok(classification.safeParse(result.value).success)
})

test('exactly at the threshold it is sure; below it abstains and still shows what it thinks', async () => {
  assert.equal((await run(answer({ threshold: 0.8 }))).result.outcome, 'advised')
  const { result } = await run(answer({ threshold: 0.81 }))
  assert.deepEqual(
    [result.outcome, result.reason, result.value?.label],
    ['abstained', 'low-confidence', 'lamp'],
  )
})

test('without a text no model is asked; without a model that is what is said', async () => {
  const empty = await run(answer({}), { subject: ' ', detail: '', regionId: null })
  assert.deepEqual([empty.result.reason, empty.result.value, empty.asked], ['empty', null, []])
  const none = await run(null)
  assert.deepEqual(
    [none.result.outcome, none.result.reason, none.result.value],
    ['abstained', 'no-model', null],
  )
  assert.equal((await run(answer({ ranked: [] }))).result.reason, 'no-model')
})

test('words are evidence only where there are some', () => {
  assert.deepEqual(wordsOf(answer({ terms: [] })), [])
  assert.equal(wordsOf(answer({})).length, 1)
})

test('it informs, and is of low risk', () => {
  assert.deepEqual([classifyCase.risk, classifyCase.gate], ['low', 'informs'])
})
