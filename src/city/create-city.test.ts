import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction, isCode } from '#base/index.ts'
import { seededDatabase } from './city.fixture.ts'
import { createCity } from './create-city.ts'
import { editCalendarDay } from './edit-calendar-day.ts'
import { editDuty } from './edit-duty.ts'
import { readSnapshot } from './read-snapshot.ts'

const noon = Date.parse('2026-06-03T12:00:00+08:00')

test('the same snapshot is given until something changes, and an edit shows at once', async t => {
  const database = await seededDatabase(t)
  const city = createCity({ database, now: () => noon })
  const first = await city.snapshot()
  assert.equal(await city.snapshot(), first)
  const change = { version: 1, validFrom: '2026-06-01', title: '路灯昏暗' }
  await inTransaction(database, tx => editDuty(tx, 'lamp', { change, by: 'p1' }))
  const second = await city.snapshot()
  assert.notEqual(second.version, first.version)
  assert.equal(second.duty('lamp')?.title, '路灯昏暗')
  assert.equal(first.duty('lamp')?.title, '路灯不亮')
})

test('an edit that is rolled back is never seen', async t => {
  const database = await seededDatabase(t)
  const city = createCity({ database, now: () => noon })
  const first = await city.snapshot()
  const change = { version: 1, validFrom: '2026-06-01', title: '路灯昏暗' }
  const failing = inTransaction(database, async tx => {
    await editDuty(tx, 'lamp', { change, by: 'p1' })
    assert.equal((await readSnapshot(tx, noon)).duty('lamp')?.title, '路灯昏暗')
    throw new Error('rolled back')
  })
  await assert.rejects(failing, /rolled back/)
  assert.equal(await city.snapshot(), first)
})

test('at midnight the duties of the new day are in force', async t => {
  const database = await seededDatabase(t)
  let clock = Date.parse('2026-06-30T23:59:59+08:00')
  const city = createCity({ database, now: () => clock })
  const change = { version: 1, validFrom: '2026-07-01', title: '路灯昏暗' }
  await inTransaction(database, tx => editDuty(tx, 'lamp', { change, by: 'p1' }))
  assert.equal((await city.snapshot()).duty('lamp')?.title, '路灯不亮')
  clock += 1000
  assert.equal((await city.snapshot()).duty('lamp')?.title, '路灯昏暗')
})

test('what another process changed is seen after three seconds, without a query before', async t => {
  const database = await seededDatabase(t)
  let clock = noon
  const city = createCity({ database, now: () => clock, edited: () => false })
  const [first] = await Promise.all([city.snapshot(), city.snapshot()])
  await inTransaction(database, tx =>
    editCalendarDay(tx, '2026-06-03', { workday: false, name: '停电', by: 'p1' }),
  )
  clock += 2999
  assert.equal(await city.snapshot(), first)
  clock += 1
  const later = await city.snapshot()
  assert.notEqual(later, first)
  assert.equal(later.calendar.exceptions.get('2026-06-03')?.workday, false)
})

test('inside a transaction it refuses at once, whether a query were needed or not', async t => {
  const database = await seededDatabase(t)
  const city = createCity({ database })
  await city.snapshot()
  const nested = inTransaction(database, () => city.snapshot())
  await assert.rejects(nested, error => isCode(error, 'base.nested-database-use'))
})

test('hundreds who ask just after an edit share a read that began after they asked', async t => {
  const database = await seededDatabase(t)
  let asked = 0
  // The clock is read once at the beginning of each look.
  const city = createCity({
    database,
    edited: () => true,
    now: () => {
      asked++
      return Date.now()
    },
  })
  await city.snapshot()
  const before = asked
  await Promise.all(Array.from({ length: 500 }, () => city.snapshot()))
  assert.ok(asked - before <= 2, `${asked - before} looks`)
})
