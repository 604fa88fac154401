import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCode, uuidv7 } from '#base/index.ts'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import { verbs } from '../action.routes.ts'
import { adviseCases } from '../advise-cases.ts'
import { readCase } from '../read-case.ts'
import { reportCase } from '../report-case.ts'
import { effectOfDecision } from './effect-of-decision.ts'
import { explainToCitizen } from './explain-to-citizen.ts'
import { caseExplanation } from './explanation.contract.ts'

test('what became of a decision, for the report on it and for the citizen', async t => {
  const { loop, person, database } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const handler = await person('handler', ['handler'], { departmentId: 'urban' })
  const { caseId, followUpCode } = await reportCase(loop, seat, reportBody())
  const explain = async () => caseExplanation.parse(await explainToCitizen(loop, followUpCode)).items
  const effectOf = effectOfDecision(async () => await loop.city.snapshot())
  const said = async (decisionId: string, subject: string) =>
    Object.fromEntries(
      (await effectOf(database, { decisionId, subject })).map(one => [one.fact, one.said.en]),
    )

  await t.test('nothing is told before the advice is there', async () => {
    assert.deepEqual(await explain(), [])
  })

  await adviseCases(loop, [caseId])
  const [advised] = await explain()
  await t.test('how it was made and that nobody has decided, and not what was advised', async () => {
    assert.equal(advised?.method, 'duty-list')
    assert.equal(advised?.verdict, null)
    assert.ok(advised?.label.zh.includes('人工智能'))
    assert.ok(!JSON.stringify(advised).includes('urban'))
  })

  const step = async (verb: keyof typeof verbs, more: object) => {
    const { version } = await readCase(loop, seat, caseId)
    const actor = verb === 'dispatch' || verb === 'close' ? dispatcher : handler
    await (verbs[verb] as (typeof verbs)['comment'])(loop, actor, {
      caseId,
      body: { version, ...more } as never,
    })
  }
  const dispatch = { departmentId: 'urban', dutyId: 'lamp', categoryId: null, reason: '按职责' }
  await step('dispatch', dispatch)
  await step('return', { reason: '不属于', proposedDepartmentId: null })
  await step('dispatch', dispatch)
  await step('handle', {})
  await step('reply', { reply: '已修复' })
  await step('close', {})

  await t.test('once a person decided, the citizen reads what was made of it', async () => {
    const [one] = await explain()
    assert.ok(one?.verdict === 'adopted' || one?.verdict === 'amended', `${one?.verdict}`)
    assert.ok(one?.settledAt)
  })

  await t.test('the report tells returns, department, state and when it was closed', async () => {
    const facts = await said(advised!.label.aigc.ProduceID, `case:${caseId}`)
    assert.equal(facts.returned, '1')
    assert.equal(facts.state, 'Closed')
    assert.match(facts.closed ?? '', /^\d{4}-/)
    assert.ok(facts.department && facts.case)
  })

  await t.test('of what is about no case, or about a draft that became none, nothing came', async () => {
    const decisionId = uuidv7()
    for (const subject of [
      `case:${uuidv7()}`,
      `draft:${uuidv7()}`,
      'test:1',
      'case:x',
      'case',
      `batch:${caseId}`,
    ])
      assert.deepEqual(await said(decisionId, subject), {}, subject)
  })

  await t.test('a code nobody has is told nothing', async () => {
    await assert.rejects(explainToCitizen(loop, '0000-0000-0000-0000'), error =>
      isCode(error, 'base.not-found'),
    )
  })
})
