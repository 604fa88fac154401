import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Actor, visitor } from '#identity/index.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import { verbs } from './action.routes.ts'
import { adviseCases } from './advise-cases.ts'
import { adviseDraft } from './ask-for-advice.ts'
import { readAdvice } from './read-advice.ts'
import { reportByCitizen } from './report-by-citizen.ts'
import { reportCase } from './report-case.ts'

const canary = '金丝雀'
const lamp = { subject: '路灯不亮', detail: '小区门口的路灯不亮三天了，老人不敢出门', regionId: 'aab' }

test('similar cases quote other people: nobody reads a quotation of a case out of reach', async t => {
  const { loop, person } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const urban = await person('urban', ['handler'], { departmentId: 'urban' })
  const walker = await person('walker', ['grid-member'], { regionIds: ['aab'] })
  const closedIn = async (regionId: string) => {
    const detail = `${canary}${regionId}，小区门口的路灯不亮三天了，老人不敢出门`
    const { caseId } = await reportCase(loop, seat, reportBody({ regionId, detail }))
    const body = { version: 1, departmentId: 'urban', dutyId: null, categoryId: null }
    await verbs.dispatch(loop, dispatcher, { caseId, body })
    await verbs.handle(loop, urban, { caseId, body: { version: 2 } })
    await verbs.reply(loop, urban, { caseId, body: { version: 3, reply: '好' } })
    await verbs.close(loop, dispatcher, { caseId, body: { version: 4 } })
    return caseId
  }
  const far = await closedIn('aaa')
  const near = await closedIn('aab')
  const quoted = (answer: Awaited<ReturnType<typeof readAdvice>>) =>
    answer.advice?.value?.similar.map(one => one.caseId).toSorted() ?? []
  const ask = (actor: Actor) => adviseDraft(loop, actor, { ...lamp, draftId: crypto.randomUUID() })

  await t.test('a seat is shown both, while typing and on the case', async () => {
    assert.deepEqual(quoted(await ask(seat)), [far, near].toSorted())
  })

  await t.test('a grid member is shown those of the own grid while typing', async () => {
    const answer = await ask(walker)
    assert.deepEqual(quoted(answer), [near])
    assert.ok(!JSON.stringify(answer).includes(`${canary}aaa`))
  })

  await t.test('and on a case of the own grid', async () => {
    const { caseId } = await reportCase(loop, seat, reportBody({ ...lamp, draftId: crypto.randomUUID() }))
    await adviseCases(loop, [caseId])
    assert.deepEqual(quoted(await readAdvice(loop, seat, caseId)), [far, near].toSorted())
    const answer = await readAdvice(loop, walker, caseId)
    assert.deepEqual(quoted(answer), [near])
    assert.ok(!JSON.stringify(answer).includes(`${canary}aaa`))
  })

  await t.test(
    'a department that has given a case back does not read it in the advice of another',
    async () => {
      const { caseId } = await reportCase(loop, seat, reportBody({ ...lamp, draftId: crypto.randomUUID() }))
      await adviseCases(loop, [caseId])
      const body = { version: 1, departmentId: 'urban', dutyId: null, categoryId: null }
      await verbs.dispatch(loop, dispatcher, { caseId, body })
      assert.deepEqual(quoted(await readAdvice(loop, urban, caseId)), [far, near].toSorted())
      await verbs.reopen(loop, dispatcher, { caseId: far, body: { version: 5, reason: '重办' } })
      assert.deepEqual(quoted(await readAdvice(loop, urban, caseId)), [near])
    },
  )

  await t.test(
    'a citizen is not shown the advice on the own case: it is the office’s own affair',
    async () => {
      const citizen = await person('citizen', ['citizen'])
      const { draftId: _, channel: __, nature: ___, urgency: ____, ...matter } = reportBody()
      const own = await reportByCitizen(loop, citizen, { ...matter, idempotencyKey: 'own-report-1' })
      await adviseCases(loop, [own.caseId])
      await assert.rejects(readAdvice(loop, citizen, own.caseId), { code: 'base.not-found' })
      await assert.rejects(readAdvice(loop, visitor, own.caseId), { code: 'base.not-found' })
    },
  )

  for (const level of ['L1', 'L2', 'L3'] as const)
    await t.test(`who is cleared up to ${level} reads no quotation at all`, async () => {
      const careful = await person(`careful-${level}`, ['dispatcher'], { level })
      const { caseId } = await reportCase(loop, seat, reportBody({ ...lamp, draftId: crypto.randomUUID() }))
      await adviseCases(loop, [caseId])
      const answers = await Promise.allSettled([readAdvice(loop, careful, caseId), ask(careful)])
      for (const answer of answers)
        assert.ok(!JSON.stringify('value' in answer ? answer.value : answer.reason).includes(canary))
    })
})
