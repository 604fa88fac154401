import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readActs } from '../../test/decision-acts.store.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import { verbs } from './action.routes.ts'
import { adviseCases } from './advise-cases.ts'
import { adviseDraft } from './ask-for-advice.ts'
import { caseFilter } from './case.contract.ts'
import { listCases } from './list-cases.ts'
import { readAdvice } from './read-advice.ts'
import { readCase } from './read-case.ts'
import { readPublicStatus } from './read-public-status.ts'
import { reportCase } from './report-case.ts'

const hidden = { blind: true, advice: null, pending: false }

test('a blind case is judged without its advice', async t => {
  const { loop, person, database } = await testCases(t, { blindShare: 1 })
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const handler = await person('handler', ['handler'], { departmentId: 'urban' })
  const blindCase = async () => {
    const reported = await reportCase(loop, seat, reportBody())
    await adviseCases(loop, [reported.caseId])
    return reported
  }
  const decisionOf = async (caseId: string) =>
    (await readCase(loop, dispatcher, caseId)).timeline.find(event => event.type === 'advised')!.decisionId!
  // What no answer may say before the case is dispatched: the department and the duty that the advice names.
  const tells = (answer: unknown) => /urban|lamp/.test(JSON.stringify(answer))

  await t.test('no route says what the advice is before the dispatch', async () => {
    const { caseId, followUpCode, code } = await blindCase()
    for (const actor of [seat, dispatcher]) {
      assert.deepEqual(await readAdvice(loop, actor, caseId), hidden)
      assert.ok(!tells(await readCase(loop, actor, caseId)))
      assert.ok(!tells(await listCases(loop, actor, caseFilter.parse({ words: code }))))
    }
    assert.ok(!tells(await readPublicStatus(loop, followUpCode)))
    await verbs.accept(loop, seat, { caseId, body: { version: 1 } })
    assert.deepEqual(await readAdvice(loop, dispatcher, caseId), hidden, 'accepting does not uncover it')
    await verbs.comment(loop, seat, { caseId, body: { version: 2, note: '看看' } })
    assert.deepEqual(await readAdvice(loop, dispatcher, caseId), hidden)
  })

  await t.test('a draft stays blind through ten changes and on the case it becomes', async () => {
    const body = reportBody()
    for (let change = 0; change < 10; change++) {
      const asked = { draftId: body.draftId, subject: '', detail: `路灯不亮${change}`, regionId: 'aaa' }
      assert.deepEqual(await adviseDraft(loop, seat, asked), hidden)
    }
    const { caseId } = await reportCase(loop, seat, body)
    assert.deepEqual(await readAdvice(loop, seat, caseId), hidden)
  })

  await t.test('a guess that agrees is adopted, recorded as blind, and then shown', async () => {
    const { caseId } = await blindCase()
    const decision = await decisionOf(caseId)
    await verbs.dispatch(loop, dispatcher, {
      caseId,
      body: { version: 1, departmentId: 'urban', dutyId: 'lamp', categoryId: null },
    })
    const { rows } = await readActs(database, decision)
    const settled = rows.find(one => one.act === 'settled')!
    assert.deepEqual([settled.verdict, settled.blind, settled.actor], ['adopted', true, dispatcher.id])
    for (const actor of [seat, dispatcher, handler]) {
      const shown = await readAdvice(loop, actor, caseId)
      assert.equal(shown.blind, false)
      assert.equal(shown.advice?.value?.candidates[0]?.departmentId, 'urban')
    }
  })

  await t.test('after a return it stays shown: the blind judgement was given', async () => {
    const { caseId } = await blindCase()
    const body = { departmentId: 'urban', dutyId: null, categoryId: null }
    await verbs.dispatch(loop, dispatcher, { caseId, body: { version: 1, ...body } })
    await verbs.return(loop, handler, {
      caseId,
      body: { version: 2, reason: '不属于我局', proposedDepartmentId: 'police' },
    })
    assert.equal((await readAdvice(loop, dispatcher, caseId)).blind, false)
    await verbs.dispatch(loop, dispatcher, { caseId, body: { ...body, version: 3, departmentId: 'police' } })
    const { rows } = await readActs(database, await decisionOf(caseId))
    assert.equal(rows.filter(one => one.act === 'settled').length, 1, 'the second dispatch judges nothing')
  })

  const ends = {
    answer: { reply: '请拨打供电热线', categoryId: null },
    decline: { reason: '不属职权', legalBasis: '《条例》' },
    'hand-over': { service: '110' as const, note: '紧急' },
  }
  for (const [action, body] of Object.entries(ends))
    await t.test(`a blind case that ends by ${action} shows its advice afterwards`, async () => {
      const { caseId } = await blindCase()
      const verb = verbs[action as 'answer'] as typeof verbs.answer
      await verb(loop, seat, { caseId, body: { version: 1, ...body } as never })
      const { rows } = await readActs(database, await decisionOf(caseId))
      assert.equal(rows.at(-1)!.blind, true)
      assert.equal((await readAdvice(loop, dispatcher, caseId)).blind, false)
    })

  await t.test('reopened without a dispatch in between, it is judged no second time', async () => {
    const { caseId } = await blindCase()
    await verbs.decline(loop, seat, {
      caseId,
      body: { version: 1, reason: '不属职权', legalBasis: '《条例》' },
    })
    await verbs.reopen(loop, dispatcher, { caseId, body: { version: 2, reason: '复核' } })
    const body = { version: 3, departmentId: 'urban', dutyId: 'lamp', categoryId: null }
    await verbs.dispatch(loop, dispatcher, { caseId, body })
    const { rows } = await readActs(database, await decisionOf(caseId))
    assert.deepEqual(
      rows.map(one => [one.act, one.verdict]),
      [['settled', 'rejected']],
    )
  })

  await t.test(
    'advice that arrives after the dispatch is settled by nobody and hides nothing twice',
    async () => {
      const { caseId } = await reportCase(loop, seat, reportBody())
      const body = { version: 1, departmentId: 'urban', dutyId: null, categoryId: null }
      await verbs.dispatch(loop, dispatcher, { caseId, body })
      await adviseCases(loop, [caseId])
      const { version, timeline } = await readCase(loop, dispatcher, caseId)
      assert.equal(version, 2)
      assert.deepEqual(
        timeline.map(event => [event.type, event.toState]),
        [
          ['reported', 'reported'],
          ['accepted', 'accepted'],
          ['dispatched', 'dispatched'],
          ['advised', 'dispatched'],
        ],
      )
      await verbs.return(loop, handler, {
        caseId,
        body: { version: 2, reason: '退回', proposedDepartmentId: null },
      })
      assert.deepEqual(await readAdvice(loop, dispatcher, caseId), hidden, 'before its first judgement')
    },
  )
})
