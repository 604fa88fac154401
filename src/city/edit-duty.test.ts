import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction, isCode } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { addDuty } from './add-duty.ts'
import { seededDatabase } from './city.fixture.ts'
import type { NewDuty } from './duty.contract.ts'
import { editDuty } from './edit-duty.ts'
import { endDuty } from './end-duty.ts'
import { listDuties, listDutyVersions } from './list-duties.ts'

const code = (expected: string) => (error: unknown) => isCode(error, expected)

test('an edit is in force from its date and the version before until then', async t => {
  const database = await seededDatabase(t)
  const change = { version: 1, validFrom: '2030-06-01', title: '路灯昏暗', timeLimitWorkdays: 5 }
  const after = await inTransaction(database, tx => editDuty(tx, 'lamp', { change, by: 'p1' }))
  assert.equal(after.version, 2)
  const lampAt = async (date: string) => (await listDuties(database, date)).find(duty => duty.id === 'lamp')
  assert.equal(await lampAt('2023-12-31'), undefined)
  assert.equal((await lampAt('2024-01-01'))?.version, 1)
  assert.equal((await lampAt('2030-05-31'))?.title, '路灯不亮')
  assert.equal((await lampAt('2030-06-01'))?.title, '路灯昏暗')
  assert.deepEqual(await lampAt('2031-01-01'), after)
  const [entry] = await readEntries(database, 'duty:lamp')
  assert.equal(entry?.kind, 'city.duty-edited')
  const { contentHash, ...facts } = entry!.body as { contentHash: string }
  assert.match(contentHash, /^[0-9a-f]{64}$/)
  assert.deepEqual(facts, {
    by: 'p1',
    version: 2,
    validFrom: '2030-06-01',
    fields: ['timeLimitWorkdays', 'title'],
  })
})

test('an edit for the same day replaces a version that stays on record', async t => {
  const database = await seededDatabase(t)
  const change = { version: 1, validFrom: '2024-01-01', hostDepartmentId: null }
  const after = await inTransaction(database, tx => editDuty(tx, 'lamp', { change, by: 'p1' }))
  assert.equal(after.hostByRegion, true)
  const versions = await listDutyVersions(database, 'lamp')
  assert.deepEqual(
    versions.map(({ version, validFrom, validTo }) => [version, validFrom, validTo]),
    [
      [2, '2024-01-01', null],
      [1, '2024-01-01', '2024-01-01'],
    ],
  )
  assert.equal((await listDuties(database, '2024-01-01')).filter(duty => duty.id === 'lamp').length, 1)
})

test('of two people who edit the same version one is told, and nothing of theirs is half done', async t => {
  const database = await seededDatabase(t)
  const edit = (title: string) =>
    inTransaction(database, tx =>
      editDuty(tx, 'lamp', { change: { version: 1, validFrom: '2030-01-01', title }, by: title }),
    )
  const results = await Promise.allSettled(['one', 'two', 'three'].map(edit))
  const refused = results.filter(result => result.status === 'rejected')
  assert.equal(refused.length, 2)
  for (const { reason } of refused) assert.equal(isCode(reason, 'city.changed-meanwhile'), true)
  assert.equal((await listDutyVersions(database, 'lamp')).length, 2)
  assert.equal((await readEntries(database, 'duty:lamp')).length, 1)
})

test('what an edit names must be there, and history is not rewritten', async t => {
  const database = await seededDatabase(t)
  const edit = (id: string, change: object) =>
    inTransaction(database, tx =>
      editDuty(tx, id, { change: { version: 1, validFrom: '2030-01-01', ...change }, by: 'p1' }),
    )
  await assert.rejects(edit('nothing', {}), code('city.unknown-duty'))
  await assert.rejects(edit('lamp', { validFrom: '2023-01-01' }), code('city.invalid-duty-date'))
  await assert.rejects(edit('lamp', { categoryId: 'light' }), code('city.unknown-category'))
  await assert.rejects(edit('lamp', { hostDepartmentId: 'nobody' }), code('city.unknown-department'))
  await assert.rejects(edit('lamp', { coHosts: ['nobody'] }), code('city.unknown-department'))
  assert.equal((await listDutyVersions(database, 'lamp')).length, 1)
  await assert.rejects(listDutyVersions(database, 'nothing'), code('city.unknown-duty'))
})

test('a duty is added once, ends on a date, and can then not be changed', async t => {
  const database = await seededDatabase(t)
  const [lamp] = await listDuties(database, '2024-01-01')
  const { version, validTo, hostByRegion, ...content } = lamp!
  const duty: NewDuty = { ...content, id: 'lamp-new', validFrom: '2025-01-01' }
  const add = () => inTransaction(database, tx => addDuty(tx, { duty, by: 'p1' }))
  assert.equal((await add()).version, 1)
  await assert.rejects(add(), code('city.identifier-taken'))
  const end = (validTo: string) =>
    inTransaction(database, tx => endDuty(tx, 'lamp-new', { end: { version: 1, validTo }, by: 'p1' }))
  await assert.rejects(end('2024-12-31'), code('city.invalid-duty-date'))
  await end('2025-02-01')
  await assert.rejects(end('2025-03-01'), code('city.duty-ended'))
  const inForce = async (date: string) =>
    (await listDuties(database, date)).some(one => one.id === 'lamp-new')
  assert.deepEqual(await Promise.all(['2024-12-31', '2025-01-31', '2025-02-01'].map(inForce)), [
    false,
    true,
    false,
  ])
  assert.deepEqual(
    (await readEntries(database, 'duty:lamp-new')).map(entry => entry.kind),
    ['city.duty-added', 'city.duty-ended'],
  )
})
