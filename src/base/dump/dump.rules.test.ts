import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPartitionBound, orderByReferences, quoteName } from './dump.rules.ts'

const tables = (...titles: string[]) => titles.map(title => ({ title }))
const titles = (ordered: { title: string }[]) => ordered.map(one => one.title)

test('a table comes after those it refers to, a table that refers to itself where its name puts it', () => {
  const references = [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'd' },
    { from: 'c', to: 'c' },
    { from: 'a', to: 'not dumped' },
  ]
  assert.deepEqual(titles(orderByReferences(tables('d', 'a', 'c', 'b'), references)), ['c', 'd', 'b', 'a'])
  assert.deepEqual(titles(orderByReferences(tables('b', 'a'), [])), ['a', 'b'])
})

test('a circle is named instead of walked for ever', () => {
  const circle = [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'a' },
  ]
  assert.throws(() => orderByReferences(tables('a', 'b', 'c'), circle), /refer to one another: a, b/)
})

test('a name cannot end its quotes', () => {
  assert.equal(quoteName('a"; drop table x; --'), '"a""; drop table x; --"')
})

test('only bounds as PostgreSQL writes them pass', () => {
  const month = "FOR VALUES FROM ('2026-11-01 00:00:00+00') TO ('2026-12-01 00:00:00+00')"
  for (const good of ['DEFAULT', month, "FOR VALUES IN ('cases.advise')"])
    assert.ok(isPartitionBound(good), good)
  for (const bad of [
    '',
    `${month}; drop table x`,
    "FOR VALUES FROM (now()) TO ('2026-12-01')",
    "FOR VALUES IN (pg_sleep('1'))",
    "FOR VALUES IN ('a', 'b''c')",
    "FOR VALUES IN ('a' || (select 1))",
    'x DEFAULT',
  ])
    assert.ok(!isPartitionBound(bad), bad)
})
