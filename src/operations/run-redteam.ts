import { writeFile } from 'node:fs/promises'
import { type Database, inTransaction, type Report } from '#base/index.ts'
import { commandLineActor } from '#identity/index.ts'
import {
  attackTarget,
  type Kernel,
  type RedteamReport,
  readSuites,
  recordRun,
  reportMarkdown,
  runRedteam,
} from '#kernel/index.ts'
import { fileToWrite, readableFile } from './command-files.ts'
import { type Command, usageOf } from './command-line.rules.ts'
import { operationsError } from './operations.errors.ts'
import type { Outcome } from './outcome.ts'
import { contentVerb } from './run-redteam-content.ts'
import { redteamTable } from './run-redteam-table.ts'

export interface RedteamVerbParts {
  report: Report
  /** Does something with the rooms joined over the database. */
  onHub(run: (hub: { database: Database; kernel: Kernel }) => Promise<Outcome>): Promise<Outcome>
}

const text = (command: Command, option: string) => {
  const value = command.options[option]
  return typeof value === 'string' && value !== '' ? value : undefined
}
const list = (command: Command, option: string) =>
  text(command, option)
    ?.split(',')
    .map(one => one.trim())
    .filter(one => one !== '')

function wrong(command: Command, problem: string) {
  return operationsError('operations.wrong-arguments', { problem, usage: usageOf(command.verb) })
}

function share(command: Command, option: string): number | undefined {
  const given = text(command, option)
  if (given === undefined) return undefined
  const value = Number(given)
  if (!(value >= 0 && value <= 1)) throw wrong(command, `--${option} is a share from 0 to 1`)
  return value
}

function fieldsGiven(command: Command): Record<string, unknown> {
  const given = text(command, 'with')
  if (given === undefined) return {}
  try {
    const read: unknown = JSON.parse(given)
    if (read !== null && typeof read === 'object' && !Array.isArray(read))
      return read as Record<string, unknown>
  } catch {
    // Said below: what is not JSON is as wrong as what is no object.
  }
  throw wrong(command, '--with is a JSON object')
}

async function orderOf(command: Command) {
  const seed = Number(text(command, 'seed') ?? 1)
  if (!Number.isInteger(seed) || seed < 0 || seed > 2_147_483_647)
    throw wrong(command, '--seed is a whole number from 0 to 2147483647')
  const languages = list(command, 'language')
  if (languages?.some(one => one !== 'zh' && one !== 'en')) throw wrong(command, '--language is zh or en')
  return {
    files: await Promise.all((list(command, 'suite') ?? []).map(readableFile)),
    families: list(command, 'family'),
    languages,
    seed,
  }
}

/** Exit code 4: it ran, and a figure is beyond what was asked for. What nothing was tried on cannot be within. */
function exitOf(found: RedteamReport, least: number | undefined, most: number | undefined): number {
  const tooFew = least !== undefined && (found.caught.share ?? -1) < least
  const tooMany = most !== undefined && (found.alarmed.share ?? 2) > most
  return tooFew || tooMany ? 4 : 0
}

async function outcomeOf(found: RedteamReport, parts: RedteamVerbParts, command: Command): Promise<Outcome> {
  const out = text(command, 'report')
  if (out !== undefined) await writeFile(out, reportMarkdown(found, 'en'))
  for (const line of redteamTable(found)) parts.report(line)
  const [caught, alarmed] = [found.caught, found.alarmed]
  return {
    json: found,
    text: `caught ${caught.hits} of ${caught.total}, false alarms ${alarmed.hits} of ${alarmed.total}`,
    exitCode: exitOf(found, share(command, 'least-caught'), share(command, 'most-alarms')),
  }
}

/**
 * `redteam`: the guard alone needs nothing but the product's files and is not recorded; against an algorithm, or the guard
 * with what the city has set, the run is kept and entered in the ledger.
 */
export async function redteamVerb(parts: RedteamVerbParts, command: Command): Promise<Outcome> {
  if (command.options.content === true) return await contentVerb(parts, command)
  const order = await orderOf(command)
  const given = fieldsGiven(command)
  share(command, 'least-caught')
  share(command, 'most-alarms')
  if (text(command, 'report') !== undefined) await fileToWrite(command, 'report', '')
  const target = text(command, 'against')
  if (target === undefined) {
    const suites = await readSuites(order.files)
    return await outcomeOf(await runRedteam({ ...order, suites }), parts, command)
  }
  return await parts.onHub(async ({ database, kernel }) => {
    const found = await attackTarget(
      { database, kernel, actor: commandLineActor },
      {
        ...order,
        target,
        given,
        onProgress: (done, total) => {
          if (done % 64 === 0 || done === total) parts.report(`  ${done} of ${total} texts`)
        },
      },
    )
    await inTransaction(database, tx => recordRun(tx, found, commandLineActor.id))
    return await outcomeOf(found, parts, command)
  })
}
