import { createHash, randomBytes } from 'node:crypto'
import { chmod, link, mkdir, readdir, readFile, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Report } from './connections.ts'
import { embeddedError } from './embedded.errors.ts'
import { type Account, canEnter, findAccount } from './embedded-account.ts'

/** The major version the npm package brings; its data folders are readable by no other. */
export const embeddedMajor = 18

interface Passwords {
  superuser: string
  owner: string
  application: string
}

/** `cluster.json`: marks the folder as ours and keeps the passwords (mode 0600). Written once, never changed. */
interface ClusterRecord {
  format: 1
  id: string
  passwords: Passwords
  /** Where PostgreSQL's files are when its account cannot enter the data folder. */
  location: string | null
}

/** A place for one embedded server. `home` holds `data` (PGDATA), the log, and copied programs if needed. */
export interface EmbeddedHome {
  home: string
  data: string
  log: string
  passwords: Passwords
  account: Account | undefined
  /** Name of the folder of the Unix socket (see embedded-socket.ts). */
  socketName: string
  /** On Windows only, which has no such sockets here: always the same, so that connections stay valid after a restart. */
  port: number
}

const password = () => randomBytes(24).toString('base64url')

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Free megabytes on the file system of the folder. */
export async function freeMegabytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return Math.floor((bavail * bsize) / 1_048_576)
}

/**
 * Opens the place of the embedded server inside the product's data folder, making it at the first start.
 * @throws base.foreign-data-folder, base.newer-data-folder, base.older-data-folder, base.data-folder-unusable, base.disk-full
 */
export async function openHome(folder: string, report: Report): Promise<EmbeddedHome> {
  const beside = join(folder, 'postgresql')
  try {
    await refuseForeign(folder, beside)
    await makeEnterable(folder, beside)
    const account = await findAccount(join(beside, 'data'), report)
    const record = await readRecord(beside, account)
    const home = record.location ?? beside
    if (record.location) await announceLocation(record.location, { folder, account, report })
    const data = join(home, 'data')
    await checkVersion(data)
    const key = createHash('sha256').update(`${record.id} ${home}`).digest('hex').slice(0, 12)
    const port = 20_000 + (Number.parseInt(key, 16) % 20_000)
    return {
      home,
      data,
      log: join(home, 'postgresql.log'),
      passwords: record.passwords,
      account,
      socketName: `chengshu-${key}`,
      port,
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (code === 'ENOSPC')
      throw embeddedError('base.disk-full', { where: ` (${folder}: ${await freeMegabytes(folder)} MB)` })
    if (/^E[A-Z]+$/.test(code))
      throw embeddedError('base.data-folder-unusable', { folder, reason: reasonOf(error) })
    throw error
  }
}

// A strict umask would close folders of our own making to the account that PostgreSQL runs as.
async function makeEnterable(folder: string, beside: string): Promise<void> {
  const first = await mkdir(beside, { recursive: true })
  if (first === undefined) return
  if (first !== beside) await chmod(folder, 0o711)
  await chmod(beside, 0o711)
}

async function refuseForeign(folder: string, beside: string): Promise<void> {
  const above = await readdir(folder).catch(ignoreMissing)
  if (above.includes('PG_VERSION')) throw embeddedError('base.foreign-data-folder', { folder })
  const names = await readdir(beside).catch(ignoreMissing)
  // A half-written record of a start that was killed is ours too.
  const others = names.filter(name => !name.startsWith('cluster.json'))
  if (others.length > 0 && !names.includes('cluster.json')) {
    throw embeddedError('base.foreign-data-folder', { folder: beside })
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return []
  throw error
}

// Two first starts at once: `link` lets exactly one record win, and both read the winner's.
async function readRecord(beside: string, account: Account | undefined): Promise<ClusterRecord> {
  const file = join(beside, 'cluster.json')
  const present = await readFile(file, 'utf8').catch(ignoreMissing)
  if (typeof present === 'string') return parseRecord(beside, present)
  const id = randomBytes(6).toString('hex')
  const location = canEnter(account, beside) ? null : join('/var/lib', `chengshu-${id}`)
  const passwords = { superuser: password(), owner: password(), application: password() }
  const record: ClusterRecord = { format: 1, id, passwords, location }
  const draft = `${file}.${id}`
  await writeFile(draft, JSON.stringify(record, null, 2), { mode: 0o600, flag: 'wx', flush: true })
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
  return parseRecord(beside, await readFile(file, 'utf8'))
}

function parseRecord(beside: string, text: string): ClusterRecord {
  try {
    const record = JSON.parse(text) as ClusterRecord
    if (record.format === 1) return record
  } catch {}
  throw embeddedError('base.foreign-data-folder', { folder: beside })
}

interface LocationNotice {
  folder: string
  account: Account | undefined
  report: Report
}

async function announceLocation(
  location: string,
  { folder, account, report }: LocationNotice,
): Promise<void> {
  await mkdir(location, { recursive: true, mode: 0o711 })
  report(`PostgreSQL runs as "${account?.name}", which cannot enter ${folder}: its files are in ${location}.`)
}

async function checkVersion(data: string): Promise<void> {
  const text = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(ignoreMissing)
  if (typeof text !== 'string') return
  const found = text.trim()
  if (found === String(embeddedMajor)) return
  const code = Number(found) > embeddedMajor ? 'base.newer-data-folder' : 'base.older-data-folder'
  throw embeddedError(code, { folder: data, found, expected: embeddedMajor })
}
