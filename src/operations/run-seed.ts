import { readFile, writeFile } from 'node:fs/promises'
import { type Database, inTransaction } from '#base/index.ts'
import { type CitySeed, cityError, citySeed, seedCity } from '#city/index.ts'
import { fileToRead, fileToWrite } from './command-files.ts'
import type { Command } from './command-line.rules.ts'
import { operationsError } from './operations.errors.ts'
import type { Outcome } from './outcome.ts'
import type { SeededDemo } from './seed-demo.ts'

/** What seeding works with; `demo` fills the database with the demo city. */
export interface SeedParts {
  database: Database
  demoCity(): CitySeed
  demo(): Promise<SeededDemo>
}

async function readSeed(file: string): Promise<CitySeed> {
  let given: unknown
  try {
    given = JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw operationsError('operations.file-unreadable', { file, reason: (error as Error).message })
  }
  const read = citySeed.safeParse(given)
  if (read.success) return read.data
  const [first] = read.error.issues
  throw cityError('city.invalid-seed', { problem: `${first?.path.join('.')}: ${first?.message}` })
}

/**
 * Fills an empty database: with a city of one's own (`--in`), else with the fictional demo city. `--example` writes the demo
 * city as a file of that form and touches no database.
 * @throws city.already-seeded, city.invalid-seed, operations.file-unreadable, operations.file-unwritable
 */
export async function runSeed(parts: SeedParts, command: Command): Promise<Outcome> {
  if (command.options.example !== undefined) {
    const file = await fileToWrite(command, 'example', String(command.options.in ?? ''))
    await writeFile(file, `${JSON.stringify(parts.demoCity(), null, 2)}\n`)
    return { json: { example: file }, text: `the demo city was written to ${file}` }
  }
  if (command.options.in !== undefined) {
    const seed = await readSeed(await fileToRead(command, 'in'))
    const counts = await inTransaction(parts.database, tx => seedCity(tx, seed))
    const text = Object.entries(counts).map(([kind, count]) => `${kind}: ${count}`)
    return { json: counts, text: text.join('\n') }
  }
  const seeded = await parts.demo()
  return {
    json: seeded,
    text: `cases written: ${seeded.cases}\npassword: ${seeded.password ?? '(unchanged)'}`,
  }
}
