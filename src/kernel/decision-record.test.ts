import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { z } from 'zod'
import { inTransaction, type Level, level } from '#base/index.ts'
import { commandLineActor, createPeople } from '#identity/index.ts'
import { jobActor, personActor } from '../../test/fixtures/actors.ts'
import { deleteContent } from './decision.store.ts'
import { algorithm, code, person, settlement, testKernel } from './kernel.fixture.ts'
import { listDecisions, readDecision } from './read-decision.ts'

const cleared = (of: Level) =>
  personActor(`at-${of}`, { scope: { departments: 'all', regions: 'all', own: 'x', level: of } })
const usual = algorithm()

test('the record shows each reader what the level allows: facts to all, reasons from L3, content at L4', async t => {
  const { kernel, database } = await testKernel(t, { algorithms: [usual] })
  const subject = 'case:1'
  const { decisionId } = await kernel.infer(usual, { subject, input: { text: '水管在王五家门口' } }, person)
  await inTransaction(database, async tx => {
    await kernel.use(tx, decisionId, { actor: person, subject })
    const said = { value: { department: 'roads' }, reason: '王五说是路', verdict: 'amended' as const }
    await kernel.settle(tx, decisionId, settlement(subject, said))
  })
  for (const held of ['L1', 'L2', 'L3', 'L4'] as const) {
    const record = await readDecision(database, decisionId, cleared(held))
    assert.deepEqual(
      record.acts.map(act => [act.act, act.verdict]),
      [
        ['used', null],
        ['settled', 'amended'],
      ],
    )
    assert.equal(record.verdict, 'amended')
    assert.equal(record.contentIntact, true, 'that it was not altered is for everybody to see')
    assert.equal(record.acts[1]!.reason, held >= 'L3' ? '王五说是路' : null, held)
    assert.deepEqual(record.acts[1]!.value, held === 'L4' ? { department: 'roads' } : null, held)
    assert.equal(record.content === null, held !== 'L4', held)
    if (held < 'L3') assert.ok(!JSON.stringify(record).includes('王五'), held)
    assert.deepEqual(
      record.ledger.map(entry => [entry.kind, entry.intact]),
      [
        ['decision.made', true],
        ['decision.used', true],
        ['decision.settled', true],
      ],
    )
  }
})

test('people are called by their account from L2, and by their name from L3; what is nobody keeps its id', async t => {
  const { kernel, database } = await testKernel(t, { algorithms: [usual] })
  const subject = 'case:1'
  const password = 'a long test password 7'
  const roles = ['seat' as const]
  const wanted = ['asks', 'settles', 'elsewhere'].map(account => ({
    account,
    name: `王${account}`,
    roles,
    departmentId: null,
    regionIds: [],
    level: 'L4' as const,
  }))
  const [asks = '', settles = ''] = await inTransaction(database, tx =>
    createPeople(tx, { people: wanted, password, mustChangePassword: false }, commandLineActor),
  )
  const item = { subject, input: { text: '水' } }
  const { decisionId } = await kernel.infer(usual, item, personActor(asks))
  await inTransaction(database, tx =>
    kernel.settle(tx, decisionId, settlement(subject, { by: personActor(settles) })),
  )
  for (const held of ['L1', 'L2', 'L3', 'L4'] as const) {
    const { people, actor, acts } = await readDecision(database, decisionId, cleared(held))
    assert.deepEqual([actor, acts.at(-1)!.by], [asks, settles])
    const called = people.map(({ id, account, name }) => [id, account, name])
    const expected = [
      [asks, 'asks', held < 'L3' ? null : '王asks'],
      [settles, 'settles', held < 'L3' ? null : '王settles'],
    ]
    assert.deepEqual(called, held < 'L2' ? [] : expected, held)
  }
  const own = await kernel.infer(usual, item, jobActor())
  assert.deepEqual((await readDecision(database, own.decisionId, person)).people, [])
})

test('recall hides the words of the citizen below L3, and everything below the level of the output', async t => {
  const secret = algorithm({
    id: 'test.secret',
    output: z.object({ department: level('L3', z.string()) }),
  })
  const passages = algorithm({
    id: 'test.passages',
    run: async ({ text }) => ({
      outcome: 'advised',
      value: { department: 'water' },
      confidence: 0.5,
      evidence: [
        { kind: 'words', items: [{ term: text, weight: 1 }] },
        {
          kind: 'passage',
          corpus: 'duty-list',
          corpusVersion: '1',
          documentId: 'd1',
          title: '供水管理',
          text,
          score: 1,
          matched: [text],
        },
      ],
      reason: null,
    }),
  })
  const { kernel, database } = await testKernel(t, { algorithms: [secret, passages] })
  const item = { subject: 'case:1', input: { text: '王五家停水' } }
  const hidden = await kernel.infer(secret, item, person)
  const read = (id: string, of: Level) =>
    kernel.recall(database, id, { actor: cleared(of), subject: item.subject })
  await assert.rejects(read(hidden.decisionId, 'L2'), code('kernel.level-too-low'))
  assert.deepEqual((await read(hidden.decisionId, 'L3')).value, { department: 'water' })
  const shown = await kernel.infer(passages, item, person)
  const below = await read(shown.decisionId, 'L2')
  assert.deepEqual(below.value, { department: 'water' })
  assert.ok(!JSON.stringify(below.evidence).includes('王五'))
  assert.equal(below.evidence.length, 2, 'that there was evidence, and of which kind, stays')
  assert.ok(JSON.stringify(below.evidence).includes('供水管理'))
  assert.deepEqual((await read(shown.decisionId, 'L3')).evidence, shown.evidence)
})

test('a decision of a batch shows the entry that proves it', async t => {
  const { kernel, database } = await testKernel(t, { algorithms: [usual] })
  const items = ['水', '路'].map((text, i) => ({ subject: `case:${i}`, input: { text } }))
  const [, second] = await kernel.inferMany(usual, items, person)
  const record = await readDecision(database, second!.decisionId, person)
  assert.deepEqual(
    record.ledger.map(entry => [entry.kind, entry.intact]),
    [['decision.batch-made', true]],
  )
})

test('altered content is told in the record, erased content is not called altered', async t => {
  const { kernel, database, owner } = await testKernel(t, { algorithms: [usual] })
  const make = async (subject: string) =>
    (await kernel.infer(usual, { subject, input: { text: '水' } }, person)).decisionId
  const changes = [
    `input = '{"text":"路"}'`,
    `output = '{"department":"roads"}'`,
    `evidence = '[]'`,
    `reason = 'other'`,
    `salt = sha256('x')`,
    // What is sealed and does not open any more: text, document, bytes.
    `reason = left('sealed:1:' || substr(input #>> '{}', 10), -8) || 'AAAAAAA='`,
    `output = to_jsonb(left(output #>> '{}', -8) || 'AAAAAAA=')`,
    `salt = set_byte(salt, 40, 1 - get_byte(salt, 40) % 2)`,
  ]
  for (const change of changes) {
    const id = await make('case:altered')
    await sql.raw(`update kernel.decision_content set ${change} where decision_id = '${id}'`).execute(owner)
    assert.equal((await readDecision(database, id, cleared('L2'))).contentIntact, false, change)
  }
  const erased = await make('case:erased')
  await inTransaction(database, tx => deleteContent(tx, 'case:erased'))
  const record = await readDecision(database, erased, person)
  assert.deepEqual([record.contentIntact, record.content, record.subject], [null, null, 'case:erased'])
  await assert.rejects(
    readDecision(database, '01890000-0000-7000-8000-000000000000', person),
    code('kernel.decision-not-found'),
  )
})

test('pages of decisions: newest first, none twice and none left out, filters together', async t => {
  const other = algorithm({ id: 'test.other' })
  const { kernel, database } = await testKernel(t, { algorithms: [usual, other] })
  const items = Array.from({ length: 23 }, (_, i) => ({
    subject: `case:${i % 4}`,
    input: { text: i % 5 === 0 ? '' : '水' },
  }))
  const made = await kernel.inferMany(usual, items, person)
  await kernel.infer(other, { subject: 'case:1', input: { text: '水' } }, person)
  const seen: string[] = []
  for (let before: string | undefined; ; ) {
    const page = await listDecisions(database, { algorithm: 'test.dispatch', before, limit: 7 })
    seen.push(...page.map(one => one.decisionId))
    before = page.at(-1)?.decisionId
    if (page.length < 7) break
  }
  assert.deepEqual(seen, made.map(one => one.decisionId).reverse())
  const filtered = await listDecisions(database, { subject: 'case:1', outcome: 'abstained', limit: 50 })
  const expected = made.filter((_, i) => i % 4 === 1 && i % 5 === 0)
  assert.deepEqual(
    filtered.map(one => one.decisionId),
    expected.map(one => one.decisionId).reverse(),
  )
  assert.equal((await listDecisions(database, { algorithm: 'test.other', limit: 50 })).length, 1)
  assert.deepEqual(await listDecisions(database, { algorithm: "x' or 1=1 --", limit: 50 }), [])
  const beforeAll = await listDecisions(database, { before: seen.at(-1), limit: 50 })
  assert.deepEqual(beforeAll, [])
})
