import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Column } from '../scripts/columns.store.ts'
import { renderTables } from '../scripts/render-tables.ts'
import { renderTableTypes } from '../scripts/table-types.ts'
import { testDatabase } from './test-database.ts'

const root = join(import.meta.dirname, '..')

test('the generated table types are those of the migrated schema', async t => {
  const { owner } = await testDatabase(t)
  const files = await renderTableTypes(owner)
  assert.ok(files.has('src/base/base.tables.ts'))
  for (const [path, expected] of files) {
    const found = await readFile(join(root, path), 'utf8').catch(() => 'missing')
    assert.equal(found, expected, `${path} is not what the migrations give: run \`npm run generate\``)
  }
})

const plain: Column = {
  schema: 'city',
  table: 'region',
  column: 'name',
  type: 'text',
  array: false,
  nullable: false,
  defaulted: false,
  computed: false,
  values: null,
}

const cases: [string, Partial<Column>, string][] = [
  ['text', {}, 'string'],
  ['a column that may be null', { nullable: true }, 'string | null'],
  ['a bigint with a default', { type: 'int8', defaulted: true }, 'Generated<number>'],
  ['an array', { type: 'int4', array: true }, 'number[]'],
  ['jsonb that may be null', { type: 'jsonb', nullable: true }, 'unknown'],
  ['an identity', { type: 'int8', computed: true }, 'GeneratedAlways<number>'],
  ['an enum', { type: 'level', values: ['low', 'high'] }, "'low' | 'high'"],
  ['an array of an enum', { type: 'level', array: true, values: ['low', 'high'] }, "('low' | 'high')[]"],
  ['a moment', { type: 'timestamptz' }, 'ColumnType<Date, Date | string, Date | string>'],
  [
    'a moment with a default',
    { type: 'timestamptz', defaulted: true },
    'ColumnType<Date, Date | string | undefined, Date | string>',
  ],
]

for (const [title, change, expected] of cases) {
  test(`type of ${title}`, () => {
    const text = renderTables('city', [{ ...plain, ...change }])
    assert.ok(text.includes(`    name: ${expected}\n`), text)
  })
}

test('a file imports what it uses and names the room', () => {
  assert.match(
    renderTables('city', [plain]),
    /^\/\/ .*\nexport type CityTables = \{\n {2}'city\.region': \{\n/,
  )
  const withDefault = renderTables('city', [{ ...plain, defaulted: true }])
  assert.match(withDefault, /import type \{ Generated \} from 'kysely'/)
})
