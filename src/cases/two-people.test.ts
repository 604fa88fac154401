import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCode } from '#base/index.ts'
import { raiseGate } from '../../test/register-here.store.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import { verbs } from './action.routes.ts'
import { adviseCases } from './advise-cases.ts'
import { readCase } from './read-case.ts'
import { reportCase } from './report-case.ts'

const code = (expected: string) => (error: unknown) => isCode(error, expected)

test('where the register asks for two people, the first is recorded and the case goes out with the second', async t => {
  const { loop, person, database, kernel } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const [one, other] = [await person('one', ['dispatcher']), await person('other', ['dispatcher'])]
  await raiseGate(database, loop.dispatchAlgorithm.id)
  kernel.breakers.forget()
  const { caseId } = await reportCase(loop, seat, reportBody())
  await adviseCases(loop, [caseId])
  const decisionId = (await readCase(loop, one, caseId)).timeline.at(-1)!.decisionId!
  const body = {
    version: 1,
    departmentId: 'urban',
    dutyId: 'lamp',
    categoryId: null,
    advice: { decisionId, evidenceOpened: true, secondsToSettle: 4 },
  }
  await assert.rejects(verbs.dispatch(loop, one, { caseId, body }), code('cases.second-person-confirms'))
  const waiting = await readCase(loop, one, caseId)
  assert.deepEqual([waiting.state, waiting.version], ['reported', 1], 'nothing has moved')
  await assert.rejects(verbs.dispatch(loop, one, { caseId, body }), code('kernel.second-person-required'))
  const sent = await verbs.dispatch(loop, other, { caseId, body })
  assert.equal(sent.state, 'dispatched')
})

test('a department decided by hand takes one person, also there', async t => {
  const { loop, person, database, kernel } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const one = await person('one', ['dispatcher'])
  await raiseGate(database, loop.dispatchAlgorithm.id)
  kernel.breakers.forget()
  const { caseId } = await reportCase(loop, seat, reportBody())
  await adviseCases(loop, [caseId])
  const body = { version: 1, departmentId: 'police', dutyId: null, categoryId: null }
  assert.equal((await verbs.dispatch(loop, one, { caseId, body })).state, 'dispatched')
})
