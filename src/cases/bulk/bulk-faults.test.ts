import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { sql } from 'kysely'
import { baseError, inTransaction, isCode, readTask } from '#base/index.ts'
import { bulkWorld } from '../../../test/test-bulk.ts'
import { caseError } from '../case.errors.ts'
import { bulkError } from './bulk.errors.ts'
import { undoStateOf } from './bulk.rules.ts'
import { cancelBulk } from './cancel-bulk.ts'
import { causeOf, causeView } from './cause.view.ts'
import { rehearseBulk } from './preview-bulk.ts'
import { takeBulk } from './take-bulk.ts'
import { undoBulk } from './undo-bulk.ts'

const toUrban = { action: 'dispatch' as const, departmentId: 'urban', dutyId: 'lamp' }
const fails = (code: string) => (error: unknown) => isCode(error, code)

test('what goes wrong in a bulk act stays with the case where it went wrong', async t => {
  const world = await bulkWorld(t)
  const { loop, database, owner, sender, lead, anna, warned } = world
  const { reported, record, start, run, detail, undo, taskOf } = world

  await t.test(
    'a fault of ours leaves one case, is told to the operator, and the others are done',
    async () => {
      const ids = (await reported(3)) as [string, string, string]
      await sql`create function cases.fail_once() returns trigger language plpgsql as
      $$ begin if new.id = ${sql.lit(ids[1])}::uuid then raise exception 'a fault of the machine'; end if; return new; end $$`.execute(
        owner,
      )
      await sql`create trigger fail_once before update on cases.case_record for each row execute function cases.fail_once()`.execute(
        owner,
      )
      const bulkId = await start(sender, ids, toUrban)
      await run(bulkId)
      await sql`drop trigger fail_once on cases.case_record`.execute(owner)
      const done = await detail(sender, bulkId)
      assert.deepEqual([done.state, done.done, done.left, done.undo], ['done', 2, 1, 'open'])
      const left = done.items[1]!
      assert.deepEqual([left.state, left.cause?.code], ['left', 'base.internal'])
      assert.ok(
        !left.cause!.message.includes('a fault of the machine'),
        'what the machine said is for the log',
      )
      assert.match(warned.pop()!.message, /a fault of the machine/)
      assert.equal((await record(ids[1])).state, 'reported', 'nothing of the try stays')
      assert.equal((await undo(sender, bulkId)).undone, 2)
    },
  )

  await t.test(
    'cancelled in the middle: the case at hand is done, the rest is not, and what was done can be taken back',
    async () => {
      const ids = (await reported(5)) as [string, string, string, string, string]
      const bulkId = await start(sender, ids, toUrban)
      const busy = Promise.withResolvers<void>()
      const held = Promise.withResolvers<void>()
      const holding = inTransaction(database, async tx => {
        await sql`select from cases.case_record where id = ${ids[2]} for update`.execute(tx)
        held.resolve()
        await busy.promise
      })
      await held.promise
      const running = run(bulkId)
      while ((await detail(sender, bulkId)).done < 2) await pause(10)
      await assert.rejects(undoBulk(loop, sender, bulkId), fails('cases.undo-not-yet'))
      await cancelBulk(loop, sender, bulkId)
      assert.equal(
        (await detail(sender, bulkId)).state,
        'running',
        'it waits for somebody who holds the third',
      )
      busy.resolve()
      await Promise.all([holding, running])
      const done = await detail(sender, bulkId)
      assert.deepEqual([done.state, done.total, done.done, done.undo], ['cancelled', 5, 3, 'open'])
      assert.deepEqual(
        done.items.map(one => one.state),
        ['done', 'done', 'done', 'cancelled', 'cancelled'],
      )
      await cancelBulk(loop, sender, bulkId)
      const back = await undo(sender, bulkId)
      assert.deepEqual([back.undone, back.undoLeft, back.state], [3, 0, 'cancelled'])
      for (const id of ids) assert.equal((await record(id)).department_id, null)
    },
  )

  await t.test(
    'a lead who was moved meanwhile does nothing more by it, and reads no code of what was left behind',
    async () => {
      const ids = await reported(2)
      await world.sent(ids)
      const bulkId = await start(lead, ids, { action: 'assign', personId: anna.id, note: '今天之内' })
      const shown = await detail(lead, bulkId)
      assert.ok(shown.items.every(one => one.code !== null))
      await sql`update identity.person set department_id = 'police' where id = ${lead.id}`.execute(owner)
      await run(bulkId)
      await sql`update identity.person set department_id = 'urban' where id = ${lead.id}`.execute(owner)
      const moved = { ...lead, scope: { ...lead.scope, departments: ['police'] } }
      const { done, left, items, undo: may } = await detail(moved, bulkId)
      assert.deepEqual([done, left, may], [0, 2, 'over'])
      assert.deepEqual(
        items.map(one => [one.code, one.cause?.code]),
        [
          [null, 'base.not-found'],
          [null, 'base.not-found'],
        ],
      )
      for (const id of ids) assert.equal((await record(id)).assignee_id, null)
    },
  )

  await t.test(
    'what was written with it lies sealed while it waits, and is kept once it has ended nowhere but on the timelines',
    async () => {
      const ids = await reported(1)
      const bulkId = await start(sender, ids, { ...toUrban, note: '台风善后' })
      const facts = async () =>
        (
          await sql<{ row: string; said: string | null }>`
        select (act.*)::text as row, said from cases.bulk_act act where id = ${bulkId}`.execute(owner)
        ).rows[0]!
      const waiting = await facts()
      assert.ok(!waiting.row.includes('台风善后'))
      assert.equal(waiting.said, '台风善后')
      await run(bulkId)
      assert.equal((await facts()).said, null)
    },
  )

  await t.test('an act that is there no more ends its task instead of being tried for ever', async () => {
    const bulkId = await start(sender, await reported(1), toUrban)
    const taskId = await taskOf(bulkId)
    await sql`delete from cases.bulk_act where id = ${bulkId}`.execute(owner)
    assert.equal(await takeBulk(loop, taskId, world.runner), true)
    const task = (await readTask(database, taskId))!
    assert.deepEqual([task.state, task.error], ['failed', { code: 'base.not-found' }])
    assert.equal(await takeBulk(loop, taskId, world.runner), false)
    await assert.rejects(detail(sender, bulkId), fails('base.not-found'))
  })

  await t.test(
    'a preview of what was shown before says where the advice is another, and writes nothing',
    async () => {
      const [id] = (await reported(1)) as [string]
      const before = await record(id)
      const one = { caseId: id, version: before.version }
      const preview = async (change: object, wanted: object = { action: 'dispatch', departmentId: null }) =>
        (
          await rehearseBulk(loop, sender, {
            bulk: { action: 'dispatch', ...wanted, cases: [{ ...one, ...change }] },
            language: 'zh',
          })
        ).items[0]!
      const good = await preview({ decisionId: before.decision_id })
      assert.deepEqual([good.cause, good.departmentId, good.decisionId], [null, 'urban', before.decision_id])
      const other = await preview({ decisionId: '01890000-0000-7000-8000-000000000000' })
      assert.deepEqual(other.cause, {
        code: 'cases.bulk-advice-changed',
        message: '派单建议在预览之后有更新。',
      })
      const named = await preview({}, { departmentId: 'police' })
      assert.deepEqual(
        [named.cause, named.departmentId, named.label],
        [null, null, null],
        'no advice is followed',
      )
      assert.equal((await preview({}, { action: 'close' })).cause?.code, 'cases.not-allowed-now')
      assert.deepEqual(await record(id), before)
    },
  )
  assert.deepEqual(warned, [])
})

test('a cause is a sentence in the reader’s language, in words that fit many cases', () => {
  const stale = caseError('cases.stale')
  assert.equal(causeOf(stale, 'do').code, 'cases.bulk-changed')
  assert.equal(causeOf(stale, 'undo').code, 'cases.undo-changed')
  const notNow = caseError('cases.not-allowed-now')
  assert.equal(causeOf(notNow, 'do').code, 'cases.not-allowed-now')
  assert.equal(causeOf(notNow, 'undo').code, 'cases.undo-changed')
  assert.deepEqual(causeOf(bulkError('cases.bulk-incomplete', { missing: 'personId' }), 'do'), {
    code: 'cases.bulk-incomplete',
    details: { missing: 'personId' },
  })
  const table: [Parameters<typeof causeView>[0], string, string][] = [
    [
      causeOf(baseError('base.not-found'), 'do'),
      '没有找到，或您无权查看。',
      'Not found, or not yours to see.',
    ],
    [
      causeOf(stale, 'do'),
      '打开列表之后有人处理过这件工单。',
      'Somebody has worked on this case since the list was read.',
    ],
    [
      { code: 'cases.bulk-incomplete', details: { missing: 'personId' } },
      '批量操作缺少必要的内容：personId。',
      'The bulk act lacks: personId.',
    ],
    [
      { code: 'cases.of-another-release', details: {} },
      'cases.of-another-release',
      'cases.of-another-release',
    ],
    [{ code: 'constructor', details: {} }, 'constructor', 'constructor'],
  ]
  for (const [cause, chinese, english] of table) {
    assert.equal(causeView(cause, 'zh')!.message, chinese)
    assert.deepEqual(causeView(cause, 'en'), { code: cause!.code, message: english })
  }
  assert.equal(causeView(null, 'en'), null)
})

test('an act that can no longer be taken back can never be taken back again', () => {
  const moment = fc.integer({ min: 0, max: 40 }).map(second => new Date(second * 1000))
  const act = fc.record({
    ended_at: fc.option(moment),
    undo_until: fc.option(moment),
    undo_task_id: fc.option(fc.constant('task')),
    undone_at: fc.option(moment),
  })
  const property = fc.property(act, given => {
    const states = Array.from({ length: 42 }, (_, second) => undoStateOf(given, new Date(second * 1000)))
    const over = states.indexOf('over')
    if (over >= 0) assert.ok(states.slice(over).every(state => state === 'over'))
    const open = states.filter(state => state === 'open').length
    const untouched = given.ended_at !== null && given.undo_task_id === null && given.undone_at === null
    assert.equal(open, untouched && given.undo_until ? given.undo_until.getTime() / 1000 : 0)
    if (given.ended_at === null) assert.ok(states.every(state => state === 'not-yet'))
  })
  fc.assert(property, { seed: 12345, numRuns: 500 })
})
