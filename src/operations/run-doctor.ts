import { mkdir } from 'node:fs/promises'
import {
  type Config,
  openDatabase,
  type ReachedDatabase,
  type Report,
  type RoomCheck,
  reachDatabase,
} from '#base/index.ts'
import { checkHealth, type HealthParts } from './check-health.ts'
import type { Health } from './health.contract.ts'
import { failedCheck, summarise } from './health.rules.ts'
import { incidentChecks } from './incidents/incident-checks.ts'
import { keyChecks, loadVault } from './keys/key-checks.ts'
import type { Outcome } from './outcome.ts'
import { sealedColumns } from './sealed-columns.ts'

const marks = { good: '✓', warning: '!', bad: '✗' } as const

function outcomeOf(health: Health): Outcome {
  const lines = health.findings.map(
    one => `${marks[one.state]} ${one.en}${one.advice ? `\n    ${one.advice}` : ''}`,
  )
  return { json: health, text: lines.join('\n'), exitCode: health.state === 'bad' ? 1 : 0 }
}

/** Examines the installation and changes nothing. Exit code 1 when something is bad; warnings are no failure. */
export async function runDoctor(parts: HealthParts): Promise<Outcome> {
  return outcomeOf(await checkHealth(parts))
}

export interface DoctorParts {
  config: Config
  report: Report
  /** The rooms' own checks. */
  checks(config: Config): readonly RoomCheck[]
}

/**
 * `doctor`: reaches the database as it is, without bringing it to this release, which would hide what is asked about. A
 * database that cannot be reached is a finding too.
 */
export async function doctorVerb({ config, report, checks }: DoctorParts): Promise<Outcome> {
  let reached: ReachedDatabase
  try {
    await mkdir(config.dataFolder, { recursive: true })
    reached = await reachDatabase(config, report)
  } catch (error) {
    return outcomeOf(summarise([failedCheck('database', error)]))
  }
  const database = openDatabase(reached.connections.application, () => undefined)
  try {
    // Checks of rooms read what is sealed; keys that do not open are a finding of their own.
    await loadVault(database, config.vault).catch(() => undefined)
    const all = [...keyChecks(config.vault, sealedColumns), ...incidentChecks, ...checks(config)]
    return await runDoctor({ database, dataFolder: config.dataFolder, checks: all })
  } finally {
    await database.destroy()
    await reached.stop()
  }
}
