import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { addDays } from '#city/index.ts'
import type { Actor } from '#identity/index.ts'
import { personActor } from '../../../test/fixtures/actors.ts'
import { testDatabase } from '../../../test/test-database.ts'
import { readUseCases, readUses } from './read-use-cases.ts'
import { useCaseList, useList } from './use-case.contract.ts'
import { selectUseCases } from './use-case.store.ts'
import { todayOf } from './use-case-parts.ts'

const clerk = personActor('clerk', { departmentId: 'urban' })
const officer = personActor('officer')
const rights: Record<string, string[]> = {
  officer: ['use-cases:approve', 'use-cases:review'],
  auditor: ['use-cases:review'],
  clerk: ['use-cases:use'],
}

async function house(t: TestContext) {
  const { database, owner } = await testDatabase(t)
  const permits = (actor: Actor, action: string) => rights[actor.id]?.includes(action) ?? false
  const parts = { database, permissions: { permits } }
  const today = await todayOf(database)
  /** Writes a use case as it stands, without its way there. */
  const put = async (
    title: string,
    changes: { state?: string; until?: string | null; by?: string; ago?: number } = {},
  ) => {
    const { state = 'approved', until = addDays(today, 60), by = 'clerk', ago = 0 } = changes
    const decided = state === 'approved' || state === 'refused'
    const { rows } = await sql<{ id: string }>`
      insert into kernel.use_case (id, title, purpose, salt, tool, tool_place, department, data_level, harm, citizens_see,
                                   risk, gate, state, requested_by, requested_at, decided_by, decided_at, valid_until)
      values (gen_random_uuid(), ${title}, '用途说明', '\\x00', '工具', 'inside', null, 'L2', 2, false, 'low', 'informs',
              ${state}, ${by}, now() - make_interval(days => ${ago}), ${decided ? 'officer' : null},
              ${decided ? new Date() : null}, ${state === 'approved' ? until : null}::date)
      returning id`.execute(owner)
    return rows[0]!.id
  }
  const used = async (id: string, person: string, of: { used: boolean; checked: boolean; ago?: number }) => {
    await sql`
      insert into kernel.use_record (id, use_case_id, person, at, task, data_level, checked, used)
      values (gen_random_uuid(), ${id}, ${person}, now() - make_interval(days => ${of.ago ?? 0}), '任务', 'L1',
              ${of.checked}, ${of.used})`.execute(owner)
  }
  const list = async (actor: Actor) => useCaseList.parse(await readUseCases(parts, actor)).items
  return { database, parts, today, put, used, list }
}

test('requests stand first, then what is in use, then what ended; of each the newest first', async t => {
  const { put, list } = await house(t)
  await put('老批准', { ago: 9 })
  await put('撤回', { state: 'withdrawn' })
  await put('新批准', { ago: 1 })
  await put('拒绝', { state: 'refused' })
  await put('老申请', { state: 'requested', ago: 5 })
  await put('新申请', { state: 'requested' })
  const titles = (await list(clerk)).map(one => one.title)
  assert.deepEqual(titles, ['新申请', '老申请', '新批准', '老批准', '拒绝', '撤回'])
})

test('days that are left are days of the city, and its last day is one of them', async t => {
  const { today, put, list } = await house(t)
  for (const days of [-3, 0, 1, 30]) await put(`${days}`, { until: addDays(today, days) })
  const left = Object.fromEntries((await list(clerk)).map(one => [one.title, [one.daysLeft, one.hindrance]]))
  assert.deepEqual(left, {
    '-3': [-3, 'expired'],
    '0': [0, 'untrained'],
    '1': [1, 'untrained'],
    '30': [30, 'untrained'],
  })
})

test('figures: every use counts, people once, and of what was used the share that was checked', async t => {
  const { put, used, list } = await house(t)
  const id = await put('统计')
  await used(id, 'clerk', { used: true, checked: true, ago: 3 })
  await used(id, 'clerk', { used: true, checked: false })
  await used(id, 'other', { used: true, checked: true })
  await used(id, 'other', { used: false, checked: false })
  await put('没有使用')
  const [first, second] = await list(clerk)
  const figures = [first, second].find(one => one?.title === '统计')!.figures
  assert.deepEqual([figures.uses, figures.people], [4, 2])
  assert.ok(Math.abs(figures.checked! - 2 / 3) < 1e-9)
  assert.ok(Date.parse(figures.lastAt!) > Date.now() - 3_600_000)
  const none = [first, second].find(one => one?.title === '没有使用')!.figures
  assert.deepEqual(none, { uses: 0, people: 0, checked: null, lastAt: null })
})

test('who reads which uses: the own, or all for who reviews and who asked', async t => {
  const { parts, put, used } = await house(t)
  const id = await put('谁能看', { by: 'lead' })
  await used(id, 'clerk', { used: true, checked: true })
  await used(id, 'other', { used: true, checked: true })
  const count = async (actor: Actor) => useList.parse(await readUses(parts, actor, id)).items.length
  assert.equal(await count(clerk), 1)
  assert.equal(await count(personActor('nobody')), 0)
  for (const actor of ['lead', 'officer', 'auditor']) assert.equal(await count(personActor(actor)), 2, actor)
})

test('what one may do: nobody decides on the own, nor on what is decided', async t => {
  const { put, list } = await house(t)
  await put('自己', { state: 'requested', by: 'officer' })
  await put('他人', { state: 'requested' })
  await put('已批', {})
  const may = Object.fromEntries(
    (await list(officer)).map(one => [one.title, [one.mayDecide, one.mayWithdraw, one.hindrance]]),
  )
  assert.deepEqual(may, {
    自己: [false, true, 'not-approved'],
    他人: [true, true, 'not-approved'],
    已批: [false, true, 'not-approved'],
  })
  const audited = await list(personActor('auditor'))
  assert.ok(audited.every(one => !one.mayDecide && !one.mayWithdraw))
})

test('a list has an end, and nothing of an id that is nobody’s is told', async t => {
  const { database, put, list } = await house(t)
  for (let n = 0; n < 5; n++) await put(`第${n}`, { ago: n })
  assert.equal((await selectUseCases(database, 3)).length, 3)
  assert.deepEqual([...new Set((await list(clerk)).map(one => one.requestedBy))], [null], 'no such account')
})
