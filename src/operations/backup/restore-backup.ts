import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Decrypter } from 'age-encryption'
import {
  type Connections,
  dropBeside,
  hasStructure,
  makeBeside,
  openDatabase,
  othersAt,
  putInPlace,
  type Report,
} from '#base/index.ts'
import { examineEntries } from '#ledger/index.ts'
import { isKept } from './archive.rules.ts'
import { backupError } from './backup.errors.ts'
import { loadArchive } from './load-archive.ts'
import { migrationsOf } from './load-dump.ts'
import { verifyArchive, type WholeArchive } from './verify-archive.ts'

export interface RestoreInto {
  connections: Connections
  dataFolder: string
  report: Report
  /** The word that says that what is there may be replaced, e.g. `120-entries`. */
  replace: string | undefined
}

/** How much a database holds: the entries of its ledger; undefined when it was never used: no act is without one. */
export async function entriesHeld(owner: Connections['owner']): Promise<number | undefined> {
  if (!(await hasStructure(owner))) return undefined
  const database = openDatabase({ ...owner, max: 1 }, () => undefined)
  try {
    const { entries } = await examineEntries(database)
    return entries > 0 ? entries : undefined
  } finally {
    await database.destroy()
  }
}

/** @throws operations.target-in-use while another process of the product has the database open */
export async function refuseInUse(owner: Connections['owner']): Promise<void> {
  const others = await othersAt(owner)
  if (others.length > 0) throw backupError('operations.target-in-use', { others: others.join(', ') })
}

/**
 * Restores a backup into an empty database and data folder. The archive is read to its end and verified before anything
 * is touched. With the embedded database what was there is kept under another name when `replace` allows it; a kill in
 * the middle leaves the old or the new.
 * @returns what was restored, and the names under which the old is kept.
 */
export async function restoreBackup(
  into: RestoreInto,
  file: string,
  decrypter: Decrypter,
): Promise<WholeArchive & { kept: string[] }> {
  const { connections, dataFolder, report } = into
  report(`Verifying ${file}…`)
  const whole = await verifyArchive(file, decrypter)
  await migrationsOf(whole.head)
  await refuseInUse(connections.owner)
  const entries = await entriesHeld(connections.owner)
  const superuser = connections.superuser
  if (entries !== undefined && (!superuser || into.replace !== `${entries}-entries`))
    throw backupError('operations.target-not-empty', { entries })
  const draft = join(dataFolder, `restoring-${randomBytes(4).toString('hex')}`)
  const archive = { file, decrypter, ...whole }
  report('Loading…')
  await removeDrafts(dataFolder)
  await mkdir(draft, { recursive: true, mode: 0o700 })
  try {
    if (superuser === undefined) {
      await loadArchive(archive, connections.owner, draft)
      return { ...whole, kept: await putFiles(dataFolder, draft, moment()) }
    }
    const name = String(connections.owner.database)
    const fresh = await makeBeside(superuser, connections.owner, `${name}_restoring`)
    await loadArchive(archive, fresh, draft)
    const old = `${name}_before_${moment()}`
    const files = await putFiles(dataFolder, draft, moment())
    await putInPlace(superuser, { name, fresh: `${name}_restoring`, old })
    if (entries !== undefined) return { ...whole, kept: [`database ${old}`, ...files] }
    await dropBeside(superuser, old)
    return { ...whole, kept: files }
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

const moment = () => new Date().toISOString().replace(/\D/g, '').slice(0, 14)

async function removeDrafts(dataFolder: string): Promise<void> {
  for (const name of await readdir(dataFolder).catch(() => []))
    if (name.startsWith('restoring-')) await rm(join(dataFolder, name), { recursive: true, force: true })
}

// Renames only: what was there is beside it afterwards, and a name is never half of one and half of the other.
async function putFiles(dataFolder: string, draft: string, at: string): Promise<string[]> {
  const present = (await readdir(dataFolder)).filter(isKept)
  const aside = join(dataFolder, `before-${at}`)
  if (present.length > 0) await mkdir(aside, { recursive: true, mode: 0o700 })
  for (const name of present) await rename(join(dataFolder, name), join(aside, name))
  for (const name of await readdir(draft)) await rename(join(draft, name), join(dataFolder, name))
  return present.length > 0 ? [`folder ${aside}`] : []
}
