import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { TestContext } from 'node:test'
import pg from 'pg'
import { readEndpoint } from '#base/embedded-process.ts'
import { type Embedded, ensureEmbedded } from '#base/ensure-embedded.ts'

/** A data folder of the test's own; the server in it is killed and the folder removed at the end. */
export async function ownFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'chengshu-own-'))
  // Temporary folders are closed; PostgreSQL's account must come in when the tests run as root.
  await chmod(folder, 0o755)
  t.after(async () => {
    const server = await readEndpoint(join(folder, 'postgresql/data'))
    if (server) {
      await killAndWait(server.pid)
      await rm(server.host, { recursive: true, force: true })
    }
    await rm(folder, { recursive: true, force: true })
  })
  return folder
}

/** Starts or attaches quietly. */
export async function quietly(folder: string, seconds?: number): Promise<Embedded> {
  return await ensureEmbedded({ folder, report: () => undefined, secondsToAnswer: seconds })
}

/** The process number of the folder's server, from its lock file. */
export async function postmasterOf(folder: string): Promise<number | undefined> {
  const text = await readFile(join(folder, 'postgresql/data/postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number.parseInt(text, 10)
  return pid > 0 ? pid : undefined
}

function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout.trim() !== '' && !stdout.startsWith('Z')
}

/** Kills a server's first process; its children notice and end by themselves. */
export async function killAndWait(pid: number): Promise<void> {
  try {
    process.kill(pid, 'SIGCONT')
    process.kill(pid, 'SIGKILL')
  } catch {
    return
  }
  while (isAlive(pid)) await new Promise(resolve => setTimeout(resolve, 20))
}

/** Runs one statement over a connection of its own. */
export async function ask<Row extends pg.QueryResultRow>(
  connection: pg.ClientConfig,
  sql: string,
): Promise<Row[]> {
  const client = new pg.Client(connection)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

/** A second process on the folder (see fixtures/embedded-child.ts). */
export interface OtherProcess {
  child: ChildProcess
  /** The next line it prints; undefined when it has ended. */
  line(): Promise<string | undefined>
}

export function otherProcess(t: TestContext, folder: string, job: 'insert' | 'wait'): OtherProcess {
  const file = join(import.meta.dirname, 'fixtures/embedded-child.ts')
  const child = spawn(process.execPath, [file, folder, job], { stdio: ['pipe', 'pipe', 'inherit'] })
  t.after(() => child.kill('SIGKILL'))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return { child, line: async () => (await lines.next()).value as string | undefined }
}
