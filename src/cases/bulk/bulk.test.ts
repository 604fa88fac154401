import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { isCode } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { bulkWorld } from '../../../test/test-bulk.ts'
import { caseTrainingTasks } from '../collect-training-rows.ts'
import { rehearseBulk } from './preview-bulk.ts'
import { releaseNotices } from './start-bulk-runner.ts'
import { undoBulk } from './undo-bulk.ts'

const advice = { action: 'dispatch' as const, departmentId: null }
const fails = (code: string) => (error: unknown) => isCode(error, code)

test('many cases at once, and back', async t => {
  const world = await bulkWorld(t)
  const { loop, database, owner, sender, sender2, lead, anna, bert } = world
  const { reported, record, seen, start, run, detail, undo, timeline, act } = world
  const told = async () => (await world.deliveries()).map(one => one.template)
  const verdicts = async (decisionId: string) =>
    (
      await sql<{
        verdict: string
      }>`select verdict from kernel.settlement where decision_id = ${decisionId}`.execute(database)
    ).rows.map(row => row.verdict)
  const preview = async (ids: string[], wanted: object = advice) =>
    await rehearseBulk(loop, sender, {
      bulk: { ...advice, ...wanted, cases: await seen(ids) },
      language: 'en',
    })

  await t.test(
    'where the advice says: shown before, done each by itself, nobody outside told yet',
    async () => {
      const ids = await reported(3)
      const before = await told()
      const shown = await preview(ids)
      assert.equal(shown.able, 3)
      assert.deepEqual(
        shown.items.map(one => one.departmentId),
        ['urban', 'urban', 'urban'],
      )
      assert.equal((await record(ids[0]!)).state, 'reported')
      assert.deepEqual(await verdicts(shown.items[0]!.decisionId!), [])

      const bulkId = await start(sender, ids, { ...advice, note: '台风善后' })
      assert.equal((await detail(sender, bulkId)).undo, 'not-yet')
      await run(bulkId)
      const done = await detail(sender, bulkId)
      assert.deepEqual([done.state, done.done, done.left, done.undo], ['done', 3, 0, 'open'])
      const one = await record(ids[0]!)
      assert.deepEqual([one.state, one.department_id, one.advice_verdict], ['dispatched', 'urban', 'adopted'])
      assert.deepEqual(await told(), before)

      const back = await undo(sender, bulkId)
      assert.deepEqual([back.undone, back.undoLeft, back.undo], [3, 0, 'done'])
      const now = await record(ids[0]!)
      assert.deepEqual(
        [now.state, now.department_id, now.duty_id, now.due_at],
        ['reported', null, null, null],
      )
      assert.equal(now.advice_verdict, null)
      assert.deepEqual(await verdicts(one.decision_id!), [])
      assert.deepEqual((await timeline(ids[0]!)).slice(-3), ['accepted', 'dispatched', 'recalled'])
      const kinds = (await readEntries(database, `case:${ids[0]}`)).map(entry => entry.kind)
      for (const kind of ['case.dispatched', 'case.recalled', 'decision.settled', 'decision.retracted'])
        assert.ok(kinds.includes(kind), kind)
      const { rows } =
        await sql`select from cases.due_moment where ended_at is null and case_id = ${ids[0]}`.execute(
          database,
        )
      assert.equal(rows.length, 0)
      await releaseNotices(database, world.runner.stopping)
      assert.deepEqual(await told(), before)

      // The recalled dispatch taught nobody anything: what is decided now is the verdict.
      await act(sender2, ids[0]!, {
        do: 'dispatch',
        departmentId: 'police',
        dutyId: null,
        categoryId: null,
        reason: '治安',
      })
      assert.notEqual((await record(ids[0]!)).advice_verdict, 'adopted')
      assert.deepEqual(await verdicts(one.decision_id!), [(await record(ids[0]!)).advice_verdict])
      const task = caseTrainingTasks(() => Promise.resolve(loop.city.snapshot())).find(
        one => one.task === 'cases.dispatch',
      )!
      const rows2: string[] = []
      for await (const row of task.collect(database)) rows2.push(row.id)
      assert.ok(!ids.some(id => rows2.includes(id)))
    },
  )

  await t.test(
    'the citizen is told when the time to take it back is over, or when the next thing happens',
    async () => {
      const [first, second, third] = (await reported(3)) as [string, string, string]
      const before = (await told()).length
      const bulkId = await start(sender, [first, second, third], {
        action: 'dispatch',
        departmentId: 'urban',
        dutyId: 'lamp',
      })
      await run(bulkId)
      assert.equal((await told()).length, before)
      await act(anna, first, { do: 'handle' })
      assert.deepEqual((await told()).slice(before), ['dispatched.citizen'])
      const back = await undo(sender, bulkId)
      assert.deepEqual([back.undone, back.undoLeft], [2, 1])
      const left = back.items.find(one => one.caseId === first)!
      assert.equal(left.undoCause?.code, 'cases.undo-changed')
      assert.equal((await record(first)).state, 'handling')

      const again = await start(sender, [second, third], {
        action: 'dispatch',
        departmentId: 'urban',
        dutyId: 'lamp',
      })
      await run(again)
      await sql`update cases.bulk_act set undo_until = now() where id = ${again}`.execute(owner)
      await sql`update cases.held_notice set due_at = now() where bulk_id = ${again}`.execute(owner)
      await assert.rejects(undoBulk(loop, sender, again), fails('cases.undo-over'))
      await releaseNotices(database, world.runner.stopping)
      assert.equal((await told()).length, before + 3)
      await releaseNotices(database, world.runner.stopping)
      assert.equal((await told()).length, before + 3)
    },
  )

  await t.test('what is left, and why', async () => {
    const ids = (await reported(6)) as [string, string, string, string, string, string]
    const [blind, emergency, changed, gone, unadvised, good] = ids
    await sql`update cases.case_record set blind = true where id = ${blind}`.execute(owner)
    await sql`update cases.case_record set urgency = 'emergency' where id = ${emergency}`.execute(owner)
    await sql`update cases.case_record set decision_id = null, decision_subject = null, decision_hash = null where id = ${unadvised}`.execute(
      owner,
    )
    const nowhere = '01890000-0000-7000-8000-000000000000'
    const cases = [...(await seen(ids)), { caseId: nowhere, version: 1 }]
    await act(sender2, changed, { do: 'comment', note: '已联系' })
    await act(sender2, gone, { do: 'dispatch', departmentId: 'police', dutyId: null, categoryId: null })
    const shown = await rehearseBulk(loop, sender, { bulk: { ...advice, cases }, language: 'en' })
    const causes = new Map(shown.items.map(one => [one.caseId, one.cause?.code ?? null]))
    assert.deepEqual(
      [...ids, nowhere].map(id => causes.get(id)),
      [
        'cases.bulk-blind',
        'cases.bulk-emergency',
        'cases.bulk-changed',
        'cases.bulk-not-waiting',
        'cases.bulk-no-advice',
        null,
        'base.not-found',
      ],
    )
    assert.equal(shown.items.at(-1)!.code, null)
    assert.ok(shown.items.every(one => one.cause === null || one.cause.message !== one.cause.code))
    const bulkId = await start(sender, [...ids], advice)
    await run(bulkId)
    const done = await detail(sender, bulkId)
    assert.deepEqual([done.done, done.left], [2, 4])
    assert.equal((await record(good)).department_id, 'urban')
    assert.equal((await record(blind)).department_id, null)
  })

  await t.test('cases are given to a person, and to whoever had them before', async () => {
    const ids = await reported(3)
    await world.sent(ids)
    await act(lead, ids[0]!, { do: 'assign', personId: bert.id })
    const bulkId = await start(lead, ids, { action: 'assign', personId: anna.id })
    await run(bulkId)
    assert.deepEqual(await Promise.all(ids.map(async id => (await record(id)).assignee_id)), [
      anna.id,
      anna.id,
      anna.id,
    ])
    const back = await undo(lead, bulkId)
    assert.equal(back.undone, 3)
    assert.deepEqual(await Promise.all(ids.map(async id => (await record(id)).assignee_id)), [
      bert.id,
      null,
      null,
    ])
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from cases.inbox_message
       where template = 'recalled.person' and audience = ${`person:${anna.id}`}`.execute(database)
    assert.equal(rows[0]!.n, 3)
  })

  await t.test(
    'closed cases go back to be verified, with their reply and without a word to the citizen',
    async () => {
      const ids = await reported(2)
      await world.verifying(ids)
      const before = (await told()).length
      const stood = await record(ids[0]!)
      const bulkId = await start(sender, ids, { action: 'close' })
      await run(bulkId)
      assert.equal((await record(ids[0]!)).disposition, 'resolved')
      assert.equal((await told()).length, before)
      await undo(sender, bulkId)
      const now = await record(ids[0]!)
      for (const column of [
        'state',
        'disposition',
        'closed_at',
        'due_at',
        'stopped_at',
        'department_id',
      ] as const)
        assert.deepEqual(now[column], stood[column], column)
      assert.equal((await told()).length, before)
      const again = await start(sender, ids, { action: 'close' })
      await run(again)
      assert.equal((await detail(sender, again)).done, 2)
    },
  )

  await t.test(
    'a case that was given back before: its deadline, its pause and its return are as they were',
    async () => {
      const [id] = (await reported(1)) as [string]
      await world.sent([id])
      await act(anna, id, { do: 'return', reason: '不属于本部门', proposedDepartmentId: null })
      // As after an extension: the citizen's time runs on with the next department, less what was used.
      await sql`
      update cases.case_record set due_at = date_trunc('second', now()) + interval '3 days',
             stopped_at = date_trunc('second', now()) - interval '1 day',
             due_basis = '{"from": "2026-01-01T00:00:00Z", "parts": [{"workdays": 3}]}' where id = ${id}`.execute(
        owner,
      )
      const stood = await record(id)
      const returns = async () =>
        (
          await sql<{ belonged_to: string | null }>`
          select belonged_to from cases.misdirection where case_id = ${id}`.execute(database)
        ).rows
      const bulkId = await start(sender, [id], { action: 'dispatch', departmentId: 'police' })
      await run(bulkId)
      assert.deepEqual(await returns(), [{ belonged_to: 'police' }])
      await undo(sender, bulkId)
      const now = await record(id)
      for (const column of [
        'due_at',
        'due_basis',
        'respond_by',
        'respond_basis',
        'stopped_at',
        'state',
      ] as const)
        assert.deepEqual(now[column], stood[column], column)
      assert.deepEqual(await returns(), [{ belonged_to: null }])
    },
  )

  await t.test('members go along, and one who rated holds the closing', async () => {
    const [leading, member, other, rated] = (await reported(4)) as [string, string, string, string]
    await act(sender, member, { do: 'merge', into: leading })
    await act(sender, rated, { do: 'merge', into: other })
    await world.verifying([leading, other])
    const before = (await told()).length
    const bulkId = await start(sender, [leading, other], { action: 'close' })
    await run(bulkId)
    assert.deepEqual([(await record(member)).state, (await told()).length], ['closed', before])
    await sql`update cases.case_record set rating = 5, updated_at = now() where id = ${rated}`.execute(owner)
    const back = await undo(sender, bulkId)
    assert.deepEqual([back.undone, back.undoLeft], [1, 1])
    assert.deepEqual(
      [(await record(member)).state, (await record(leading)).state, (await record(rated)).state],
      ['verifying', 'verifying', 'closed'],
    )
    assert.equal((await record(rated)).rating, 5)
    await releaseNotices(database, world.runner.stopping)
    // Of the one that stays closed its two citizens are told, of the other nobody.
    assert.equal((await told()).length, before + 2)
  })
  assert.deepEqual(world.warned, [])
})
