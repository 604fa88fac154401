import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction, uuidv7 } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { personActor } from '../../../test/fixtures/actors.ts'
import { testDatabase } from '../../../test/test-database.ts'
import { listOmissions } from './list-omissions.ts'
import { omitLabel } from './omit-label.ts'

const request = { receiver: '市档案馆', reason: '归档格式不允许页眉', agreed: true } as const
const actor = personActor()

test('a request is kept with its ledger entry, which names no receiver; pages come newest first', async t => {
  const { database } = await testDatabase(t)
  const omit = () =>
    inTransaction(database, tx =>
      omitLabel(tx, actor, { decisionId: uuidv7(), subject: 'case:c-1', format: 'pdf', request }),
    )
  const ids = [await omit(), await omit(), await omit()]
  const first = await listOmissions(database, actor, { limit: 2 })
  assert.deepEqual(
    first.items.map(one => one.omissionId),
    [ids[2], ids[1]],
  )
  assert.deepEqual([first.items[0]?.receiver, first.items[0]?.reason], [request.receiver, request.reason])
  const rest = await listOmissions(database, actor, { limit: 2, before: first.next! })
  assert.deepEqual([rest.items.map(one => one.omissionId), rest.next], [[ids[0]], null])
  const entries = await readEntries(database, 'case:c-1')
  assert.equal(entries.length, 3)
  assert.ok(entries.every(entry => entry.kind === 'label.omitted' && entry.intact))
  const bodies = await sql<{
    body: string
  }>`select body::text from ledger.entry where kind = 'label.omitted'`.execute(database)
  assert.ok(bodies.rows.length === 3 && bodies.rows.every(row => !row.body.includes('档案馆')))
  // Below internal data the fact is left, not who got it.
  const low = { ...actor, scope: { ...actor.scope, level: 'L1' as const } }
  assert.equal((await listOmissions(database, low, { limit: 1 })).items[0]?.receiver, null)
})

test('the log cannot be changed, nor what it says be erased within six months; after them it can', async t => {
  const { database } = await testDatabase(t)
  const id = await inTransaction(database, tx =>
    omitLabel(tx, actor, { decisionId: uuidv7(), subject: 'case:c-1', format: 'md', request }),
  )
  await assert.rejects(sql`update kernel.label_omission set format = 'x'`.execute(database))
  await assert.rejects(sql`delete from kernel.label_omission`.execute(database))
  await assert.rejects(sql`delete from kernel.label_omission_content`.execute(database), /six months/)
  await assert.rejects(
    sql`update kernel.label_omission_content set reason = 'x'`.execute(database),
    /six months/,
  )
  const old = uuidv7()
  await sql`insert into kernel.label_omission
    select ${old}, now() - interval '9 months', decision_id, subject, format, actor, request_commitment, entry_id,
           now() - interval '1 month' from kernel.label_omission where id = ${id}`.execute(database)
  await sql`insert into kernel.label_omission_content values (${old}, '\\x00', 'a', 'b')`.execute(database)
  await sql`delete from kernel.label_omission_content where omission_id = ${old}`.execute(database)
  const kept = await listOmissions(database, actor, { limit: 10 })
  assert.deepEqual(
    kept.items.map(one => one.receiver),
    [request.receiver, null],
  )
})
