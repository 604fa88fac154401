import type pg from 'pg'
import {
  analyse,
  type Connections,
  inDump,
  listDumpTables,
  listSequences,
  openDatabase,
  type Report,
  readTable,
} from '#base/index.ts'
import { examineEntries } from '#ledger/index.ts'
import type { Sum } from '../backup/archive.format.ts'
import { backupError } from '../backup/backup.errors.ts'
import { type Loader, loadDump } from '../backup/load-dump.ts'
import { readHead } from '../backup/make-backup.ts'
import { entriesHeld, refuseInUse } from '../backup/restore-backup.ts'
import { inPieces, summing } from '../backup/sum-rows.ts'

export interface Move {
  from: Connections
  to: Connections
  release: string
  report: Report
}

export interface Moved {
  tables: Record<string, Sum>
  ledger: { entries: number; digest: string }
}

/**
 * Copies a database into an empty one of another server, table by table, without a file in between. Nobody writes to the
 * source while it is copied, and nothing of it is changed. In the target every table is read again and compared; what
 * differs leaves no row there.
 * @throws operations.target-in-use, operations.move-target, operations.backup-does-not-fit
 */
export async function moveDatabase({ from, to, release, report }: Move): Promise<Moved> {
  await refuseInUse(from.owner)
  await refuseInUse(to.owner)
  const held = await entriesHeld(to.owner)
  if (held !== undefined)
    throw backupError('operations.move-target', { reason: `its ledger has ${held} entries already` })
  return await inDump(from.owner, 'hold', async client => {
    const head = await readHead(client, release)
    const tables: Record<string, Sum> = {}
    await loadDump(to.owner, head, async loader => {
      Object.assign(tables, await copyTables({ client, loader, report }))
      return { tables, sequences: await listSequences(client) }
    })
    const [source, target] = [await ledgerOf(from.owner), await ledgerOf(to.owner)]
    if (source.entries !== target.entries || source.digest !== target.digest)
      throw backupError('operations.backup-does-not-fit', { differences: 'the ledger' })
    await analyse(to.owner)
    return { tables, ledger: { entries: target.entries, digest: target.digest } }
  })
}

interface Copying {
  client: pg.Client
  loader: Loader
  report: Report
}

async function copyTables({ client, loader, report }: Copying): Promise<Record<string, Sum>> {
  const tables: Record<string, Sum> = {}
  for (const table of await listDumpTables(client)) {
    const rows = readTable(client, table)
    const sum = summing()
    for await (const piece of inPieces(rows)) {
      sum.add(piece)
      await loader.take(table.title, piece)
    }
    const done = sum.end((rows as unknown as { rowCount: number }).rowCount)
    tables[table.title] = done
    report(`${table.title}: ${done.rows} rows`)
  }
  return tables
}

async function ledgerOf(owner: pg.ClientConfig) {
  const database = openDatabase({ ...owner, max: 1 }, () => undefined)
  try {
    return await examineEntries(database)
  } finally {
    await database.destroy()
  }
}
