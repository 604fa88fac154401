import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { readEntries } from '#ledger/index.ts'
import type { Answer } from './algorithm.ts'
import { algorithm, type Definition, models, type Output, person, testKernel } from './kernel.fixture.ts'

const good: Answer<Output> = {
  outcome: 'advised',
  value: { department: 'water' },
  confidence: 0.9,
  evidence: [],
  reason: null,
}
const answers = (changes: object): Definition['run'] => {
  return async () => ({ ...good, ...changes }) as Answer<Output>
}

/** What an algorithm may do wrong, and the word that must stand in the record. */
const misdeeds: Record<string, [Definition['run'], string]> = {
  'answers nothing at all': [async () => undefined as never, 'answer-contract'],
  'answers a text': [async () => 'water' as never, 'answer-contract'],
  'an outcome nobody knows': [answers({ outcome: 'certain' }), 'answer-contract'],
  'refusal passed off as its own': [answers({ outcome: 'refused' }), 'answer-contract'],
  'a confidence that is no number': [answers({ confidence: Number.NaN }), 'answer-contract'],
  'a confidence above one': [answers({ confidence: 1.2 }), 'answer-contract'],
  'a confidence below zero': [answers({ confidence: -0.1 }), 'answer-contract'],
  'a confidence in words': [answers({ confidence: 'high' }), 'answer-contract'],
  'no list of evidence': [answers({ evidence: undefined }), 'answer-contract'],
  'evidence of no known kind': [answers({ evidence: [{ kind: 'feeling' }] }), 'answer-contract'],
  'a weight without end': [
    answers({ evidence: [{ kind: 'words', items: [{ term: '水', weight: Number.POSITIVE_INFINITY }] }] }),
    'answer-contract',
  ],
  'a reason that is no word': [answers({ reason: { why: 1 } }), 'answer-contract'],
  'a value of another shape': [answers({ value: { office: 'water' } }), 'output-contract'],
  'advice without a value': [answers({ value: null }), 'advised-nothing'],
  'a value left out': [answers({ value: undefined }), 'advised-nothing'],
  'a throw at once': [
    () => {
      throw new RangeError('张三 13800000000')
    },
    'RangeError',
  ],
  'a thrown text': [() => Promise.reject('张三 13800000000'), 'unknown'],
  'a thrown nothing': [() => Promise.reject(undefined), 'unknown'],
  'a tool asked for what is not there': [
    async (_input, tools) => (tools as never as { generate(): Promise<Answer<Output>> }).generate(),
    'TypeError',
  ],
}

test('whatever an algorithm does wrong is a recorded failure without content', async t => {
  const names = Object.keys(misdeeds)
  const bad = names.map((_, place) => {
    const [run] = misdeeds[names[place]!]!
    return algorithm({ id: `test.bad-${place}`, run })
  })
  const { kernel, database } = await testKernel(t, { algorithms: bad })
  for (const [place, name] of names.entries()) {
    const subject = `case:${place}`
    const made = await kernel.infer(bad[place]!, { subject, input: { text: '水' } }, person)
    assert.deepEqual([made.outcome, made.value, made.reason], ['failed', null, misdeeds[name]![1]], name)
    assert.equal(made.confidence, null, name)
    const kept = await kernel.recall(database, made.decisionId, { actor: person, subject })
    assert.equal(kept.outcome, 'failed', name)
    assert.equal((await readEntries(database, subject))[0]?.intact, true, name)
  }
  const { rows } = await sql<{ reason: string }>`select reason from kernel.decision_content`.execute(database)
  assert.equal(rows.length, names.length)
  assert.ok(!rows.some(row => row.reason.includes('张三')), 'an error text could quote the citizen')
})

test('one item that fails does not spoil the batch it is in', async t => {
  const some = algorithm({
    run: async ({ text }) => {
      if (text.startsWith('throw')) throw new TypeError('no')
      if (text.startsWith('nothing')) return undefined as never
      if (text.startsWith('sure')) return { ...good, confidence: 7 }
      return { ...good, value: { department: text } }
    },
  })
  const { kernel, database } = await testKernel(t, { algorithms: [some] })
  const texts = ['水', 'throw', '路', 'nothing', 'sure', '灯']
  const items = texts.map((text, place) => ({ subject: `case:${place}`, input: { text } }))
  const made = await kernel.inferMany(some, items, person)
  assert.deepEqual(
    made.map(one => one.value?.department ?? one.reason),
    ['水', 'TypeError', '路', 'answer-contract', 'answer-contract', '灯'],
  )
  for (const [place, one] of made.entries()) {
    const reading = { actor: person, subject: `case:${place}` }
    assert.equal((await kernel.recall(database, one.decisionId, reading)).outcome, one.outcome)
  }
})

test('text that PostgreSQL cannot keep is kept readable instead of losing the decision', async t => {
  const echo = algorithm({
    run: async ({ text }) => ({
      ...good,
      value: { department: `to ${text}` },
      evidence: [{ kind: 'words', items: [{ term: text, weight: 1 }] }],
      reason: `r${text}`,
    }),
  })
  const { kernel, database } = await testKernel(t, { algorithms: [echo] })
  const few = ['a\u0000b', 'half \ud83d', '\udc00 other half', '😀 whole', '\u0000']
  // Many are copied, not inserted: signs of COPY among them.
  const texts = [...few, ...Array.from({ length: 30 }, (_, place) => `\\N\t${place}\\.\r\n"\\u0000"`)]
  const items = texts.map((text, place) => ({ subject: `case:${place}`, input: { text } }))
  const made = await kernel.inferMany(echo, items, person)
  for (const [place, one] of made.entries()) {
    assert.equal(one.outcome, 'advised', texts[place])
    const kept = await kernel.recall<Output>(database, one.decisionId, {
      actor: person,
      subject: `case:${place}`,
    })
    assert.deepEqual(kept.value, one.value, 'what was answered is what was kept')
    assert.deepEqual(kept.evidence, one.evidence)
    assert.equal(kept.reason, one.reason)
  }
  assert.equal(made[3]!.value?.department, 'to 😀 whole', 'what can be kept is not touched')
  assert.ok(!made.slice(0, few.length).some(one => JSON.stringify(one.value).includes('\\u0000')))
  assert.equal((await kernel.inferMany(echo, items.slice(0, few.length), person)).length, few.length)
})

test('an optional field that is not given is no reason to fail', async t => {
  const usual = algorithm()
  const { kernel, database } = await testKernel(t, { algorithms: [usual] })
  const made = await kernel.infer(
    usual,
    { subject: 'case:1', input: { text: '水', note: undefined as never } },
    person,
  )
  assert.equal(made.outcome, 'advised')
  const { rows } = await sql<{ input: object }>`select input from kernel.decision_content`.execute(database)
  assert.deepEqual(rows[0]!.input, { text: '水' })
})

test('a model that never answers is cut off, and that is recorded', async t => {
  const usual = algorithm()
  const never = new Promise<never>(() => undefined)
  const { kernel, database } = await testKernel(t, {
    algorithms: [usual],
    models: { ...models, classify: request => (request.text === '等' ? never : models.classify(request)) },
    patience: 50,
  })
  const items = ['水', '等', '路'].map((text, place) => ({ subject: `case:${place}`, input: { text } }))
  const made = await kernel.inferMany(usual, items, person)
  assert.deepEqual(
    made.map(one => [one.outcome, one.reason]),
    [
      ['advised', null],
      ['failed', 'no-answer-in-time'],
      ['advised', null],
    ],
  )
  assert.equal((await readEntries(database, `batch:${await entryOf(database)}`)).length, 1)
  const [measured] = await kernel.measure(usual, [{ text: '等' }], person)
  assert.equal(measured?.outcome, 'failed')
})

async function entryOf(database: Parameters<typeof readEntries>[0]): Promise<string> {
  const { rows } = await sql<{ entry_id: string }>`select distinct entry_id from kernel.decision`.execute(
    database,
  )
  assert.equal(rows.length, 1)
  return rows[0]!.entry_id
}

test('nonsense from a model port is an outcome of the run, not a fault of the product', async t => {
  const usual = algorithm()
  const nonsense: Record<string, unknown> = {
    empty: { ranked: [], terms: [], threshold: 0.5, modelVersion: 'm1' },
    unsure: { ranked: [{ label: 'water', confidence: Number.NaN }], terms: [], modelVersion: 'm1' },
    number: { ranked: [{ label: 5, confidence: 0.5 }], terms: [], modelVersion: 'm1' },
    blank: {},
    text: 'water',
  }
  const { kernel } = await testKernel(t, {
    algorithms: [usual],
    models: { ...models, classify: async ({ text }) => nonsense[text] as never },
  })
  for (const text of Object.keys(nonsense)) {
    const made = await kernel.infer(usual, { subject: `case:${text}`, input: { text } }, person)
    assert.equal(made.outcome, 'failed', text)
    assert.equal(made.value, null, text)
  }
})
