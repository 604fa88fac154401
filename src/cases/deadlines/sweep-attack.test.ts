import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction } from '#base/index.ts'
import { type CitySnapshot, editCalendarDay, wallTime } from '#city/index.ts'
import { leafHash, readEntries } from '#ledger/index.ts'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import type { ActionBody } from '../action.contract.ts'
import { verbs } from '../action.routes.ts'
import { bodies } from '../action-bodies.fixture.ts'
import type { CaseRecord } from '../case.store.ts'
import type { CaseAction } from '../case-words.contract.ts'
import type { ReminderKey } from '../deadlines.contract.ts'
import { listInbox } from '../inbox/list-inbox.ts'
import { readCase } from '../read-case.ts'
import { reportCase } from '../report-case.ts'
import { acknowledgeReminder } from './acknowledge-reminder.ts'
import type { PlannedMoment } from './due-moment.store.ts'
import { fireDueMoments, firedLeaves } from './fire-due-moments.ts'
import { followCalendar } from './follow-calendar.ts'
import { listReminders } from './list-reminders.ts'

const child = resolve(import.meta.dirname, '../../../test/fixtures/sweep-process.ts')

async function world(t: TestContext) {
  const base = await testCases(t)
  const { loop, person, database, owner, connections } = base
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const handler = await person('handler', ['handler'], { departmentId: 'urban' })
  const lead = await person('lead', ['department-lead'], { departmentId: 'urban' })
  const people = { seat, dispatcher, handler, lead }
  const record = async (caseId: string) =>
    (await sql<CaseRecord>`select * from cases.case_record where id = ${caseId}`.execute(database)).rows[0]!
  const act = async <A extends CaseAction>(
    who: keyof typeof people,
    action: A,
    at: { caseId: string } & Partial<ActionBody<A>>,
  ) => {
    const { caseId, ...rest } = at
    const { version } = await record(caseId)
    const body = { ...bodies[action], ...rest, version } as unknown as ActionBody<A>
    return await verbs[action](loop, people[who], { caseId, body })
  }
  const dispatched = async () => {
    const made = await reportCase(loop, seat, reportBody())
    await act('dispatcher', 'dispatch', { caseId: made.caseId, dutyId: 'lamp' })
    return made.caseId
  }
  /** So many moments of one kind that were due one after the other until a moment ago, as after a night without a sweep. */
  const manyDue = async (caseId: string, count: number) => {
    await sql`delete from cases.due_moment where fired_at is null`.execute(owner)
    await sql`
      insert into cases.due_moment (case_id, step, kind, at, department_id)
      select ${caseId}, 1000 + number, 'overdue', now() - make_interval(secs => number + 1), 'urban'
        from generate_series(1, ${count}::int) as number`.execute(owner)
  }
  const sweep = () => {
    const running = spawn(process.execPath, [child, JSON.stringify([connections.application])], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    running.stdout.on('data', piece => {
      said += piece
    })
    const ended = once(running, 'exit')
    const fired = async () => {
      await ended
      return Number(said)
    }
    return { kill: () => running.kill('SIGKILL'), ended, fired }
  }
  const counts = async () => {
    const { rows } = await sql<{ fired: number; waiting: number }>`
      select count(fired_at)::int as fired, count(*) filter (where fired_at is null)::int as waiting
        from cases.due_moment where step > 1000`.execute(database)
    return rows[0]!
  }
  /** Every fired moment names an entry of the ledger that counts and digests exactly those that name it. */
  const proven = async () => {
    const { rows } = await sql<PlannedMoment & { entry_id: string }>`
      select * from cases.due_moment where fired_at is not null`.execute(database)
    for (const [id, fired] of Map.groupBy(rows, row => row.entry_id)) {
      const [entry] = await readEntries(database, `batch:${id}`)
      assert.deepEqual(entry!.body, {
        count: fired.length,
        digest: leafHash(firedLeaves(fired)).toString('hex'),
      })
    }
    return new Set(rows.map(row => row.entry_id)).size
  }
  return { ...base, ...people, record, act, dispatched, manyDue, sweep, counts, proven }
}

test('a city’s deadlines at once, in many processes', async t => {
  const { loop, database, handler, dispatched, manyDue, sweep, counts, proven } = await world(t)
  const caseId = await dispatched()

  await t.test('3,000 due at once in two processes and this one: each fires once', async () => {
    await manyDue(caseId, 3000)
    const two = [sweep(), sweep()]
    const fired = await Promise.all([...two.map(one => one.fired()), fireDueMoments(database)])
    assert.equal(
      fired.reduce((sum, count) => sum + count),
      3000,
    )
    assert.deepEqual(await counts(), { fired: 3000, waiting: 0 })
    await proven()
    const { items } = await listInbox(loop, handler, {
      query: { show: 'all', limit: 50 },
      language: 'zh',
    })
    assert.ok(items.length < 50, 'and nobody’s inbox is flooded')
  })

  await t.test('one that is killed loses nothing and fires nothing twice; the next goes on', async () => {
    await sql`delete from cases.due_moment where step > 1000 and fired_at is null`.execute(database)
    const before = await counts()
    await sql`
      insert into cases.due_moment (case_id, step, kind, at, department_id)
      select ${caseId}, 10000 + number, 'overdue', now() - make_interval(secs => number), 'urban'
        from generate_series(1, 12000) as number`.execute(database)
    const killed = sweep()
    // As soon as one batch stands it is killed, in the midst of the next or when it has ended.
    while ((await counts()).fired === before.fired) await new Promise(done => setImmediate(done))
    killed.kill()
    await killed.ended
    const { fired, waiting } = await counts()
    assert.equal(fired - before.fired + waiting, 12_000)
    assert.ok([5000, 10_000, 12_000].includes(fired - before.fired), `whole batches only: ${fired}`)
    await proven()
    // The database may still hold what the killed one had locked, and even commit it: the next sweeps take the rest.
    let later = 0
    while ((await counts()).waiting > 0) later += await fireDueMoments(database)
    assert.ok(later <= waiting, `${later} of ${waiting}`)
    assert.deepEqual(await counts(), { fired: before.fired + 12_000, waiting: 0 })
    assert.ok((await proven()) >= 4)
  })

  await t.test('one that is told to stop ends after its batch', async () => {
    await sql`update cases.due_moment set fired_at = null, entry_id = null where step > 1000`.execute(
      database,
    )
    const told = new AbortController()
    told.abort()
    assert.equal(await fireDueMoments(database, told.signal), 0)
    assert.equal((await counts()).fired, 0)
    assert.equal(await fireDueMoments(database), 15_000)
  })
})

test('what is due later is not told now, whatever the clock of this process says', async t => {
  const { database, dispatched, handler, loop } = await world(t)
  await dispatched()
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 400 * 86_400_000 })
  assert.equal(await fireDueMoments(database), 0, 'the database’s clock decides')
  t.mock.timers.reset()
  await sql`update cases.due_moment set at = now() - interval '1 second' where kind = 'warning'`.execute(
    database,
  )
  await sql`update cases.due_moment set at = now() + interval '1 hour' where kind <> 'warning'`.execute(
    database,
  )
  assert.equal(await fireDueMoments(database), 1)
  const { items, count } = await listReminders(loop, handler)
  assert.deepEqual([items.map(one => one.kind), count], [['warning'], 1])
})

test('reminders are of whom they concern, at the level they may read', async t => {
  const { loop, database, person, dispatched, act, handler, lead } = await world(t)
  const caseId = await dispatched()
  await sql`update cases.due_moment set at = at - interval '60 days'`.execute(database)
  await fireDueMoments(database)
  const low = await person('low', ['handler'], { departmentId: 'urban', level: 'L3' })
  const subjects = async (actor: typeof low) =>
    (await listReminders(loop, actor)).items.map(one => one.subject)
  assert.deepEqual(await subjects(handler), ['路灯不亮'])
  assert.deepEqual(await subjects(low), [null], 'what people wrote is L4, here as in lists')
  const refused = async (actor: typeof low, key: ReminderKey) =>
    await assert.rejects(acknowledgeReminder(loop, actor, key), { code: 'base.not-found' })
  const nobodys = await Promise.all([
    person('citizen', ['citizen']),
    person('analyst', ['analyst']),
    person('police', ['handler'], { departmentId: 'police' }),
    person('steward', ['data-steward']),
  ])
  const key = (await listReminders(loop, handler)).items[0]!
  for (const actor of nobodys) {
    assert.deepEqual((await listReminders(loop, actor)).items, [], actor.account)
    await refused(actor, key)
  }
  for (const wrong of [
    { ...key, step: key.step + 1 },
    { ...key, caseId: crypto.randomUUID() },
  ])
    await refused(handler, wrong)
  const both = await Promise.all(
    [handler, lead, handler].map(actor =>
      acknowledgeReminder(loop, actor, key).catch((error: Error) => error),
    ),
  )
  assert.ok(both.filter(one => 'acknowledged' in one).length >= 2)
  const { rows } = await sql<{ by: string; count: number }>`
    select acknowledged_by as by, count(*)::int as count from cases.due_moment
     where acknowledged_at is not null and kind = 'overdue' group by 1`.execute(database)
  assert.equal(rows.length, 1, 'one of them was first')
  await act('handler', 'handle', { caseId })
  assert.deepEqual(await subjects(handler), [])
})

test('the calendar is emptied while cases run: nothing stops, and all follows when it is mended', async t => {
  const { loop, city, database, dispatched, act, record, dispatcher } = await world(t)
  const before = await dispatched()
  await followCalendar(loop)
  const whole = await city.snapshot()
  const due = (await record(before)).due_at!
  const never = {
    ...whole.calendar,
    weekdays: whole.calendar.weekdays.map(() => []),
    exceptions: new Map(),
  }
  loop.city = { snapshot: () => ({ ...whole, calendar: never }) as CitySnapshot }
  // What ran keeps its deadline; what comes gets one by the clock on the wall, and every step goes on.
  assert.equal(await followCalendar(loop), 0)
  assert.deepEqual((await record(before)).due_at, due)
  const { caseId } = await reportCase(loop, dispatcher, reportBody())
  await act('dispatcher', 'dispatch', { caseId, dutyId: 'lamp' })
  const given = await record(caseId)
  const plain = new Date((given.due_basis as { from: string }).from).getTime() + 3 * 86_400_000
  assert.equal(given.due_at!.getTime(), plain)
  await act('handler', 'hold', { caseId })
  await act('handler', 'resume', { caseId })
  await act('handler', 'ask-extension', { caseId, workdays: 2 })
  await act('dispatcher', 'grant-extension', { caseId })
  assert.ok((await record(caseId)).due_at!.getTime() >= plain + 2 * 86_400_000)
  await act('handler', 'handle', { caseId })
  await act('handler', 'reply', { caseId })
  await act('dispatcher', 'send-back', { caseId })
  const moments = await sql<{ kind: string }>`
    select kind from cases.due_moment where case_id = ${caseId} and ended_at is null`.execute(database)
  assert.deepEqual(
    moments.rows.map(one => one.kind),
    ['overdue'],
  )
  const fresh = await reportCase(loop, dispatcher, reportBody())
  await act('dispatcher', 'dispatch', { caseId: fresh.caseId, dutyId: 'lamp' })
  loop.city = city
  const day = wallTime(whole.calendar.timeZone, due.getTime()).date
  await inTransaction(database, tx => editCalendarDay(tx, day, { workday: false, name: '放假', by: 'test' }))
  await followCalendar(loop)
  assert.ok((await record(before)).due_at! > due)
  const mended = await record(fresh.caseId)
  const basis = mended.due_basis as { from: string }
  assert.notEqual(mended.due_at!.getTime(), new Date(basis.from).getTime() + 3 * 86_400_000)
  const all = await sql<{ count: number }>`
    select count(*)::int as count from cases.due_moment
     where case_id = ${fresh.caseId} and ended_at is null`.execute(database)
  assert.equal(all.rows[0]!.count, 5, 'with all its moments')
  const { timeline } = await readCase(loop, dispatcher, fresh.caseId)
  assert.equal(timeline.at(-1)!.type, 'deadline-moved')
})
