import assert from 'node:assert/strict'
import { test } from 'node:test'
import { visitor } from '#identity/index.ts'
import { readEntries } from '#ledger/index.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import { verbs } from './action.routes.ts'
import { adviseCases } from './advise-cases.ts'
import { rateByCode } from './rate-case.ts'
import { readCase } from './read-case.ts'
import { readPublicStatus } from './read-public-status.ts'
import { reportCase } from './report-case.ts'

test('from a report to a rating, every step on the timeline and in the ledger', async t => {
  const { loop, person, database } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const handler = await person('handler', ['handler'], { departmentId: 'urban' })
  const reported = await reportCase(loop, seat, reportBody())
  const { caseId } = reported
  assert.equal(await adviseCases(loop, [caseId]), 1)
  const advised = await readCase(loop, dispatcher, caseId)
  assert.equal(advised.version, 1, 'advice does not make an open page stale')
  const { decisionId } = advised.timeline.at(-1)!
  const dispatched = await verbs.dispatch(loop, dispatcher, {
    caseId,
    body: {
      version: 1,
      departmentId: 'urban',
      dutyId: 'lamp',
      categoryId: null,
      advice: { decisionId: decisionId!, evidenceOpened: true, secondsToSettle: 4 },
    },
  })
  assert.deepEqual(dispatched, { caseId, version: 2, state: 'dispatched' })
  const started = await verbs.handle(loop, handler, { caseId, body: { version: 2 } })
  assert.equal(started.state, 'handling')
  await verbs.reply(loop, handler, { caseId, body: { version: 3, reply: '灯泡已更换。' } })
  await verbs['send-back'](loop, dispatcher, { caseId, body: { version: 4, reason: '还有一盏不亮' } })
  assert.equal(
    (await readPublicStatus(loop, reported.followUpCode)).reply,
    null,
    'what was sent back is no reply',
  )
  await verbs.reply(loop, handler, { caseId, body: { version: 5, reply: '两盏都已更换。' } })
  await verbs.close(loop, dispatcher, { caseId, body: { version: 6 } })
  const status = await readPublicStatus(loop, reported.followUpCode.toLowerCase())
  assert.equal(status.reply, '两盏都已更换。')
  assert.equal(status.canRate, true)
  assert.deepEqual(status.departmentName, { zh: '城市管理执法局', en: 'Department urban' })
  await rateByCode(loop, visitor, {
    followUpCode: reported.followUpCode,
    score: 5,
    resolved: true,
    note: '很快',
  })

  const detail = await readCase(loop, dispatcher, caseId)
  assert.deepEqual(
    detail.timeline.map(event => event.type),
    [
      'reported',
      'advised',
      'accepted',
      'dispatched',
      'handling-started',
      'replied',
      'sent-back',
      'replied',
      'closed',
      'rated',
    ],
  )
  assert.equal(detail.state, 'closed')
  assert.equal(detail.disposition, 'resolved')
  assert.equal(detail.rating, 5)
  assert.equal(detail.dutyId, 'lamp')
  assert.equal(detail.categoryId, 'light-street-broken', 'the category of the duty, where none was given')
  assert.ok(detail.dueAt && detail.dueAt > detail.reportedAt)
  assert.equal(detail.timeline[3]!.details.verdict, 'adopted')
  assert.equal(detail.timeline[3]!.decisionId, decisionId)
  assert.equal(detail.timeline[7]!.text, '两盏都已更换。')
  assert.equal(detail.timeline[7]!.actorName, 'handler')
  const entries = await readEntries(database, `case:${caseId}`)
  assert.ok(entries.every(entry => entry.intact))
  const kinds = entries.map(entry => entry.kind)
  for (const kind of ['case.reported', 'case.advised', 'case.dispatched', 'decision.settled', 'case.rated'])
    assert.ok(kinds.includes(kind), kind)
})

test('a rating is given once, and only for a closed case', async t => {
  const { loop, person } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const { caseId, followUpCode } = await reportCase(loop, seat, reportBody())
  const rating = { followUpCode, score: 1, resolved: false }
  await assert.rejects(rateByCode(loop, visitor, rating), { code: 'cases.not-allowed-now' })
  await verbs.answer(loop, seat, { caseId, body: { version: 1, reply: '已答复', categoryId: null } })
  await rateByCode(loop, visitor, rating)
  await assert.rejects(rateByCode(loop, visitor, { ...rating, score: 5 }), { code: 'cases.not-allowed-now' })
  assert.equal((await readCase(loop, seat, caseId)).rating, 1)
})

test('answering, declining and handing over end a case with what was said', async t => {
  const { loop, person } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const ends = async (run: (caseId: string) => Promise<unknown>) => {
    const { caseId, followUpCode } = await reportCase(loop, seat, reportBody())
    await run(caseId)
    return { status: await readPublicStatus(loop, followUpCode), detail: await readCase(loop, seat, caseId) }
  }
  const answered = await ends(caseId =>
    verbs.answer(loop, seat, {
      caseId,
      body: { version: 1, reply: '请拨打供电热线', categoryId: 'light-street' },
    }),
  )
  assert.equal(answered.status.disposition, 'answered')
  assert.equal(answered.status.reply, '请拨打供电热线')
  assert.equal(answered.detail.categoryId, 'light-street')
  const declined = await ends(caseId =>
    verbs.decline(loop, seat, {
      caseId,
      body: { version: 1, reason: '属信访事项', legalBasis: '《信访工作条例》' },
    }),
  )
  assert.equal(declined.status.disposition, 'declined')
  assert.equal(declined.status.reply, '属信访事项\n《信访工作条例》')
  assert.equal(declined.status.canRate, false)
  assert.deepEqual(
    declined.detail.timeline.map(event => event.type),
    ['reported', 'declined'],
    'declining is not accepting',
  )
  const danger = await ends(caseId =>
    verbs['hand-over'](loop, seat, { caseId, body: { version: 1, service: '119', note: '有明火' } }),
  )
  assert.equal(danger.status.disposition, 'handed-over')
  assert.deepEqual(danger.detail.timeline.at(-1)!.details, { service: '119' })
})

test('a returned and a reopened case belong to nobody and can be sent again', async t => {
  const { loop, person } = await testCases(t)
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const seat = await person('seat', ['seat'])
  const handler = await person('handler', ['handler'], { departmentId: 'urban' })
  const { caseId } = await reportCase(loop, seat, reportBody())
  const send = (version: number, departmentId: string) =>
    verbs.dispatch(loop, dispatcher, {
      caseId,
      body: { version, departmentId, dutyId: null, categoryId: null },
    })
  await send(1, 'urban')
  await verbs.return(loop, handler, {
    caseId,
    body: { version: 2, reason: '不属于我局', proposedDepartmentId: 'police' },
  })
  const returned = await readCase(loop, dispatcher, caseId)
  assert.equal(returned.departmentId, null)
  assert.equal(returned.dueAt, null)
  assert.deepEqual(returned.timeline.at(-1)!.details, { returnedBy: 'urban', proposedDepartmentId: 'police' })
  await assert.rejects(readCase(loop, handler, caseId), { code: 'base.not-found' })
  await send(3, 'police')
  const officer = await person('officer', ['handler'], { departmentId: 'police' })
  await verbs.handle(loop, officer, { caseId, body: { version: 4 } })
  await verbs.reply(loop, officer, { caseId, body: { version: 5, reply: '已处理' } })
  await verbs.close(loop, dispatcher, { caseId, body: { version: 6 } })
  await verbs.rate(loop, seat, { caseId, body: { version: 7, score: 1, resolved: false } })
  await verbs.reopen(loop, dispatcher, { caseId, body: { version: 8, reason: '回访不满意' } })
  const reopened = await readCase(loop, dispatcher, caseId)
  assert.equal(reopened.state, 'accepted')
  assert.equal(reopened.disposition, null)
  assert.equal(reopened.rating, null)
  assert.deepEqual(reopened.timeline.at(-1)!.details, {
    department: 'police',
    disposition: 'resolved',
    rating: 1,
  })
  await send(9, 'urban')
})
