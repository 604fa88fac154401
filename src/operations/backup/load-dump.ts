import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import {
  type AppliedMigration,
  baseError,
  type DumpSequence,
  type DumpTable,
  emptyTable,
  fillTable,
  inDump,
  isCode,
  listDumpTables,
  type Migration,
  makePartition,
  migrate,
  readMigrations,
  readTable,
  setSequences,
  titleOf,
} from '#base/index.ts'
import type { ArchiveHead, Sum } from './archive.format.ts'
import { compareSums } from './archive.rules.ts'
import { backupError } from './backup.errors.ts'
import { summing } from './sum-rows.ts'

/** Takes rows into a database that has the structure they were read from. */
export interface Loader {
  /** The next piece of a table; tables come one after another. */
  take(title: string, piece: Buffer): Promise<void>
}

/** What a loaded database must come to. */
export interface Expected {
  tables: Readonly<Record<string, Sum>>
  sequences: readonly DumpSequence[]
}

/**
 * The migrations of a head, as this release knows them.
 * @throws operations.backup-newer, base.migration-changed
 */
export async function migrationsOf(head: ArchiveHead): Promise<Migration[]> {
  const known = new Map((await readMigrations()).map(one => [`${one.room}/${one.number}`, one]))
  const wanted = new Set(head.migrations.map(one => `${one.room}/${one.number}`))
  for (const one of head.migrations) {
    const mine = known.get(`${one.room}/${one.number}`)
    if (!mine) throw newer(head, one)
    if (mine.checksum !== one.checksum) throw baseError('base.migration-changed', { migration: titleOf(one) })
  }
  return [...known].filter(([key]) => wanted.has(key)).map(([, migration]) => migration)
}

const newer = (head: ArchiveHead, migration: Omit<AppliedMigration, 'checksum'>) =>
  backupError('operations.backup-newer', { release: head.release, migration: titleOf(migration) })

/**
 * Fills an empty database: makes the structure that the rows had, loads them in one transaction, reads all of them again
 * and compares, then brings the database to this release. What differs, and a kill, leaves no row behind.
 * @param fill gives every row to the loader and returns what the whole must come to.
 * @throws operations.backup-newer, operations.backup-does-not-fit, and what `fill` throws
 */
export async function loadDump(
  owner: pg.ClientConfig,
  head: ArchiveHead,
  fill: (loader: Loader) => Promise<Expected>,
): Promise<void> {
  await migrate(owner, { migrations: await migrationsOf(head) }).catch(error => {
    // The target has migrations that the rows do not know; it is not empty either, which is said before.
    if (isCode(error, 'base.newer-database'))
      throw backupError('operations.move-target', { reason: error.message })
    throw error
  })
  await inDump(owner, 'load', async client => {
    const tables = await fittingTables(client, head)
    for (const table of [...tables.values()].reverse()) await emptyTable(client, table.own)
    await makePartitions(client, head, tables)
    const loader = loaderOf(client, tables)
    const expected = await fill(loader)
    await loader.end()
    await setSequences(client, expected.sequences)
    const found = await sumTables(client, tables)
    refuseDifferences(compareSums(expected.tables, found))
  })
  await migrate(owner)
}

interface FittingTable {
  own: DumpTable
  columns: string[]
}

async function fittingTables(client: pg.Client, head: ArchiveHead): Promise<Map<string, FittingTable>> {
  const own = await listDumpTables(client)
  const there = new Map(own.map(table => [table.title, table]))
  const missing = head.tables.flatMap(({ title, columns }) => {
    const mine = there.get(title)
    if (!mine) return [`there is no table ${title}`]
    return columns.filter(one => !mine.columns.includes(one)).map(one => `${title} has no column ${one}`)
  })
  refuseDifferences(missing)
  const columns = new Map(head.tables.map(table => [table.title, table.columns]))
  return new Map(
    own
      .filter(table => columns.has(table.title))
      .map(table => [table.title, { own: table, columns: columns.get(table.title)! }]),
  )
}

function refuseDifferences(differences: readonly string[]): void {
  if (differences.length === 0) return
  const shown = differences.slice(0, 5).join('; ')
  throw backupError('operations.backup-does-not-fit', { differences: shown })
}

async function makePartitions(
  client: pg.Client,
  head: ArchiveHead,
  tables: Map<string, FittingTable>,
): Promise<void> {
  for (const partition of head.partitions) {
    const parent = tables.get(partition.parent)
    if (parent) await makePartition(client, parent.own, partition)
  }
}

function loaderOf(client: pg.Client, tables: Map<string, FittingTable>): Loader & { end(): Promise<void> } {
  let open: { title: string; stream: ReturnType<typeof fillTable>; done: Promise<void> } | undefined
  const end = async () => {
    open?.stream.end()
    await open?.done
    open = undefined
  }
  const take = async (title: string, piece: Buffer) => {
    if (open?.title !== title) {
      await end()
      const table = tables.get(title)
      if (!table) throw backupError('operations.backup-does-not-fit', { differences: `rows of ${title}` })
      const stream = fillTable(client, table.own, table.columns)
      const done = finished(stream)
      done.catch(() => undefined)
      open = { title, stream, done }
    }
    const { stream, done } = open
    if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), done])
  }
  return { take, end }
}

async function sumTables(client: pg.Client, tables: Map<string, FittingTable>): Promise<Record<string, Sum>> {
  const sums: Record<string, Sum> = {}
  for (const [title, { own, columns }] of tables) {
    const rows = readTable(client, own, columns)
    const sum = summing()
    for await (const piece of rows) sum.add(piece as Buffer)
    sums[title] = sum.end((rows as unknown as { rowCount: number }).rowCount)
  }
  return sums
}
