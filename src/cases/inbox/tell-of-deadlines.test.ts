import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction, uuidv7 } from '#base/index.ts'
import { testCases } from '../../../test/test-cases.ts'
import { type DueKind, dueKinds } from '../deadlines.contract.ts'
import { listInbox, unreadOf } from './list-inbox.ts'
import { lowestIdAt } from './message-id.rules.ts'
import { removeOld } from './remove-old.ts'
import { tell } from './tell.ts'
import { tellOfDeadlines } from './tell-of-deadlines.ts'

const moments = (count: number, kind: DueKind, department_id: string) =>
  Array.from({ length: count }, () => ({
    case_id: uuidv7(),
    step: 1,
    seq: 1,
    kind,
    at: new Date(),
    department_id,
  }))

test('every kind of deadline tells somebody; a few are named, of many the number is told', async t => {
  const { loop, database, person } = await testCases(t)
  const told = (kind: DueKind, count: number, department = 'urban') =>
    inTransaction(database, tx => tellOfDeadlines(tx, moments(count, kind, department)))
  const rows = async () =>
    (
      await sql<{ audience: string; template: string }>`
        select audience, template from cases.inbox_message order by id`.execute(database)
    ).rows
  for (const kind of dueKinds) {
    const before = (await rows()).length
    await told(kind, 1)
    assert.ok((await rows()).length > before, kind)
  }
  await sql`delete from cases.inbox_message`.execute(database)
  await told('overdue', 20)
  assert.equal((await rows()).filter(row => row.audience === 'department:urban').length, 20)
  await sql`delete from cases.inbox_message`.execute(database)
  await told('overdue', 5000)
  assert.deepEqual(await rows(), [
    { audience: 'department:urban', template: 'deadlines-many' },
    { audience: 'role:dispatcher', template: 'deadlines-many' },
  ])
  const handler = await person('handler', ['handler'], { departmentId: 'urban' })
  const { items } = await listInbox(loop, handler, { query: { show: 'all', limit: 5 }, language: 'zh' })
  assert.equal(items[0]!.title, '5000 件工单同时到达期限')
})

test('old messages go with their marks, new ones stay', async t => {
  const { loop, database, person } = await testCases(t)
  const handler = await person('handler', ['handler'], { departmentId: 'urban' })
  const one = {
    audience: 'department:urban',
    template: 'deadlines-many',
    caseId: null,
    actor: 'system',
  } as const
  await inTransaction(database, tx => tell(tx, [one, one]))
  const old = lowestIdAt(new Date(Date.now() - 91 * 86_400_000))
  await sql`
    insert into cases.inbox_message (id, audience, template, actor)
    select overlay(gen_random_uuid()::text placing ${old.slice(0, 13)} from 1)::uuid, 'department:urban', 'x', 'system'
      from generate_series(1, 6000)`.execute(database)
  await sql`
    insert into cases.inbox_read select ${handler.id}, id from cases.inbox_message order by id limit 10`.execute(
    database,
  )
  await removeOld(database)
  assert.deepEqual(await unreadOf(loop, handler), { value: 2, more: false })
})
