import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCode } from './errors.ts'
import { checksumOf, orderMigrations, pendingOf, readMigration, titleOf } from './migrations.rules.ts'

const make = (room: string, number: number, sql = 'select 1') =>
  readMigration(room, `${String(number).padStart(3, '0')}_step.sql`, sql)

test('a file name gives number and name', () => {
  const migration = readMigration('city', '012_duty_list.sql', 'select 1')
  assert.equal(migration.number, 12)
  assert.equal(migration.name, 'duty_list')
  assert.equal(titleOf(migration), 'city/012_duty_list')
})

for (const name of ['1_a.sql', '0001_a.sql', '001-a.sql', '001_A.sql', '001_.sql', '001_a.sql.bak']) {
  test(`refuses the name ${name}`, () =>
    assert.throws(() => readMigration('city', name, ''), /NNN_name\.sql/))
}

test('line ends do not change a checksum, any other letter does', () => {
  assert.equal(checksumOf('a\r\nb'), checksumOf('a\nb'))
  assert.notEqual(checksumOf('a\nb'), checksumOf('a\nb '))
})

const order = ['base', 'city', 'cases', 'scenarios']

test('rooms in their order, numbers within, scenarios by name at the end', () => {
  const mixed = [
    make('scenarios/wells', 1),
    make('cases', 1),
    make('city', 2),
    make('scenarios/air', 1),
    make('city', 1),
  ]
  const titles = orderMigrations(mixed, order).map(one => `${one.room} ${one.number}`)
  assert.deepEqual(titles, ['city 1', 'city 2', 'cases 1', 'scenarios/air 1', 'scenarios/wells 1'])
})

test('a number used twice in a room is refused, in two rooms it is not', () => {
  assert.throws(() => orderMigrations([make('city', 1), make('city', 1)], order), /one number/)
  assert.equal(orderMigrations([make('city', 1), make('cases', 1)], order).length, 2)
})

const files = [make('base', 1), make('city', 1), make('city', 2)]

test('what is applied is left out, the rest stays in order', () => {
  assert.deepEqual(pendingOf(files, []), files)
  assert.deepEqual(pendingOf(files, [files[1]!]), [files[0], files[2]])
  assert.deepEqual(pendingOf(files, files), [])
})

test('an applied migration with other text is refused by name', () => {
  const applied = [{ ...files[1]!, checksum: 'other' }]
  assert.throws(
    () => pendingOf(files, applied),
    error => {
      return isCode(error, 'base.migration-changed') && String(error).includes('city/001_step')
    },
  )
})

test('an applied migration that this release does not have means a newer database', () => {
  const applied = [...files, make('cases', 7)]
  assert.throws(
    () => pendingOf(files, applied),
    error => {
      return isCode(error, 'base.newer-database') && String(error).includes('cases/007_step')
    },
  )
})
