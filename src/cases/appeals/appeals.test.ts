import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction, isCode } from '#base/index.ts'
import { type Actor, visitor } from '#identity/index.ts'
import { readEntries } from '#ledger/index.ts'
import { reportBody, type TestCases, testCases } from '../../../test/test-cases.ts'
import { verbs } from '../action.routes.ts'
import { adviseCases } from '../advise-cases.ts'
import { caseFigures } from '../case-figures.ts'
import { caseTrainingTasks } from '../collect-training-rows.ts'
import { listInbox } from '../inbox/list-inbox.ts'
import { readCase } from '../read-case.ts'
import { reportCase } from '../report-case.ts'
import { eraseContents } from '../rights/erase.store.ts'
import type { AppealDecision } from './appeal.contract.ts'
import { decideAppeal } from './decide-appeal.ts'
import { makeAppeal } from './make-appeal.ts'
import { listAppeals, readAppeal } from './read-appeals.ts'
import { readOwnAppeals } from './read-own-appeals.ts'

const code = (wanted: string) => (error: unknown) => isCode(error, wanted)
const ground = '这是人行道上的灯，不归城管，请让人看一看。'
const kept = (changes: Partial<AppealDecision> = {}): AppealDecision => ({
  outcome: 'kept',
  finding: '经人工核实，派给城管是对的。',
  correctedDepartmentId: null,
  correctedCategoryId: null,
  ...changes,
})

interface World extends TestCases {
  seat: Actor
  dispatcher: Actor
  other: Actor
}

async function worldOf(t: Parameters<typeof testCases>[0]): Promise<World> {
  const world = await testCases(t)
  return {
    ...world,
    seat: await world.person('seat', ['seat']),
    dispatcher: await world.person('dispatcher', ['dispatcher']),
    other: await world.person('other', ['dispatcher']),
  }
}

/** A case with advice that the dispatcher sent to a department, closed if wanted. */
async function sent({ loop, seat, dispatcher, person }: World, { close = false } = {}) {
  const { caseId, followUpCode } = await reportCase(loop, seat, reportBody())
  await adviseCases(loop, [caseId])
  const step = async (actor: Actor, verb: keyof typeof verbs, more: object) => {
    const { version } = await readCase(loop, seat, caseId)
    await (verbs[verb] as (typeof verbs)['comment'])(loop, actor, {
      caseId,
      body: { version, ...more } as never,
    })
  }
  await step(dispatcher, 'dispatch', {
    departmentId: 'urban',
    dutyId: 'lamp',
    categoryId: 'light-street-broken',
  })
  if (close) {
    const worker = await person('worker', ['handler'], { departmentId: 'urban' })
    await step(worker, 'handle', {})
    await step(worker, 'reply', { reply: '已修' })
    await step(dispatcher, 'close', {})
  }
  return { caseId, followUpCode }
}

const object = (world: World, followUpCode: string, kind: 'wrong' | 'person' = 'wrong') =>
  makeAppeal(world.loop, visitor, { kind, ground, followUpCode })

test('a citizen objects, somebody else answers, the citizen reads it, and the record holds both', async t => {
  const world = await worldOf(t)
  const { loop, database, dispatcher, other, seat } = world
  const { caseId, followUpCode } = await sent(world)
  assert.deepEqual(await readOwnAppeals(loop, followUpCode), { items: [], hindrance: null })

  const { items, hindrance } = await object(world, followUpCode)
  assert.equal(hindrance, 'one-open')
  const [made] = items
  assert.equal(made?.outcome, null)
  const days = (Date.parse(made!.dueAt) - Date.parse(made!.madeAt)) / 86_400_000
  assert.ok(days >= 14 && days < 40, `15 working days are ${days} days`)
  assert.ok(!JSON.stringify(items).includes('人行道'), 'the code opens the answer, not the words')

  const inbox = await listInbox(loop, other, { query: { show: 'all', limit: 5 }, language: 'zh' })
  assert.match(inbox.items[0]?.title ?? '', /提出算法异议/)

  const list = await listAppeals(loop, other, 'open')
  assert.equal(list.count, 1)
  assert.equal(list.items[0]?.ground, ground)
  assert.equal(list.items[0]?.mayDecide, true)
  const seen = await readAppeal(loop, dispatcher, made!.appealId)
  assert.equal(seen.hindrance, 'decided-first')
  assert.equal(seen.mayDecide, false)
  const { appealId } = made!
  await assert.rejects(
    decideAppeal(loop, dispatcher, { ...kept(), appealId }),
    code('cases.appeal-own-interest'),
  )
  assert.deepEqual(await decideAppeal(loop, other, { ...kept(), appealId }), { outcome: 'kept' })
  const after = await readOwnAppeals(loop, followUpCode)
  assert.equal(after.items[0]?.finding, kept().finding)
  assert.equal(after.hindrance, null)
  assert.equal((await listAppeals(loop, seat, 'decided')).items[0]?.finding, kept().finding)

  const entries = (await readEntries(database, `case:${caseId}`)).filter(one =>
    one.kind.startsWith('appeal.'),
  )
  assert.deepEqual(
    entries.map(one => one.kind),
    ['appeal.made', 'appeal.decided'],
  )
  assert.ok(!JSON.stringify(entries).includes('人行道') && !JSON.stringify(entries).includes('核实'))
  for (const one of entries) assert.match((one.body as { commitment: string }).commitment, /^[0-9a-f]{64}$/)
  const stored = await sql<{ row: string }>`select appeal::text as row from cases.appeal`.execute(world.owner)
  assert.match(stored.rows[0]!.row, /sealed:1:.*sealed:1:/)
})

test('an appeal that is upheld teaches, and is counted for the register', async t => {
  const world = await worldOf(t)
  const { loop, database, other } = world
  const figuresOf = async () =>
    (await caseFigures(async () => await world.city.snapshot()).objectionFigures(database)).get(
      loop.dispatchAlgorithm.id,
    )
  assert.equal(await figuresOf(), undefined)
  const { followUpCode } = await sent(world, { close: true })
  const rows = async () => {
    const task = caseTrainingTasks(() => world.city.snapshot()).find(one => one.task === 'cases.dispatch')!
    return await Array.fromAsync(task.collect(database))
  }
  const [taught] = await rows()
  assert.notEqual(taught?.kind, 'ruled')

  const { items } = await object(world, followUpCode, 'person')
  const { appealId } = items[0]!
  await sql`update cases.appeal set due_at = now() - interval '1 day'`.execute(world.owner)
  assert.deepEqual(await figuresOf(), { objections: 1, decided: 0, upheld: 0, overdue: 1, medianDays: null })
  assert.equal((await listAppeals(loop, other, 'open')).items[0]?.overdue, true)
  await decideAppeal(loop, other, {
    ...kept({ outcome: 'upheld', correctedDepartmentId: 'police' }),
    appealId,
  })
  assert.deepEqual(await figuresOf(), { objections: 1, decided: 1, upheld: 1, overdue: 1, medianDays: 0 })
  const [ruled] = await rows()
  assert.equal(ruled?.kind, 'ruled')
  assert.notEqual(ruled?.label, taught?.label)
  assert.match(ruled?.label ?? '', /police/)
})

test('who may not decide: a seat, the citizen whose matter it is, who answered an earlier one', async t => {
  const world = await worldOf(t)
  const { loop, seat, other, person } = world
  const { followUpCode } = await sent(world)
  const first = (await object(world, followUpCode)).items[0]!
  assert.equal((await readAppeal(loop, seat, first.appealId)).mayDecide, false)
  const ofUrban = await person('of-urban', ['dispatcher'], { departmentId: 'urban' })
  await assert.rejects(
    decideAppeal(loop, ofUrban, { ...kept(), appealId: first.appealId }),
    code('cases.appeal-own-interest'),
  )
  await decideAppeal(loop, other, { ...kept(), appealId: first.appealId })
  const again = (await object(world, followUpCode)).items[1]!
  assert.equal((await readAppeal(loop, other, again.appealId)).hindrance, 'decided-first')
  const third = await person('third', ['dispatcher'])
  await decideAppeal(loop, third, { ...kept(), appealId: again.appealId })
  await assert.rejects(
    decideAppeal(loop, third, { ...kept(), appealId: again.appealId }),
    code('cases.appeal-decided'),
  )
})

test('two at once: one appeal is made of two, one answer is given of two', async t => {
  const world = await worldOf(t)
  const { loop, other, person } = world
  const { followUpCode } = await sent(world)
  const made = await Promise.allSettled([1, 2, 3].map(() => object(world, followUpCode)))
  assert.equal(made.filter(one => one.status === 'fulfilled').length, 1)
  for (const one of made) if (one.status === 'rejected') assert.ok(isCode(one.reason, 'cases.no-appeal-now'))
  const { items } = await readOwnAppeals(loop, followUpCode)
  assert.equal(items.length, 1)
  const third = await person('third', ['dispatcher'])
  const { appealId } = items[0]!
  const answers = await Promise.allSettled([
    decideAppeal(loop, other, { ...kept(), appealId }),
    decideAppeal(loop, third, { ...kept({ outcome: 'upheld' }), appealId }),
  ])
  assert.equal(answers.filter(one => one.status === 'fulfilled').length, 1)
  const failed = answers.find(one => one.status === 'rejected')
  assert.ok(isCode(failed?.reason, 'cases.appeal-decided'))
})

test('what cannot be: no advice, a wrong code, a fourth, a correction of what stands, a place nobody has', async t => {
  const world = await worldOf(t)
  const { loop, seat, other, person } = world
  const plain = await reportCase(loop, seat, reportBody())
  await assert.rejects(object(world, plain.followUpCode), code('cases.no-appeal-now'))
  assert.equal((await readOwnAppeals(loop, plain.followUpCode)).hindrance, 'no-decision')
  await assert.rejects(object(world, '0000-0000-0000-0000'), code('base.not-found'))
  await assert.rejects(readOwnAppeals(loop, 'x'), code('base.not-found'))

  const { followUpCode } = await sent(world)
  const reviewers = [other, await person('second', ['dispatcher']), await person('third', ['dispatcher'])]
  for (const [place, reviewer] of reviewers.entries()) {
    const { items } = await object(world, followUpCode)
    const { appealId } = items[place]!
    const decide = (changes: Partial<AppealDecision>) =>
      decideAppeal(loop, reviewer, { ...kept(changes), appealId })
    await assert.rejects(decide({ correctedDepartmentId: 'police' }), code('cases.appeal-corrects-nothing'))
    const upheld = { outcome: 'upheld' as const }
    await assert.rejects(
      decide({ ...upheld, correctedDepartmentId: 'nobody' }),
      code('cases.unknown-department'),
    )
    await assert.rejects(decide({ ...upheld, correctedCategoryId: 'none' }), code('cases.unknown-category'))
    await decide({})
  }
  assert.equal((await readOwnAppeals(loop, followUpCode)).hindrance, 'too-many')
  await assert.rejects(object(world, followUpCode), code('cases.no-appeal-now'))
  await assert.rejects(
    decideAppeal(loop, other, { ...kept(), appealId: crypto.randomUUID() }),
    code('base.not-found'),
  )
})

test('out of scope it is not there, below the level its words are not, and erased nobody has to answer', async t => {
  const world = await worldOf(t)
  const { loop, database, other, person } = world
  const { caseId, followUpCode } = await sent(world)
  const { appealId } = (await object(world, followUpCode)).items[0]!
  const elsewhere = await person('elsewhere', ['handler'], { departmentId: 'police' })
  await assert.rejects(readAppeal(loop, elsewhere, appealId), code('base.not-found'))
  assert.equal((await listAppeals(loop, elsewhere, 'open')).count, 0)
  const low = await person('low', ['dispatcher'], { level: 'L2' })
  const seen = await readAppeal(loop, low, appealId)
  assert.deepEqual([seen.ground, seen.subject], [null, null])
  await inTransaction(database, tx => eraseContents(tx, [caseId]))
  const erased = await readAppeal(loop, other, appealId)
  assert.deepEqual([erased.ground, erased.outcome, erased.mayDecide], [null, 'lapsed', false])
  await assert.rejects(decideAppeal(loop, other, { ...kept(), appealId }), code('cases.appeal-decided'))
  assert.equal((await listAppeals(loop, other, 'open')).count, 0)
})
