import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import { verbs } from './action.routes.ts'
import { adviseCases } from './advise-cases.ts'
import { selectCase, updateCase } from './case.store.ts'
import { readCase, readCaseAdvice } from './read-case.ts'
import { reportCase } from './report-case.ts'

test('what becomes of the advice', async t => {
  const { loop, person, database, owner } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const acts = async (decisionId: string) => {
    const { rows } = await sql<{
      act: string
      verdict: string | null
      blind: boolean
      evidence_opened: boolean | null
    }>`
      select act, verdict, blind, evidence_opened from kernel.act where decision_id = ${decisionId} order by id`.execute(
      database,
    )
    return rows
  }
  const advised = async (draft = reportBody()) => {
    const { caseId } = await reportCase(loop, seat, draft)
    await adviseCases(loop, [caseId])
    const { decisionId } = await readCaseAdvice(loop, seat, caseId)
    return { caseId, decisionId: decisionId! }
  }
  const send = (caseId: string, departmentId: string, change: object = {}, by: Actor = dispatcher) =>
    verbs.dispatch(loop, by, {
      caseId,
      body: { version: 1, departmentId, dutyId: null, categoryId: null, ...change },
    })
  const verdictOf = async (caseId: string) =>
    (await selectCase(database, { caseId, scope: seat.scope }))!.advice_verdict
  const named = (decisionId: string) => ({ advice: { decisionId, evidenceOpened: true, secondsToSettle: 3 } })

  await t.test('following it is adopting: used, then settled, with how it was done', async () => {
    const { caseId, decisionId } = await advised()
    await send(caseId, 'urban', named(decisionId))
    assert.deepEqual(await acts(decisionId), [
      { act: 'used', verdict: null, blind: false, evidence_opened: null },
      { act: 'settled', verdict: 'adopted', blind: false, evidence_opened: true },
    ])
    assert.equal(await verdictOf(caseId), 'adopted')
    assert.equal((await readCaseAdvice(loop, seat, caseId)).settled, true)
  })

  await t.test('going elsewhere is rejecting, with the reason kept beside it', async () => {
    const { caseId, decisionId } = await advised()
    await send(caseId, 'police', { ...named(decisionId), reason: '有人破坏' })
    assert.deepEqual(
      (await acts(decisionId)).map(act => [act.act, act.verdict]),
      [['settled', 'rejected']],
    )
    assert.equal((await readCase(loop, seat, caseId)).timeline.at(-1)!.details.reason, '有人破坏')
  })

  await t.test('the tied advice is settled also where the client names none', async () => {
    const { caseId, decisionId } = await advised()
    await send(caseId, 'urban')
    assert.equal((await acts(decisionId)).at(-1)!.verdict, 'adopted')
    assert.equal((await acts(decisionId)).at(-1)!.evidence_opened, null)
  })

  await t.test('advice about another case is refused, and the case stays', async () => {
    const [mine, theirs] = [await advised(), await advised()]
    await assert.rejects(send(mine.caseId, 'urban', named(theirs.decisionId)), {
      code: 'cases.advice-of-another-case',
    })
    assert.equal((await readCase(loop, seat, mine.caseId)).version, 1)
    assert.deepEqual(await acts(theirs.decisionId), [])
  })

  await t.test('a second dispatch does not settle again', async () => {
    const { caseId, decisionId } = await advised()
    await send(caseId, 'urban', named(decisionId))
    await send(caseId, 'police', { version: 2 })
    assert.equal(await verdictOf(caseId), 'adopted')
    assert.equal((await acts(decisionId)).filter(act => act.act === 'settled').length, 1)
  })

  await t.test('advice altered in the database stops the dispatch', async () => {
    const { caseId } = await advised()
    const held = { id: caseId, version: 1 }
    await inTransaction(owner, tx => updateCase(tx, held, { decision_hash: '00' }))
    await assert.rejects(send(caseId, 'urban'), { code: 'kernel.altered' })
    await assert.rejects(readCaseAdvice(loop, seat, caseId), { code: 'kernel.altered' })
    assert.equal((await readCase(loop, seat, caseId)).state, 'reported')
  })

  await t.test('who may not read the advice decides without it', async () => {
    const { caseId, decisionId } = await advised()
    await send(caseId, 'urban', {}, await person('low', ['dispatcher'], { level: 'L2' }))
    assert.equal((await acts(decisionId)).at(-1)!.verdict, 'taken-over')
  })

  await t.test('without advice nothing is settled', async () => {
    const { caseId } = await reportCase(loop, seat, reportBody())
    await send(caseId, 'urban')
    assert.equal(await verdictOf(caseId), null)
  })

  await t.test('answering takes over; declining and handing over reject', async () => {
    const ended: [string, (caseId: string) => Promise<unknown>][] = [
      [
        'taken-over',
        caseId => verbs.answer(loop, seat, { caseId, body: { version: 1, reply: '答', categoryId: null } }),
      ],
      [
        'rejected',
        caseId =>
          verbs.decline(loop, seat, { caseId, body: { version: 1, reason: '否', legalBasis: '依据' } }),
      ],
      [
        'rejected',
        caseId =>
          verbs['hand-over'](loop, seat, { caseId, body: { version: 1, service: '119', note: '火' } }),
      ],
    ]
    for (const [verdict, end] of ended) {
      const { caseId, decisionId } = await advised()
      await end(caseId)
      assert.equal((await acts(decisionId)).at(-1)!.verdict, verdict)
      assert.equal(await verdictOf(caseId), verdict)
    }
  })

  await t.test('a blind case is settled as blind', async () => {
    const blind = { ...loop, blindShare: 1 }
    const { caseId } = await reportCase(blind, seat, reportBody())
    await adviseCases(blind, [caseId])
    const advice = await readCaseAdvice(loop, seat, caseId)
    assert.equal(advice.blind, true)
    await send(caseId, 'urban')
    assert.equal((await acts(advice.decisionId!)).at(-1)!.blind, true)
  })
})
