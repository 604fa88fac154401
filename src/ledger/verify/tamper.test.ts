import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction } from '#base/index.ts'
import { testDatabase } from '../../../test/test-database.ts'
import { append } from '../append-entry.ts'
import { createLog } from '../log/create-log.ts'
import { selectHead } from '../log/log.store.ts'
import { readSeenHead, seenHead } from '../log/seen-head.ts'
import { verifyLog } from './verify-log.ts'

/** A log of 900 entries with a head kept at 300, and an owner who does as he likes. */
async function drill(t: TestContext) {
  const base = await testDatabase(t, { upTo: 'ledger' })
  const folder = await mkdtemp(join(tmpdir(), 'chengshu-drill-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const { database } = base
  const log = createLog({ database, dataFolder: folder, origin: 'city.example/ledger' })
  const write = async (count: number) => {
    const entries = Array.from({ length: count }, (_, n) => ({
      kind: 'decision.made',
      subject: `case:${n}`,
      body: { outcome: 'advised', n },
    }))
    await inTransaction(database, tx => append(tx, entries))
    await log.sequence()
  }
  await write(300)
  const early = (await readSeenHead(folder))!
  await write(600)
  const verify = async (since = undefined as typeof early | undefined, seen = [early]) =>
    await verifyLog(database, { seen, since, records: [] })
  const named = async () => (await verify()).findings.map(one => [one.kind, one.index, one.id] as const)
  const owner = async (...statements: string[]) =>
    await base.owner.connection().execute(async connection => {
      // As somebody who holds the database and knows what triggers are.
      const { rows } = await sql<{ name: string }>`
        select oid::regclass::text as name from pg_class
         where relnamespace = 'ledger'::regnamespace and relkind in ('r', 'p')`.execute(connection)
      const triggers = rows.map(row => `alter table ${row.name} disable trigger user`)
      for (const statement of [...triggers, ...statements]) await sql.raw(statement).execute(connection)
    })
  const entryAt = async (index: number) => {
    const { rows } = await sql<{ id: string; hash: string }>`
      select entry.id, encode(entry.leaf_hash, 'hex') as hash from ledger.leaf as leaf
        join ledger.entry as entry on entry.id = leaf.entry_id where leaf.index = ${index}`.execute(database)
    return rows[0]!
  }
  return { ...base, folder, log, early, write, verify, named, owner, entryAt }
}

test('a log nobody touched has nothing to find, whole and since a head', async t => {
  const { verify, early, database } = await drill(t)
  const head = (await selectHead(database))!
  const whole = await verify()
  assert.deepEqual(whole.findings, [])
  assert.equal(whole.read, head.size)
  const after = await verify(early)
  assert.deepEqual(after.findings, [])
  assert.equal(after.read, head.size - early.size)
})

test('one byte of an entry changed: named', async t => {
  const { owner, named, entryAt } = await drill(t)
  const { id } = await entryAt(420)
  await owner(`update ledger.entry set body = jsonb_set(body, '{outcome}', '"advisee"') where id = '${id}'`)
  assert.deepEqual(await named(), [['altered', 420, id]])
})

test('an entry changed with its own hash made to fit: named by the tree', async t => {
  const { owner, named, entryAt } = await drill(t)
  const { id } = await entryAt(421)
  const other = `{"body": {"n": 1}, "id": "${id}", "kind": "decision.made", "recordedAt": "x", "subject": "s"}`
  await owner(
    `update ledger.entry set subject = 's', leaf_hash = sha256(E'\\\\x00'::bytea || convert_to('${other}', 'UTF8')) where id = '${id}'`,
  )
  assert.deepEqual(await named(), [['altered', 421, id]])
})

test('one dropped, with or without its place: named', async t => {
  const { owner, named, entryAt } = await drill(t)
  const [one, other] = [await entryAt(500), await entryAt(501)]
  await owner(`delete from ledger.entry where id = '${one.id}'`)
  assert.deepEqual(await named(), [['dropped', 500, one.id]])
  await owner(
    `delete from ledger.entry where id = '${other.id}'`,
    'delete from ledger.leaf where index = 501',
  )
  assert.deepEqual(await named(), [
    ['dropped', 500, one.id],
    ['dropped', 501, null],
  ])
})

test('two in each other’s place: both named', async t => {
  const { owner, named, entryAt } = await drill(t)
  const [one, other] = [await entryAt(600), await entryAt(777)]
  await owner(
    'alter table ledger.leaf drop constraint leaf_index_check',
    `update ledger.leaf set index = -1 - index where index in (600, 777)`,
    `update ledger.leaf set index = case index when -601 then 777 else 600 end where index < 0`,
  )
  assert.deepEqual(await named(), [
    ['reordered', 600, other.id],
    ['reordered', 777, one.id],
  ])
})

test('one slipped in without an act: named', async t => {
  const { owner, named } = await drill(t)
  const id = '01890000-0000-7000-8000-00000000000f'
  await owner(`insert into ledger.entry values ('${id}', now(), 'decision.made', 's', '{}', sha256('x'))`)
  assert.deepEqual(await named(), [['added', null, id]])
})

/** What a day's roll-back of the database does. */
const rollBack = (size: number) => [
  `delete from ledger.entry where id in (select entry_id from ledger.leaf where index >= ${size})`,
  `delete from ledger.leaf where index >= ${size}`,
]

test('the database rolled back a day: told by the head that this node, or a reader, had seen', async t => {
  const { owner, database, verify, folder, log, early } = await drill(t)
  const seen = (await readSeenHead(folder))!
  // Tiles and head of the earlier day, as a restored backup has them.
  await owner(
    ...rollBack(early.size),
    `update ledger.tile set hashes = substring(hashes from 1 for ${32 * (early.size - 256)}) where level = 0 and index = 1`,
    `delete from ledger.tile where level = 0 and index > 1`,
    `update ledger.tile set hashes = substring(hashes from 1 for 32) where level = 1`,
    `update ledger.head set size = ${early.size}, root = '\\x${early.root.toString('hex')}', note = '${early.note}'`,
    'delete from ledger.checkpoint',
  )
  assert.deepEqual((await verify(undefined, [])).findings, [], 'by itself it looks whole')
  const found = (await verify(undefined, [seen])).findings
  assert.deepEqual(
    found.map(one => [one.kind, one.other]),
    [['rolled-back', String(seen.size)]],
  )
  await assert.rejects(
    createLog({ database, dataFolder: folder, origin: undefined }).sequence(),
    { code: 'ledger.rolled-back' },
    'nothing more is signed',
  )
  assert.equal(await log.sequence().catch(error => error.code), 'ledger.rolled-back')
})

test('two readers shown different logs: the head of one is not passed by the log of the other', async t => {
  const one = await drill(t)
  const other = await drill(t)
  const shown = (await readSeenHead(other.folder))!
  const found = (await one.verify(undefined, [one.early, shown])).findings
  assert.deepEqual(
    found.map(({ kind, other: size }) => [kind, size]),
    [
      ['signature', String(shown.size)],
      ['forked', String(shown.size)],
    ],
    'another key, another history',
  )
})

test('a fork signed with the log’s own key: told by the head a reader kept', async t => {
  const { owner, verify, entryAt, database, write } = await drill(t)
  const seen = seenHead((await selectHead(database))!.note)!
  const { id, hash } = await entryAt(899)
  // History rewritten in every table, and signed anew by whoever holds the key.
  await owner(
    `delete from ledger.entry where id = '${id}'`,
    `delete from ledger.leaf where entry_id = '${id}'`,
    `update ledger.tile set hashes = substring(hashes from 1 for length(hashes) - 32)
      where level = 0 and position('\\x${hash}'::bytea in hashes) > 0`,
    `update ledger.head set size = size - 1`,
    'delete from ledger.checkpoint',
  )
  await write(2)
  const kinds = (await verify(undefined, [seen])).findings.map(one => one.kind)
  assert.ok(kinds.includes('forked'), kinds.join())
})

test('a tile changed, a tile gone, a head nobody signed: each named', async t => {
  const { owner, verify, database } = await drill(t)
  await owner(
    `update ledger.tile set hashes = overlay(hashes placing sha256('x') from 33 for 32) where level = 1`,
  )
  const inner = (await verify()).findings.map(one => [one.kind, one.id])
  assert.deepEqual(inner[0], ['tree', '1/0'])
  const head = (await selectHead(database))!
  await owner(`update ledger.head set note = replace(note, 'A', 'B')`)
  assert.ok((await verify()).findings.some(one => one.kind === 'signature'))
  await owner(
    `update ledger.head set note = '${head.note}'`,
    'delete from ledger.tile where level = 0 and index = 2',
  )
  const gone = (await verify()).findings
  assert.ok(gone.some(one => one.kind === 'tree' && one.index === 512))
})
