import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction } from '#base/index.ts'
import { commitment } from '#ledger/index.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import { verbs } from './action.routes.ts'
import { saidPart } from './event.draft.ts'
import { deleteEventContent, selectEvents } from './event.store.ts'
import { readCase } from './read-case.ts'
import { reportCase } from './report-case.ts'

test('history', async t => {
  const { loop, person, database, owner } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const { caseId } = await reportCase(loop, seat, reportBody())
  await verbs.comment(loop, seat, { caseId, body: { version: 1, note: '第一条' } })

  const found = await sql<{ name: string }>`select tableoid::regclass::text as name from cases.event`.execute(
    owner,
  )
  const partition = found.rows[0]!.name
  const attempts = [
    'update cases.event set actor = $$nobody$$',
    'delete from cases.event',
    'truncate cases.event',
    `update ${partition} set actor = $$nobody$$`,
    `delete from cases.event where case_id = '${caseId}'`,
  ]
  for (const attempt of attempts)
    await t.test(`refused: ${attempt.slice(0, 40)}`, async () => {
      for (const role of [database, owner]) await assert.rejects(sql.raw(attempt).execute(role))
      assert.equal((await readCase(loop, seat, caseId)).timeline.length, 2)
    })

  await t.test('events hold no text: it lies beside them, committed to with a salt', async () => {
    const { rows } = await sql<{ row: string }>`select to_jsonb(event)::text as row from cases.event`.execute(
      owner,
    )
    for (const { row } of rows) assert.ok(!row.includes('第一条') && !row.includes('seat'))
    const contents = await sql<{
      event_id: string
      salt: Buffer
      actor_name: string
      text: string
      details: object
    }>`
      select event_id, salt, actor_name, text, details from cases.event_content`.execute(owner)
    const events = await selectEvents(database, caseId)
    assert.equal(contents.rows.length, 2)
    for (const { event_id, salt, ...said } of contents.rows) {
      const event = events.find(one => one.id === event_id)!
      assert.ok(commitment(salt, saidPart(said)).equals(event.commitment!))
      assert.ok(!commitment(salt, saidPart({ ...said, text: '改了' })).equals(event.commitment!))
    }
  })

  await t.test('what was said can be erased; what happened stays', async () => {
    assert.equal(await inTransaction(database, tx => deleteEventContent(tx, caseId)), 2)
    const { timeline } = await readCase(loop, seat, caseId)
    assert.deepEqual(
      timeline.map(event => [event.type, event.text, event.actorName]),
      [
        ['reported', null, ''],
        ['commented', null, ''],
      ],
    )
  })
})
