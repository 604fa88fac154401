import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCode } from '#base/index.ts'
import { newestDecision } from '#kernel/index.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import { verbs } from './action.routes.ts'
import { adviseCases } from './advise-cases.ts'
import { adviseDraft } from './ask-for-advice.ts'
import { readAdvice } from './read-advice.ts'
import { reportCase } from './report-case.ts'

const draft = (rest: Partial<Parameters<typeof adviseDraft>[2]> = {}) => ({
  draftId: crypto.randomUUID(),
  subject: '路灯不亮',
  detail: '小区门口的路灯不亮三天了，影响市民出行',
  regionId: 'aaa',
  ...rest,
})

test('a city without history advises by its duty list, and shows the words that matched', async t => {
  const { loop, person } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const { advice, blind } = await adviseDraft(loop, seat, draft())
  assert.equal(blind, false)
  assert.equal(advice?.value?.method, 'duty-list')
  const [best] = advice.value.candidates
  assert.deepEqual(
    [best?.departmentId, best?.dutyId, best?.categoryId],
    ['urban', 'lamp', 'light-street-broken'],
  )
  assert.equal(advice.confidence?.toFixed(5), best?.confidence.toFixed(5))
  assert.equal(advice.modelVersion, null)
  const [passage] = advice.evidence
  assert.ok(passage?.kind === 'passage' && passage.documentId === 'lamp')
  assert.ok(passage.matched.some(term => term.includes('路灯')))
})

test('what the district handles goes to the government of the place', async t => {
  const { loop, person } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const quarrel = { subject: '邻里纠纷', detail: '楼上邻里纠纷，请调解' }
  for (const [regionId, government] of [
    ['aaa', 'district-aa'],
    ['ab', 'district-ab'],
  ] as const) {
    const { advice } = await adviseDraft(loop, seat, draft({ ...quarrel, regionId }))
    assert.equal(advice?.value?.candidates[0]?.departmentId, government)
  }
  const { advice } = await adviseDraft(loop, seat, draft({ ...quarrel, regionId: null }))
  assert.ok(!advice?.value?.candidates.some(one => one.departmentId.startsWith('district')))
})

test('where nothing matches, or nothing was said, it abstains and says which', async t => {
  const { loop, person } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const strange = await adviseDraft(loop, seat, draft({ subject: '', detail: 'zzzz qqqq' }))
  assert.deepEqual(
    [strange.advice?.outcome, strange.advice?.reason, strange.advice?.value, strange.advice?.confidence],
    ['abstained', 'no-match', null, null],
  )
  const empty = await adviseDraft(loop, seat, draft({ subject: ' ', detail: '' }))
  assert.deepEqual([empty.advice?.outcome, empty.advice?.reason], ['abstained', 'empty'])
})

test('a blind draft gets its decision, and nobody is shown it', async t => {
  const { loop, person, database } = await testCases(t, { blindShare: 1 })
  const seat = await person('seat', ['seat'])
  const asked = draft()
  assert.deepEqual(await adviseDraft(loop, seat, asked), { blind: true, advice: null, pending: false })
  assert.ok(await newestDecision(database, 'cases.dispatch', `draft:${asked.draftId}`))
})

test('on a case it is pending until the job has run, then it is there, within the scope of the reader', async t => {
  const { loop, person } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const { caseId } = await reportCase(loop, seat, reportBody())
  assert.deepEqual(await readAdvice(loop, seat, caseId), { blind: false, advice: null, pending: true })
  await adviseCases(loop, [caseId])
  const { advice, pending } = await readAdvice(loop, seat, caseId)
  assert.equal(pending, false)
  assert.equal(advice?.value?.candidates[0]?.departmentId, 'urban')
  const handler = await person('handler', ['handler'], { departmentId: 'police' })
  await assert.rejects(readAdvice(loop, handler, caseId), error => isCode(error, 'base.not-found'))
})

test('the advice of a blind case is shown once it was dispatched, and its label counts as blind', async t => {
  const { loop, person } = await testCases(t, { blindShare: 1 })
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const { caseId } = await reportCase(loop, seat, reportBody())
  await adviseCases(loop, [caseId])
  assert.deepEqual(await readAdvice(loop, dispatcher, caseId), { blind: true, advice: null, pending: false })
  await verbs.dispatch(loop, dispatcher, {
    caseId,
    body: { version: 1, departmentId: 'police', dutyId: null, categoryId: null },
  })
  const shown = await readAdvice(loop, dispatcher, caseId)
  assert.equal(shown.blind, false)
  assert.equal(shown.advice?.value?.candidates[0]?.departmentId, 'urban')
})

test('similar cases are those of departments that the reader sees', async t => {
  const { loop, person } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const handler = await person('handler', ['handler'], { departmentId: 'police' })
  const settle = async (departmentId: string) => {
    const { caseId } = await reportCase(loop, seat, reportBody())
    const worker = await person(`of-${departmentId}`, ['handler'], { departmentId })
    const body = { departmentId, dutyId: null, categoryId: null }
    await verbs.dispatch(loop, dispatcher, { caseId, body: { version: 1, ...body } })
    let version = 3
    version = (await verbs.handle(loop, worker, { caseId, body: { version: version - 1 } })).version
    version = (await verbs.reply(loop, worker, { caseId, body: { version, reply: '已处理' } })).version
    await verbs.close(loop, dispatcher, { caseId, body: { version } })
  }
  await settle('urban')
  await settle('police')
  const { caseId } = await reportCase(loop, seat, reportBody())
  await adviseCases(loop, [caseId])
  const body = { version: 1, departmentId: 'police', dutyId: null, categoryId: null }
  await verbs.dispatch(loop, dispatcher, { caseId, body })
  const departments = async (actor: typeof handler) =>
    (await readAdvice(loop, actor, caseId)).advice?.value?.similar.map(one => one.departmentId).sort()
  assert.deepEqual(await departments(dispatcher), ['police', 'urban'])
  assert.deepEqual(await departments(handler), ['police'])
})
