import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { addBusinessTime } from '#city/index.ts'
import { visitor } from '#identity/index.ts'
import { readEntries } from '#ledger/index.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import type { ActionBody } from './action.contract.ts'
import { verbs } from './action.routes.ts'
import { bodies } from './action-bodies.fixture.ts'
import { answerByCode } from './answer-question.ts'
import type { CaseRecord } from './case.store.ts'
import type { CaseAction } from './case-words.contract.ts'
import { addLimit } from './deadlines/add-limit.ts'
import { askCoHost } from './joint/ask-co-host.ts'
import { readJoint } from './joint/read-joint.ts'
import { readCase } from './read-case.ts'
import { readPublicStatus } from './read-public-status.ts'
import { reportCase } from './report-case.ts'
import { withdrawByCode } from './withdraw-case.ts'

async function openWorld(t: TestContext) {
  const base = await testCases(t)
  const { loop, person, database } = base
  const people = {
    seat: await person('seat', ['seat']),
    dispatcher: await person('dispatcher', ['dispatcher']),
    second: await person('second', ['dispatcher']),
    handler: await person('handler', ['handler'], { departmentId: 'urban' }),
    lead: await person('lead', ['department-lead'], { departmentId: 'urban' }),
  }
  const record = async (caseId: string) =>
    (await sql<CaseRecord>`select * from cases.case_record where id = ${caseId}`.execute(database)).rows[0]!
  const act = async <A extends CaseAction>(
    who: keyof typeof people,
    action: A,
    at: { caseId: string } & Partial<ActionBody<A>>,
  ) => {
    const { caseId, version, ...rest } = at
    const body = { ...bodies[action], ...rest, version: version ?? (await record(caseId)).version }
    return await verbs[action](loop, people[who], { caseId, body: body as unknown as ActionBody<A> })
  }
  const handling = async (dutyId: string | null = 'lamp') => {
    const made = await reportCase(loop, people.seat, reportBody())
    await act('dispatcher', 'dispatch', { caseId: made.caseId, dutyId })
    await act('handler', 'handle', { caseId: made.caseId })
    return { caseId: made.caseId, followUpCode: made.followUpCode! }
  }
  /** What the row, the timeline and the ledger say of one case has to agree, whatever was tried at once. */
  const whole = async (caseId: string) => {
    const { last_seq, state, pause, asked, closed_at, disposition } = await record(caseId)
    const { timeline } = await readCase(loop, people.seat, caseId)
    assert.equal(timeline.length, last_seq, 'every number has its event')
    assert.equal(timeline.at(-1)!.toState, state)
    assert.equal(closed_at !== null, state === 'closed')
    assert.equal(disposition !== null, state === 'closed')
    if (state !== 'dispatched' && state !== 'handling') assert.equal(pause, null)
    if (state === 'closed') assert.ok(asked === null)
    const kept = (await readEntries(database, `case:${caseId}`)).filter(
      entry => 'seq' in (entry.body as object),
    )
    const numbers = kept.map(entry => (entry.body as { seq: number }).seq)
    assert.equal(new Set(numbers).size, numbers.length, 'no number twice')
  }
  return { ...base, ...people, record, act, handling, whole }
}

let shared: Awaited<ReturnType<typeof openWorld>>
const notNow = { code: 'cases.not-allowed-now' }

test('pauses, extensions, questions and endings, attacked', async t => {
  shared = await openWorld(t)
  const { loop, database, seat, dispatcher, record, act, handling, whole } = shared

  await t.test('no pause, question or more time while it is verified, closed or not dispatched', async () => {
    const { caseId } = await reportCase(loop, seat, reportBody())
    const tried = ['hold', 'resume', 'ask-citizen', 'ask-extension', 'declare-impossible'] as const
    for (const action of tried)
      await assert.rejects(act('handler', action, { caseId }), { code: 'base.not-found' }, action)
    const other = await handling()
    await act('handler', 'reply', other)
    for (const action of tried) await assert.rejects(act('handler', action, other), notNow, action)
    await act('dispatcher', 'close', other)
    for (const action of tried) await assert.rejects(act('handler', action, other), notNow, action)
    await whole(other.caseId)
  })

  await t.test(
    'more time: not without a deadline, once at a time, never after the reply, one ruling of two',
    async () => {
      const none = await handling(null)
      await assert.rejects(act('handler', 'ask-extension', none), notNow)
      const one = await handling()
      const { version } = await record(one.caseId)
      const asked = await Promise.allSettled(
        (['handler', 'lead', 'handler'] as const).map(who => act(who, 'ask-extension', { ...one, version })),
      )
      assert.equal(asked.filter(each => each.status === 'fulfilled').length, 1)
      const now = await record(one.caseId)
      const ruled = await Promise.allSettled([
        act('dispatcher', 'grant-extension', { ...one, version: now.version }),
        act('second', 'refuse-extension', { ...one, version: now.version }),
      ])
      assert.deepEqual(ruled.map(each => each.status).toSorted(), ['fulfilled', 'rejected'])
      const { due_at, asked_by } = await record(one.caseId)
      assert.equal(due_at!.getTime() !== now.due_at!.getTime(), ruled[0]!.status === 'fulfilled')
      assert.equal(asked_by, null)
      await act('handler', 'ask-extension', one)
      await act('handler', 'reply', one)
      for (const action of ['grant-extension', 'refuse-extension'] as const)
        await assert.rejects(act('dispatcher', action, one), notNow)
      await act('dispatcher', 'send-back', one)
      await assert.rejects(
        act('dispatcher', 'grant-extension', one),
        notNow,
        'nor does it come back with the case',
      )
      await whole(one.caseId)
    },
  )

  await t.test(
    'more time granted while it stands still counts from the deadline and goes on with what was left',
    async () => {
      const { calendar } = await loop.city.snapshot()
      const one = await handling()
      await act('handler', 'ask-extension', { ...one, workdays: 2 })
      await act('handler', 'hold', one)
      const held = await record(one.caseId)
      await act('dispatcher', 'grant-extension', one)
      const granted = await record(one.caseId)
      assert.deepEqual(granted.due_at, addBusinessTime(held.due_at!, { workdays: 2 }, calendar).at)
      assert.deepEqual(granted.stopped_at, held.stopped_at, 'the clock still stands')
      await sql`update cases.case_record set stopped_at = stopped_at - interval '14 days',
                     due_at = due_at - interval '14 days' where id = ${one.caseId}`.execute(database)
      await act('handler', 'resume', one)
      const on = await record(one.caseId)
      assert.ok(on.due_at! > new Date(granted.due_at!.getTime() - 14 * 86_400_000))
      assert.equal(on.stopped_at, null)
    },
  )

  await t.test(
    'a question answered twice, in an empty way, by a wrong code or after all is over',
    async () => {
      const endings: (readonly ['seat' | 'handler' | 'dispatcher', CaseAction])[] = [
        ['seat', 'withdraw'],
        ['seat', 'transfer'],
        ['seat', 'hand-over'],
        ['handler', 'return'],
        ['handler', 'resume'],
      ]
      for (const [who, action] of endings) {
        const one = await handling()
        await act('handler', 'ask-citizen', one)
        assert.equal((await readPublicStatus(loop, one.followUpCode)).question, '是哪一盏路灯？')
        await act(who, action, one)
        const late = answerByCode(loop, visitor, { followUpCode: one.followUpCode, answer: '晚了' })
        await assert.rejects(late, notNow, action)
        const { question, pause } = await readPublicStatus(loop, one.followUpCode)
        assert.deepEqual([question, pause], [null, null], action)
        await whole(one.caseId)
      }
      const one = await handling()
      await act('handler', 'ask-citizen', one)
      const by = (followUpCode: string) => answerByCode(loop, visitor, { followUpCode, answer: '左边' })
      await assert.rejects(by('0000-0000-0000-0000'), { code: 'base.not-found' })
      await assert.rejects(by(''), { code: 'base.not-found' })
      const both = await Promise.allSettled([by(one.followUpCode), act('seat', 'answer-question', one)])
      assert.equal(both.filter(each => each.status === 'fulfilled').length, 1)
      await assert.rejects(by(one.followUpCode), notNow)
      await whole(one.caseId)
    },
  )

  await t.test('a second question is asked, and the page shows that one alone', async () => {
    const one = await handling()
    await act('handler', 'ask-citizen', { ...one, question: '第一问' })
    await act('seat', 'answer-question', { ...one, answer: '第一答' })
    await act('handler', 'ask-citizen', { ...one, question: '第二问' })
    const shown = JSON.stringify(await readPublicStatus(loop, one.followUpCode))
    assert.ok(shown.includes('第二问'))
    for (const gone of ['第一问', '第一答']) assert.ok(!shown.includes(gone), gone)
  })

  await t.test(
    'withdrawn by the code in the moment of any step of the office: one order or the other, never half',
    async () => {
      const steps: (readonly ['handler' | 'dispatcher', CaseAction, CaseAction?])[] = [
        ['handler', 'reply'],
        ['handler', 'hold'],
        ['handler', 'return'],
        ['handler', 'ask-extension'],
        ['handler', 'object'],
        ['handler', 'declare-impossible'],
        ['dispatcher', 'grant-extension', 'ask-extension'],
        ['dispatcher', 'transfer'],
        ['handler', 'resume', 'hold'],
      ]
      for (const [who, action, first] of steps) {
        const one = await handling()
        if (first) await act('handler', first, one)
        const [left, step] = await Promise.allSettled([
          withdrawByCode(loop, visitor, { followUpCode: one.followUpCode, reason: '算了' }),
          act(who, action, one),
        ])
        const { state, disposition, dispute_id, respond_by } = await record(one.caseId)
        assert.equal(state, 'closed', action)
        if (left.status === 'fulfilled') assert.equal(disposition, 'withdrawn', action)
        else assert.equal(action, 'transfer')
        if (step.status === 'rejected')
          assert.ok(['cases.stale', 'cases.not-allowed-now'].includes(step.reason.code), step.reason.code)
        assert.deepEqual([dispute_id, respond_by], [null, null])
        const waiting = await sql`
        select from cases.due_moment where case_id = ${one.caseId} and ended_at is null`.execute(database)
        assert.equal(waiting.rows.length, 0, 'nobody is told of it any more')
        await whole(one.caseId)
      }
    },
  )

  await t.test(
    'withdrawn with an objection, a co-host’s task, an assignee and a question open: all of it ends',
    async () => {
      const one = await handling()
      await act('handler', 'object', one)
      await askCoHost(loop, dispatcher, {
        caseId: one.caseId,
        body: { departmentId: 'police', asked: '请协助', workdays: 2 },
      })
      await act('handler', 'ask-extension', one)
      await act('handler', 'ask-citizen', one)
      await withdrawByCode(loop, visitor, { followUpCode: one.followUpCode, reason: '自行解决' })
      const after = await record(one.caseId)
      assert.deepEqual(
        [after.dispute_id, after.pause, after.asked, after.asked_by, after.asked_workdays, after.assignee_id],
        [null, null, null, null, null, null],
      )
      const tasks = (await readJoint(loop, dispatcher, one.caseId)).tasks
      assert.deepEqual(
        tasks.map(task => task.state),
        ['withdrawn'],
      )
      const kinds = (await readEntries(database, `case:${one.caseId}`)).map(entry => entry.kind)
      assert.ok(kinds.includes('case.tasks-withdrawn') && kinds.includes('case.withdrawn'))
      const { rows } = await sql<{ outcome: string }>`
      select outcome from cases.dispute where case_id = ${one.caseId}`.execute(database)
      assert.deepEqual(rows, [{ outcome: 'lapsed' }])
      await whole(one.caseId)
    },
  )

  await t.test(
    'of people who wait together each withdraws for one; the rest goes on, and nobody is brought back',
    async () => {
      const [main, member] = [await handling(), await handling()]
      await act('dispatcher', 'merge', { caseId: member.caseId, into: main.caseId })
      const lead = withdrawByCode(loop, visitor, { followUpCode: main.followUpCode, reason: '算了' })
      await assert.rejects(lead, { code: 'cases.others-wait' })
      assert.equal((await record(main.caseId)).state, 'handling', 'nothing of it was written')
      const { version } = await record(main.caseId)
      await withdrawByCode(loop, visitor, { followUpCode: member.followUpCode, reason: '我这边好了' })
      assert.deepEqual(
        [(await record(main.caseId)).state, (await record(main.caseId)).version],
        ['handling', version],
      )
      await assert.rejects(act('dispatcher', 'unmerge', member), notNow)
      await assert.rejects(act('dispatcher', 'reopen', member), { code: 'cases.merged' })
      await act('handler', 'reply', main)
      await act('dispatcher', 'close', main)
      const left = await record(member.caseId)
      assert.deepEqual([left.disposition, left.merged_into], ['withdrawn', main.caseId])
      assert.equal((await readPublicStatus(loop, member.followUpCode)).reply, null)
      await whole(main.caseId)
      const alone = await handling()
      const other = await handling()
      await act('dispatcher', 'merge', { caseId: other.caseId, into: alone.caseId })
      await withdrawByCode(loop, visitor, { followUpCode: other.followUpCode, reason: '好了' })
      await withdrawByCode(loop, visitor, { followUpCode: alone.followUpCode, reason: '也好了' })
      assert.equal((await record(alone.caseId)).disposition, 'withdrawn', 'the last one ends it')
    },
  )

  await t.test(
    'taken out of another, a case has a deadline again: by the rule where no duty names one',
    async () => {
      const steward = await shared.person('steward', ['data-steward'])
      await addLimit(loop, steward, {
        ...{ categoryId: null, urgency: 'normal', departmentId: 'urban', validFrom: '2024-01-01' },
        ...{ handling: { amount: 6, unit: 'workdays' }, response: { amount: 2, unit: 'hours' } },
      })
      const [main, member] = [await handling(null), await handling(null)]
      await act('handler', 'hold', member)
      await act('dispatcher', 'merge', { caseId: member.caseId, into: main.caseId })
      const inside = await record(member.caseId)
      assert.deepEqual(
        [inside.due_at, inside.due_basis, inside.pause, inside.stopped_at],
        [null, null, null, null],
      )
      await act('dispatcher', 'unmerge', member)
      const out = await record(member.caseId)
      const { calendar } = await loop.city.snapshot()
      const from = new Date((out.due_basis as { from: string }).from)
      assert.deepEqual(out.due_at, addBusinessTime(from, { workdays: 6 }, calendar).at)
      assert.deepEqual([out.respond_by, out.stopped_at], [null, null], 'work had begun')
      const moments = await sql`
      select from cases.due_moment where case_id = ${member.caseId} and ended_at is null`.execute(database)
      assert.equal(moments.rows.length, 5)
    },
  )

  await t.test('reopened after each ending: nothing of the old clock is left', async () => {
    const endings: ['seat' | 'dispatcher', CaseAction][] = [
      ['seat', 'withdraw'],
      ['seat', 'transfer'],
      ['dispatcher', 'confirm-impossible'],
    ]
    for (const [who, action] of endings) {
      const one = await handling()
      if (action === 'confirm-impossible') await act('handler', 'declare-impossible', one)
      await act(who, action, one)
      await act('dispatcher', 'reopen', one)
      const after = await record(one.caseId)
      assert.deepEqual(
        [after.state, after.disposition, after.due_at, after.due_basis, after.respond_by, after.stopped_at],
        ['accepted', null, null, null, null, null],
        action,
      )
      assert.deepEqual([after.asked, after.asked_by, after.pause], [null, null, null])
      assert.equal((await readPublicStatus(loop, one.followUpCode)).reply, null)
      await whole(one.caseId)
    }
  })

  await t.test(
    'calls back: from an older page, never from one that is ahead; in every way it ended',
    async () => {
      const one = await handling()
      await assert.rejects(act('seat', 'call-back', one), notNow)
      await act('handler', 'reply', one)
      const { version } = await record(one.caseId)
      await act('seat', 'comment', one)
      await act('seat', 'call-back', { ...one, version })
      await assert.rejects(act('seat', 'call-back', { ...one, version: version + 3 }), {
        code: 'cases.stale',
      })
      await assert.rejects(act('handler', 'call-back', one), { code: 'cases.not-permitted' })
      await act('seat', 'withdraw', one)
      await act('dispatcher', 'call-back', { ...one, reached: true, satisfied: undefined })
      const calls = (await readCase(loop, seat, one.caseId)).timeline.filter(
        event => event.type === 'called-back',
      )
      assert.deepEqual(
        calls.map(event => event.details.satisfied),
        [true, null],
      )
    },
  )
})
