import type { Encrypter } from 'age-encryption'
import type pg from 'pg'
import {
  atSnapshot,
  type Database,
  type DumpTable,
  ensureMonths,
  exportSnapshot,
  inDump,
  listDumpTables,
  listPartitions,
  listSequences,
  openDatabase,
  type Report,
  readApplied,
  readTable,
} from '#base/index.ts'
import { examineEntries } from '#ledger/index.ts'
import type { ArchiveHead, ArchiveManifest, Sum } from './archive.format.ts'
import { addFile, listDataFiles } from './data-files.ts'
import { inPieces, summing } from './sum-rows.ts'
import { type ArchiveWriter, writeArchive } from './write-archive.ts'

export interface BackupOf {
  /** The owner's connection: it may read everything. */
  owner: pg.ClientConfig
  dataFolder: string
  release: string
  report: Report
  /** Where the files of attachments lie when that is not the data folder. */
  bucket?: string | null
}

export interface MadeBackup {
  file: string
  bytes: number
  sha256: string
  madeAt: string
  manifest: ArchiveManifest
}

/**
 * Backs up one moment of the database, beside processes that use it, and the files that belong to it.
 * @throws operations.file-unwritable, also when the disk is full; then nothing is left that looks like a backup.
 */
export async function makeBackup(of: BackupOf, file: string, encrypter: Encrypter): Promise<MadeBackup> {
  const database = openDatabase({ ...of.owner, max: 1 }, () => undefined)
  try {
    // A month that begins while rows are read finds its partitions made; making one would wait for the reading to end,
    // and everybody else for it.
    await ensureMonths(database, 3)
    return await inDump(of.owner, 'read', async client => {
      const head = await readHead(client, of.release)
      let manifest: ArchiveManifest | undefined
      const written = await writeArchive(file, encrypter, async archive => {
        manifest = await fillArchive({ of, client, database, head, archive })
      })
      return { file, ...written, madeAt: head.madeAt, manifest: manifest! }
    })
  } finally {
    await database.destroy()
  }
}

/** What has to be known of a database before its rows can be loaded elsewhere. */
export async function readHead(client: pg.Client, release: string): Promise<ArchiveHead> {
  const migrations = (await readApplied(client)).map(({ room, number, name, checksum }) => ({
    room,
    number,
    name,
    checksum,
  }))
  const tables = await listDumpTables(client)
  return {
    format: 1,
    release,
    madeAt: new Date().toISOString(),
    migrations,
    partitions: await listPartitions(client),
    tables: tables.map(({ title, columns }) => ({ title, columns })),
  }
}

interface Filling {
  of: BackupOf
  client: pg.Client
  database: Database
  head: ArchiveHead
  archive: ArchiveWriter
}

async function fillArchive({ of, client, database, head, archive }: Filling): Promise<ArchiveManifest> {
  await archive.add('head.json', Buffer.from(JSON.stringify(head)))
  const snapshot = await exportSnapshot(client)
  const tables: Record<string, Sum> = {}
  for (const table of await listDumpTables(client)) {
    tables[table.title] = await addTable(archive, client, table)
    of.report(`${table.title}: ${tables[table.title]!.rows} rows`)
  }
  const { entries, altered, digest } = await atSnapshot(database, snapshot, examineEntries)
  // After the rows: what they name was stored before they were, so it is there unless it was erased since.
  const files: Record<string, Sum> = {}
  for (const path of await listDataFiles(of.dataFolder)) {
    const added = await addFile(archive, of.dataFolder, path)
    if (added) files[path] = added
  }
  const sequences = await listSequences(client)
  const { bucket = null } = of
  const manifest = { tables, files, bucket, sequences, ledger: { entries, altered, digest } }
  await archive.add('manifest.json', Buffer.from(JSON.stringify(manifest)))
  return manifest
}

async function addTable(archive: ArchiveWriter, client: pg.Client, table: DumpTable): Promise<Sum> {
  const rows = readTable(client, table)
  const sums = summing()
  let part = 0
  for await (const piece of inPieces(rows)) {
    sums.add(piece)
    await archive.add(`tables/${table.title}/${String(++part).padStart(8, '0')}`, piece)
  }
  return sums.end((rows as unknown as { rowCount: number }).rowCount)
}
