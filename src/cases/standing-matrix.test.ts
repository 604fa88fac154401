import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction } from '#base/index.ts'
import type { Actor, Role } from '#identity/index.ts'
import { insertPeople } from '#identity/person.store.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import type { ActionBody } from './action.contract.ts'
import { verbs } from './action.routes.ts'
import { bodies } from './action-bodies.fixture.ts'
import type { Reporter } from './case.contract.ts'
import { type CaseAction, caseActions } from './case-words.contract.ts'
import { readCase } from './read-case.ts'
import { reportCase } from './report-case.ts'

const who = ['seat', 'sender', 'reviewer', 'handler', 'lead', 'grid', 'leader', 'police', 'citizen'] as const
type Who = (typeof who)[number]
const unseen = 'nothing: not in sight'

/** Standings besides the plain states, each with the steps to it from a case the handler works on. */
const paths = {
  held: [['handler', 'hold']],
  asked: [['handler', 'ask-citizen']],
  extension: [['handler', 'ask-extension']],
  'held with an extension': [
    ['handler', 'ask-extension'],
    ['handler', 'hold'],
  ],
  impossible: [['handler', 'declare-impossible']],
  disputed: [['handler', 'object']],
  'disputed and asked': [
    ['handler', 'object'],
    ['handler', 'ask-citizen'],
  ],
  merged: [['sender', 'merge']],
} satisfies Record<string, [Who, CaseAction][]>
type Standing = keyof typeof paths

const elsewhere = 'hand-over comment transfer withdraw merge'
const back = `return ${elsewhere}`
const work = 'return reply comment hold ask-citizen declare-impossible'

/**
 * Written out by hand, as the plain states are in `action-matrix.test.ts`: who sent it is the sender, who asked for more
 * time and objected the handler. The citizen is another one, `police` the department it was not sent to.
 */
const table: Record<Standing, Record<Exclude<Who, 'police' | 'citizen'>, string>> = {
  held: {
    seat: elsewhere,
    sender: back,
    reviewer: back,
    handler: 'return comment resume object assign',
    lead: 'return comment resume object assign',
    grid: 'return comment resume',
    leader: 'comment',
  },
  asked: {
    seat: `answer-question ${elsewhere}`,
    sender: `answer-question ${back}`,
    reviewer: `answer-question ${back}`,
    handler: 'return comment resume answer-question object assign',
    lead: 'return comment resume answer-question object assign',
    grid: 'return comment resume answer-question',
    leader: 'comment answer-question',
  },
  extension: {
    seat: elsewhere,
    sender: `grant-extension refuse-extension ${back}`,
    reviewer: `grant-extension refuse-extension ${back}`,
    handler: `${work} object assign`,
    lead: `${work} object assign grant-extension refuse-extension`,
    grid: work,
    leader: 'comment',
  },
  'held with an extension': {
    seat: elsewhere,
    sender: `grant-extension refuse-extension ${back}`,
    reviewer: `grant-extension refuse-extension ${back}`,
    handler: 'return comment resume object assign',
    lead: 'return comment resume object assign grant-extension refuse-extension',
    grid: 'return comment resume',
    leader: 'comment',
  },
  impossible: {
    seat: 'comment withdraw call-back',
    sender: 'send-back confirm-impossible comment withdraw call-back',
    reviewer: 'send-back confirm-impossible comment withdraw call-back',
    handler: 'comment',
    lead: 'comment',
    grid: 'comment',
    leader: 'comment',
  },
  disputed: {
    seat: elsewhere,
    sender: back,
    reviewer: `uphold-objection refuse-objection ${back}`,
    handler: `${work} ask-extension assign`,
    lead: `${work} ask-extension assign`,
    grid: `${work} ask-extension`,
    leader: 'comment',
  },
  'disputed and asked': {
    seat: `answer-question ${elsewhere}`,
    sender: `answer-question ${back}`,
    reviewer: `answer-question uphold-objection refuse-objection ${back}`,
    handler: 'return comment resume answer-question assign',
    lead: 'return comment resume answer-question assign',
    grid: 'return comment resume answer-question',
    leader: 'comment answer-question',
  },
  merged: {
    seat: 'comment withdraw unmerge',
    sender: 'comment withdraw unmerge',
    reviewer: 'comment withdraw unmerge',
    handler: 'comment',
    lead: 'comment',
    grid: 'comment',
    leader: 'comment',
  },
}

test('every action in every other standing by every role', async t => {
  const { loop, person } = await testCases(t)
  const urban = { departmentId: 'urban', regionIds: ['aaa'] }
  const roles: Record<Who, [Role, object]> = {
    seat: ['seat', {}],
    sender: ['dispatcher', {}],
    reviewer: ['dispatcher', {}],
    handler: ['handler', urban],
    lead: ['department-lead', urban],
    grid: ['grid-member', { regionIds: ['aaa'] }],
    leader: ['leader', {}],
    police: ['handler', { departmentId: 'police' }],
    citizen: ['citizen', {}],
  }
  const people = {} as Record<Who, Actor>
  for (const one of who) {
    const [role, rest] = roles[one]
    people[one] = await person(`standing-${one}`, [role], rest)
  }
  // Cases are given to people that identity knows.
  await inTransaction(loop.database, tx =>
    insertPeople(
      tx,
      (['handler', 'lead'] as const).map(one => ({
        ...{ id: people[one].id, account: people[one].account, name: one, roles: [roles[one][0]] },
        ...{ level: 'L4' as const, fictional: true, mustChangePassword: false, ...urban },
      })),
    ),
  )
  const act = async <A extends CaseAction>(one: Who, action: A, caseId: string, version: number) => {
    const body = {
      ...bodies[action],
      ...(action === 'dispatch' ? { dutyId: 'lamp' } : {}),
      ...(action === 'merge' ? { into: spare } : {}),
      ...(action === 'assign' ? { personId: people[one].id } : {}),
      version,
    }
    return await verbs[action](loop, people[one], { caseId, body: body as unknown as ActionBody<A> })
  }
  const handled = async (reporter?: Reporter) => {
    const { caseId } = await reportCase(loop, people.seat, reportBody(reporter ? { reporter } : {}))
    await act('sender', 'dispatch', caseId, 1)
    return { caseId, version: (await act('handler', 'handle', caseId, 2)).version }
  }
  let spare = ''
  spare = (await handled()).caseId
  const reach = async (standing: Standing) => {
    let { caseId, version } = await handled()
    for (const [one, action] of paths[standing]) version = (await act(one, action, caseId, version)).version
    return { caseId, version }
  }
  const refusals = ['cases.not-permitted', 'cases.not-allowed-now', 'cases.merged', 'cases.own-interest']

  for (const standing of Object.keys(table) as Standing[])
    await t.test(standing, async () => {
      let at = await reach(standing)
      const tried = new Set<CaseAction>()
      for (const one of who) {
        const line = one === 'police' || one === 'citizen' ? unseen : table[standing][one]
        const seen = line !== unseen
        const allowed = new Set(seen ? line.split(' ') : [])
        if (seen)
          assert.deepEqual(
            (await readCase(loop, people[one], at.caseId)).actions.toSorted(),
            [...allowed].toSorted(),
            `${one}: the buttons are those the server will take`,
          )
        else await assert.rejects(readCase(loop, people[one], at.caseId), { code: 'base.not-found' })
        for (const action of caseActions) {
          // What each of them does is tried once for each standing, by the first who may.
          if (allowed.has(action) && tried.has(action)) continue
          if (allowed.has(action)) tried.add(action)
          const outcome = await act(one, action, at.caseId, at.version).then(
            () => 'done',
            (error: { code: string }) => error.code,
          )
          if (allowed.has(action)) {
            assert.equal(outcome, 'done', `${one}: ${action}`)
            at = await reach(standing)
            continue
          }
          if (seen) assert.ok(refusals.includes(outcome), `${one}, ${action}: ${outcome}`)
          else
            assert.ok(['base.not-found', 'cases.unknown-department'].includes(outcome), `${one}, ${action}`)
        }
        const after = await readCase(loop, people.seat, at.caseId)
        assert.equal(after.version, at.version, `what was refused to ${one} wrote something`)
      }
    })

  await t.test(
    'a reporter who is kept hidden can be looked at from every desk that works on it, merged too',
    async () => {
      const hidden = { name: '王小明', phone: '13800138000', anonymous: false, confidential: true }
      const { caseId, version } = await handled(hidden)
      const may = async () => {
        const found: string[] = []
        for (const one of who)
          await readCase(loop, people[one], caseId).then(
            ({ actions }) => actions.includes('reveal') && found.push(one),
            () => undefined,
          )
        return found
      }
      const desks = ['seat', 'sender', 'reviewer', 'handler', 'lead']
      assert.deepEqual(await may(), desks)
      await act('sender', 'merge', caseId, version)
      assert.deepEqual(await may(), desks)
      await act('seat', 'reveal', caseId, version + 1)
      assert.equal((await readCase(loop, people.seat, caseId)).reporter!.name, '王小明')
      assert.equal((await readCase(loop, people.sender, caseId)).reporter!.name, null)
    },
  )
})
