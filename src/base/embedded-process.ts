import { type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import {
  chown,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  unlink,
  writeFile,
} from 'node:fs/promises'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import {
  type LockFile,
  parseLockFile,
  parseProcessState,
  serverSettings,
  sharedBuffers,
  startingProcess,
} from './embedded.rules.ts'
import type { Binaries } from './embedded-binaries.ts'
import type { EmbeddedHome } from './embedded-home.ts'
import { openSocketFolder } from './embedded-socket.ts'

const onWindows = process.platform === 'win32'

/** The result of a program that ran to its end. */
export interface Ended {
  code: number | null
  output: string
}

// C.UTF-8 rather than C: with a C character type pg_trgm sees no letters in Chinese text.
function environment(): Pick<SpawnOptions, 'env'> {
  if (onWindows) return {}
  const listed = spawnSync('locale', ['-a'], { encoding: 'utf8' }).stdout ?? ''
  const locale = listed.split('\n').find(name => /^(C|en_US)\.utf-?8$/i.test(name)) ?? 'C'
  return { env: { LC_ALL: locale, PATH: '/usr/local/bin:/usr/bin:/bin' } }
}

function asAccount(home: EmbeddedHome): Pick<SpawnOptions, 'uid' | 'gid' | 'cwd'> {
  const { account } = home
  return account ? { uid: account.uid, gid: account.gid, cwd: home.home } : { cwd: home.home }
}

function runToEnd(home: EmbeddedHome, program: string, programArguments: string[]): Promise<Ended> {
  const child = spawn(program, programArguments, {
    ...environment(),
    ...asAccount(home),
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  })
  let output = ''
  child.stdout.on('data', chunk => (output += String(chunk)))
  child.stderr.on('data', chunk => (output += String(chunk)))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => resolve({ code, output }))
  })
}

/**
 * Makes the data folder if it is missing: beside its place first, then renamed, so that a killed initdb leaves nothing
 * that looks like a database and of two first starts only one wins.
 */
export async function makeCluster(home: EmbeddedHome, binaries: Binaries): Promise<Ended> {
  if (await stat(home.data).catch(() => undefined)) return { code: 0, output: '' }
  await removeOldDrafts(home.home)
  const draft = await mkdtemp(join(home.home, 'draft-'))
  const cluster = join(draft, 'data')
  const passwordFile = join(draft, 'password')
  try {
    await mkdir(cluster, { mode: 0o700 })
    await writeFile(passwordFile, home.passwords.superuser, { mode: 0o600 })
    for (const path of [draft, cluster, passwordFile]) {
      if (home.account) await chown(path, home.account.uid, home.account.gid)
    }
    const locale = ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=zh-CN']
    const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
    const ended = await runToEnd(home, binaries.initdb, [
      `--pgdata=${cluster}`,
      ...locale,
      ...access,
      '--data-checksums',
    ])
    if (ended.code === 0) await renameUnlessThere(cluster, home.data)
    return ended
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

// initdb takes seconds: a draft of an hour ago belongs to a start that was killed.
async function removeOldDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    if (!name.startsWith('draft-') || Date.now() - (await stat(path)).mtimeMs < 3_600_000) continue
    await rm(path, { recursive: true, force: true })
  }
}

async function renameUnlessThere(from: string, to: string): Promise<void> {
  await rename(from, to).catch((error: NodeJS.ErrnoException) => {
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code ?? '')) throw error
  })
}

/** A postmaster this process started. `ended` is set once it is gone. */
export interface Started {
  pid: number | undefined
  ended: boolean
  error: Error | undefined
}

/** Starts the server in a session of its own, so that it outlives this process and its terminal. */
export async function spawnServer(
  home: EmbeddedHome,
  binaries: Binaries,
  settings: Record<string, string>,
): Promise<Started> {
  const socketFolder = onWindows ? '' : await openSocketFolder(home.socketName, home.account)
  await removeStaleLocks(home.data, socketFolder)
  await rotateLog(home.log)
  const log = await open(home.log, 'a', 0o600)
  const place = onWindows
    ? { listen_addresses: '127.0.0.1', port: String(home.port) }
    : { listen_addresses: '', unix_socket_directories: socketFolder, port: '5432' }
  const flags = Object.entries({
    shared_buffers: sharedBuffers(totalmem()),
    ...serverSettings,
    ...settings,
    ...place,
  }).flatMap(([key, value]) => ['-c', `${key}=${value}`])
  const started: Started = { pid: undefined, ended: false, error: undefined }
  try {
    const child = spawn(binaries.postgres, ['-D', home.data, ...flags], {
      ...environment(),
      ...asAccount(home),
      stdio: ['ignore', log.fd, log.fd],
      detached: true,
      windowsHide: true,
    })
    child.on('error', error => Object.assign(started, { ended: true, error }))
    child.on('exit', () => Object.assign(started, { ended: true }))
    child.unref()
    started.pid = child.pid
  } finally {
    await log.close()
  }
  return started
}

const logLimit = 10 * 1_048_576

async function rotateLog(log: string): Promise<void> {
  const size = await stat(log).then(
    found => found.size,
    () => 0,
  )
  if (size > logLimit) await rename(log, `${log}.1`)
}

/** The last lines of the server's log, for a message. */
export async function tailOfLog(log: string): Promise<string> {
  const text = await readFile(log, 'utf8').catch(() => '')
  return text.trimEnd().split('\n').slice(-8).join('\n')
}

/** Where the server listens according to its own lock file; undefined while none is ready. */
export async function readEndpoint(data: string): Promise<LockFile | undefined> {
  return parseLockFile(await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => ''))
}

/** True while a living server reads its log after a crash. */
export async function isRecovering(data: string): Promise<boolean> {
  const pid = startingProcess(await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => ''))
  return pid !== undefined && process.platform === 'linux' && isServer(pid, data)
}

/** Ends the server in order: open transactions roll back, a checkpoint is written. */
export async function stopServer(home: EmbeddedHome, binaries: Binaries): Promise<Ended> {
  return await runToEnd(home, binaries.control, ['stop', '-D', home.data, '-m', 'fast', '-w', '-t', '60'])
}

/**
 * Removes lock files whose process is not this server any more. PostgreSQL does so itself when the process is gone, but
 * takes a zombie, or another process with the same number after a restart of a container, for its own and refuses to start.
 */
async function removeStaleLocks(data: string, socketFolder: string): Promise<void> {
  if (process.platform !== 'linux') return
  for (const file of [join(data, 'postmaster.pid'), join(socketFolder, '.s.PGSQL.5432.lock')]) {
    const text = await readFile(file, 'utf8').catch(() => '')
    const pid = Number.parseInt(text, 10)
    if (pid > 0 && !isServer(pid, data)) await unlink(file).catch(() => undefined)
  }
}

function isServer(pid: number, data: string): boolean {
  try {
    const { name, state } = parseProcessState(readFileSync(`/proc/${pid}/stat`, 'utf8'))
    if (state === 'Z' || name !== 'postgres') return false
    return readlinkSync(`/proc/${pid}/cwd`) === data
  } catch (error) {
    // What cannot be looked at is left to PostgreSQL's own check.
    return (error as NodeJS.ErrnoException).code !== 'ENOENT'
  }
}
