import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction } from '#base/index.ts'
import type { Actor, Role } from '#identity/index.ts'
import { insertPeople } from '#identity/person.store.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import type { ActionBody } from './action.contract.ts'
import { verbs } from './action.routes.ts'
import { bodies, statePaths } from './action-bodies.fixture.ts'
import { type CaseAction, type CaseState, caseActions, caseStates } from './case-words.contract.ts'
import { readCase } from './read-case.ts'
import { reportCase } from './report-case.ts'

/**
 * The whole table, written out by hand: what each role may do to a case of its own department and region in each state.
 * A change of a policy or of the machine has to be made here as well, by somebody who reads what it opens.
 */
const table: { [role in Role]?: { [state in CaseState]: string } } = {
  seat: {
    reported: 'accept answer decline hand-over dispatch comment transfer withdraw merge',
    accepted: 'answer decline hand-over dispatch comment transfer withdraw merge',
    dispatched: 'hand-over dispatch comment transfer withdraw merge',
    handling: 'hand-over comment transfer withdraw merge',
    verifying: 'close comment withdraw call-back',
    closed: 'rate comment call-back',
  },
  dispatcher: {
    reported: 'accept decline hand-over dispatch comment transfer withdraw merge',
    accepted: 'decline hand-over dispatch comment transfer withdraw merge',
    dispatched: 'hand-over dispatch return comment transfer withdraw merge',
    handling: 'hand-over return comment transfer withdraw merge',
    verifying: 'send-back close comment withdraw call-back',
    closed: 'reopen comment call-back',
  },
  handler: {
    reported: 'nothing: not in sight',
    accepted: 'nothing: not in sight',
    dispatched: 'return handle comment hold ask-citizen object assign',
    handling: 'return reply comment hold ask-citizen declare-impossible object assign',
    verifying: 'comment',
    closed: 'comment',
  },
  'department-lead': {
    reported: 'nothing: not in sight',
    accepted: 'nothing: not in sight',
    dispatched: 'dispatch return handle comment hold ask-citizen object assign',
    handling: 'return reply comment hold ask-citizen declare-impossible object assign',
    verifying: 'comment',
    closed: 'comment',
  },
  'grid-member': {
    reported: 'comment',
    accepted: 'comment',
    dispatched: 'return handle comment hold ask-citizen',
    handling: 'return reply comment hold ask-citizen declare-impossible',
    verifying: 'comment',
    closed: 'comment',
  },
  leader: {
    reported: 'comment',
    accepted: 'comment',
    dispatched: 'comment',
    handling: 'comment',
    verifying: 'comment',
    closed: 'comment',
  },
  analyst: { reported: '', accepted: '', dispatched: '', handling: '', verifying: '', closed: '' },
}
for (const role of [
  'citizen',
  'data-steward',
  'ai-engineer',
  'system-administrator',
  'security-administrator',
  'audit-administrator',
] as const) {
  const unseen = 'nothing: not in sight'
  table[role] = {
    reported: unseen,
    accepted: unseen,
    dispatched: unseen,
    handling: unseen,
    verifying: unseen,
    closed: unseen,
  }
}

test('every action in every state by every role', async t => {
  const { loop, person } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const handler = await person('handler', ['handler'], { departmentId: 'urban' })
  const byStep: Partial<Record<CaseAction, Actor>> = { handle: handler, reply: handler }
  const spare = await reportCase(loop, seat, reportBody())
  const act = <A extends CaseAction>(actor: Actor, action: A, at: { caseId: string; version: number }) =>
    verbs[action](loop, actor, {
      caseId: at.caseId,
      body: {
        ...bodies[action],
        ...(action === 'merge' ? { into: spare.caseId } : {}),
        ...(action === 'assign' ? { personId: actor.id } : {}),
        version: at.version,
      } as ActionBody<A>,
    })
  const reach = async (state: CaseState) => {
    const { caseId } = await reportCase(loop, seat, reportBody())
    let version = 1
    for (const action of statePaths[state])
      version = (await act(byStep[action] ?? dispatcher, action, { caseId, version })).version
    return { caseId, version }
  }
  const place = { departmentId: 'urban', regionIds: ['aaa'] }

  for (const [role, row] of Object.entries(table) as [Role, { [state in CaseState]: string }][]) {
    const actor = await person(`one-${role}`, [role], place)
    // Cases are given to people that identity knows.
    await inTransaction(loop.database, tx =>
      insertPeople(tx, [
        {
          ...{ id: actor.id, account: actor.account, name: actor.name, roles: [role], level: 'L4' },
          ...place,
          fictional: true,
          mustChangePassword: false,
        },
      ]),
    )
    for (const state of caseStates)
      await t.test(`${role}, ${state}`, async () => {
        const unseen = row[state].startsWith('nothing')
        const allowed = new Set(unseen ? [] : row[state].split(' ').filter(Boolean))
        let at = await reach(state)
        if (!unseen)
          assert.deepEqual(
            (await readCase(loop, actor, at.caseId)).actions,
            caseActions.filter(action => allowed.has(action)),
            'the buttons are those the server will take',
          )
        else await assert.rejects(readCase(loop, actor, at.caseId), { code: 'base.not-found' })
        for (const action of caseActions) {
          const outcome = await act(actor, action, at).then(
            () => 'done',
            (error: { code: string }) => error.code,
          )
          if (allowed.has(action)) {
            assert.equal(outcome, 'done', action)
            at = await reach(state)
            continue
          }
          const refusals = unseen
            ? ['base.not-found', 'cases.unknown-department']
            : ['cases.not-permitted', 'cases.not-allowed-now', 'cases.unknown-department']
          assert.ok(refusals.includes(outcome), `${action}: ${outcome}`)
          const after = await readCase(loop, seat, at.caseId)
          assert.deepEqual([after.state, after.version], [state, at.version], `${action} wrote something`)
        }
      })
  }
})
