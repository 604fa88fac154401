import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Actor, visitor } from '#identity/index.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import type { ActionBody } from './action.contract.ts'
import { verbs } from './action.routes.ts'
import { callerHistory } from './caller-history.ts'
import { caseFilter } from './case.contract.ts'
import { type CaseAction, caseActions } from './case-words.contract.ts'
import { countCasesByState } from './count-cases.ts'
import { listCases } from './list-cases.ts'
import { listOwnCases } from './list-own-cases.ts'
import { readCase, readCaseAdvice } from './read-case.ts'
import { readPublicStatus } from './read-public-status.ts'
import { reportByCitizen } from './report-by-citizen.ts'
import { reportCase } from './report-case.ts'

const anyBody = {
  version: 2,
  reply: 'x',
  reason: 'x',
  note: 'x',
  legalBasis: 'xx',
  service: '110',
  categoryId: null,
  departmentId: 'police',
  dutyId: null,
  proposedDepartmentId: null,
  score: 3,
  resolved: true,
}

test('who sees what', async t => {
  const { loop, person } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const insider = await person('insider', ['handler'], { departmentId: 'urban' })
  const outsider = await person('outsider', ['handler'], { departmentId: 'police' })
  const citizen = await person('citizen', ['citizen'])
  const neighbour = await person('neighbour', ['citizen'])
  const list = (actor: Actor, filter: object = {}) => listCases(loop, actor, caseFilter.parse(filter))
  const { caseId, code } = await reportCase(loop, seat, reportBody())
  await verbs.dispatch(loop, dispatcher, {
    caseId,
    body: {
      version: 1,
      departmentId: 'urban',
      dutyId: null,
      categoryId: null,
      note: '请尽快',
      reason: '内部意见',
    },
  })

  const strangers: [string, Actor][] = [
    ['a handler of another department', outsider],
    ['a citizen', citizen],
    ['a visitor', visitor],
    ['an administrator', await person('admin', ['system-administrator'])],
    ['a data steward', await person('steward', ['data-steward'])],
    ['a person without a role', await person('nobody', [])],
    ['a handler without a department', await person('loose', ['handler'])],
  ]
  for (const [title, actor] of strangers)
    await t.test(`${title} gets the same answer as for a case that is not there`, async () => {
      await assert.rejects(readCase(loop, actor, caseId), { code: 'base.not-found' })
      await assert.rejects(readCaseAdvice(loop, actor, caseId), { code: 'base.not-found' })
      for (const action of caseActions) {
        const body = anyBody as unknown as ActionBody<CaseAction>
        const act = (verbs[action] as (typeof verbs)['accept'])(loop, actor, { caseId, body })
        await assert.rejects(act, (error: { code: string }) =>
          // A dispatch to a department outside one's area is refused before any case is looked at.
          ['base.not-found', ...(action === 'dispatch' ? ['cases.unknown-department'] : [])].includes(
            error.code,
          ),
        )
      }
      const { items, count } = await list(actor)
      assert.deepEqual([items, count.value], [[], 0])
      const { states } = await countCasesByState(loop, actor)
      assert.deepEqual(new Set(Object.values(states)), new Set([0]))
      assert.deepEqual((await list(actor, { words: code })).items, [])
    })

  await t.test('the own department sees it with its content', async () => {
    const detail = await readCase(loop, insider, caseId)
    assert.equal(detail.reporter?.phone, '138******8000', 'masked until a purpose is said')
    assert.equal(detail.timeline.at(-1)!.text, '请尽快')
    assert.deepEqual(detail.actions, [
      'return',
      'handle',
      'comment',
      'object',
      'assign',
      'hold',
      'ask-citizen',
    ])
    assert.equal((await list(insider)).items.length, 1)
    assert.equal((await list(insider, { mine: 'true' })).items.length, 1)
    assert.equal((await countCasesByState(loop, insider)).states.dispatched, 1)
  })

  await t.test('who is cleared for less sees structure, not content, and cannot search for it', async () => {
    const analyst = await person('analyst', ['analyst'])
    const detail = await readCase(loop, analyst, caseId)
    assert.equal(detail.departmentId, 'urban')
    assert.deepEqual(
      [detail.subject, detail.excerpt, detail.detail, detail.address, detail.followUpCode, detail.longitude],
      [null, null, null, null, null, null],
    )
    assert.deepEqual(detail.reporter, { name: null, phone: null, anonymous: false })
    for (const event of detail.timeline) {
      assert.equal(event.text, null)
      assert.equal(event.actorName, '')
      assert.equal('reason' in event.details, false)
    }
    const [row] = (await list(analyst)).items
    assert.deepEqual([row!.subject, row!.excerpt], [null, null])
    for (const filter of [{ words: '路灯' }, { phone: '138' }, { name: '王' }, { address: '幸福' }])
      await assert.rejects(list(analyst, filter), { code: 'cases.not-permitted' })
    await assert.rejects(callerHistory(loop, analyst, '13800138000'), { code: 'cases.not-permitted' })
    assert.equal((await list(analyst, { words: code })).items.length, 1, 'a code is no content')
  })

  await t.test('an L3 clearance sees names and not numbers', async () => {
    const detail = await readCase(loop, await person('careful', ['dispatcher'], { level: 'L3' }), caseId)
    assert.deepEqual(detail.reporter, { name: '王小明', phone: null, anonymous: false })
    assert.equal(detail.detail, null)
    assert.equal(detail.timeline[0]!.actorName, 'seat')
  })

  await t.test('a citizen sees the own case, with the replies and without internal notes', async () => {
    const { draftId: _, channel: __, nature: ___, urgency: ____, ...matter } = reportBody()
    const own = await reportByCitizen(loop, citizen, { ...matter, idempotencyKey: 'own-report-1' })
    const where = { caseId: own.caseId }
    await verbs.comment(loop, dispatcher, { ...where, body: { version: 1, note: '难缠的人' } })
    await verbs.dispatch(loop, dispatcher, {
      ...where,
      body: {
        version: 2,
        departmentId: 'urban',
        dutyId: null,
        categoryId: null,
        note: '内部',
        reason: '意见',
      },
    })
    await verbs.handle(loop, insider, { ...where, body: { version: 3, note: '派人' } })
    await verbs.reply(loop, insider, { ...where, body: { version: 4, reply: '修好了' } })
    await verbs.close(loop, dispatcher, { ...where, body: { version: 5, note: '已核' } })
    const detail = await readCase(loop, citizen, own.caseId)
    assert.equal(detail.detail, matter.detail)
    assert.equal(detail.reporter?.phone, matter.reporter.phone)
    assert.deepEqual(detail.actions, ['rate', 'comment'])
    const texts = detail.timeline.map(event => event.text).filter(text => text !== null)
    assert.deepEqual(texts, ['修好了'])
    const seen = JSON.stringify(detail.timeline)
    for (const secret of ['难缠', '内部', '意见', '派人', '已核', 'insider', 'dispatcher', insider.id])
      assert.ok(!seen.includes(secret), secret)
    const [mine, ...others] = (await listOwnCases(loop, citizen)).items
    assert.deepEqual([mine?.caseId, others], [own.caseId, []])
    assert.equal((await readPublicStatus(loop, mine!.followUpCode!)).code, mine!.code)
    assert.deepEqual((await listOwnCases(loop, neighbour)).items, [])
    assert.deepEqual((await listOwnCases(loop, visitor)).items, [])
    await assert.rejects(readCase(loop, neighbour, own.caseId), { code: 'base.not-found' })
    await verbs.rate(loop, citizen, { ...where, body: { version: 6, score: 4, resolved: true } })
  })

  await t.test('no list of own cases for what staff reported for others', async () => {
    assert.deepEqual((await listOwnCases(loop, seat)).items, [])
  })
})
