import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction, isCode } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { addDepartment } from './add-department.ts'
import { seededDatabase } from './city.fixture.ts'
import type { DepartmentChange } from './department.contract.ts'
import { editDepartment } from './edit-department.ts'
import { readSnapshot } from './read-snapshot.ts'

const code = (expected: string) => (error: unknown) => isCode(error, expected)

test('an edit changes what it names, raises the version and is in the ledger', async t => {
  const database = await seededDatabase(t)
  const change = { version: 1, phone: '12319', name: '城市管理局' }
  const after = await inTransaction(database, tx => editDepartment(tx, 'urban', { change, by: 'p1' }))
  assert.equal(after.version, 2)
  const before = await readSnapshot(database)
  assert.deepEqual(before.department('urban'), after)
  assert.equal(before.department('urban')?.nameEnglish, 'Department urban')
  const [entry] = await readEntries(database, 'department:urban')
  assert.equal(entry?.kind, 'city.department-edited')
  assert.deepEqual((entry!.body as { fields: string[] }).fields, ['name', 'phone'])
})

test('stale, unknown, looping and lost edits are refused', async t => {
  const database = await seededDatabase(t)
  const edit = (id: string, change: Partial<DepartmentChange>) =>
    inTransaction(database, tx => editDepartment(tx, id, { change: { version: 1, ...change }, by: 'p1' }))
  await assert.rejects(edit('nobody', {}), code('city.unknown-department'))
  await assert.rejects(edit('urban', { version: 7 }), code('city.changed-meanwhile'))
  await assert.rejects(edit('urban', { parentId: 'nobody' }), code('city.unknown-department'))
  await assert.rejects(edit('urban', { regionId: 'zz' }), code('city.unknown-region'))
  await assert.rejects(edit('urban', { parentId: 'urban' }), code('city.department-loop'))
  await assert.rejects(edit('government', { parentId: 'urban' }), code('city.department-loop'))
  assert.equal((await readEntries(database, 'department:urban')).length, 0)
})

test('two moves at once cannot close a loop between them', async t => {
  const database = await seededDatabase(t)
  const move = (id: string, parentId: string) =>
    inTransaction(database, tx => editDepartment(tx, id, { change: { version: 1, parentId }, by: 'p1' }))
  const results = await Promise.allSettled([move('urban', 'police'), move('police', 'urban')])
  assert.deepEqual(results.map(result => result.status).sort(), ['fulfilled', 'rejected'])
})

test('a department with duties is not closed; one without is', async t => {
  const database = await seededDatabase(t)
  const close = (id: string) =>
    inTransaction(database, tx => editDepartment(tx, id, { change: { version: 1, active: false }, by: 'p1' }))
  await assert.rejects(close('urban'), code('city.department-in-use'))
  assert.equal((await close('police')).active, false)
})

test('a department is added once, under one that is there', async t => {
  const database = await seededDatabase(t)
  const department = {
    id: 'water',
    parentId: 'government',
    name: '水务局',
    nameEnglish: 'Water',
    kind: 'bureau',
    regionId: 'a',
    phone: null,
    address: null,
    email: null,
  }
  const add = (change: object) =>
    inTransaction(database, tx => addDepartment(tx, { department: { ...department, ...change }, by: 'p1' }))
  assert.equal((await add({})).version, 1)
  await assert.rejects(add({}), code('city.identifier-taken'))
  await assert.rejects(add({ id: 'x', parentId: 'nobody' }), code('city.unknown-department'))
  await assert.rejects(add({ id: 'x', regionId: 'zz' }), code('city.unknown-region'))
  assert.equal((await readSnapshot(database)).department('water')?.active, true)
})
