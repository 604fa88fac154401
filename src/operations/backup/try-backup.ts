import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Decrypter } from 'age-encryption'
import type pg from 'pg'
import {
  ensureEmbedded,
  openDatabase,
  type Report,
  readKeyFile,
  selectDataKeys,
  unwrapKeys,
  type VaultPlace,
} from '#base/index.ts'
import { findMissingObjects, type ListedObjects, type MissingObjects } from '#cases/index.ts'
import type { ArchiveManifest } from './archive.format.ts'
import { objectKeyOf } from './archive.rules.ts'
import { loadArchive } from './load-archive.ts'
import { migrationsOf } from './load-dump.ts'
import { verifyArchive, type WholeArchive } from './verify-archive.ts'

// What is thrown away a minute later need not be on disk.
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

export interface TryingWith {
  report: Report
  /** The bucket that is configured here, where attachments may lie. */
  bucket: ListedObjects | undefined
  /** The master key that is configured here, for a backup that holds none. */
  vault: VaultPlace
}

/** Whether what is sealed can be read: by the master key in the archive, by the one configured here, or not, and why. */
export type TriedKeys = { by: 'archive' | 'here' } | { by: null; reason: string } | null

/** What came of the files of attachments; null for a backup of a release that had none. */
export type TriedObjects = MissingObjects | null

// An archive holds the folder of attachments, or the bucket does; a city that moved from one to the other has both.
function kept(manifest: ArchiveManifest, bucket: ListedObjects | undefined): ListedObjects {
  return {
    list: async function* () {
      for (const [path, { bytes }] of Object.entries(manifest.files)) {
        const key = objectKeyOf(path)
        if (key !== undefined) yield { key, bytes, at: new Date(0) }
      }
      if (bucket) yield* bucket.list()
    },
  }
}

async function tryObjects(
  owner: pg.ClientConfig,
  { head, manifest }: WholeArchive,
  bucket: ListedObjects | undefined,
): Promise<TriedObjects> {
  if (!head.tables.some(table => table.title === 'cases.attachment_object')) return null
  const database = openDatabase({ ...owner, max: 1 }, () => undefined)
  try {
    return await findMissingObjects(database, kept(manifest, bucket))
  } finally {
    await database.destroy()
  }
}

// An archive of a data folder holds its key file; one of a city with a key file elsewhere, or a management system, does not.
async function tryKeys(
  owner: pg.ClientConfig,
  { head }: WholeArchive,
  { files, vault }: { files: string; vault: VaultPlace },
): Promise<TriedKeys> {
  if (!head.tables.some(table => table.title === 'base.data_key')) return null
  const database = openDatabase({ ...owner, max: 1 }, () => undefined)
  const inArchive = join(files, 'keys/master.key')
  try {
    const rows = await selectDataKeys(database)
    if (rows.length === 0) return null
    const own = await readKeyFile(inArchive)
    await unwrapKeys(own ? { ...vault, keyFile: inArchive } : vault, rows)
    return { by: own ? 'archive' : 'here' }
  } catch (error) {
    return { by: null, reason: error instanceof Error ? error.message : String(error) }
  } finally {
    await database.destroy()
  }
}

/**
 * Verifies a backup by restoring it: into a PostgreSQL of its own in a temporary folder, so that neither the database in
 * use nor its rights matter. Every table and the ledger are compared, and for each file that an attachment names it is
 * looked whether the archive or the bucket has it, and for the data keys whether a master key opens them; afterwards nothing
 * of it is left.
 * @throws operations.backup-damaged, operations.backup-wrong-key, operations.backup-does-not-fit
 */
export async function tryBackup(
  file: string,
  decrypter: Decrypter,
  { report, bucket, vault }: TryingWith,
): Promise<WholeArchive & { objects: TriedObjects; keys: TriedKeys }> {
  report(`Reading ${file}…`)
  const whole = await verifyArchive(file, decrypter)
  await migrationsOf(whole.head)
  const folder = await mkdtemp(join(tmpdir(), 'chengshu-verify-'))
  // PostgreSQL's own account has to come in when the product runs as root.
  await chmod(folder, 0o711)
  report('Restoring it into a scratch database…')
  try {
    const embedded = await ensureEmbedded({ folder, report: () => undefined, settings })
    try {
      const { owner } = embedded.connections
      const files = join(folder, 'files')
      await loadArchive({ file, decrypter, ...whole }, owner, files)
      const objects = await tryObjects(owner, whole, bucket)
      return { ...whole, objects, keys: await tryKeys(owner, whole, { files, vault }) }
    } finally {
      await embedded.stop()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
