import { connectServer, reachDatabase } from '#base/index.ts'
import { totals } from '../backup/archive.rules.ts'
import { backupError } from '../backup/backup.errors.ts'
import type { BackupParts } from '../backup/run-backup.ts'
import { type Command, required } from '../command-line.rules.ts'
import { endEarly } from '../end-early.ts'
import type { Outcome } from '../outcome.ts'
import { moveDatabase } from './move-database.ts'

/** An address without its password, for the terminal and its log. */
function shownAddress(address: string): string {
  const url = new URL(address)
  if (url.password !== '') url.password = '***'
  return url.href
}

/**
 * `move`: copies the database of this configuration into an empty one of a server. Files stay where they are: the data
 * folder goes on being used.
 */
export async function moveVerb({ config, release, report }: BackupParts, command: Command): Promise<Outcome> {
  const address = required(command, 'to')
  if (!/^postgres(ql)?:\/\//.test(address) || !URL.canParse(address))
    throw backupError('operations.move-target', { reason: 'the address is not postgres://…' })
  const to = await connectServer({ databaseUrl: address, applicationDatabaseUrl: undefined })
  const reached = await reachDatabase(config, report)
  return await endEarly(reached.stop, async () => {
    const moved = await moveDatabase({ from: reached.connections, to, release, report })
    await reached.stop()
    const { tables, rows } = totals({ tables: moved.tables, files: {} })
    const text = [
      `${rows} rows of ${tables} tables and ${moved.ledger.entries} ledger entries are in ${shownAddress(address)}, each table compared by its checksum.`,
      'The old database is unchanged. From now on start the product with',
      `  DATABASE_URL=${shownAddress(address)}`,
      `and the same data folder (CHENGSHU_DATA=${config.dataFolder}): its secrets and files belong to this database.`,
    ]
    return { json: { moved: true, tables, rows, ledger: moved.ledger }, text: text.join('\n') }
  })
}
