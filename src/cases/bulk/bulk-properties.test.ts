import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { bulkWorld } from '../../../test/test-bulk.ts'
import type { CaseRecord } from '../case.store.ts'
import { countSent } from '../disputes/misdirection.store.ts'
import { lowestIdAt } from '../inbox/message-id.rules.ts'
import { readPublicStatus } from '../read-public-status.ts'
import { deleteBulks } from './bulk.store.ts'
import { releaseNotices } from './start-bulk-runner.ts'

type Step = 'note' | 'handle' | 'return' | 'photo' | 'nothing'

/** What an act changes besides where the case stands: that something happened. */
const counted: readonly (keyof CaseRecord)[] = ['version', 'last_seq', 'updated_at']
const standing = (record: CaseRecord) =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !counted.includes(name as keyof CaseRecord)))

test('whatever happens between an act and its undo: a case stands exactly as before, or as somebody left it', async t => {
  const world = await bulkWorld(t)
  const { database, owner, sender, anna, reported, record, start, run, undo, timeline, act } = world
  const happens: Record<Step, (caseId: string) => Promise<unknown>> = {
    note: caseId => act(anna, caseId, { do: 'comment', note: '电话联系了' }),
    handle: caseId => act(anna, caseId, { do: 'handle' }),
    return: caseId => act(anna, caseId, { do: 'return', reason: '不属于', proposedDepartmentId: null }),
    // What only counts the steps: a file, somebody merged into it.
    photo: caseId =>
      sql`update cases.case_record set last_seq = last_seq + 1 where id = ${caseId}`.execute(owner),
    nothing: () => Promise.resolve(),
  }
  const step = fc.constantFrom<Step>('note', 'handle', 'return', 'photo', 'nothing', 'nothing', 'nothing')
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      async (steps, byAdvice) => {
        const ids = await reported(steps.length)
        const before = await Promise.all(ids.map(record))
        const bulkId = await start(
          sender,
          ids,
          byAdvice
            ? { action: 'dispatch', departmentId: null }
            : { action: 'dispatch', departmentId: 'urban', dutyId: 'lamp' },
        )
        await run(bulkId)
        for (const [place, one] of steps.entries()) await happens[one](ids[place]!)
        const left = await Promise.all(ids.map(record))
        const back = await undo(sender, bulkId)
        for (const [place, one] of steps.entries()) {
          const id = ids[place]!
          const now = await record(id)
          const expected = one === 'nothing' ? before[place]! : left[place]!
          assert.deepEqual(standing(now), standing(expected), one)
          const item = back.items.find(found => found.caseId === id)!
          assert.equal(item.undo, one === 'nothing' ? 'undone' : 'left', one)
          const events = await timeline(id)
          assert.equal(events.filter(type => type === 'recalled').length, one === 'nothing' ? 1 : 0)
          assert.equal(events.filter(type => type === 'dispatched').length, 1)
        }
        await releaseNotices(database, world.runner.stopping)
        const { rows } = await sql<{ case_id: string; n: number }>`
        select case_id, count(*)::int as n from cases.delivery
         where template = 'dispatched.citizen' and case_id = any(${ids}::uuid[]) group by case_id`.execute(
          owner,
        )
        const told = new Map(rows.map(row => [row.case_id, row.n]))
        for (const [place, one] of steps.entries())
          assert.equal(told.get(ids[place]!) ?? 0, one === 'nothing' ? 0 : 1, one)
      },
    ),
    { numRuns: 12 },
  )
  const held = await sql`select from cases.held_notice`.execute(owner)
  assert.equal(held.rows.length, 0)
  // Every step of every case is on the ledger and the timeline without a gap.
  const gaps = await sql`
    select record.id from cases.case_record record
      join lateral (select count(*) as n, max(seq) as last from cases.event where case_id = record.id) events on true
     where events.n <> events.last`.execute(owner)
  assert.equal(gaps.rows.length, 0)
})

test('the public sees where a case stands, never that it was taken back', async t => {
  const world = await bulkWorld(t)
  const { loop, sender, report, record, start, run, undo } = world
  const { caseId, followUpCode } = await report()
  const status = async () => await readPublicStatus(loop, followUpCode)
  const bulkId = await start(sender, [caseId], { action: 'dispatch', departmentId: 'urban', dutyId: 'lamp' })
  await run(bulkId)
  assert.equal((await status()).state, 'dispatched')
  await undo(sender, bulkId)
  const now = await status()
  assert.deepEqual([now.state, now.departmentName, now.dueAt], ['reported', null, null])
  assert.ok(now.steps.every(step => step.type !== 'recalled'))
  // Sent again at once: nothing of the first time stands in the way.
  const again = await start(sender, [caseId], { action: 'dispatch', departmentId: 'police' })
  await run(again)
  assert.equal((await record(caseId)).department_id, 'police')
  const back = await undo(sender, again)
  assert.deepEqual([back.undone, (await record(caseId)).department_id], [1, null])
})

test('what was taken back was not sent; acts of long ago go, but for those that figures leave out', async t => {
  const world = await bulkWorld(t)
  const { database, owner, sender, reported, start, run, undo } = world
  const period = { from: new Date(Date.now() - 86_400_000), until: new Date(Date.now() + 86_400_000) }
  const sent = async (departments: 'all' | string[] = 'all') => await countSent(database, period, departments)
  const toUrban = { action: 'dispatch' as const, departmentId: 'urban', dutyId: 'lamp' }
  const [first, second, third] = (await reported(3)) as [string, string, string]
  const kept = await start(sender, [first], toUrban)
  await run(kept)
  const recalled = await start(sender, [second, third], toUrban)
  await run(recalled)
  assert.deepEqual(await sent(), [{ department_id: 'urban', count: 3 }])
  await undo(sender, recalled)
  assert.deepEqual(await sent(), [{ department_id: 'urban', count: 1 }])
  assert.deepEqual(await sent(['police']), [])
  const again = await start(sender, [second], { ...toUrban, departmentId: 'police', dutyId: null })
  await run(again)
  assert.deepEqual(await sent(), [
    { department_id: 'police', count: 1 },
    { department_id: 'urban', count: 1 },
  ])
  const before = lowestIdAt(new Date(Date.now() + 60_000))
  // Notices still wait.
  assert.equal(await deleteBulks(database, before, 10), 0)
  await sql`update cases.held_notice set due_at = now()`.execute(owner)
  await releaseNotices(database, world.runner.stopping)
  assert.equal(await deleteBulks(database, lowestIdAt(new Date(0)), 10), 0)
  assert.equal(await deleteBulks(database, before, 10), 2)
  assert.equal(
    (await sent()).reduce((sum, one) => sum + one.count, 0),
    2,
  )
})
