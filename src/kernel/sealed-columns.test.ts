import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { sql } from 'kysely'
import { columnName } from '#base/index.ts'
import { testDatabase } from '../../test/test-database.ts'
import { kernelSealed } from './sealed-columns.ts'

const page = await readFile(new URL('../../docs/at-rest.md', import.meta.url), 'utf8')

/** Columns that the page tells as open, `table.column`; all columns of a row for all its tables. */
function toldOpen(): Set<string> {
  const section = page.split('\n## Room `kernel`\n')[1]!.split('\n## ')[0]!
  const rows = section.split('\n').filter(line => line.startsWith('| `'))
  return new Set(
    rows.flatMap(row => {
      const [, tables, columns] = row.split('|')
      return [...tables!.matchAll(/`(\w+)`/g)].flatMap(([, table]) =>
        [...columns!.matchAll(/\b[a-z]\w+\b/g)].map(([column]) => `${table}.${column}`),
      )
    }),
  )
}

test('every column of the kernel that can hold words is sealed, or told as open with its reason; no other is named', async t => {
  const { owner } = await testDatabase(t, { upTo: 'kernel' })
  const { rows } = await sql<{ name: string; unchanged: boolean }>`
    select table_name || '.' || column_name as name,
           to_regclass('kernel.' || table_name) in (select relation from base.history) as unchanged
      from information_schema.columns
     where table_schema = 'kernel' and table_name !~ '_(\\d{4}_\\d{2}|default)$'
       and data_type in ('text', 'jsonb', 'json', 'bytea', 'ARRAY', 'tsvector')
     order by 1`.execute(owner)
  const names = rows.map(row => row.name)
  const sealed = kernelSealed.map(one => columnName(one).replace('kernel.', ''))
  const open = toldOpen()
  assert.deepEqual(
    names.filter(name => !sealed.includes(name) && !open.has(name)),
    [],
    'neither sealed nor told as open',
  )
  assert.deepEqual(
    [...sealed, ...open].filter(name => !names.includes(name)),
    [],
    'no such column',
  )
  assert.deepEqual(
    sealed.filter(name => open.has(name)),
    [],
    'sealed and told as open',
  )
  // The background would try for ever to seal what nobody can change.
  const history = new Set(rows.filter(row => row.unchanged).map(row => row.name))
  const restless = kernelSealed.filter(
    one => !one.unchanged && history.has(columnName(one).replace('kernel.', '')),
  )
  assert.deepEqual(restless, [])
})
