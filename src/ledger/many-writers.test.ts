import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction, momentOf, uuidv7 } from '#base/index.ts'
import { type TestDatabase, testDatabase } from '../../test/test-database.ts'
import { append, type Entry } from './append-entry.ts'
import { type Json, leafHash } from './ledger.rules.ts'
import { newestEntries, readEntries, readEntry } from './read-entries.ts'

let base: TestDatabase
before(async () => {
  base = await testDatabase(undefined, { upTo: 'ledger' })
})
after(() => base.close())

const write = (entries: readonly Entry[]) => inTransaction(base.database, tx => append(tx, entries))
const entry = (subject: string, body: Entry['body'] = {}): Entry => ({ kind: 'case.noted', subject, body })

test('many writers at once: every acknowledged entry is there once, and none of those that were undone', async () => {
  const acknowledged = new Set<string>()
  const writer = async (lane: number) => {
    for (let i = 0; i < 15; i++) {
      const undone = (lane + i) % 4 === 0
      const writing = inTransaction(base.database, async tx => {
        const ids = await append(tx, [
          entry(`lane:${lane}`, { lane, i, part: 0 }),
          entry('shared', { lane, i, part: 1 }),
        ])
        if (undone) throw new Error('undone')
        return ids
      })
      if (undone) await assert.rejects(writing, /undone/)
      else for (const id of await writing) acknowledged.add(id)
    }
  }
  await Promise.all(Array.from({ length: 10 }, (_, lane) => writer(lane)))
  const there = await newestEntries(base.database, 10_000)
  assert.deepEqual(
    there
      .map(one => one.id)
      .filter(id => acknowledged.has(id))
      .sort(),
    [...acknowledged].sort(),
  )
  const written = there.filter(one => one.kind === 'case.noted')
  assert.equal(written.length, acknowledged.size)
  assert.ok(written.every(one => one.intact))
})

test('entries of one subject come in the order they were written by one process, also within a millisecond', async () => {
  for (let round = 0; round < 5; round++)
    await write(Array.from({ length: 200 }, (_, i) => entry('order', { n: round * 200 + i })))
  const read = await readEntries(base.database, 'order')
  assert.deepEqual(
    read.map(one => (one.body as { n: number }).n),
    Array.from({ length: 1000 }, (_, n) => n),
  )
  const newest = await newestEntries(base.database, 3)
  assert.deepEqual(
    newest.map(one => (one.body as { n: number }).n),
    [999, 998, 997],
  )
})

test('a subject is matched whole: no entry of another whose name begins alike', async () => {
  await write([entry('case:1'), entry('case:10'), entry('case:1 '), entry('Case:1')])
  assert.equal((await readEntries(base.database, 'case:1')).length, 1)
  assert.deepEqual(await readEntries(base.database, ''), [])
  assert.deepEqual(await readEntries(base.database, "x' or true --"), [])
})

test('one entry is found by its id; an id nobody gave finds nothing', async () => {
  const [id] = await write([entry('single', { a: [1, { b: '路' }] })])
  const found = await readEntry(base.database, id!)
  assert.deepEqual(found?.body, { a: [1, { b: '路' }] })
  assert.equal(found?.recordedAt.getTime(), momentOf(id!).getTime())
  assert.equal(found?.intact, true)
  assert.equal(await readEntry(base.database, uuidv7()), undefined)
  assert.equal(await readEntry(base.database, '01890000-0000-7000-8000-000000000000'), undefined)
})

test('the same id is not written twice, and the act that tries does not happen', async () => {
  const id = uuidv7()
  await write([{ ...entry('twice', { n: 1 }), id }])
  await assert.rejects(write([entry('beside'), { ...entry('twice', { n: 2 }), id }]), /duplicate/)
  assert.deepEqual(
    (await readEntries(base.database, 'twice')).map(one => one.body),
    [{ n: 1 }],
  )
  assert.deepEqual(await readEntries(base.database, 'beside'), [])
})

test('bodies that jsonb reorders or rewrites still match their hash', async () => {
  const bodies: Json[] = [
    { zz: 1, a: 2, 路: 3, '😀': 4, '\u20ac': 5, '': 6 },
    { n: [0, 1e21, 1e-7, 123456789.123456, -0.1, 9007199254740991, 5e-324, 1.7976931348623157e308] },
    { deep: [[[[{ a: [null, true, false] }]]]] },
    { text: '"\\/\b\f\n\r\t\u2028 \u007f' },
    { zero: -0, whole: 1.0 },
  ]
  await write(bodies.map(body => entry('shapes', body as Entry['body'])))
  const read = await readEntries(base.database, 'shapes')
  assert.equal(read.length, bodies.length)
  for (const [place, one] of read.entries()) assert.ok(one.intact, JSON.stringify(bodies[place]))
})

test('a body that cannot be proved is refused before anything is written', async () => {
  const cannot: unknown[] = [
    { a: undefined },
    { a: Number.NaN },
    { a: '\ud800' },
    { a: 10n },
    { a: () => 1 },
    { a: '\u0000' },
  ]
  for (const body of cannot)
    await assert.rejects(write([entry('refused'), entry('refused', body as Entry['body'])]))
  assert.deepEqual(await readEntries(base.database, 'refused'), [])
})

/** Does as the owner what the product may not do. */
async function asOwner(statement: string): Promise<void> {
  await base.owner.connection().execute(async connection => {
    const tables = await sql<{ name: string }>`
      select inhrelid::regclass::text as name from pg_inherits where inhparent = 'ledger.entry'::regclass`.execute(
      connection,
    )
    const names = ['ledger.entry', ...tables.rows.map(row => row.name)]
    for (const name of names) await sql.raw(`alter table ${name} disable trigger user`).execute(connection)
    await sql.raw(statement).execute(connection)
    for (const name of names) await sql.raw(`alter table ${name} enable trigger user`).execute(connection)
  })
}

test('whichever part of an entry is altered, that entry tells, and only that one', async () => {
  const changes = [
    `kind = 'case.closed'`,
    `subject = 'altered:other'`,
    `body = '{"n":9}'`,
    `body = body || '{"more":1}'`,
    `leaf_hash = sha256('x')`,
    `id = '01890000-0000-7000-8000-00000000000f'`,
  ]
  for (const change of changes) {
    const [id, next] = await write([entry('altered:one', { n: 1 }), entry('altered:one', { n: 2 })])
    await asOwner(`update ledger.entry set ${change} where id = '${id}'`)
    const all = await newestEntries(base.database, 2)
    const altered = all.filter(one => !one.intact)
    assert.equal(altered.length, 1, change)
    assert.notEqual(altered[0]!.id, next, change)
    const [gone] = all.filter(one => one.id !== next)
    await asOwner(`delete from ledger.entry where id = '${gone!.id}'`)
  }
})

test('a leaf hash covers the moment too: an entry cannot be moved in time', () => {
  const leaf = { id: 'x', recordedAt: '2026-01-01T00:00:00.000Z', kind: 'a.b', subject: 's', body: {} }
  const moved = { ...leaf, recordedAt: '2026-01-01T00:00:00.001Z' }
  assert.notDeepEqual(leafHash(leaf), leafHash(moved))
})
