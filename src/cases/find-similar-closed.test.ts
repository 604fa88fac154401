import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reportBody, testCases } from '../../test/test-cases.ts'
import { verbs } from './action.routes.ts'
import { findSimilarClosed, similarFinder } from './find-similar-closed.ts'
import { reportCase } from './report-case.ts'
import { commonnessOf } from './similar.rules.ts'

test('similar closed cases', async t => {
  const { loop, person, database } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const closed = async (detail: string, departmentId: string) => {
    const { caseId } = await reportCase(loop, seat, reportBody({ detail, subject: '' }))
    const handler = await person('handler', ['handler'], { departmentId })
    await verbs.dispatch(loop, dispatcher, {
      caseId,
      body: { version: 1, departmentId, dutyId: null, categoryId: null },
    })
    await verbs.handle(loop, handler, { caseId, body: { version: 2 } })
    await verbs.reply(loop, handler, { caseId, body: { version: 3, reply: '好' } })
    await verbs.close(loop, dispatcher, { caseId, body: { version: 4 } })
    return caseId
  }
  const lamp = await closed('小区门口路灯不亮，夜里很黑', 'urban')
  const theft = await closed('小区门口电动车被盗', 'police')
  await reportCase(loop, seat, reportBody({ detail: '小区门口路灯不亮，还没有人来' }))
  const search = async (text: string, scope = seat.scope, limit = 3) => {
    const questions = [{ text, limit }]
    const [found] = await findSimilarClosed(database, { questions, scope }, commonnessOf(new Map()))
    return found!
  }

  await t.test('the most alike comes first, with where it went; open cases are no example', async () => {
    const found = await search('我们小区门口的路灯不亮')
    assert.deepEqual(
      found.map(one => [one.caseId, one.departmentId]),
      [
        [lamp, 'urban'],
        [theft, 'police'],
      ],
    )
    assert.ok(found[0]!.score > found[1]!.score && found[0]!.score <= 1)
    assert.match(found[0]!.excerpt, /路灯/)
  })

  await t.test('one term in common is an accident', async () => {
    assert.deepEqual(await search('被盗'), [])
    assert.deepEqual(await search('门口有积水'), [])
  })

  await t.test('only what lies in scope, and no more than asked for', async () => {
    const text = '小区门口'
    assert.deepEqual(
      (await search(text, { ...seat.scope, departments: ['police'] })).map(one => one.caseId),
      [theft],
    )
    assert.equal((await search(text, seat.scope, 1)).length, 1)
    assert.deepEqual(await search(text, { ...seat.scope, departments: [], own: null }), [])
  })

  await t.test('many questions at once have each their own answer', async () => {
    const find = similarFinder(database)
    const ask = (detail: string, limit = 3) => find({ subject: '', detail, limit })
    const answers = await Promise.all([
      ask('门口路灯不亮'),
      ask('！'),
      ask('电动车被盗'),
      ask('小区门口', 1),
      ask('停水'),
    ])
    assert.deepEqual(
      answers.map(found => found.map(one => one.caseId)),
      [[lamp, theft].slice(0, answers[0]!.length), [], [theft], answers[3]!.map(one => one.caseId), []],
    )
    assert.equal(answers[0]![0]!.caseId, lamp)
    assert.equal(answers[3]!.length, 1)
    for (const [place, detail] of ['门口路灯不亮', '！', '电动车被盗'].entries())
      assert.deepEqual(await ask(detail), answers[place])
  })

  await t.test('advice is given them by the finder', async () => {
    const find = similarFinder(database)
    const found = await find({ subject: '路灯', detail: '门口路灯不亮', limit: 3 })
    assert.equal(found[0]!.caseId, lamp)
    assert.deepEqual(await find({ subject: '', detail: '！', limit: 3 }), [])
  })
})
