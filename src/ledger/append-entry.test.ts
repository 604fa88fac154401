import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction, uuidv7 } from '#base/index.ts'
import { type TestDatabase, testDatabase } from '../../test/test-database.ts'
import { append } from './append-entry.ts'
import { newestEntries, readEntries } from './read-entries.ts'

let base: TestDatabase
before(async () => {
  base = await testDatabase(undefined, { upTo: 'ledger' })
})
after(() => base.close())

test('entries are written with the act and read back intact, in order', async () => {
  const own = uuidv7()
  const ids = await inTransaction(base.database, tx =>
    append(tx, [
      { kind: 'case.reported', subject: 'case:1', body: { b: 1, a: { d: null, c: [true, 0.1, '路'] } } },
      { id: own, kind: 'case.accepted', subject: 'case:1', body: {} },
      { kind: 'case.reported', subject: 'case:2', body: {} },
    ]),
  )
  assert.equal(ids[1], own)
  const read = await readEntries(base.database, 'case:1')
  assert.deepEqual(read.map(one => [one.kind, one.intact]).sort(), [
    ['case.accepted', true],
    ['case.reported', true],
  ])
  assert.equal((await newestEntries(base.database, 2)).length, 2)
  assert.deepEqual(await inTransaction(base.database, tx => append(tx, [])), [])
})

test('an act that fails leaves no entry', async () => {
  await assert.rejects(
    inTransaction(base.database, async tx => {
      await append(tx, [{ kind: 'case.closed', subject: 'case:3', body: {} }])
      throw new Error('no')
    }),
  )
  assert.deepEqual(await readEntries(base.database, 'case:3'), [])
})

test('a kind that is no dotted word is refused by the database itself, and an entry no tile could hold before it', async () => {
  const tryEntry = (kind: string, body: Record<string, string>) =>
    inTransaction(base.database, tx => append(tx, [{ kind, subject: 's', body }]))
  await assert.rejects(tryEntry('Closed', {}), /check/)
  const noise = Array.from({ length: 6000 }, () => uuidv7()).join('')
  await assert.rejects(tryEntry('case.closed', { noise }), { code: 'ledger.entry-too-long' })
})

test('an entry altered by the owner, with the triggers off, is told by its hash', async () => {
  await inTransaction(base.database, tx =>
    append(tx, [{ kind: 'case.rated', subject: 'case:4', body: { score: 1 } }]),
  )
  await assert.rejects(
    sql`update ledger.entry set body = '{"score":5}' where subject = 'case:4'`.execute(base.database),
    /permission denied/,
  )
  await base.owner.connection().execute(async connection => {
    await sql`alter table ledger.entry disable trigger all`.execute(connection).catch(() => undefined)
    const tables = await sql<{
      name: string
    }>`select inhrelid::regclass::text as name from pg_inherits where inhparent = 'ledger.entry'::regclass`.execute(
      connection,
    )
    for (const { name } of tables.rows)
      await sql.raw(`alter table ${name} disable trigger user`).execute(connection)
    await sql.raw('alter table ledger.entry disable trigger user').execute(connection)
    await sql`update ledger.entry set body = '{"score":5}' where subject = 'case:4'`.execute(connection)
  })
  assert.equal((await readEntries(base.database, 'case:4'))[0]?.intact, false)
})
