import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction } from '#base/index.ts'
import { type TestDatabase, testDatabase } from '../../../test/test-database.ts'
import { append } from '../append-entry.ts'
import { foldParts, nodeHash, wholeParts } from '../merkle/merkle.rules.ts'
import { readNote, signedBy } from '../note/note.rules.ts'
import { logVerifiers } from '../note/signing-keys.ts'
import { newestEntries } from '../read-entries.ts'
import { rootAt } from './compare-seen.ts'
import { createLog } from './create-log.ts'
import { countPending, selectHead, selectLeaf } from './log.store.ts'

let base: TestDatabase
let folder: string
before(async () => {
  base = await testDatabase(undefined, { upTo: 'ledger' })
  folder = await mkdtemp(join(tmpdir(), 'chengshu-log-'))
})
after(async () => {
  await base.close()
  await rm(folder, { recursive: true, force: true })
})

const open = (dataFolder = folder) =>
  createLog({ database: base.database, dataFolder, origin: 'city.example/ledger' })

async function write(count: number, subject = 'case:1'): Promise<string[]> {
  const entries = Array.from({ length: count }, (_, n) => ({ kind: 'case.noted', subject, body: { n } }))
  return await inTransaction(base.database, tx => append(tx, entries))
}

/** The leaves of the log in order, each with the hash that its entry has. */
async function leaves() {
  const { rows } = await sql<{ index: number; entry_id: string; leaf_hash: Buffer }>`
    select leaf.index, leaf.entry_id, entry.leaf_hash from ledger.leaf as leaf
      join ledger.entry as entry on entry.id = leaf.entry_id order by leaf.index`.execute(base.database)
  return rows
}

/** The root from the entries alone, without tiles. */
function plainRoot(hashes: readonly Buffer[]): Buffer {
  const fold = (from: number, to: number): Buffer =>
    to - from === 1 ? hashes[from]! : nodeHash(fold(from, (from + to) / 2), fold((from + to) / 2, to))
  return foldParts(wholeParts({ begin: 0, end: hashes.length }).map(part => fold(part.begin, part.end)))
}

test('an empty log has a signed head; entries get their places, and the head is that of their hashes', async () => {
  const log = open()
  const before = await log.sequence()
  assert.ok(before !== null)
  const first = await write(3)
  assert.deepEqual((await countPending(base.database)).waiting, 3)
  assert.equal(await selectLeaf(base.database, first[0]!), undefined)
  assert.equal(await log.sequence(), 3)
  await write(700)
  assert.equal(await log.sequence(), 700)
  assert.equal(await log.sequence(), 0)
  const rows = await leaves()
  assert.deepEqual(
    rows.map(row => row.index),
    rows.map((_, place) => place),
  )
  const head = (await selectHead(base.database))!
  assert.equal(head.size, rows.length)
  assert.deepEqual(head.root, plainRoot(rows.map(row => row.leaf_hash)))
  const older = rows.slice(0, rows.length - 300).map(row => row.leaf_hash)
  assert.deepEqual(await rootAt(base.database, older.length), plainRoot(older))
  const [verifier] = await logVerifiers(base.database)
  assert.ok(signedBy(readNote(head.note)!, verifier!))
  assert.equal(await readFile(join(folder, 'ledger/checkpoint'), 'utf8'), head.note)
})

test('eight writers, some undone, and three sequencers at once: each committed entry has one place, no other has', async () => {
  const committed: string[] = []
  let writing = true
  const sequencers = Array.from({ length: 3 }, async () => {
    const log = open()
    let total = 0
    while (writing) total += (await log.sequence()) ?? 0
    return total
  })
  const writers = Array.from({ length: 8 }, async (_, lane) => {
    for (let round = 0; round < 12; round++) {
      const undone = (lane + round) % 5 === 0
      const wrote = inTransaction(base.database, async tx => {
        const ids = await append(tx, [{ kind: 'case.noted', subject: `lane:${lane}`, body: { round } }])
        // Some commit long after entries with a later time have their places.
        if (round % 4 === 0) await sql`select pg_sleep(0.05)`.execute(tx)
        if (undone) throw new Error('undone')
        return ids
      })
      if (undone) await assert.rejects(wrote, /undone/)
      else committed.push(...(await wrote))
    }
  })
  await Promise.all(writers)
  writing = false
  await Promise.all(sequencers)
  await open().sequence()
  const rows = await leaves()
  const placed = new Set(rows.map(row => row.entry_id))
  assert.ok(committed.every(id => placed.has(id)))
  assert.equal(placed.size, rows.length)
  assert.equal(rows.length, (await newestEntries(base.database, 10_000)).length)
  assert.equal(rows.at(-1)!.index, rows.length - 1)
  const head = (await selectHead(base.database))!
  assert.deepEqual(head.root, plainRoot(rows.map(row => row.leaf_hash)))
  assert.deepEqual(await countPending(base.database), { waiting: 0, since: null })
})

test('a sequencer that is killed half way leaves everything waiting', async () => {
  await write(5)
  const before = (await selectHead(base.database))!
  await sql`alter table ledger.head add constraint killed check (size <= ${sql.lit(before.size)})`.execute(
    base.owner,
  )
  await assert.rejects(open().sequence(), /killed/)
  await sql`alter table ledger.head drop constraint killed`.execute(base.owner)
  assert.equal((await countPending(base.database)).waiting, 5)
  assert.deepEqual(await selectHead(base.database), before)
  assert.equal(await open().sequence(), 5)
})

test('the product itself cannot change a place, a finished tile or a head', async () => {
  const refused = [
    `update ledger.leaf set entry_id = gen_random_uuid() where index = 0`,
    `delete from ledger.leaf where index = 0`,
    `update ledger.tile set hashes = sha256('x') where level = 0 and index = 0`,
    `update ledger.tile set index = 9 where level = 0 and index = 0`,
    `delete from ledger.tile`,
    `truncate ledger.tile`,
    `update ledger.head set size = size - 1`,
    `delete from ledger.head`,
    `update ledger.checkpoint set size = 1`,
    `delete from ledger.signing_key`,
  ]
  for (const statement of refused)
    await assert.rejects(sql.raw(statement).execute(base.database), /denied|only grows/, statement)
})

test('a database put back is noticed by what the node saw; so is one that was rewritten', async () => {
  await write(2)
  const log = open()
  await log.sequence()
  const head = (await selectHead(base.database))!
  const file = join(folder, 'ledger/checkpoint')
  const seen = await readFile(file, 'utf8')
  await writeFile(file, seen.replace(`\n${head.size}\n`, `\n${head.size + 1}\n`))
  await assert.rejects(open().sequence(), { code: 'ledger.rolled-back' })
  await writeFile(file, seen.replace(head.root.toString('base64'), Buffer.alloc(32).toString('base64')))
  await write(1)
  await assert.rejects(open().sequence(), { code: 'ledger.forked' })
  assert.equal((await countPending(base.database)).waiting, 1, 'acts go on, nothing is signed')
  await writeFile(file, seen)
  assert.equal(await open().sequence(), 1)
})

test('a node that saw an older head, or none, goes on', async () => {
  const other = await mkdtemp(join(tmpdir(), 'chengshu-log-'))
  await write(1)
  assert.equal(await open(other).sequence(), 1)
  await write(1)
  assert.equal(await open().sequence(), 1)
  await write(1)
  assert.equal(await open(other).sequence(), 1)
  await rm(other, { recursive: true })
})
