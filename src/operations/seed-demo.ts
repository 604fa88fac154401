import { type Database, inTransaction, type Report } from '#base/index.ts'
import { type DemoCase, recordDemoCases } from '#cases/index.ts'
import { type CitySeed, type CitySnapshot, seedCity } from '#city/index.ts'
import {
  commandLineActor,
  createPeople,
  generatePassword,
  isAdministrator,
  type Role,
  selectPeople,
} from '#identity/index.ts'

export interface DemoPersonSeed {
  account: string
  name: string
  roles: readonly string[]
  departmentId: string | null
  regionIds: readonly string[]
}

/** Everything the demo city consists of; plain data and generators, written for this project. */
export interface DemoSeed {
  city: CitySeed
  people: readonly DemoPersonSeed[]
  cases(): readonly DemoCase[]
}

export interface SeededDemo {
  /** One password for all people of the demo city, who do not exist; undefined when they were there already. */
  password: string | undefined
  /** Accounts by role, the first of each. */
  accounts: Record<string, string>
  cases: number
}

const worksOnCases: readonly string[] = [
  'seat',
  'dispatcher',
  'handler',
  'department-lead',
  'grid-member',
  'leader',
  'citizen',
]

async function seedPeople(
  database: Database,
  people: readonly DemoPersonSeed[],
): Promise<string | undefined> {
  const password = generatePassword()
  return await inTransaction(database, async tx => {
    if ((await selectPeople(tx, { role: 'seat', limit: 1 })).length > 0) return undefined
    // The three administrators are real accounts of this installation, never fictional ones.
    const made = people.filter(person => !isAdministrator(person.roles as Role[]))
    await createPeople(
      tx,
      {
        people: made.map(person => ({
          account: person.account,
          name: person.name,
          roles: person.roles as Role[],
          departmentId: person.departmentId,
          regionIds: [...person.regionIds],
          level: person.roles.some(role => worksOnCases.includes(role)) ? 'L4' : 'L2',
        })),
        password,
        mustChangePassword: false,
        fictional: true,
      },
      commandLineActor,
    )
    return password
  })
}

/**
 * Fills a database with the demo city: regions, departments, duties, people, past cases. Each part is left alone where it
 * is there already, so an interrupted seeding is simply run again.
 */
export async function seedDemo(
  parts: { database: Database; snapshot(): Promise<CitySnapshot>; report: Report },
  seed: DemoSeed,
): Promise<SeededDemo> {
  const { database, report } = parts
  if ((await parts.snapshot()).departments.length === 0) {
    const counts = await inTransaction(database, tx => seedCity(tx, seed.city))
    report(`Demo city: ${counts.departments} departments, ${counts.duties} duties, ${counts.regions} regions`)
  }
  const password = await seedPeople(database, seed.people)
  const people = await selectPeople(database, { limit: 1000 })
  const ids = new Map(people.map(person => [person.account, { id: person.id, name: person.name }]))
  const nobody = { id: 'demo', name: '' }
  const cases = await recordDemoCases(database, seed.cases(), {
    who: account => (account === null ? nobody : (ids.get(account) ?? nobody)),
    city: await parts.snapshot(),
    onProgress: (done, total) => report(`Generated past cases: ${done} of ${total}`),
  })
  const accounts: Record<string, string> = {}
  for (const person of seed.people) for (const role of person.roles) accounts[role] ??= person.account
  return { password, accounts, cases }
}
