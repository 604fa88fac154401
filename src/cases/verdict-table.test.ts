import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { readActs, readDecision } from '../../test/decision-acts.store.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import { verbs } from './action.routes.ts'
import { adviseCases } from './advise-cases.ts'
import { readAdvice } from './read-advice.ts'
import { readCase } from './read-case.ts'
import { reportCase } from './report-case.ts'

test('what people do with advice', async t => {
  const { loop, person, database, owner } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const advised = async () => {
    const { caseId } = await reportCase(loop, seat, reportBody())
    await adviseCases(loop, [caseId])
    const decisionId = (await readCase(loop, dispatcher, caseId)).timeline.at(-1)!.decisionId!
    return { caseId, decisionId }
  }
  const send = (caseId: string, departmentId: string, rest: object = {}) =>
    verbs.dispatch(loop, dispatcher, {
      caseId,
      body: { version: 1, departmentId, dutyId: null, categoryId: null, ...rest },
    })

  const dispatches: [string, string, string | null, string][] = [
    ['where the advice says', 'urban', 'lamp', 'adopted'],
    ['where the advice says, no duty named', 'urban', null, 'adopted'],
    ['where the advice says, for another duty', 'urban', 'neighbour', 'amended'],
    ['to a department the advice did not name', 'police', null, 'rejected'],
    ['to the district, which it did not name', 'district-ab', null, 'rejected'],
  ]
  for (const [title, departmentId, dutyId, verdict] of dispatches)
    await t.test(`${title}: ${verdict}`, async () => {
      const { caseId, decisionId } = await advised()
      await send(caseId, departmentId, { dutyId, reason: '按职责' })
      assert.equal((await readDecision(database, decisionId)).verdict, verdict)
      const event = (await readCase(loop, dispatcher, caseId)).timeline.at(-1)!
      assert.deepEqual(
        [event.decisionId, event.details.verdict, event.details.reason],
        [decisionId, verdict, '按职责'],
      )
      const { rows } = await readActs(database, decisionId)
      assert.deepEqual(
        rows.map(one => one.act).toSorted(),
        verdict === 'adopted' ? ['settled', 'used'] : ['settled'],
      )
      assert.ok(rows.every(one => one.actor === dispatcher.id && !one.blind))
    })

  const ends: [string, (caseId: string) => Promise<unknown>, string][] = [
    [
      'answered',
      caseId => verbs.answer(loop, seat, { caseId, body: { version: 1, reply: '好', categoryId: null } }),
      'taken-over',
    ],
    [
      'declined',
      caseId => verbs.decline(loop, seat, { caseId, body: { version: 1, reason: '好', legalBasis: '依据' } }),
      'rejected',
    ],
    [
      'handed over',
      caseId => verbs['hand-over'](loop, seat, { caseId, body: { version: 1, service: '119', note: '火' } }),
      'rejected',
    ],
  ]
  for (const [title, end, verdict] of ends)
    await t.test(`a case that is ${title}: ${verdict}`, async () => {
      const { caseId, decisionId } = await advised()
      await end(caseId)
      assert.equal((await readDecision(database, decisionId)).verdict, verdict)
    })

  const expire = async (decisionId: string) =>
    await sql`update kernel.decision set expires_at = now() - interval '1 second' where id = ${decisionId}::uuid`.execute(
      owner,
    )

  await t.test('expired advice is judged by nobody, and the dispatch goes on', async () => {
    const { caseId, decisionId } = await advised()
    await sql`alter table kernel.decision disable trigger user`.execute(owner).catch(() => undefined)
    await expire(decisionId)
    assert.equal((await send(caseId, 'urban', { dutyId: 'lamp' })).state, 'dispatched')
    assert.equal((await readDecision(database, decisionId)).verdict, 'expired')
  })

  await t.test('altered advice stops the dispatch and the reading; nothing is written', async () => {
    const { caseId, decisionId } = await advised()
    await sql`update kernel.decision_content
                 set output = '{"candidates":[{"departmentId":"police"}]}'
               where decision_id = ${decisionId}::uuid`.execute(owner)
    await assert.rejects(readAdvice(loop, dispatcher, caseId), { code: 'kernel.altered' })
    await assert.rejects(send(caseId, 'police'), { code: 'kernel.altered' })
    const detail = await readCase(loop, dispatcher, caseId)
    assert.deepEqual([detail.version, detail.state], [1, 'reported'])
    assert.equal((await readDecision(database, decisionId)).verdict, null)
  })

  await t.test('another decision slipped under the case is found by its hash', async () => {
    const { caseId } = await advised()
    const other = await advised()
    await sql`update cases.case_record set decision_id = ${other.decisionId}::uuid,
                     decision_subject = ${`case:${other.caseId}`} where id = ${caseId}::uuid`.execute(owner)
    await assert.rejects(readAdvice(loop, dispatcher, caseId), { code: 'kernel.altered' })
    await assert.rejects(send(caseId, 'urban'), { code: 'kernel.altered' })
  })

  await t.test('erased advice stops nobody: the person decided alone', async () => {
    const { caseId, decisionId } = await advised()
    await sql`delete from kernel.decision_content where decision_id = ${decisionId}::uuid`.execute(owner)
    await assert.rejects(readAdvice(loop, dispatcher, caseId), { code: 'kernel.decision-not-found' })
    assert.equal((await send(caseId, 'urban')).state, 'dispatched')
    assert.equal((await readDecision(database, decisionId)).verdict, 'taken-over')
  })

  await t.test('a person cleared for less takes the case over without the advice', async () => {
    const careful = await person('careful', ['dispatcher'], { level: 'L2' })
    const { caseId, decisionId } = await advised()
    await assert.rejects(readAdvice(loop, careful, caseId), { code: 'kernel.level-too-low' })
    const body = { version: 1, departmentId: 'urban', dutyId: 'lamp', categoryId: null }
    await verbs.dispatch(loop, careful, { caseId, body })
    assert.equal((await readDecision(database, decisionId)).verdict, 'taken-over')
  })
})
