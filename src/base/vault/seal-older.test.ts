import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../../../test/test-database.ts'
import { testKeys } from '../../../test/test-keys.ts'
import { inTransaction } from '../database.ts'
import { loadKeys } from './key-ring.ts'
import { sealBytes, sealJson, sealText } from './seal.ts'
import { sealOlder } from './seal-older.ts'
import type { SealedColumn } from './sealed-column.ts'
import { countPlain, sealNext, selectSealing } from './sealed-rows.store.ts'

const key = ['at', 'id']
const columns: readonly SealedColumn[] = [
  { table: 'base.said', key, column: 'words', kind: 'text' },
  { table: 'base.said', key, column: 'document', kind: 'json' },
  { table: 'base.said', key, column: 'bytes', kind: 'bytes' },
]

const inUseFrom = new Date('2026-02-01T00:00:00Z')
const rotated = {
  keys: [
    ...testKeys.keys,
    { ...testKeys.keys[0]!, id: '000000aa', secret: Buffer.alloc(32, 'rotated'), inUseFrom },
  ],
}

test('rows written before are sealed where they lie, through a kill, a rotation and hands in the database', async t => {
  const { database, owner } = await testDatabase(t, { upTo: 'base' })
  // Files of tests share a process: the one before may have left other keys.
  loadKeys(testKeys)
  t.after(() => loadKeys(testKeys))
  await sql`create table base.said (
    at timestamptz not null, id uuid not null default gen_random_uuid(), words text, document jsonb, bytes bytea,
    primary key (at, id))`.execute(owner)
  await sql`grant select, insert, update on base.said to chengshu_application`.execute(owner)
  // Same moments on purpose: the second column of the key has to be heeded.
  await sql`
    insert into base.said (at, words, document, bytes)
    select timestamptz '2026-01-01 00:00:00.123456+00' + make_interval(secs => n / 7),
           case when n % 5 > 0 then '王小明 ' || n end, case when n % 3 > 0 then jsonb_build_object('n', n, '甲', null) end,
           convert_to('字节' || n, 'UTF8')
      from generate_series(1, 930) n`.execute(owner)
  await sql`
    insert into base.said (at, words, document, bytes) values
      ('2026-01-02', ${sealText('已封')}, ${JSON.stringify(sealJson(['已封']))}::jsonb, ${sealBytes(Buffer.from('已封'))}),
      ('2026-01-03', 'sealed:1:不是', 'null', 'sealed:b'), ('2026-01-04', '', '"sealed:j:"', ''),
      ('2026-01-05', null, '12.50', null), ('2026-01-06', '甲', '"文字"', null)`.execute(owner)
  const read = async () =>
    (await sql<{ words: unknown }>`select * from base.said order by at, id`.execute(database)).rows
  const plain = async () => await Promise.all(columns.map(one => countPlain(owner, one)))
  const before = await read()
  assert.deepEqual(await plain(), [745, 623, 931])
  const told: string[] = []
  const tell = (line: string) => void told.push(line)

  await t.test('a batch that was rolled back is done again; one that was committed is not', async () => {
    const keyId = testKeys.keys[0]!.id
    const batch = { keyId, limit: 100 }
    await assert.rejects(
      inTransaction(database, async tx => {
        await sealNext(tx, columns[0]!, batch)
        throw new Error('killed')
      }),
      /killed/,
    )
    assert.deepEqual([(await plain())[0], await selectSealing(owner)], [745, []])
    assert.equal(await inTransaction(database, tx => sealNext(tx, columns[0]!, batch)), 100)
    assert.deepEqual([(await plain())[0], (await selectSealing(owner))[0]?.lookedAt], [645, 100])
  })

  await t.test('told to stop, it stops; begun again by two at once, each row is sealed once', async () => {
    await sealOlder(database, columns, { signal: AbortSignal.abort(), tell })
    assert.equal((await plain())[0], 645)
    const { signal } = new AbortController()
    await Promise.all([1, 2].map(() => sealOlder(database, columns, { signal, tell })))
    // What looks sealed already, and is not with a key of ours, is left as it was.
    assert.deepEqual(await plain(), [0, 0, 0])
    assert.deepEqual(await read(), before)
    const state = (await selectSealing(owner)).map(one => [one.column, one.lookedAt, one.finishedAt !== null])
    assert.deepEqual(state, [
      ['bytes', 933, true],
      ['document', 625, true],
      ['words', 748, true],
    ])
  })

  await t.test('with a new key all is sealed anew, and once only', async () => {
    loadKeys(rotated)
    const { signal } = new AbortController()
    await sealOlder(database, columns, { signal, tell })
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from base.said where left(words, 14) = ${sealText('').slice(0, 14)}`.execute(owner)
    assert.equal(rows[0]!.n, 746)
    assert.deepEqual(await read(), before)
    const done = (await selectSealing(owner)).map(one => one.sealed)
    assert.deepEqual(done, [933, 624, 746])
    told.length = 0
    await sealOlder(database, columns, { signal, tell })
    assert.deepEqual(told, [])
  })

  await t.test(
    'a column that cannot be changed is told of and holds up no other; one that never changes is left',
    async () => {
      loadKeys(testKeys)
      await sql`create table base.fixed (id int primary key, words text)`.execute(owner)
      await sql`grant select, insert on base.fixed to chengshu_application`.execute(owner)
      await sql`insert into base.fixed values (1, '甲')`.execute(owner)
      const fixed = { table: 'base.fixed', key: ['id'], column: 'words', kind: 'text' } as const
      const { signal } = new AbortController()
      await assert.rejects(sealOlder(database, [fixed, ...columns], { signal, tell }), /permission denied/)
      assert.ok((await selectSealing(owner)).every(one => one.keyId === '00000001' && one.finishedAt))
      await sealOlder(database, [{ ...fixed, unchanged: true }], { signal, tell })
      assert.equal(await countPlain(owner, fixed), 1)
    },
  )

  await t.test('what was altered is left for an examination, and stops nothing', async () => {
    loadKeys(testKeys)
    const damaged = sealText('甲').slice(0, -6).concat('AAAAA=')
    await sql`insert into base.said (at, words) values ('2026-01-07', ${damaged})`.execute(owner)
    await assert.rejects(read(), { code: 'base.sealed-damaged' })
    loadKeys(rotated)
    await sql`delete from base.sealing`.execute(owner)
    await sealOlder(database, columns, { signal: new AbortController().signal, tell })
    assert.ok((await selectSealing(owner)).every(one => one.finishedAt !== null))
    const { rows: kept } = await sql`select 1 from base.said where words = ${damaged}`.execute(owner)
    assert.equal(kept.length, 1)
  })
})
