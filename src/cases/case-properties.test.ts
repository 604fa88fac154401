import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { isCode } from '#base/index.ts'
import { type Actor, systemActor } from '#identity/index.ts'
import { commitment, readEntries } from '#ledger/index.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import type { ActionBody } from './action.contract.ts'
import { verbs } from './action.routes.ts'
import { bodies } from './action-bodies.fixture.ts'
import { adviseCases } from './advise-cases.ts'
import { canBeRated, isPossible, machine } from './case.rules.ts'
import { type CaseRecord, selectCase, selectCaseContent } from './case.store.ts'
import { type CaseAction, caseActions, type EventType } from './case-words.contract.ts'
import { saidPart } from './event.draft.ts'
import { type EventRow, selectEvents } from './event.store.ts'
import { reportCase } from './report-case.ts'
import { standingOf } from './transition.ts'

const departments = ['urban', 'police', 'district-aa', 'district-ab'] as const

/** One thing that somebody tries: not always allowed, not always from a fresh page, sometimes two in the same moment. */
const attempt = fc.record({
  who: fc.nat(),
  // Doing what the case is waiting for is commoner than not, or most sequences would end at the first step.
  action: fc.oneof(
    { weight: 3, arbitrary: fc.constant(null) },
    { weight: 2, arbitrary: fc.constantFrom(...caseActions) },
  ),
  pick: fc.nat(),
  behind: fc.constantFrom(0, 0, 0, 0, 1, -1),
  department: fc.constantFrom(...departments),
  duty: fc.constantFrom(null, 'lamp', 'neighbour'),
  advise: fc.constantFrom(false, false, false, true),
  twice: fc.constantFrom(false, false, false, true),
})
type Attempt = typeof attempt extends fc.Arbitrary<infer Value> ? Value : never

const expected = new Set([
  'base.not-found',
  'cases.not-permitted',
  'cases.stale',
  'cases.not-allowed-now',
  'cases.unknown-department',
  // The person named is of no desk of this city.
  'cases.not-of-this-desk',
  // A handler who names somebody else: only a lead does.
  'cases.assigns-others',
])

function checkRecord(record: CaseRecord): void {
  const { state } = record
  const closed = state === 'closed'
  assert.equal(record.closed_at !== null, closed, 'closed_at if and only if closed')
  assert.equal(record.disposition !== null, closed, 'a disposition if and only if closed')
  const atDepartment = ['dispatched', 'handling', 'verifying'].includes(state)
  if (atDepartment) assert.ok(record.department_id, 'somebody has it')
  if (state === 'reported' || state === 'accepted')
    assert.deepEqual(
      [record.department_id, record.duty_id, record.due_at],
      [null, null, null],
      'nobody has it',
    )
  if (record.rating !== null)
    assert.ok(canBeRated({ ...standingOf(record), rating: null }), 'only what was handled is rated')
  assert.equal(record.rating === null, record.resolved === null)
}

function checkTimeline(events: readonly EventRow[], record: CaseRecord): void {
  assert.deepEqual(
    events.map(event => event.seq),
    events.map((_, place) => place + 1),
    'numbers without a gap',
  )
  assert.equal(record.last_seq, events.length)
  let state: string | null = null
  for (const event of events) {
    assert.equal(event.from_state, state, `${event.type} begins where the one before ended`)
    state = event.to_state
    const actions = caseActions.filter(action => machine[action].event === event.type)
    if (actions.length === 0) continue
    assert.ok(
      actions.some(action => machine[action].from.includes(event.from_state as never)),
      `${event.from_state} → ${event.type}`,
    )
  }
  assert.equal(state, record.state)
  // What comes by itself raises no version: advice, and the accepting that a further step brings along.
  const silent: EventType[] = ['advised']
  const main = events.filter(event => !silent.includes(event.type as EventType))
  const broughtAlong = main.filter((event, place) => {
    const next = main[place + 1]
    return (
      event.type === 'accepted' && next?.at.getTime() === event.at.getTime() && next.actor === event.actor
    )
  })
  assert.equal(record.version, main.length - broughtAlong.length)
}

test('whatever is tried, the case stays whole', async t => {
  const { loop, person, database } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const people: Actor[] = [
    seat,
    await person('dispatcher', ['dispatcher']),
    await person('urban', ['handler'], { departmentId: 'urban' }),
    await person('police', ['handler'], { departmentId: 'police' }),
    await person('lead', ['department-lead'], { departmentId: 'government' }),
    await person('walker', ['grid-member'], { regionIds: ['aaa'] }),
    await person('analyst', ['analyst']),
    await person('citizen', ['citizen']),
    systemActor,
  ]
  let done = 0
  let refused = 0

  const act = async (caseId: string, tried: Attempt) => {
    const record = (await selectCase(database, { caseId, scope: seat.scope }))!
    const waiting = caseActions.filter(action => isPossible(action, standingOf(record)))
    const action = tried.action ?? waiting[tried.pick % waiting.length]!
    const body = {
      ...bodies[action],
      version: Math.max(1, record.version - tried.behind),
      ...(action === 'dispatch' ? { departmentId: tried.department, dutyId: tried.duty } : {}),
    }
    // Half of the time somebody who may: else nearly all attempts would be refused.
    const start = tried.who % people.length
    const able = people.filter(one => loop.permissions.permits(one, machine[action].permission))
    const actor = tried.pick % 2 === 0 && able.length > 0 ? able[start % able.length]! : people[start]!
    const verb = verbs[action] as (typeof verbs)['accept']
    const send = () => verb(loop, actor, { caseId, body: body as unknown as ActionBody<CaseAction> })
    const results = await Promise.allSettled(tried.twice ? [send(), send()] : [send()])
    for (const result of results) {
      if (result.status === 'fulfilled') done++
      else {
        refused++
        assert.ok(
          [...expected].some(code => isCode(result.reason, code)),
          `${action}: ${result.reason}`,
        )
      }
    }
    if (tried.twice && !machine[action].additive)
      assert.ok(results.filter(one => one.status === 'fulfilled').length <= 1, `${action} twice`)
  }

  await fc.assert(
    fc.asyncProperty(fc.array(attempt, { minLength: 5, maxLength: 25 }), async attempts => {
      const { caseId } = await reportCase(loop, seat, reportBody())
      for (const tried of attempts) {
        if (tried.advise) await adviseCases(loop, [caseId])
        await act(caseId, tried)
      }
      const record = (await selectCase(database, { caseId, scope: seat.scope }))!
      const events = await selectEvents(database, caseId)
      checkRecord(record)
      checkTimeline(events, record)
      for (const event of events) {
        const said = { actor_name: event.actor_name!, text: event.text, details: event.said }
        const { rows } = await saltOf(event.id)
        assert.ok(commitment(rows[0]!.salt, saidPart(said)).equals(event.commitment!), event.type)
      }
      const entries = (await readEntries(database, `case:${caseId}`)).filter(one =>
        one.kind.startsWith('case.'),
      )
      assert.ok(entries.every(entry => entry.intact))
      const inLedger = entries.map(entry => {
        const { event, seq, said } = entry.body as { event: string; seq: number; said: string }
        return [entry.kind, event, seq, said]
      })
      assert.deepEqual(
        inLedger.toSorted((a, b) => Number(a[2]) - Number(b[2])),
        events.map(event => [`case.${event.type}`, event.id, event.seq, event.commitment!.toString('hex')]),
        'an entry for each event, and no other',
      )
      assert.equal((await selectCaseContent(database, caseId))!.detail, reportBody().detail)
    }),
    { numRuns: 25 },
  )
  assert.ok(done > 60 && refused > 60, `${done} done, ${refused} refused: both have to happen`)

  async function saltOf(eventId: string) {
    return await sql<{ salt: Buffer }>`
      select salt from cases.event_content where event_id = ${eventId}::uuid`.execute(database)
  }
})
