import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { isCode } from '#base/index.ts'
import { examineEntries } from '#ledger/index.ts'
import { verbs } from '../action.routes.ts'
import { listCases } from '../list-cases.ts'
import { readCase } from '../read-case.ts'
import { correctPerson } from './correct-person.ts'
import { erasePerson } from './erase-person.ts'
import { exportPerson } from './export-person.ts'
import { placeHold } from './hold-case.ts'
import { readPersonalChanges } from './read-personal-changes.ts'
import { readRetention } from './read-retention.ts'
import { rightsWorld } from './rights.fixture.ts'
import { figuresOf } from './rights-fixture.store.ts'

const fails = (code: string) => (error: unknown) => isCode(error, code as never)
const body = { phone: '+86 138 0013 8000', reason: '本人申请' }

test('everything about one person and nothing of another, by number and by account; who asked is kept', async t => {
  const { loop, database, person, steward, closed, report } = await rightsWorld(t)
  const mine = await closed(1)
  const open = await report()
  const other = await closed(1, '139-0000-0000')
  const file = await exportPerson(loop, steward, body)
  assert.deepEqual(file.cases.map(one => one.facts.id).sort(), [mine.caseId, open.caseId].sort())
  const text = JSON.stringify(file)
  for (const word of ['幸福里', '王小明', '138-0013-8000', '幸福路12号', '已修好', mine.code])
    assert.ok(text.includes(word), word)
  for (const word of [other.code, '139-0000-0000']) assert.ok(!text.includes(word), word)
  const citizen = await person('citizen', ['citizen'])
  await sql`update cases.case_record set reporter_person_id = ${citizen.id} where id = ${other.caseId}`.execute(
    database,
  )
  const own = await exportPerson(loop, steward, { personId: citizen.id, reason: '本人申请' })
  assert.deepEqual(
    own.cases.map(one => one.facts.id),
    [other.caseId],
  )
  await sql`
    update cases.case_content set look_up_version = null, behalf_phone = '+86 137-7777-7777'
     where case_id = ${mine.caseId}`.execute(database)
  assert.equal((await exportPerson(loop, steward, body)).cases.length, 2, 'also what no search finds')
  const behalf = await exportPerson(loop, steward, { phone: '13777777777', reason: '本人申请' })
  assert.deepEqual(
    behalf.cases.map(one => one.facts.id),
    [mine.caseId],
  )
  const { requests } = await readRetention(loop)
  assert.deepEqual(
    requests
      .slice(2)
      .map(({ actorId, kind, reason, cases, done }) => ({ actorId, kind, reason, cases, done })),
    [
      { actorId: steward.id, kind: 'export', reason: '本人申请', cases: 1, done: true },
      { actorId: steward.id, kind: 'export', reason: '本人申请', cases: 2, done: true },
    ],
  )
  await assert.rejects(
    exportPerson(loop, steward, { phone: '137 1111 1111', reason: '申请' }),
    fails('cases.no-such-person'),
  )
  await assert.rejects(
    exportPerson(loop, steward, { phone: '-----', reason: '申请' }),
    fails('base.invalid-input'),
  )
})

test('one person is erased on request, all or nothing: not while a case is open or held', async t => {
  const { loop, database, steward, dispatcher, closed, report, close } = await rightsWorld(t)
  const first = await closed(1)
  const second = await report()
  const other = await closed(1, '139-0000-0000')
  await assert.rejects(erasePerson(loop, steward, body), fails('cases.person-has-open-cases'))
  await close(second.caseId)
  await placeHold(loop, steward, { code: first.code, reason: '诉讼' })
  await assert.rejects(erasePerson(loop, steward, body), fails('cases.under-legal-hold'))
  for (const made of [first, second])
    assert.ok((await readCase(loop, dispatcher, made.caseId)).detail, 'a refusal erases nothing')
  await sql`delete from cases.legal_hold`.execute(database)
  const before = await figuresOf(database)
  assert.deepEqual(await erasePerson(loop, steward, body), { cases: 2 })
  for (const made of [first, second])
    assert.equal((await readCase(loop, dispatcher, made.caseId)).detail, null)
  assert.ok((await readCase(loop, dispatcher, other.caseId)).detail)
  assert.deepEqual(await figuresOf(database), before)
  assert.equal((await examineEntries(database)).altered, 0)
  await assert.rejects(erasePerson(loop, steward, body), fails('cases.no-such-person'))
  assert.deepEqual(
    (await readRetention(loop)).requests.map(one => [one.kind, one.done]),
    [
      ['erase', true],
      ['erase', false],
      ['erase', false],
    ],
  )
})

test('a correction keeps what was held, with its reason, for those who may see it; the new value is found', async t => {
  const { loop, person, seat, dispatcher, handler, steward, report, dispatch, close } = await rightsWorld(t)
  const { caseId } = await report()
  await dispatch(caseId)
  const correct = (sent: object) => correctPerson(loop, seat, { caseId, body: { reason: '听错了', ...sent } })
  await correct({ phone: '136-2222-2222', address: '和平街5号', name: '王小明' })
  const found = await readCase(loop, dispatcher, caseId)
  assert.deepEqual([found.reporter?.phone, found.address], ['136******2222', '和平街5号'])
  const event = found.timeline.at(-1)!
  assert.deepEqual(
    [event.type, event.text, event.details],
    ['person-corrected', '听错了', { fields: ['phone', 'address'] }],
  )
  assert.equal((await listCases(loop, seat, { phone: '13622222222', limit: 9 })).items.length, 1)
  assert.equal((await listCases(loop, seat, { address: '和平街', limit: 9 })).items.length, 1)
  assert.equal((await listCases(loop, seat, { address: '幸福路', limit: 9 })).items.length, 0)
  const { items, mayCorrect } = await readPersonalChanges(loop, seat, caseId)
  assert.equal(mayCorrect, true)
  assert.deepEqual(
    items.map(({ field, was, becomes, reason }) => ({ field, was, becomes, reason })),
    [
      { field: 'address', was: '幸福路12号', becomes: '和平街5号', reason: '听错了' },
      { field: 'phone', was: '138-0013-8000', becomes: '136-2222-2222', reason: '听错了' },
    ],
  )
  const analyst = await person('analyst', ['analyst'])
  for (const item of (await readPersonalChanges(loop, analyst, caseId)).items)
    assert.deepEqual([item.was, item.becomes, item.reason, item.actorName], [null, null, null, null])
  assert.equal((await readPersonalChanges(loop, handler, caseId)).mayCorrect, false)
  await assert.rejects(
    correctPerson(loop, handler, { caseId, body: { reason: '改', name: '李' } }),
    fails('cases.act-not-permitted'),
  )
  await assert.rejects(correct({ phone: '136-2222-2222' }), fails('cases.nothing-corrected'))
  await correct({ name: '' })
  assert.equal((await readCase(loop, dispatcher, caseId)).reporter?.name, null)
  // The number they once called from is still theirs.
  const byOld = await exportPerson(loop, steward, body)
  assert.equal(byOld.cases[0]?.changes.length, 3)
  await verbs['hand-over'](loop, dispatcher, {
    caseId,
    body: { version: (await readCase(loop, dispatcher, caseId)).version, service: '110', note: '急' },
  })
  await erasePerson(loop, steward, body)
  assert.deepEqual((await readPersonalChanges(loop, seat, caseId)).items, [])
  await assert.rejects(correct({ name: '王' }), fails('cases.content-erased'))
  assert.ok(close)
})
