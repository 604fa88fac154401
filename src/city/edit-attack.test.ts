import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Database, inTransaction, isCode } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { addDepartment } from './add-department.ts'
import { seededDatabase } from './city.fixture.ts'
import { createCity } from './create-city.ts'
import type { DepartmentChange } from './department.contract.ts'
import type { DutyChange } from './duty.contract.ts'
import { editCalendarDay } from './edit-calendar-day.ts'
import { editDepartment } from './edit-department.ts'
import { editDuty } from './edit-duty.ts'
import { editPeriods } from './edit-periods.ts'
import { endDuty } from './end-duty.ts'
import { listDuties, listDutyVersions } from './list-duties.ts'
import { readCalendar } from './read-calendar.ts'
import { readSnapshot } from './read-snapshot.ts'

const code = (expected: string) => (error: unknown) => isCode(error, expected)
const by = 'p1'
const edits = (database: Database) => ({
  duty: (id: string, change: Omit<DutyChange, 'version'> & { version?: number }) =>
    inTransaction(database, tx => editDuty(tx, id, { change: { version: 1, ...change }, by })),
  end: (id: string, version: number, validTo: string) =>
    inTransaction(database, tx => endDuty(tx, id, { end: { version, validTo }, by })),
  department: (id: string, change: Partial<DepartmentChange>) =>
    inTransaction(database, tx => editDepartment(tx, id, { change: { version: 1, ...change }, by })),
})

test('on every day exactly the versions are in force that were in force on it', async t => {
  const database = await seededDatabase(t)
  const { duty, end } = edits(database)
  await duty('lamp', { validFrom: '2030-06-01', title: '二' })
  await duty('lamp', { version: 2, validFrom: '2030-06-01', title: '三，同日更正' })
  await duty('lamp', { version: 3, validFrom: '2031-01-01', title: '四' })
  await end('lamp', 4, '2032-03-01')
  const days: [string, string | undefined][] = [
    ['2023-12-31', undefined],
    ['2024-01-01', '路灯不亮'],
    ['2030-05-31', '路灯不亮'],
    ['2030-06-01', '三，同日更正'],
    ['2030-12-31', '三，同日更正'],
    ['2031-01-01', '四'],
    ['2032-02-29', '四'],
    ['2032-03-01', undefined],
  ]
  for (const [date, title] of days) {
    const found = (await listDuties(database, date)).filter(one => one.id === 'lamp')
    assert.deepEqual(
      found.map(one => one.title),
      title === undefined ? [] : [title],
      date,
    )
  }
  const versions = await listDutyVersions(database, 'lamp')
  assert.deepEqual(
    versions.map(one => one.version),
    [4, 3, 2, 1],
    'nothing is overwritten',
  )
  await assert.rejects(duty('lamp', { version: 4, validFrom: '2033-01-01' }), code('city.duty-ended'))
  assert.equal((await readEntries(database, 'duty:lamp')).length, 4)
})

test('a department that hosts a duty until some later day is not closed before that day', async t => {
  const database = await seededDatabase(t)
  const { duty, end, department } = edits(database)
  await duty('lamp', { validFrom: '2040-01-01', hostDepartmentId: 'police' })
  const inForce = (await listDuties(database, '2039-12-31')).find(one => one.id === 'lamp')
  assert.equal(inForce?.hostDepartmentId, 'urban')
  await assert.rejects(department('urban', { active: false }), code('city.department-in-use'))
  await assert.rejects(department('police', { active: false }), code('city.department-in-use'))
  await end('lamp', 2, '2041-01-01')
  await assert.rejects(department('police', { active: false }), code('city.department-in-use'))
  assert.equal((await department('urban', { phone: '12319' })).active, true, 'other edits go on')
})

test('a duty of another department that ends later keeps nobody from being closed', async t => {
  const database = await seededDatabase(t)
  const { duty, end, department } = edits(database)
  await duty('lamp', { validFrom: '2030-06-01', hostDepartmentId: 'police' })
  await end('lamp', 2, '2031-01-01')
  await end('neighbour', 1, '2031-01-01')
  const closed = await department('district-ab', { active: false })
  assert.equal(closed.active, false)
  await assert.rejects(department('urban', { active: false }), code('city.department-in-use'))
})

test('a department whose duty has ended is closed, and a closed one hosts nothing new', async t => {
  const database = await seededDatabase(t)
  const { duty, end, department } = edits(database)
  await end('lamp', 1, '2025-01-01')
  assert.equal((await department('urban', { active: false })).active, false)
  const toClosed = duty('neighbour', { validFrom: '2030-01-01', hostDepartmentId: 'urban' })
  await assert.rejects(toClosed, code('city.unknown-department'))
  assert.equal((await department('urban', { version: 2, active: true })).active, true)
  await duty('neighbour', { validFrom: '2030-01-01', hostDepartmentId: 'urban' })
})

test('no order of moves closes a loop, however deep', async t => {
  const database = await seededDatabase(t)
  const versions = new Map<string, number>()
  const move = async (id: string, parentId: string | null) => {
    const version = versions.get(id) ?? 1
    await inTransaction(database, tx => editDepartment(tx, id, { change: { version, parentId }, by }))
    versions.set(id, version + 1)
  }
  await move('police', 'urban')
  await move('district-aa', 'police')
  await move('district-ab', 'district-aa')
  for (const below of ['police', 'district-aa', 'district-ab', 'urban'])
    await assert.rejects(move('urban', below), code('city.department-loop'), below)
  await move('district-ab', null)
  await move('urban', 'district-ab')
  const { departmentSubtree } = await readSnapshot(database)
  assert.deepEqual(departmentSubtree(['district-ab']).toSorted(), [
    'district-aa',
    'district-ab',
    'police',
    'urban',
  ])
})

test('ten people who edit one department from the same page: one counts, nine are told', async t => {
  const database = await seededDatabase(t)
  const { department } = edits(database)
  const results = await Promise.allSettled(
    Array.from({ length: 10 }, (_, number) => department('urban', { phone: `1231${number}` })),
  )
  const refused = results.filter(one => one.status === 'rejected')
  assert.equal(refused.length, 9)
  for (const { reason } of refused) assert.ok(isCode(reason, 'city.changed-meanwhile'))
  assert.equal((await readEntries(database, 'department:urban')).length, 1)
  const won = results.findIndex(one => one.status === 'fulfilled')
  assert.equal((await readSnapshot(database)).department('urban')?.phone, `1231${won}`)
})

test('two who add the same department at once: one is made', async t => {
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
  const add = () => inTransaction(database, tx => addDepartment(tx, { department, by }))
  const results = await Promise.allSettled([add(), add(), add()])
  assert.equal(results.filter(one => one.status === 'fulfilled').length, 1)
  for (const one of results)
    if (one.status === 'rejected') assert.ok(isCode(one.reason, 'city.identifier-taken'), String(one.reason))
})

test('an edited day moves deadlines at once, in the snapshot that everybody asks', async t => {
  const database = await seededDatabase(t)
  const city = createCity({ database })
  const worked = async (date: string) => {
    const { calendar } = await city.snapshot()
    return calendar.exceptions.get(date)?.workday
  }
  assert.equal(await worked('2026-06-15'), undefined, 'a plain Monday')
  const edit = (workday: boolean | null) =>
    inTransaction(database, tx => editCalendarDay(tx, '2026-06-15', { workday, name: '城市日', by }))
  await edit(false)
  assert.equal(await worked('2026-06-15'), false)
  await edit(true)
  assert.equal(await worked('2026-06-15'), true)
  await edit(null)
  assert.equal(await worked('2026-06-15'), undefined, 'given back')
  assert.equal((await readEntries(database, 'calendar:2026-06-15')).length, 3)
})

test('a year whose holidays are not announced is provisional day by day, until a day is stated', async t => {
  const database = await seededDatabase(t)
  const before = await readCalendar(database)
  assert.equal(before.announced.has(2026), true)
  assert.equal(before.announced.has(2099), false)
  await inTransaction(database, tx =>
    editCalendarDay(tx, '2099-05-01', { workday: false, name: '劳动节', by }),
  )
  const { exceptions, announced } = await readCalendar(database)
  assert.deepEqual(exceptions.get('2099-05-01'), { workday: false, name: '劳动节', source: 'edited' })
  assert.equal(announced.has(2099), false, 'one stated day announces no year')
})

test('hours that overlap by a minute are refused as a whole; those that touch are taken', async t => {
  const database = await seededDatabase(t)
  const set = (periods: { weekday: number; starts: number; ends: number }[]) =>
    inTransaction(database, tx => editPeriods(tx, { periods, by }))
  const before = (await readCalendar(database)).weekdays
  await assert.rejects(
    set([
      { weekday: 1, starts: 540, ends: 721 },
      { weekday: 1, starts: 720, ends: 1050 },
    ]),
    code('city.invalid-periods'),
  )
  await assert.rejects(set([]), code('city.invalid-periods'))
  assert.deepEqual((await readCalendar(database)).weekdays, before)
  await set([
    { weekday: 7, starts: 0, ends: 720 },
    { weekday: 7, starts: 720, ends: 1440 },
  ])
  assert.deepEqual((await readCalendar(database)).weekdays[7], [
    { starts: 0, ends: 720 },
    { starts: 720, ends: 1440 },
  ])
})
