import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { sql } from 'kysely'
import { columnName, countPlain } from '#base/index.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import { testDatabase } from '../../test/test-database.ts'
import { verbs } from './action.routes.ts'
import { readCase } from './read-case.ts'
import { reportCase } from './report-case.ts'
import { correctPerson } from './rights/correct-person.ts'
import { rightsWorld } from './rights/rights.fixture.ts'
import { casesSealed } from './sealed-columns.ts'
import { superviseCase } from './supervision/supervise-case.ts'

const page = await readFile(new URL('../../docs/at-rest.md', import.meta.url), 'utf8')

/** Columns of the table below a heading of the page: `table.column`, all columns of a row for all its tables. */
function namedBelow(heading: string): Set<string> {
  const section = page.split(`\n## ${heading}\n`)[1]!.split('\n## ')[0]!
  const named = new Set<string>()
  for (const line of section.split('\n').filter(one => one.startsWith('| `'))) {
    const [, tables, columns] = line.split('|')
    for (const [, table] of tables!.matchAll(/`(\w+)`/g))
      for (const [column] of columns!.matchAll(/\b[a-z]\w+\b/g)) named.add(`${table}.${column}`)
  }
  return named
}

test('every column that can hold words is sealed, or named as open with its reason', async t => {
  const { owner } = await testDatabase(t)
  const { rows } = await sql<{ name: string }>`
    select table_name || '.' || column_name as name from information_schema.columns
     where table_schema = 'cases' and table_name !~ '_(\\d{4}_\\d{2}|default)$'
       and data_type in ('text', 'jsonb', 'json', 'bytea', 'ARRAY', 'tsvector', 'double precision')`.execute(
    owner,
  )
  const open = namedBelow('Open, and why')
  const told = namedBelow('Sealed (room `cases`)')
  const sealed = new Set(casesSealed.map(one => columnName(one).replace('cases.', '')))
  const names = rows.map(row => row.name)
  assert.deepEqual(
    names.filter(name => !sealed.has(name) && !open.has(name)),
    [],
    'neither sealed nor told as open',
  )
  assert.deepEqual(
    [...sealed].filter(name => open.has(name) || !told.has(name) || !names.includes(name)),
    [],
  )
})

test('nothing that people say lies open, whatever they do with a case', async t => {
  const { loop, owner, person, seat, report, dispatch } = await rightsWorld(t)
  const { caseId } = await report()
  await dispatch(caseId)
  const leader = await person('leader', ['leader'])
  await superviseCase(loop, leader, { caseId, body: { demand: '督办要求', workdays: 1 } })
  await correctPerson(loop, seat, {
    caseId,
    body: { name: '王大明', phone: '13900139000', reason: '听错了' },
  })
  const { version } = await readCase(loop, leader, caseId)
  await verbs.comment(loop, seat, { caseId, body: { version, note: '又来电' } })
  for (const column of casesSealed) assert.equal(await countPlain(owner, column), 0, columnName(column))
  const { rows } = await sql<{ raw: string }>`
    select encode(convert_to(content::text || said::text, 'UTF8'), 'hex') as raw
      from cases.case_content content, cases.event_content said`.execute(owner)
  const raw = rows.map(row => Buffer.from(row.raw, 'hex').toString()).join('\n')
  for (const words of ['王大明', '13900139000', '听错', '又来电', '督办', '幸福路12'])
    assert.ok(!raw.includes(words), words)
})

test('the same words are never sealed alike, the same numbers found alike', async t => {
  const { loop, owner, person } = await testCases(t)
  const seat = await person('seat', ['seat'])
  for (const _ of [1, 2]) await reportCase(loop, seat, reportBody())
  const { rows } = await sql<{ details: number; phones: number; words: string[] }>`
    select count(distinct encode(convert_to(detail, 'UTF8'), 'hex')) as details, count(distinct phone_index) as phones
      from cases.case_content`.execute(owner)
  assert.deepEqual(rows, [{ details: 2, phones: 1 }])
})
