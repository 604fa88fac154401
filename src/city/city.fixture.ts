import type { TestContext } from 'node:test'
import { inTransaction } from '#base/index.ts'
import { testDatabase } from '../../test/test-database.ts'
import { seedCity } from './seed-city.ts'
import { smallCity } from './small-city.fixture.ts'

/** A database of one's own with the small city in it. */
export async function seededDatabase(t: TestContext) {
  const { database } = await testDatabase(t)
  await inTransaction(database, tx => seedCity(tx, smallCity))
  return database
}
