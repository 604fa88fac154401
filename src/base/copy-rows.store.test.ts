import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../../test/test-database.ts'
import { copyRows, copyText } from './copy-rows.store.ts'
import { inTransaction } from './database.ts'

test('what COPY could take for its own signs is written as it was said', () => {
  assert.equal(copyText([]), '')
  const rows = [
    { text: 'a\tb\nc\rd\\e', flag: true, none: null, number: -0.5 },
    { text: '\\N', flag: false, number: 1e21 },
  ]
  assert.equal(copyText(rows), 'a\\tb\\nc\\rd\\\\e\ttrue\t\\N\t-0.5\n\\\\N\tfalse\t\\N\t1e+21\n')
  assert.equal(
    copyText([{ json: { 话: '甲\n"乙"' } }]),
    '{"话":"甲\\\\n\\"乙\\""}\n'.replaceAll('\\"', '\\\\"'),
  )
})

test('rows copied into a table', async t => {
  const { database, owner } = await testDatabase(t)
  await sql`create table base.copied (
    id integer primary key, text text, json jsonb, bytes bytea, at timestamptz, given boolean default true, kept text default 'x')`.execute(
    owner,
  )
  await sql`grant insert, select on base.copied to chengshu_application`.execute(owner)
  const found = async () => (await sql`select * from base.copied order by id`.execute(database)).rows

  await t.test(
    'come back as they were, of a thousand as of one; a column not named has its default',
    async () => {
      const texts = ['', '\\', '\\.', '\\N', '\t\r\n', '灯😀', "'; drop table", '{"a":1}', '"', '\u2028']
      const rows = Array.from({ length: 1000 }, (_, id) => ({
        id,
        text: texts[id % texts.length]!,
        json: { said: texts[id % texts.length]!, list: [1, null, '\\"'] },
        bytes: '\\x00ff5c0a',
        at: new Date(id * 1000).toISOString(),
        given: null,
      }))
      await inTransaction(database, tx => copyRows(tx, 'base.copied', rows))
      assert.deepEqual(
        await found(),
        rows.map(row => ({
          ...row,
          bytes: Buffer.from([0, 255, 92, 10]),
          at: new Date(row.at),
          kept: 'x',
        })),
      )
    },
  )

  await t.test('a row that may not be fails them all, and the connection is whole afterwards', async () => {
    const before = (await found()).length
    for (const rows of [
      [{ id: 2000 }, { id: 2000 }],
      [{ id: 2001 }, { id: 'no number' }],
    ])
      await assert.rejects(inTransaction(database, tx => copyRows(tx, 'base.copied', rows)))
    assert.equal((await found()).length, before)
    await inTransaction(database, tx => copyRows(tx, 'base.copied', [{ id: 2002, text: 'after' }]))
    await inTransaction(database, tx => copyRows(tx, 'base.copied', []))
    assert.equal((await found()).length, before + 1)
  })

  await t.test('they are rows of the transaction: taken back with it, and seen by it', async () => {
    const before = (await found()).length
    await assert.rejects(
      inTransaction(database, async tx => {
        await copyRows(tx, 'base.copied', [{ id: 3000 }])
        const { rows } = await sql`select 1 from base.copied where id = 3000`.execute(tx)
        assert.equal(rows.length, 1)
        throw new Error('taken back')
      }),
      /taken back/,
    )
    assert.equal((await found()).length, before)
  })

  await t.test('two transactions at once have each its own connection', async () => {
    await Promise.all(
      [4000, 5000].map(first =>
        inTransaction(database, async tx => {
          for (let id = first; id < first + 50; id++) await copyRows(tx, 'base.copied', [{ id }])
        }),
      ),
    )
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from base.copied where id >= 4000`.execute(database)
    assert.equal(rows[0]!.n, 100)
  })

  await t.test('a transaction begun elsewhere has no connection here', async () => {
    await assert.rejects(
      database.transaction().execute(tx => copyRows(tx, 'base.copied', [{ id: 6000 }])),
      /not a transaction of inTransaction/,
    )
  })
})
