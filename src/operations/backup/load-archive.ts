import type { Decrypter } from 'age-encryption'
import type pg from 'pg'
import { analyse, openDatabase } from '#base/index.ts'
import { examineEntries } from '#ledger/index.ts'
import { backupError } from './backup.errors.ts'
import { takeFile } from './data-files.ts'
import { loadDump } from './load-dump.ts'
import { readArchive } from './read-archive.ts'
import type { WholeArchive } from './verify-archive.ts'

export interface Archive extends WholeArchive {
  file: string
  decrypter: Decrypter
}

/**
 * Loads the rows of a verified archive into an empty database and its files into an empty folder, then compares: every
 * table by its checksum, the ledger by hashing every entry again.
 * @throws operations.backup-does-not-fit, operations.backup-damaged
 */
export async function loadArchive(
  archive: Archive,
  owner: pg.ClientConfig,
  filesInto: string | undefined,
): Promise<void> {
  const { file, decrypter, head, manifest } = archive
  await loadDump(owner, head, async loader => {
    await readArchive(file, decrypter, async ({ of, content }) => {
      if (of.kind === 'rows') for await (const piece of content) await loader.take(of.title, piece)
      else if (of.kind === 'file' && filesInto !== undefined) await takeFile(filesInto, of.path, content)
      else for await (const _ of content);
    })
    return manifest
  })
  const database = openDatabase({ ...owner, max: 1 }, () => undefined)
  try {
    const { entries, altered, digest } = await examineEntries(database)
    const expected = manifest.ledger
    if (entries !== expected.entries || digest !== expected.digest || altered !== expected.altered)
      throw backupError('operations.backup-does-not-fit', {
        differences: `the ledger has ${entries} entries of which ${altered} are altered; ${expected.entries} and ${expected.altered} expected`,
      })
  } finally {
    await database.destroy()
  }
  await analyse(owner)
}
