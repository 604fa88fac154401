import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { leafHash, readEntry } from '#ledger/index.ts'
import { selectDecision } from '../decision.store.ts'
import { leavesWith } from './check-decisions.ts'
import { decided } from './decided.fixture.ts'

test('decisions as they were made agree with the ledger, those with a guard record and those of a batch too', async t => {
  const { verify, database } = await decided(t)
  const { rows } = await sql<{ n: number }>`select count(*) as n from kernel.guard_record`.execute(database)
  assert.ok(rows[0]!.n > 10)
  assert.deepEqual(await verify(), [])
})

test('a decision changed by a byte, its guard record changed, a row gone: each is named', async t => {
  const { singles, verify, asOwner } = await decided(t)
  const [one, other, third] = singles as [string, string, string]
  await asOwner('kernel.decision', `update kernel.decision set confidence = 0.91 where id = '${one}'`)
  assert.deepEqual(await verify(), [['record', one]])
  await asOwner(
    'kernel.guard_record',
    `update kernel.guard_record set attack_flagged = false where decision_id = '${other}'`,
  )
  await asOwner('kernel.decision', `delete from kernel.decision where id = '${third}'`)
  assert.deepEqual((await verify()).sort(), [one, other, third].map(id => ['record', id]).sort())
})

test('one of a batch changed, or gone: the entry of the batch is named', async t => {
  const { batch, verify, asOwner, database } = await decided(t)
  const { entry_id: entry } = (await selectDecision(database, batch[7]!))!
  await asOwner(
    'kernel.decision',
    `update kernel.decision set output_commitment = sha256('x') where id = '${batch[7]}'`,
  )
  assert.deepEqual(await verify(), [['record', entry]])
})

test('content that was erased changes no proof', async t => {
  const { singles, verify, asOwner } = await decided(t)
  await asOwner(
    'kernel.decision_content',
    `delete from kernel.decision_content where decision_id = '${singles[0]}'`,
  )
  assert.deepEqual(await verify(), [])
})

test('the leaves that go with a proof come to what the entry says', async t => {
  const { batch, singles, database } = await decided(t)
  const entryOf = async (id: string) =>
    (await readEntry(database, (await selectDecision(database, id))!.entry_id))!
  const single = await entryOf(singles[1]!)
  assert.deepEqual(await leavesWith(database, single), [single.body])
  const whole = await entryOf(batch[0]!)
  const leaves = await leavesWith(database, whole)
  assert.equal(leaves.length, 40)
  assert.equal(leafHash(leaves).toString('hex'), (whole.body as { digest: string }).digest)
})
