import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCode } from '#base/index.ts'
import { visitor } from '#identity/index.ts'
import { examineEntries, readEntries } from '#ledger/index.ts'
import { adviseCases } from '../advise-cases.ts'
import { setRetention } from '../rights/change-retention.ts'
import { erasePerson } from '../rights/erase-person.ts'
import { exportPerson } from '../rights/export-person.ts'
import { readRetention } from '../rights/read-retention.ts'
import { rightsWorld } from '../rights/rights.fixture.ts'
import { runRetention } from '../rights/run-retention.ts'
import { decideAppeal } from './decide-appeal.ts'
import { makeAppeal } from './make-appeal.ts'
import { listAppeals, readAppeal } from './read-appeals.ts'
import { readOwnAppeals } from './read-own-appeals.ts'

const ground = '灯还是不亮，答复与事实不符。'
const finding = '已派人复查，属实。'
const body = { phone: '13800138000', reason: '本人申请' }
const kept = { finding, outcome: 'kept' as const, correctedDepartmentId: null, correctedCategoryId: null }

async function worldOf(t: Parameters<typeof rightsWorld>[0]) {
  const world = await rightsWorld(t)
  const other = await world.person('other', ['dispatcher'])
  /** A closed case whose citizen objected. */
  const objected = async (yearsAgo: number) => {
    const made = await world.report()
    await adviseCases(world.loop, [made.caseId])
    await world.close(made.caseId, yearsAgo)
    const { items } = await makeAppeal(world.loop, visitor, {
      kind: 'wrong',
      ground,
      followUpCode: made.followUpCode,
    })
    return { ...made, appealId: items[0]!.appealId }
  }
  return { ...world, other, objected }
}

test('whoever asks for what is held about them gets what they objected to, and the answer', async t => {
  const { loop, steward, other, objected } = await worldOf(t)
  const { appealId } = await objected(0)
  await decideAppeal(loop, other, { ...kept, appealId })
  const file = await exportPerson(loop, steward, body)
  const [one] = (file.cases[0]!.others as { appeals: Record<string, unknown>[] }).appeals
  assert.equal(one?.ground, ground)
  assert.equal(one?.finding, finding)
  assert.equal(one?.outcome, 'kept')
})

test('time alone erases nothing that somebody waits for; answered, it goes with the rest', async t => {
  const { loop, database, steward, other, objected } = await worldOf(t)
  await setRetention(loop, steward, { categoryId: null, years: 3, hold: false })
  const { appealId, followUpCode } = await objected(5)
  const figures = async () => (await readRetention(loop)).figures.map(({ due, held }) => ({ due, held }))
  assert.deepEqual(await figures(), [{ due: 0, held: 1 }])
  await runRetention(loop, { now: new Date() })
  assert.equal((await readAppeal(loop, other, appealId)).ground, ground)
  await decideAppeal(loop, other, { ...kept, appealId })
  assert.deepEqual(await figures(), [{ due: 1, held: 0 }])
  await runRetention(loop, { now: new Date() })
  const erased = await readAppeal(loop, other, appealId)
  assert.deepEqual(
    [erased.ground, erased.finding, erased.outcome],
    [null, null, 'kept'],
    'that it was answered stays',
  )
  const own = await readOwnAppeals(loop, followUpCode).catch(error => error)
  if (!isCode(own, 'base.not-found')) assert.equal(own.hindrance, 'erased')
  assert.equal((await examineEntries(database)).altered, 0)
})

test('erased on request an open objection lapses: nobody answers it, and the ledger keeps that it was made', async t => {
  const { loop, database, steward, other, objected } = await worldOf(t)
  const { caseId, appealId, followUpCode } = await objected(0)
  await erasePerson(loop, steward, body)
  assert.equal((await listAppeals(loop, other, 'open')).count, 0)
  const [lapsed] = (await listAppeals(loop, other, 'decided')).items
  assert.deepEqual([lapsed?.appealId, lapsed?.outcome, lapsed?.ground], [appealId, 'lapsed', null])
  await assert.rejects(decideAppeal(loop, other, { ...kept, appealId }), error =>
    isCode(error, 'cases.appeal-decided'),
  )
  const again = makeAppeal(loop, visitor, { kind: 'wrong', ground, followUpCode })
  await assert.rejects(
    again,
    error => isCode(error, 'cases.no-appeal-now') || isCode(error, 'base.not-found'),
  )
  const entries = await readEntries(database, `case:${caseId}`)
  const made = entries.find(one => one.kind === 'appeal.made')
  assert.match((made!.body as { commitment: string }).commitment, /^[0-9a-f]{64}$/)
  assert.ok(!JSON.stringify(entries).includes('答复与事实'))
})
