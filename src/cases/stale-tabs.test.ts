import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CatalogueError } from '#base/index.ts'
import { personActor } from '../../test/fixtures/actors.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import type { ActionBody } from './action.contract.ts'
import { verbs } from './action.routes.ts'
import { bodies, statePaths } from './action-bodies.fixture.ts'
import { isPossible, machine } from './case.rules.ts'
import { selectCase } from './case.store.ts'
import { type CaseAction, type CaseState, caseActions, caseStates } from './case-words.contract.ts'
import { readCase } from './read-case.ts'
import { reportCase } from './report-case.ts'
import { standingOf } from './transition.ts'

/** Those that need another case, or somebody of the desk, have tests of their own. */
const apart: readonly CaseAction[] = ['merge', 'unmerge', 'adapt-reply', 'assign']

test('two open tabs on one case', async t => {
  const { loop, person } = await testCases(t)
  const seat = await person('seat', ['seat'])
  // Permitted everything: here the version and the machine decide alone.
  const free = { ...loop, permissions: { permits: () => true } }
  const one = personActor('one')
  const two = personActor('two')
  const act = <A extends CaseAction>(actor: typeof one, action: A, at: { caseId: string; version: number }) =>
    verbs[action](free, actor, {
      caseId: at.caseId,
      body: { ...bodies[action], version: at.version } as ActionBody<A>,
    })
  const reach = async (state: CaseState) => {
    const { caseId } = await reportCase(loop, seat, reportBody())
    let version = 1
    for (const action of statePaths[state]) version = (await act(one, action, { caseId, version })).version
    return { caseId, version }
  }
  const standing = async (caseId: string) =>
    standingOf((await selectCase(loop.database, { caseId, scope: seat.scope }))!)
  const codeOf = (error: unknown) => (error instanceof CatalogueError ? error.code : String(error))

  for (const state of caseStates) {
    const now = await standing((await reach(state)).caseId)
    const possible = caseActions.filter(action => isPossible(action, now) && !apart.includes(action))
    assert.ok(possible.length > 2, state)
    await t.test(`${state}: after any action no other from the old tab gets through unseen`, async () => {
      for (const first of possible)
        for (const second of possible) {
          const at = await reach(state)
          await act(one, first, at)
          const still = isPossible(second, await standing(at.caseId))
          const outcome = await act(two, second, at).then(() => 'done', codeOf)
          const additive = machine[second].additive === true
          const expected = additive ? (still ? 'done' : 'cases.not-allowed-now') : 'cases.stale'
          assert.equal(outcome, expected, `${first}, then ${second}`)
        }
    })

    await t.test(
      `${state}: of two tabs that act in the same moment one wins, and the history is whole`,
      async () => {
        for (const action of possible.filter(each => !machine[each].additive)) {
          const at = await reach(state)
          const results = await Promise.allSettled([one, two].map(actor => act(actor, action, at)))
          assert.deepEqual(results.map(result => result.status).toSorted(), ['fulfilled', 'rejected'], action)
          for (const result of results)
            if (result.status === 'rejected') assert.equal(codeOf(result.reason), 'cases.stale', action)
          const { timeline, version } = await readCase(free, one, at.caseId)
          assert.equal(version, at.version + 1)
          const mains = timeline.filter(event => event.type === machine[action].event)
          assert.equal(new Set(mains.map(event => event.eventId)).size, mains.length)
        }
      },
    )
  }

  await t.test('twenty comments in the same moment are all kept, in one order', async () => {
    const at = await reach('handling')
    const notes = Array.from({ length: 20 }, (_, number) => `备注${number}`)
    await Promise.all(
      notes.map(note => verbs.comment(free, one, { caseId: at.caseId, body: { note, version: at.version } })),
    )
    const { timeline, version } = await readCase(free, one, at.caseId)
    const kept = timeline.filter(event => event.type === 'commented').map(event => event.text)
    assert.deepEqual(kept.toSorted(), notes.toSorted())
    assert.equal(version, at.version + 20)
  })

  await t.test('two ratings in the same moment: one counts', async () => {
    const at = await reach('closed')
    const rate = (score: number) =>
      verbs.rate(free, one, { caseId: at.caseId, body: { version: at.version, score, resolved: true } })
    const results = await Promise.allSettled([rate(1), rate(5)])
    const won = results.findIndex(result => result.status === 'fulfilled')
    assert.equal(results.filter(result => result.status === 'fulfilled').length, 1)
    const lost = results.find(result => result.status === 'rejected')
    assert.equal(codeOf(lost?.reason), 'cases.not-allowed-now')
    assert.equal((await readCase(free, one, at.caseId)).rating, [1, 5][won])
  })
})
