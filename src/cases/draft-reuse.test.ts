import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readActs, readDecision } from '../../test/decision-acts.store.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import { verbs } from './action.routes.ts'
import { adviseDraft } from './ask-for-advice.ts'
import { readCase } from './read-case.ts'
import { reportCase } from './report-case.ts'

const lamp = { subject: '路灯不亮', detail: '小区门口的路灯不亮三天了', regionId: 'aaa' }

test('advice given while typing', async t => {
  const { loop, person, database } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const advise = async (draftId: string, detail = lamp.detail) => {
    const { advice } = await adviseDraft(loop, seat, { ...lamp, detail, draftId })
    return advice!.decisionId
  }
  const send = (caseId: string, version: number, rest: object = {}) =>
    verbs.dispatch(loop, dispatcher, {
      caseId,
      body: { version, departmentId: 'urban', dutyId: 'lamp', categoryId: null, ...rest },
    })
  const named = (decisionId: string) => ({
    advice: { decisionId, evidenceOpened: false, secondsToSettle: 1 },
  })

  await t.test(
    'ten drafts are ten decisions; the case keeps the newest and the others stay open',
    async () => {
      const body = reportBody()
      const decisions: string[] = []
      for (let words = 1; words <= 10; words++)
        decisions.push(await advise(body.draftId, lamp.detail.slice(0, words + 2)))
      assert.equal(new Set(decisions).size, 10)
      const { caseId } = await reportCase(loop, seat, body)
      await send(caseId, 1, named(decisions.at(-1)!))
      const { timeline } = await readCase(loop, dispatcher, caseId)
      assert.equal(timeline[0]!.decisionId, decisions.at(-1))
      assert.equal(timeline.at(-1)!.decisionId, decisions.at(-1))
      const verdicts = await Promise.all(
        decisions.map(async id => (await readDecision(database, id)).verdict),
      )
      assert.deepEqual(verdicts, [...Array(9).fill(null), 'adopted'])
    },
  )

  await t.test('the advice somebody really saw counts, though a newer one was tied', async () => {
    const body = reportBody()
    const seen = await advise(body.draftId)
    await advise(body.draftId, 'zzzz qqqq')
    const { caseId } = await reportCase(loop, seat, body)
    await send(caseId, 1, named(seen))
    const last = (await readCase(loop, dispatcher, caseId)).timeline.at(-1)!
    assert.deepEqual([last.decisionId, last.details.verdict], [seen, 'adopted'])
  })

  await t.test(
    'a later dispatch that names another draft decision does not overwrite the first verdict',
    async () => {
      const body = reportBody()
      const older = await advise(body.draftId, '路灯不亮')
      const newest = await advise(body.draftId)
      const { caseId } = await reportCase(loop, seat, body)
      await send(caseId, 1, named(newest))
      await send(caseId, 2, { departmentId: 'police', dutyId: null, ...named(older) })
      assert.equal((await readDecision(database, older)).verdict, null)
      assert.equal((await readDecision(database, newest)).verdict, 'adopted')
      const { rows } = await readActs(database, newest)
      assert.deepEqual(rows.map(one => one.act).toSorted(), ['settled', 'used'])
    },
  )

  await t.test(
    'the advice of another draft, and made-up advice, are refused and nothing is written',
    async () => {
      const foreign = await advise(crypto.randomUUID())
      const body = reportBody()
      await advise(body.draftId)
      const { caseId } = await reportCase(loop, seat, body)
      for (const decisionId of [foreign, crypto.randomUUID()])
        await assert.rejects(send(caseId, 1, named(decisionId)), { code: 'cases.advice-of-another-case' })
      assert.equal((await readCase(loop, dispatcher, caseId)).version, 1)
      assert.equal((await readDecision(database, foreign)).verdict, null)
    },
  )

  await t.test('two cases that came from one draft can both be dispatched', async () => {
    const { draftId } = reportBody()
    const decision = await advise(draftId)
    const report = (key: string) =>
      reportCase(loop, seat, reportBody({ draftId, idempotencyKey: `draft-twice-${key}` }))
    const [first, second] = [await report('one'), await report('two')]
    assert.notEqual(first.caseId, second.caseId)
    await send(first.caseId, 1, named(decision))
    const sent = await send(second.caseId, 1, named(decision))
    assert.equal(sent.state, 'dispatched')
    const { timeline } = await readCase(loop, dispatcher, second.caseId)
    assert.equal(timeline.at(-1)!.details.verdict, null, 'one decision has one verdict')
    const { rows } = await readActs(database, decision)
    assert.equal(rows.filter(one => one.act === 'settled').length, 1)
  })

  await t.test(
    'a draft of somebody else with the same id is a case of its own, and can be dispatched',
    async () => {
      const other = await person('other', ['seat'])
      const body = reportBody()
      await advise(body.draftId)
      const mine = await reportCase(loop, seat, body)
      const theirs = await reportCase(loop, other, { ...body, detail: '别的事情' })
      assert.notEqual(mine.caseId, theirs.caseId)
      await send(mine.caseId, 1)
      assert.equal((await send(theirs.caseId, 1)).state, 'dispatched')
    },
  )
})
