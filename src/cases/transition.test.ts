import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CatalogueError, inTransaction } from '#base/index.ts'
import { personActor } from '../../test/fixtures/actors.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import type { ActionBody } from './action.contract.ts'
import { verbs } from './action.routes.ts'
import { bodies, statePaths } from './action-bodies.fixture.ts'
import { isPossible } from './case.rules.ts'
import { selectCase, updateCase } from './case.store.ts'
import { type CaseAction, type CaseState, caseActions, caseStates } from './case-words.contract.ts'
import { readCase } from './read-case.ts'
import { reportCase } from './report-case.ts'

test('transitions', async t => {
  const { loop, person, database, owner } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  // Permitted everything, so that only the machine refuses.
  const anybody = personActor('anybody')
  const free = { ...loop, permissions: { permits: () => true } }
  const act = <A extends CaseAction>(action: A, caseId: string, version: number) =>
    verbs[action](free, anybody, { caseId, body: { ...bodies[action], version } as ActionBody<A> })
  const report = async () => (await reportCase(loop, seat, reportBody())).caseId
  const reach = async (state: CaseState) => {
    const caseId = await report()
    let version = 1
    for (const action of statePaths[state]) version = (await act(action, caseId, version)).version
    return { caseId, version }
  }

  for (const state of caseStates) {
    await t.test(`what the machine does not have is refused for a case that is ${state}`, async () => {
      const { caseId, version } = await reach(state)
      const standing = {
        state,
        disposition: state === 'closed' ? ('resolved' as const) : null,
        rating: null,
      }
      const refused = caseActions.filter(action => !isPossible(action, standing))
      assert.ok(refused.length > 3)
      for (const action of refused)
        await assert.rejects(act(action, caseId, version), { code: 'cases.not-allowed-now' }, action)
      const after = await readCase(free, anybody, caseId)
      assert.deepEqual([after.state, after.version], [state, version], 'nothing was written')
    })
  }

  await t.test('a stale tab is told the current version and state, and nothing is written', async () => {
    const { caseId } = await reach('accepted')
    const refusal = await act('dispatch', caseId, 1).catch((error: unknown) => error)
    assert.ok(refusal instanceof CatalogueError)
    assert.equal(refusal.code, 'cases.stale')
    assert.deepEqual(refusal.details, { currentVersion: 2, currentState: 'accepted', yourVersion: 1 })
    assert.equal((await readCase(loop, seat, caseId)).timeline.length, 2)
  })

  await t.test('a version from the future is stale as well', async () => {
    const caseId = await report()
    await assert.rejects(act('accept', caseId, 9), { code: 'cases.stale' })
    await assert.rejects(act('comment', caseId, 9), { code: 'cases.stale' })
  })

  await t.test('a comment is taken from an older page: it overtakes nothing', async () => {
    const { caseId } = await reach('accepted')
    const done = await act('comment', caseId, 1)
    assert.deepEqual(done, { caseId, version: 3, state: 'accepted' })
  })

  await t.test('of two dispatchers at once one wins and the other is told', async () => {
    for (let round = 0; round < 5; round++) {
      const caseId = await report()
      const send = (departmentId: string) =>
        verbs.dispatch(loop, dispatcher, {
          caseId,
          body: { version: 1, departmentId, dutyId: null, categoryId: null },
        })
      const results = await Promise.allSettled(['urban', 'police', 'district-aa', 'urban'].map(send))
      const won = results.filter(one => one.status === 'fulfilled')
      assert.equal(won.length, 1)
      for (const one of results)
        if (one.status === 'rejected') assert.equal((one.reason as CatalogueError).code, 'cases.stale')
      const { timeline, version } = await readCase(loop, dispatcher, caseId)
      assert.equal(version, 2)
      assert.deepEqual(
        timeline.map(event => event.type),
        ['reported', 'accepted', 'dispatched'],
      )
    }
  })

  await t.test('a write with an old version changes nothing even without the lock', async () => {
    const { caseId } = await reach('accepted')
    const held = (await selectCase(database, { caseId, scope: anybody.scope }))!
    const wrote = await inTransaction(database, tx =>
      updateCase(tx, { id: caseId, version: held.version - 1 }, { urgency: 'urgent' }),
    )
    assert.equal(wrote, undefined)
  })

  await t.test('who may not do it is refused before the state is told', async () => {
    const handler = await person('handler', ['handler'], { departmentId: 'urban' })
    const { caseId, version } = await reach('dispatched')
    const close = verbs.close(loop, handler, { caseId, body: { version } })
    await assert.rejects(close, { code: 'cases.not-permitted' })
    const analyst = await person('analyst', ['analyst'])
    const handle = verbs.handle(loop, analyst, { caseId, body: { version } })
    await assert.rejects(handle, { code: 'cases.not-permitted' })
  })

  await t.test('a lead sends a case on within the department, and nowhere else', async () => {
    const lead = await person('lead', ['department-lead'], { departmentId: 'urban' })
    const { caseId, version } = await reach('dispatched')
    const send = (departmentId: string) =>
      verbs.dispatch(loop, lead, {
        caseId,
        body: { version, departmentId, dutyId: 'lamp', categoryId: null },
      })
    await assert.rejects(send('police'), { code: 'cases.unknown-department' })
    assert.equal((await send('urban')).state, 'dispatched')
  })

  await t.test('places that do not exist are refused', async () => {
    const caseId = await report()
    const send = (change: object) =>
      verbs.dispatch(loop, dispatcher, {
        caseId,
        body: { version: 1, departmentId: 'urban', dutyId: null, categoryId: null, ...change },
      })
    await assert.rejects(send({ departmentId: 'nowhere' }), { code: 'cases.unknown-department' })
    await assert.rejects(send({ dutyId: 'nothing' }), { code: 'cases.unknown-duty' })
    await assert.rejects(send({ categoryId: 'nothing' }), { code: 'cases.unknown-category' })
  })

  await t.test('a failing effect leaves nothing behind', async () => {
    const caseId = await report()
    const broken = {
      ...free,
      kernel: { ...loop.kernel, recall: () => Promise.reject(new Error('broken')) },
    }
    const tied = { decision_id: caseId, decision_subject: 'x', decision_hash: 'x' }
    await inTransaction(owner, tx => updateCase(tx, { id: caseId, version: 1 }, tied))
    const send = verbs.dispatch(broken, anybody, { caseId, body: { ...bodies.dispatch, version: 1 } })
    await assert.rejects(send, { message: 'broken' })
    const after = await readCase(free, anybody, caseId)
    assert.deepEqual([after.version, after.state, after.timeline.length], [1, 'reported', 1])
  })
})
