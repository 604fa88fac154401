import { mkdir } from 'node:fs/promises'
import {
  type Config,
  type Database,
  openDatabase,
  type ReachedDatabase,
  type Report,
  reachDatabase,
} from '#base/index.ts'
import { checkHealth } from './check-health.ts'
import type { Health } from './health.contract.ts'
import { failedCheck, summarise } from './health.rules.ts'
import type { Outcome } from './outcome.ts'

const marks = { good: '✓', warning: '!', bad: '✗' } as const

function outcomeOf(health: Health): Outcome {
  const lines = health.findings.map(
    one => `${marks[one.state]} ${one.en}${one.advice ? `\n    ${one.advice}` : ''}`,
  )
  return { json: health, text: lines.join('\n'), exitCode: health.state === 'bad' ? 1 : 0 }
}

/** Examines the installation and changes nothing. Exit code 1 when something is bad; warnings are no failure. */
export async function runDoctor(parts: { database: Database; dataFolder: string }): Promise<Outcome> {
  return outcomeOf(await checkHealth(parts))
}

/**
 * `doctor`: reaches the database as it is, without bringing it to this release, which would hide what is asked about. A
 * database that cannot be reached is a finding too.
 */
export async function doctorVerb(config: Config, report: Report): Promise<Outcome> {
  let reached: ReachedDatabase
  try {
    await mkdir(config.dataFolder, { recursive: true })
    reached = await reachDatabase(config, report)
  } catch (error) {
    return outcomeOf(summarise([failedCheck('database', error)]))
  }
  const database = openDatabase(reached.connections.application, () => undefined)
  try {
    return await runDoctor({ database, dataFolder: config.dataFolder })
  } finally {
    await database.destroy()
    await reached.stop()
  }
}
