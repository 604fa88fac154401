import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { isCode, readTask } from '#base/index.ts'
import { bulkWorld } from '../../../test/test-bulk.ts'
import type { CaseLoop } from '../case-loop.ts'
import { cancelBulk } from './cancel-bulk.ts'
import { listBulks } from './read-bulk.ts'
import { startBulk } from './start-bulk.ts'
import { openBulks, startBulkRunner } from './start-bulk-runner.ts'
import { takeBulk } from './take-bulk.ts'
import { undoBulk } from './undo-bulk.ts'

const toUrban = { action: 'dispatch' as const, departmentId: 'urban', dutyId: 'lamp' }
const fails = (code: string) => (error: unknown) => isCode(error, code)

test('bulk acts under hard conditions', async t => {
  const world = await bulkWorld(t)
  const { loop, database, owner, sender, sender2, lead, anna, police, runner } = world
  const { reported, record, seen, start, run, detail, undo, timeline, act, taskOf } = world
  const dispatches = async (ids: readonly string[]) =>
    await Promise.all(ids.map(async id => (await timeline(id)).filter(type => type === 'dispatched').length))

  await t.test('clicked twice it is one act, and each case is done once', async () => {
    const ids = await reported(3)
    const cases = await seen([...ids, ids[0]!])
    const asked = { ...toUrban, cases, idempotencyKey: 'one click of a mouse' }
    const both = await Promise.all([startBulk(loop, sender, asked), startBulk(loop, sender, asked)])
    assert.equal(both[0], both[1])
    const other = await startBulk(loop, sender2, asked)
    assert.notEqual(other, both[0])
    await run(both[0])
    await run(other)
    assert.equal((await detail(sender, both[0])).total, 3)
    assert.deepEqual(await dispatches(ids), [1, 1, 1])
    const late = await detail(sender2, other)
    assert.deepEqual([late.done, late.left, late.undo], [0, 3, 'over'])
    assert.ok(late.items.every(one => one.cause?.code === 'cases.bulk-changed'))
  })

  await t.test('two acts that cross, and two processes on one act', async () => {
    const ids = await reported(8)
    const [one, two] = [await start(sender, ids, toUrban), await start(sender2, ids.toReversed(), toUrban)]
    const task = await taskOf(one)
    await sql`update base.task set state = 'running', updated_at = now() - interval '1 hour' where id = ${task}`.execute(
      owner,
    )
    const first = takeBulk(loop, task, runner)
    // As if the first had been silent too long.
    const second = sql`update base.task set updated_at = now() - interval '1 hour' where id = ${task}`
      .execute(owner)
      .then(() => takeBulk(loop, task, runner))
    await Promise.all([first, second, run(two)])
    const [a, b] = [await detail(sender, one), await detail(sender2, two)]
    assert.equal(a.done + b.done, 8)
    assert.equal(a.left + b.left, 8)
    assert.deepEqual(await dispatches(ids), Array(8).fill(1))
  })

  await t.test('a process that ends in the middle leaves the rest for the next one', async () => {
    const ids = await reported(4)
    const bulkId = await start(sender, ids, toUrban)
    const ending = new AbortController()
    let looks = 0
    const dying: CaseLoop = {
      ...loop,
      city: {
        snapshot: () => {
          if (++looks > 6) ending.abort()
          return loop.city.snapshot()
        },
      },
    }
    const task = await taskOf(bulkId)
    await takeBulk(dying, task, { ...runner, stopping: ending.signal })
    const middle = await detail(sender, bulkId)
    assert.ok(middle.done > 0 && middle.done < 4, String(middle.done))
    assert.equal(middle.state, 'running')
    await assert.rejects(undoBulk(loop, sender, bulkId), fails('cases.undo-not-yet'))
    assert.ok((await openBulks(database)).includes(task))
    assert.equal(await takeBulk(loop, task, runner), false)
    await sql`update base.task set updated_at = now() - interval '1 minute' where id = ${task}`.execute(owner)
    assert.equal(await takeBulk(loop, task, runner), true)
    assert.deepEqual(await dispatches(ids), [1, 1, 1, 1])
    assert.equal((await readTask(database, task))?.done, 4)
    // What somebody wrote is not kept beside the timelines.
    const { rows } = await sql<{
      said: string | null
    }>`select said from cases.bulk_act where id = ${bulkId}`.execute(owner)
    assert.equal(rows[0]!.said, null)
  })

  await t.test(
    'cancelled before it began nothing was done; notices of what was done are not forgotten',
    async () => {
      const ids = await reported(2)
      const bulkId = await start(sender, ids, toUrban)
      await assert.rejects(cancelBulk(loop, sender2, bulkId), fails('base.not-found'))
      await cancelBulk(loop, sender, bulkId)
      await cancelBulk(loop, sender, bulkId)
      assert.equal(await run(bulkId), false)
      const none = await detail(sender, bulkId)
      assert.deepEqual([none.state, none.done, none.undo], ['cancelled', 0, 'over'])
      assert.ok(none.items.every(one => one.state === 'cancelled'))
      const { rows } = await sql`select from cases.held_notice where due_at is null`.execute(owner)
      assert.equal(rows.length, 0)
    },
  )

  await t.test('taken back twice, by somebody else, and after somebody added a word', async () => {
    const ids = (await reported(3)) as [string, string, string]
    const bulkId = await start(sender, ids, toUrban)
    await run(bulkId)
    await assert.rejects(undoBulk(loop, sender2, bulkId), fails('base.not-found'))
    await act(anna, ids[1], { do: 'comment', note: '马上去' })
    await Promise.all([undoBulk(loop, sender, bulkId), undoBulk(loop, sender, bulkId)])
    const back = await undo(sender, bulkId)
    assert.deepEqual([back.undone, back.undoLeft], [2, 1])
    assert.equal(back.items.find(one => one.undo === 'left')?.caseId, ids[1])
    assert.deepEqual((await timeline(ids[0])).filter(type => type === 'recalled').length, 1)
    const { rows } =
      await sql`select from base.task where kind = 'cases.bulk' and input ->> 'bulkId' = ${bulkId}`.execute(
        owner,
      )
    assert.equal(rows.length, 2)
  })

  await t.test('nothing is permitted that the single action would refuse', async () => {
    const ids = await reported(2)
    await world.sent([ids[0]!])
    for (const [actor, wanted] of [
      [anna, { action: 'close' }],
      [anna, { action: 'assign', personId: world.bert.id }],
      [police, { action: 'assign', personId: police.id }],
      [lead, { ...toUrban }],
    ] as const) {
      const bulkId = await start(actor, ids, wanted)
      await run(bulkId)
      const done = await detail(actor, bulkId)
      assert.deepEqual([done.done, done.left], [0, 2], `${actor.account} ${wanted.action}`)
    }
    // Of what lies at another department nothing is said but that it is not there.
    const [bulk] = await listBulks(loop, police)
    const items = (await detail(police, bulk!.bulkId)).items
    assert.deepEqual(
      items.map(one => [one.code, one.cause?.code]),
      [
        [null, 'base.not-found'],
        [null, 'base.not-found'],
      ],
    )
    const byToken = await start({ ...sender, limitedTo: ['cases:read', 'cases:bulk'] }, [ids[1]!], toUrban)
    await run(byToken)
    assert.equal((await detail(sender, byToken)).items[0]?.cause?.code, 'cases.not-permitted')
    assert.equal((await record(ids[1]!)).state, 'reported')
  })

  await t.test('whoever was deactivated meanwhile does nothing more', async () => {
    const ids = await reported(2)
    const bulkId = await start(sender2, ids, toUrban)
    await sql`update identity.person set active = false where id = ${sender2.id}`.execute(owner)
    await run(bulkId)
    const done = await detail(sender2, bulkId)
    assert.deepEqual([done.state, done.done], ['failed', 0])
    assert.equal(world.warned.length, 1)
  })

  await t.test('the runner takes what waits, and stops when it is told', async () => {
    const ids = await reported(2)
    const bulkId = await start(sender, ids, toUrban)
    const stop = startBulkRunner(loop, runner.warn)
    t.after(stop)
    while ((await detail(sender, bulkId)).state !== 'done') await new Promise(done => setTimeout(done, 50))
    await stop()
    assert.deepEqual(await dispatches(ids), [1, 1])
  })

  await t.test('an assignment without a person is no act', async () => {
    const [id] = await reported(1)
    await assert.rejects(start(lead, [id!], { action: 'assign' }), fails('cases.bulk-incomplete'))
  })
})
