import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { isCode } from '#base/index.ts'
import { addDays } from '#city/index.ts'
import type { Actor } from '#identity/index.ts'
import { readEntries } from '#ledger/index.ts'
import { personActor } from '../../../test/fixtures/actors.ts'
import { testDatabase } from '../../../test/test-database.ts'
import { beginAttempt, handInAttempt } from './attempt-training.ts'
import { decideUseCase, withdrawUseCase } from './decide-use-case.ts'
import { questionPool } from './question-pool.ts'
import { readTraining } from './read-training.ts'
import { readUseCases, readUses } from './read-use-cases.ts'
import { recordUse } from './record-use.ts'
import { requestUseCase } from './request-use-case.ts'
import type { NewUse, NewUseCase } from './use-case.contract.ts'
import { todayOf } from './use-case-parts.ts'

const code = (wanted: string) => (error: unknown) => isCode(error, wanted)
const wanted = (changes: Partial<NewUseCase> = {}): NewUseCase => ({
  title: '会议纪要初稿',
  purpose: '把公开会议的录音文字整理成纪要初稿，由经办人核对。',
  tool: '政务云大模型',
  toolPlace: 'inside',
  departmentId: null,
  dataLevel: 'L2',
  harm: 1,
  citizensSee: false,
  prohibited: [],
  ...changes,
})
const use = (changes: Partial<NewUse> = {}): NewUse => ({
  task: '十一月例会纪要',
  dataLevel: 'L2',
  used: true,
  checked: true,
  checkedBy: null,
  ...changes,
})
const clerk = personActor('clerk', { departmentId: 'urban' })
const officer = personActor('officer')
const second = personActor('second-officer')

async function house(t: TestContext) {
  const { database, owner } = await testDatabase(t)
  const allowed = new Map<string, string[]>([
    ['officer', ['use-cases:approve', 'use-cases:review']],
    ['second-officer', ['use-cases:approve', 'use-cases:review']],
    ['clerk', ['use-cases:use']],
    ['colleague', ['use-cases:use']],
  ])
  const permissions = {
    permits: (actor: Actor, action: string) => allowed.get(actor.id)?.includes(action) ?? false,
  }
  const parts = { database, permissions }
  const today = await todayOf(database)
  const ask = async (changes: Partial<NewUseCase> = {}, by = clerk) =>
    (await requestUseCase(parts, wanted(changes), by)).useCaseId
  const approve = async (useCaseId: string, { by = officer, days = 90 } = {}) =>
    await decideUseCase(
      parts,
      { useCaseId, approve: true, validUntil: addDays(today, days), conditions: '仅限公开会议' },
      by,
    )
  /** Takes the test with every answer right, or so many of them wrong. */
  const train = async (by: Pick<Actor, 'id'>, wrong = 0) => {
    const { attemptId, questions } = await beginAttempt(parts, by)
    const chosen = questions.map(({ question, answers }, place) => {
      const right = questionPool.find(one => one.id === question)!.answers[0].zh
      const at = answers.findIndex(one => one.zh === right)
      return place < wrong ? (at + 1) % 3 : at
    })
    return await handInAttempt(parts, { attemptId, chosen }, by)
  }
  const find = async (id: string, reader = clerk) =>
    (await readUseCases(parts, reader)).items.find(one => one.useCaseId === id)!
  return { database, owner, parts, today, ask, approve, train, find }
}

test('asked for, approved by somebody else, learned, used: each step is kept and in the ledger', async t => {
  const { database, owner, parts, today, ask, approve, train, find } = await house(t)
  const id = await ask()
  assert.deepEqual([(await find(id)).state, (await find(id)).hindrance], ['requested', 'not-approved'])
  assert.equal((await find(id, officer)).mayDecide, true)
  assert.equal((await find(id)).mayDecide, false)
  await approve(id)
  const approved = await find(id)
  assert.deepEqual([approved.state, approved.daysLeft, approved.hindrance], ['approved', 90, 'untrained'])
  assert.equal(approved.validUntil, addDays(today, 90))
  assert.equal((await train(clerk)).passed, true)
  assert.equal((await find(id)).hindrance, null)
  await recordUse(parts, { ...use(), useCaseId: id }, clerk)
  await recordUse(parts, { ...use({ checked: false, used: true }), useCaseId: id }, clerk)
  const { figures } = await find(id)
  assert.deepEqual([figures.uses, figures.people, figures.checked], [2, 1, 0.5])
  assert.equal((await readUses(parts, clerk, id)).items.length, 2)
  const kinds = (await readEntries(database, `use-case:${id}`)).map(one => one.kind)
  assert.deepEqual(kinds, ['use-case.requested', 'use-case.approved', 'use-case.used', 'use-case.used'])
  assert.deepEqual(
    (await readEntries(database, 'person:clerk')).map(one => one.kind),
    ['training.passed'],
  )
  const raw = await sql<{
    row: string
  }>`select one::text || r::text as row from kernel.use_case one, kernel.use_record r`.execute(owner)
  for (const word of ['会议纪要', '录音文字', '政务云', '仅限公开', '例会'])
    assert.ok(!raw.rows[0]!.row.includes(word), word)
})

test('what no approval could allow is refused with its rule and leaves nothing behind', async t => {
  const { database, ask } = await house(t)
  for (const [changes, refusal] of [
    [{ dataLevel: 'L3', toolPlace: 'outside' }, 'data-above-ceiling'],
    [{ dataLevel: 'L4' }, 'data-above-ceiling'],
    [{ prohibited: ['decides-alone'] }, 'prohibited-use'],
  ] as [Partial<NewUseCase>, string][])
    await assert.rejects(ask(changes), error => {
      assert.ok(isCode(error, 'kernel.use-case-refused'))
      assert.equal((error as { details: { refusal: string } }).details.refusal, refusal)
      return true
    })
  assert.equal((await sql`select 1 from kernel.use_case`.execute(database)).rows.length, 0)
})

test('nobody approves the own request, twice, or for longer than a year', async t => {
  const { parts, ask, approve, find } = await house(t)
  const own = await ask({}, officer)
  await assert.rejects(approve(own), code('kernel.use-case-own'))
  assert.equal((await find(own, officer)).mayDecide, false)
  for (const days of [0, -5, 366, 4000])
    await assert.rejects(approve(own, { by: second, days }), code('kernel.use-case-until'), `${days}`)
  await approve(own, { by: second, days: 365 })
  await assert.rejects(approve(own, { by: second }), code('kernel.use-case-decided'))
  await assert.rejects(approve(crypto.randomUUID()), code('base.not-found'))
  const id = await ask()
  const both = await Promise.allSettled([
    approve(id),
    decideUseCase(parts, { useCaseId: id, approve: false, conditions: '理由不足' }, second),
  ])
  assert.equal(both.filter(one => one.status === 'fulfilled').length, 1)
})

test('refused, withdrawn and expired use cases are used by nobody', async t => {
  const { owner, parts, today, ask, approve, train, find } = await house(t)
  await train(clerk)
  const record = (id: string, by = clerk) => recordUse(parts, { ...use(), useCaseId: id }, by)
  const refused = await ask()
  await decideUseCase(parts, { useCaseId: refused, approve: false, conditions: '用途不清' }, officer)
  assert.equal((await find(refused)).conditions, '用途不清')
  const withdrawn = await ask()
  await approve(withdrawn)
  assert.equal((await find(withdrawn)).mayWithdraw, true)
  await withdrawUseCase(parts, withdrawn, clerk)
  const expired = await ask()
  await approve(expired)
  await sql`update kernel.use_case set valid_until = ${addDays(today, -1)}::date where id = ${expired}`.execute(
    owner,
  )
  for (const id of [refused, withdrawn, expired])
    await assert.rejects(record(id), code('kernel.use-not-allowed'), id)
  assert.equal((await find(expired)).hindrance, 'expired')
  assert.equal((await find(expired)).daysLeft, -1)
  await assert.rejects(withdrawUseCase(parts, refused, clerk), code('kernel.use-case-decided'))
  const other = personActor('colleague', { departmentId: 'water' })
  const mine = await ask()
  await assert.rejects(withdrawUseCase(parts, mine, other), code('base.not-found'), 'not somebody else’s')
  await withdrawUseCase(parts, mine, officer)
})

test('above the approved level, for another department, untrained, unchecked: refused in words', async t => {
  const { parts, ask, approve, train } = await house(t)
  const id = await ask({ departmentId: 'urban' })
  await approve(id)
  const colleague = personActor('colleague', { departmentId: 'water' })
  const record = (changes: Partial<NewUse>, by = clerk, useCaseId = id) =>
    recordUse(parts, { ...use(changes), useCaseId }, by)
  await assert.rejects(record({}), code('kernel.use-not-allowed'))
  await train(clerk)
  await train(colleague)
  await assert.rejects(record({}, colleague), code('kernel.use-not-allowed'))
  await assert.rejects(record({ dataLevel: 'L3' }), code('kernel.use-above-level'))
  await record({ dataLevel: 'L1' })
  const grave = await ask({ toolPlace: 'outside', harm: 3 })
  await approve(grave)
  await assert.rejects(record({ checked: false }, clerk, grave), code('kernel.use-unchecked'))
  await assert.rejects(record({}, clerk, grave), code('kernel.use-unchecked'), 'two have to look')
  await assert.rejects(record({ checkedBy: 'nobody' }, clerk, grave), code('kernel.unknown-checker'))
  await record({ used: false, checked: false }, clerk, grave)
  assert.equal((await readUses(parts, officer, grave)).items.length, 1)
  assert.equal((await readUses(parts, colleague, grave)).items.length, 0, 'not what others did')
  await assert.rejects(readUses(parts, clerk, crypto.randomUUID()), code('base.not-found'))
})

test('the test: three tries a day, handed in once, by who began it, within an hour', async t => {
  const { owner, parts, train } = await house(t)
  const failed = await train(clerk, 3)
  assert.deepEqual([failed.passed, failed.right], [false, 7])
  assert.ok(failed.items.every(one => one.because.zh && one.solution >= 0 && one.solution < 3))
  assert.equal((await readTraining(parts.database, 'clerk')).valid, false)
  const { attemptId, questions } = await beginAttempt(parts, clerk)
  assert.ok(!JSON.stringify(questions).includes('because'), 'what is right is not told before')
  const chosen = questions.map(() => 0)
  await assert.rejects(handInAttempt(parts, { attemptId, chosen }, officer), code('base.not-found'))
  await sql`update kernel.training_attempt set begun_at = begun_at - interval '61 minutes' where id = ${attemptId}`.execute(
    owner,
  )
  await assert.rejects(handInAttempt(parts, { attemptId, chosen }, clerk), code('kernel.attempt-over'))
  const passed = await train(clerk, 2)
  assert.deepEqual([passed.passed, passed.right], [true, 8])
  await assert.rejects(beginAttempt(parts, clerk), code('kernel.training-limit'))
  const state = await readTraining(parts.database, 'clerk')
  assert.deepEqual([state.valid, state.attemptsToday], [true, 3])
  assert.equal(Date.parse(state.validUntil!) - Date.parse(state.passedAt!), 365 * 86_400_000)
  await sql`update kernel.training_attempt set ended_at = ended_at - interval '366 days'`.execute(owner)
  assert.equal((await readTraining(parts.database, 'clerk')).valid, false, 'a year later it is learned again')
})

test('two tabs do not get more tries, and one attempt is judged once', async t => {
  const { parts, train } = await house(t)
  const begun = await Promise.allSettled([1, 2, 3, 4, 5].map(() => beginAttempt(parts, officer)))
  assert.equal(begun.filter(one => one.status === 'fulfilled').length, 3)
  const { attemptId, questions } = await beginAttempt(parts, clerk)
  const handed = await Promise.allSettled(
    [0, 1].map(at => handInAttempt(parts, { attemptId, chosen: questions.map(() => at) }, clerk)),
  )
  assert.equal(handed.filter(one => one.status === 'fulfilled').length, 1)
  await assert.rejects(handInAttempt(parts, { attemptId, chosen: [] }, clerk), code('kernel.attempt-over'))
  assert.ok(await train(clerk))
})

test('an attempt at questions that are taught no more is over', async t => {
  const { owner, parts } = await house(t)
  const { attemptId } = await beginAttempt(parts, clerk)
  await sql`update kernel.training_attempt set drawn = '[{"id": "of-old", "order": [0, 1, 2]}]'`.execute(
    owner,
  )
  await assert.rejects(handInAttempt(parts, { attemptId, chosen: [0] }, clerk), code('kernel.attempt-over'))
})
