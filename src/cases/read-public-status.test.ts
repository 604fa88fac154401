import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction } from '#base/index.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import { verbs } from './action.routes.ts'
import { adviseCases } from './advise-cases.ts'
import { deleteEventContent } from './event.store.ts'
import { readPublicStatus } from './read-public-status.ts'
import { reportCase } from './report-case.ts'

test('what the public sees by a code', async t => {
  const { loop, person, database } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const handler = await person('handler', ['handler'], { departmentId: 'urban' })

  await t.test('steps without advice, comments, returns and reasons', async () => {
    const { caseId, followUpCode } = await reportCase(loop, seat, reportBody())
    await adviseCases(loop, [caseId])
    const send = (version: number) =>
      verbs.dispatch(loop, dispatcher, {
        caseId,
        body: {
          version,
          departmentId: 'urban',
          dutyId: null,
          categoryId: null,
          note: '秘密',
          reason: '机密',
        },
      })
    await send(1)
    await verbs.return(loop, handler, {
      caseId,
      body: { version: 2, reason: '推诿', proposedDepartmentId: null },
    })
    await verbs.comment(loop, seat, { caseId, body: { version: 3, note: '内部' } })
    await send(4)
    const status = await readPublicStatus(loop, followUpCode)
    assert.deepEqual(
      status.steps.map(step => step.type),
      ['reported', 'accepted', 'dispatched', 'dispatched'],
    )
    const text = JSON.stringify(status)
    for (const secret of [
      '秘密',
      '机密',
      '推诿',
      '内部',
      '王小明',
      '138',
      '幸福',
      caseId,
      seat.id,
      'handler',
    ])
      assert.ok(!text.includes(secret), secret)
    assert.equal(status.reply, null)
    assert.equal(status.state, 'dispatched')
  })

  await t.test('a reopened case has no reply until there is a new one', async () => {
    const { caseId, followUpCode } = await reportCase(loop, seat, reportBody())
    await verbs.answer(loop, seat, { caseId, body: { version: 1, reply: '请等待', categoryId: null } })
    assert.equal((await readPublicStatus(loop, followUpCode)).reply, '请等待')
    await verbs.reopen(loop, dispatcher, { caseId, body: { version: 2, reason: '未解决' } })
    const status = await readPublicStatus(loop, followUpCode)
    assert.deepEqual(
      [status.reply, status.state, status.disposition, status.canRate],
      [null, 'accepted', null, false],
    )
    await verbs.answer(loop, seat, { caseId, body: { version: 3, reply: '已办好', categoryId: null } })
    assert.equal((await readPublicStatus(loop, followUpCode)).reply, '已办好')
  })

  await t.test('a case whose words were erased still tells where it stands', async () => {
    const { caseId, followUpCode } = await reportCase(loop, seat, reportBody())
    await verbs.answer(loop, seat, { caseId, body: { version: 1, reply: '好', categoryId: null } })
    await inTransaction(database, tx => deleteEventContent(tx, caseId))
    const status = await readPublicStatus(loop, followUpCode)
    assert.deepEqual([status.state, status.reply], ['closed', null])
  })

  for (const wrong of ['', 'x', '0000-0000-0000-0000', 'ZZZZ-ZZZZ-ZZZZ-ZZZ', '％％', '\u0000'])
    await t.test(`nothing for ${JSON.stringify(wrong)}`, async () => {
      await assert.rejects(readPublicStatus(loop, wrong), { code: 'base.not-found' })
    })
})
