import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type DemoCase, generateDemoCases } from '#cases/index.ts'
import {
  createCity,
  demoBusRoutes,
  demoCity,
  demoDepartments,
  demoDuties,
  demoPeople,
  demoPlaces,
  demoRegions,
} from '#city/index.ts'
import { isAdministrator, selectPeople } from '#identity/index.ts'
import { readEntries } from '#ledger/index.ts'
import { type TestDatabase, testDatabase } from '../../test/test-database.ts'
import { type DemoSeed, seedDemo } from './seed-demo.ts'

const seedOf = (count: number, cases?: () => readonly DemoCase[]): DemoSeed => ({
  city: demoCity(),
  people: demoPeople(),
  cases:
    cases ??
    (() =>
      generateDemoCases({
        seed: 7,
        count,
        city: {
          regions: demoRegions(),
          departments: demoDepartments(),
          duties: demoDuties,
          places: demoPlaces(),
          busRoutes: demoBusRoutes,
        },
      })),
})

async function run(base: TestDatabase, seed: DemoSeed) {
  const lines: string[] = []
  const city = createCity({ database: base.database })
  const parts = {
    database: base.database,
    snapshot: () => city.snapshot(),
    report: (line: string) => void lines.push(line),
  }
  return { seeded: await seedDemo(parts, seed), lines }
}

async function countsOf(base: TestDatabase) {
  const { rows } = await sql<Record<string, number>>`
    select (select count(*) from cases.case_record) as cases, (select count(*) from identity.person) as people,
           (select count(*) from city.department) as departments, (select count(*) from city.duty) as duties,
           (select count(*) from cases.case_record where source <> 'demo') as real,
           (select count(*) from identity.person where not fictional) as persons`.execute(base.database)
  return rows[0]!
}

test('the demo city says that it is generated: every person fictional, every case marked, no administrator', async t => {
  const base = await testDatabase(t)
  const { seeded, lines } = await run(base, seedOf(60))
  assert.equal(seeded.cases, 60)
  assert.ok(seeded.password && seeded.password.length >= 12)
  const counts = await countsOf(base)
  assert.deepEqual([counts.cases, counts.real, counts.persons], [60, 0, 0])
  const people = await selectPeople(base.database, { limit: 1000 })
  assert.ok(!people.some(person => isAdministrator(person.roles)))
  assert.ok(people.every(person => !JSON.stringify(person).includes(seeded.password!)))
  for (const role of ['seat', 'dispatcher', 'handler', 'citizen'])
    assert.ok(
      people.some(person => person.account === seeded.accounts[role]),
      role,
    )
  assert.ok(lines.some(line => /\d+ departments, \d+ duties/.test(line)))
  assert.ok(lines.some(line => /60 of 60/.test(line)))
  const torn = await sql<{ id: string }>`
    select id from cases.case_record c
     where last_seq <> (select count(*) from cases.event e where e.case_id = c.id)`.execute(base.database)
  assert.deepEqual(torn.rows, [])
  const closed = await sql<{ id: string }>`select id from cases.case_record limit 1`.execute(base.database)
  assert.ok((await readEntries(base.database, `case:${closed.rows[0]!.id}`)).every(entry => entry.intact))
})

test('seeding twice changes nothing: no second city, no new password, no case twice', async t => {
  const base = await testDatabase(t)
  await run(base, seedOf(30))
  const first = await countsOf(base)
  const again = await run(base, seedOf(30))
  assert.equal(again.seeded.password, undefined, 'a password that is in use is not changed')
  assert.equal(again.seeded.cases, 0)
  assert.deepEqual(await countsOf(base), first)
})

test('a seeding that was interrupted is completed by the next one', async t => {
  const base = await testDatabase(t)
  const interrupted = seedOf(40, () => {
    throw new Error('interrupted before the cases')
  })
  await assert.rejects(run(base, interrupted), /interrupted/)
  const half = await countsOf(base)
  assert.ok(half.departments! > 20 && half.people! > 20)
  assert.equal(half.cases, 0)
  const { seeded } = await run(base, seedOf(40))
  assert.equal(seeded.cases, 40)
  const whole = await countsOf(base)
  assert.deepEqual([whole.cases, whole.departments, whole.people], [40, half.departments, half.people])
})

test('a seeding that was interrupted among the cases has all of them in the end, each once', async t => {
  const base = await testDatabase(t)
  const all = seedOf(50)
  await run(
    base,
    seedOf(50, () => all.cases().slice(0, 20)),
  )
  assert.equal((await countsOf(base)).cases, 20)
  await run(base, all)
  assert.equal((await countsOf(base)).cases, 50)
})
