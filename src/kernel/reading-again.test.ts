import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inTransaction, type Level } from '#base/index.ts'
import { newestEntries, readEntries } from '#ledger/index.ts'
import { jobActor, personActor } from '../../test/fixtures/actors.ts'
import { registerHere } from '../../test/register-here.store.ts'
import { type TestDatabase, testDatabase } from '../../test/test-database.ts'
import { createKernel, type Kernel } from './create-kernel.ts'
import { deleteContent } from './decision.store.ts'
import { aiLabelOf, viewOf } from './governed.ts'
import { kernelError } from './kernel.errors.ts'
import { algorithm, code, models, type Output, person, settlement } from './kernel.fixture.ts'
import { verifyStored } from './recall.ts'
import { restoreFor } from './restore-for.ts'
import { kernelGauges } from './watch.store.ts'

const phone = '13700001234'
const cleared = (level: Level) =>
  personActor(`reader-${level}`, { scope: { departments: 'all', regions: 'all', own: null, level } })

const usual = algorithm()
const versions = ['m2', 'm1', 'm2']
const several = algorithm({
  id: 'test.several',
  run: async ({ text }, tools) => {
    const found = await Promise.all(
      versions.map((_, place) => tools.classify({ task: `task-${place}`, text, explain: false })),
    )
    const seen = found[0]!.terms[0]!.term
    return {
      outcome: 'advised',
      value: { department: seen },
      confidence: 0.123456789,
      evidence: [],
      reason: null,
    }
  },
})
const brief = algorithm({ id: 'test.brief', expiresAfterHours: -1 })
const broken = algorithm({ id: 'test.broken', run: () => Promise.reject(new TypeError(phone)) })

let base: TestDatabase
let kernel: Kernel
before(async () => {
  base = await testDatabase()
  kernel = createKernel({
    database: base.database,
    algorithms: [usual, several, brief, broken],
    limits: {
      call: { characters: 40, tokens: 40 },
      actor: { seconds: 60, requests: 60, tokens: 10_000 },
      algorithm: { seconds: 60, requests: 600, tokens: 100_000 },
    },
    ports: {
      models: {
        ...models,
        classify: async request => {
          const answer = await models.classify(request)
          const place = Number(/^task-(\d)$/.exec(request.task)?.[1] ?? 1)
          return answer && { ...answer, modelVersion: versions[place]! }
        },
      },
      knowledge: { retrieve: async () => [], ceiling: () => 'L4' },
    },
  })
  await registerHere(base.database, kernel.algorithms)
})
after(() => base.close())

const infer = (subject: string, text = '停水了') => kernel.infer(usual, { subject, input: { text } }, person)

test('values come back in the place of tokens for who is cleared for them, deep in whatever was answered', () => {
  const content = {
    output: { department: '请打 ⟦手机1⟧', more: [{ said: '⟦姓名1⟧ ⟦手机1⟧', count: 2, none: null }] },
    evidence: [{ kind: 'words', items: [{ term: '⟦手机1⟧', weight: 1 }] }],
    tokens: { '⟦手机1⟧': phone },
  }
  for (const level of ['L1', 'L2', 'L3'] as const) {
    const masked = restoreFor(cleared(level), content)
    assert.deepEqual(masked, { value: content.output, evidence: content.evidence }, level)
  }
  const whole = restoreFor(cleared('L4'), content)
  assert.deepEqual(whole.value, {
    department: `请打 ${phone}`,
    // A token that is in no book is what a model made up.
    more: [{ said: `⟦姓名1⟧ ${phone}`, count: 2, none: null }],
  })
  assert.deepEqual(whole.evidence, [{ kind: 'words', items: [{ term: phone, weight: 1 }] }])
  const none = { ...content, tokens: null }
  assert.deepEqual(restoreFor(cleared('L4'), none), { value: content.output, evidence: content.evidence })
})

test('what a store kept of a decision is compared with it: another hash, another decision and none are altered', async () => {
  const one = await infer('case:kept-1')
  const other = await infer('case:kept-2')
  await verifyStored(base.database, one)
  const altered = code('kernel.altered')
  await assert.rejects(verifyStored(base.database, { ...one, hash: other.hash }), altered)
  await assert.rejects(verifyStored(base.database, { ...one, hash: one.hash.toUpperCase() }), altered)
  await assert.rejects(verifyStored(base.database, { ...one, hash: '' }), altered)
  await assert.rejects(verifyStored(base.database, { ...one, decisionId: crypto.randomUUID() }), altered)
  // The hash outlives what was said.
  await inTransaction(base.database, tx => deleteContent(tx, 'case:kept-1'))
  await verifyStored(base.database, one)
})

test('who may not know of a decision is told of none before anything else is looked at', async () => {
  const made = await infer('case:order')
  const read = (subject: string, level: Level) =>
    kernel.recall(base.database, made.decisionId, { actor: cleared(level), subject })
  await assert.rejects(read('case:else', 'L1'), code('kernel.decision-not-found'))
  await assert.rejects(read('case:order', 'L1'), code('kernel.level-too-low'))
  assert.equal((await read('case:order', 'L2')).decisionId, made.decisionId)
  const missing = { actor: person, subject: 'case:order' }
  await assert.rejects(
    kernel.recall(base.database, crypto.randomUUID(), missing),
    code('kernel.decision-not-found'),
  )
})

test('a use that is refused leaves no act and no entry', async () => {
  const late = await kernel.infer(brief, { subject: 'case:late', input: { text: '停水了' } }, person)
  const empty = await kernel.infer(usual, { subject: 'case:late', input: { text: '' } }, person)
  const use = (decisionId: string, level: Level = 'L4') =>
    inTransaction(base.database, tx =>
      kernel.use<Output>(tx, decisionId, { actor: cleared(level), subject: 'case:late' }),
    )
  await assert.rejects(use(late.decisionId), code('kernel.decision-expired'))
  await assert.rejects(use(empty.decisionId), code('kernel.nothing-to-adopt'))
  await assert.rejects(use(late.decisionId, 'L1'), code('kernel.level-too-low'))
  const kinds = (await readEntries(base.database, 'case:late')).map(entry => entry.kind)
  assert.deepEqual(kinds, ['decision.made', 'decision.made'])
})

test('a use that is rolled back with its act was none; one that holds is told with who and what', async () => {
  const made = await infer('case:use')
  const reading = { actor: person, subject: 'case:use' }
  const undone = inTransaction(base.database, async tx => {
    await kernel.use(tx, made.decisionId, reading)
    throw kernelError('kernel.nothing-to-adopt')
  })
  await assert.rejects(undone, code('kernel.nothing-to-adopt'))
  assert.equal((await readEntries(base.database, 'case:use')).length, 1)
  const used = await inTransaction(base.database, tx => kernel.use<Output>(tx, made.decisionId, reading))
  assert.deepEqual(viewOf(used), viewOf(made))
  const [, entry] = await readEntries(base.database, 'case:use')
  assert.deepEqual(
    [entry?.kind, entry?.body],
    ['decision.used', { decision: made.decisionId, by: person.id }],
  )
})

test('a verdict is taken back once, and only by way of its own subject', async () => {
  const made = await infer('case:back')
  const retract = (subject: string, decisionId = made.decisionId) =>
    inTransaction(base.database, tx => kernel.retract(tx, decisionId, { subject, by: person }))
  assert.equal(await retract('case:back'), false, 'nothing was settled')
  await inTransaction(base.database, tx => kernel.settle(tx, made.decisionId, settlement('case:back')))
  await assert.rejects(retract('case:else'), code('kernel.decision-not-found'))
  await assert.rejects(retract('case:back', crypto.randomUUID()), code('kernel.decision-not-found'))
  assert.deepEqual([await retract('case:back'), await retract('case:back')], [true, false])
  const kinds = (await readEntries(base.database, 'case:back')).map(entry => entry.kind)
  assert.deepEqual(kinds, ['decision.made', 'decision.settled', 'decision.retracted'])
})

test('a decision names every model that was asked, each once; its label names the decision', async () => {
  const item = { subject: 'case:several', input: { text: `停水，电话 ${phone}` } }
  const made = await kernel.infer(several, item, person)
  assert.equal(made.modelVersion, 'm1+m2')
  assert.equal(made.confidence, 0.123457)
  assert.deepEqual(made.label, aiLabelOf(made.decisionId))
  assert.equal(made.label.aigc.ProduceID, made.decisionId)
  const below = await kernel.recall<Output>(base.database, made.decisionId, {
    actor: cleared('L3'),
    subject: item.subject,
  })
  assert.deepEqual([below.value?.department, below.hash], ['停水，电话 ⟦手机1⟧', made.hash])
})

test('an evaluation keeps the order of its rows, says why nothing came, and leaves neither decision nor entry', async () => {
  const newest = async () => (await newestEntries(base.database, 1))[0]?.id
  const before = await newest()
  const rows = Array.from({ length: 40 }, (_, place) => ({
    text: place % 3 === 0 ? '' : `${place} 号楼停水`,
  }))
  const measured = await kernel.measure(usual, rows, jobActor())
  assert.deepEqual(
    measured.map(one => [one.outcome, one.reason]),
    rows.map(({ text }) => (text === '' ? ['abstained', 'no-match'] : ['advised', null])),
  )
  const failed = await kernel.measure(broken, [{ text: '水' }], jobActor())
  assert.deepEqual(
    failed.map(one => [one.outcome, one.value, one.reason, one.modelVersion, one.checks]),
    [['failed', null, 'TypeError', null, []]],
  )
  assert.deepEqual(await kernel.measure(usual, [], jobActor()), [])
  assert.equal(await newest(), before)
})

test('an evaluation by a person is not bounded by what one person may ask for; an unknown algorithm is refused', async () => {
  const long = { text: '水'.repeat(41) }
  const [measured] = await kernel.measure(usual, [long], person)
  assert.equal(measured?.outcome, 'advised')
  assert.equal((await infer('case:long', long.text)).reason, 'too-long')
  await assert.rejects(kernel.measure(algorithm(), [long], person), code('kernel.not-registered'))
  await assert.rejects(kernel.inferMany(algorithm(), [], person), code('kernel.not-registered'))
})

test('what operators watch counts decisions by algorithm and outcome, and how long the slowest took', async () => {
  const read = async (name: string) => await kernelGauges.find(one => one.name === name)!.read(base.database)
  const failed = async () =>
    (await read('decisions_last_hour')).find(
      ({ labels }) => labels?.algorithm === 'test.broken' && labels.outcome === 'failed',
    )?.value ?? 0
  const before = Number(await failed())
  for (let turn = 0; turn < 3; turn++)
    await kernel.infer(broken, { subject: 'case:watched', input: { text: '水' } }, person)
  assert.equal(Number(await failed()) - before, 3)
  const seconds = (await read('decision_seconds_p95')).find(one => one.labels?.algorithm === 'test.broken')
  assert.ok(seconds && seconds.value >= 0 && seconds.value < 60, JSON.stringify(seconds))
  const text = JSON.stringify([await read('decisions_last_hour'), await read('decision_seconds_p95')])
  assert.ok(!text.includes('case:') && !text.includes(phone), 'no subject and no words')
})
