import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { isCode } from '#base/index.ts'
import { examineEntries, readEntries } from '#ledger/index.ts'
import { verbs } from '../action.routes.ts'
import { adviseCases } from '../advise-cases.ts'
import { askCoHost } from '../joint/ask-co-host.ts'
import { listCases } from '../list-cases.ts'
import { readCase } from '../read-case.ts'
import { readPublicStatus } from '../read-public-status.ts'
import { superviseCase } from '../supervision/supervise-case.ts'
import { removeRetention, setRetention } from './change-retention.ts'
import { correctPerson } from './correct-person.ts'
import { endHold, placeHold } from './hold-case.ts'
import { readRetention } from './read-retention.ts'
import { rightsWorld } from './rights.fixture.ts'
import { figuresOf } from './rights-fixture.store.ts'
import { runNightly, runRetention } from './run-retention.ts'

const now = new Date()
const fails = (code: string) => (error: unknown) => isCode(error, code as never)
const words = [
  '幸福里',
  '王小明',
  '王大明',
  '13800138000',
  '幸福路12号',
  '已修好',
  '请尽快',
  '路灯不亮',
  '督办要求',
  '请协办',
  '听错了',
]

test('what was said goes after its years, in every table; facts, counts and proofs stay', async t => {
  const { loop, database, owner, dispatcher, steward, closed, report } = await rightsWorld(t)
  const old = await closed(11)
  const young = await closed(2)
  const open = await report()
  await adviseCases(loop, [old.caseId])
  const before = await figuresOf(database)
  const dry = await readRetention(loop)
  assert.deepEqual(
    dry.figures.map(({ closed, due, erased }) => ({ closed, due, erased })),
    [{ closed: 2, due: 1, erased: 0 }],
  )
  assert.equal((await readCase(loop, dispatcher, old.caseId)).subject, '路灯不亮', 'a dry run erases nothing')
  assert.equal(await runRetention(loop, { now }), 1)
  assert.equal(await runRetention(loop, { now }), 0)
  const gone = await readCase(loop, dispatcher, old.caseId)
  assert.deepEqual(
    [gone.subject, gone.detail, gone.address, gone.reporter, gone.followUpCode],
    [null, null, null, null, null],
  )
  assert.equal(gone.timeline.at(-1)!.type, 'erased')
  assert.ok(gone.timeline.every(event => event.text === null && event.actorName === ''))
  assert.equal(gone.state, 'closed')
  for (const made of [young, open])
    assert.equal((await readCase(loop, dispatcher, made.caseId)).subject, '路灯不亮')
  assert.deepEqual(await figuresOf(database), before)
  assert.equal((await examineEntries(database)).altered, 0)
  const kinds = (await readEntries(database, `case:${old.caseId}`)).map(entry => entry.kind)
  assert.ok(kinds.includes('case.replied') && kinds.at(-1) === 'case.erased')
  assert.equal((await readRetention(loop)).figures[0]!.erased, 1)
  // Nothing of it is left in any column of any table that names the case.
  for (const made of [young])
    await sql`delete from cases.case_content where case_id = ${made.caseId}`.execute(owner)
  const status = await readPublicStatus(loop, old.followUpCode)
  assert.equal(status.state, 'closed')
  assert.equal(status.reply, null)
  assert.ok((await listCases(loop, dispatcher, { limit: 50 })).items.some(one => one.caseId === old.caseId))
  assert.ok(steward)
})

test('no text of an erased case is left anywhere in the database', async t => {
  const { loop, owner, person, seat, dispatcher, report, dispatch } = await rightsWorld(t)
  const { caseId } = await report()
  await adviseCases(loop, [caseId])
  await dispatch(caseId)
  const leader = await person('leader', ['leader'])
  await superviseCase(loop, leader, { caseId, body: { demand: '督办要求', workdays: 1 } })
  await askCoHost(loop, dispatcher, {
    caseId,
    body: { departmentId: 'police', asked: '请协办', workdays: 1 },
  })
  await correctPerson(loop, seat, { caseId, body: { name: '王大明', reason: '听错了' } })
  const { version } = await readCase(loop, dispatcher, caseId)
  await verbs['hand-over'](loop, dispatcher, { caseId, body: { version, service: '110', note: '已修好' } })
  await sql`update cases.case_record set closed_at = closed_at - interval '11 years'`.execute(owner)
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname in ('cases', 'kernel', 'ledger') and tablename not like '%\\_p\\_%'`.execute(owner)
  const found = async () => {
    const hits = []
    for (const { name } of tables) {
      // As a document, so that what is sealed is opened before it is looked at.
      const { rows } = await sql`
        select row_to_json(whole_row) as row from ${sql.raw(name)} as whole_row`.execute(owner)
      const text = JSON.stringify(rows)
      hits.push(...words.filter(word => text.includes(word)).map(word => `${name}: ${word}`))
    }
    return hits
  }
  assert.ok((await found()).length >= words.length, 'the search itself finds what is there')
  await runRetention(loop, { now })
  assert.deepEqual(await found(), [])
})

test('the nearest rule above a category counts; what is held stays', async t => {
  const { loop, steward, closed } = await rightsWorld(t)
  const made = await closed(4)
  const due = async () => (await readRetention(loop)).figures[0]!.due
  assert.equal(await due(), 0)
  const rule = (categoryId: string | null, years: number, hold = false) =>
    setRetention(loop, steward, { categoryId, years, hold })
  await rule('light', 3)
  assert.equal(await due(), 1)
  await rule('light-street', 20)
  assert.equal(await due(), 0)
  await removeRetention(loop, steward, 'light-street')
  assert.equal(await due(), 1)
  await rule(null, 10, true)
  assert.equal(await due(), 0)
  assert.equal(await runRetention(loop, { now }), 0)
  await rule(null, 10)
  await placeHold(loop, steward, { code: made.code.toLowerCase(), reason: '诉讼' })
  await assert.rejects(
    placeHold(loop, steward, { code: made.code, reason: '诉讼' }),
    fails('cases.held-already'),
  )
  assert.deepEqual([await due(), (await readRetention(loop)).figures[0]!.held], [0, 1])
  assert.equal(await runRetention(loop, { now }), 0)
  await endHold(loop, steward, { code: made.code, reason: '结案' })
  await assert.rejects(endHold(loop, steward, { code: made.code, reason: '结案' }), fails('cases.no-hold'))
  assert.equal(await runRetention(loop, { now }), 1)
  await assert.rejects(rule('nothing', 3), fails('cases.unknown-category'))
})

test('a run that was stopped goes on, several share it, and a day has one', async t => {
  const { loop, database, owner, closed } = await rightsWorld(t)
  for (let i = 0; i < 4; i++) await closed(11)
  const both = await Promise.all([runRetention(loop, { now }), runRetention(loop, { now })])
  const left = await runRetention(loop, { now })
  assert.equal(both[0] + both[1] + left, 4)
  await closed(11)
  const noon = new Date(`${now.toISOString().slice(0, 10)}T04:00:00Z`)
  const stopped = AbortSignal.abort()
  await runNightly(loop, noon, stopped)
  assert.equal((await readRetention(loop)).lastRun?.endedAt, null, 'killed before its first batch')
  await runNightly(loop, noon)
  assert.equal((await readRetention(loop)).lastRun?.erased, 0, 'somebody else may still be at it')
  await sql`update cases.retention_run set taken_at = now() - interval '1 hour'`.execute(owner)
  await Promise.all([runNightly(loop, noon), runNightly(loop, noon)])
  const { lastRun } = await readRetention(loop)
  assert.equal(lastRun?.erased, 1)
  assert.ok(lastRun?.endedAt)
  await closed(11)
  await runNightly(loop, noon)
  assert.equal((await readRetention(loop)).lastRun?.erased, 1, 'once a day')
  assert.equal((await examineEntries(database)).altered, 0)
  const midnight = new Date(noon.getTime() + 12.5 * 3_600_000)
  await runNightly(loop, midnight)
  assert.equal((await readRetention(loop)).lastRun?.erased, 1, 'not in the first hour of a day')
})
