import { readFile } from 'node:fs/promises'
import type { Database, Report } from '#base/index.ts'
import type { FileImport, Imports } from '#cases/index.ts'
import { actorOf, type CityPort, commandLineActor, personByAccount } from '#identity/index.ts'
import type { Command } from './command-line.rules.ts'
import { operationsError } from './operations.errors.ts'
import type { Outcome } from './outcome.ts'

interface Parts {
  database: Database
  imports: Imports
  city: CityPort
  report: Report
}

const text = (value: string | boolean | undefined) =>
  typeof value === 'string' && value !== '' ? value : undefined

async function readMapping(path: string): Promise<NonNullable<FileImport['mapping']>> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw operationsError('operations.file-unreadable', {
      file: path,
      reason: error instanceof Error ? error.message : '',
    })
  }
}

/** `import FILE [--mapping FILE] [--dry-run] [--rejected FILE] [--as ACCOUNT]`. Exit code 3 when rows were rejected, 1 when it failed. */
export async function runImport(parts: Parts, command: Command): Promise<Outcome> {
  const [path = ''] = command.words
  const { mapping, rejected, as } = command.options
  const account = text(as)
  const actor = account
    ? actorOf(await personByAccount(parts.database, account), parts.city)
    : commandLineActor
  const mappingPath = text(mapping)
  const options: FileImport = {
    actor,
    ...(mappingPath ? { mapping: await readMapping(mappingPath) } : {}),
    dryRun: command.options['dry-run'] === true,
    ...(text(rejected) ? { rejectedPath: text(rejected) } : {}),
  }
  let told = ''
  const detail = await parts.imports
    .importFile(path, options, ({ done, rows, rowsPerSecond, unsearched = 0 }) => {
      const line = `Imported ${done} of ${rows} rows${rowsPerSecond ? `, ${Math.round(rowsPerSecond)} rows/s` : ''}`
      if (line !== told) parts.report(line)
      told = line
      if (unsearched > 0) parts.report(`Making ${unsearched} cases searchable by their words`)
    })
    .catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT' && error.code !== 'EACCES' && error.code !== 'EISDIR') throw error
      throw operationsError('operations.file-unreadable', { file: path, reason: error.message })
    })
  const counts = JSON.stringify(detail.counts)
  const exitCode =
    detail.state === 'failed' || detail.state === 'cancelled' ? 1 : (detail.counts?.rejected ?? 0) > 0 ? 3 : 0
  return { json: detail, text: `${detail.state}  ${counts}`, exitCode }
}
