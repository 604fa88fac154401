import { existsSync } from 'node:fs'
import type { Connections, Report } from './connections.ts'
import { embeddedError } from './embedded.errors.ts'
import { failureSentence, judgeStart } from './embedded.rules.ts'
import { connectionsAt, enter, type Presence, prepareCluster, whenAlone } from './embedded.store.ts'
import { canEnter } from './embedded-account.ts'
import { type Binaries, copyBinaries, findBinaries } from './embedded-binaries.ts'
import { type EmbeddedHome, freeMegabytes, openHome } from './embedded-home.ts'
import {
  isRecovering,
  makeCluster,
  readEndpoint,
  type Started,
  spawnServer,
  stopServer,
  tailOfLog,
} from './embedded-process.ts'
import { removeSocketFolder } from './embedded-socket.ts'

/** A server that answers. */
export interface Embedded {
  connections: Required<Connections>
  /** False when it ran already and was attached to. */
  started: boolean
  /** True when the server has gone since, unless this process has left it. */
  lost(): boolean
  /** Starts it again, or attaches to what another process started; the connections stay valid. */
  heal(): Promise<void>
  /** Leaves; ends the server unless another process uses it. Resolves to whether it was ended. */
  stop(): Promise<boolean>
}

export interface EmbeddedOptions {
  /** The product's data folder; the server's files go into `postgresql` in it. */
  folder: string
  report: Report
  /** Server settings over the defaults (tests turn fsync off). */
  settings?: Record<string, string>
  /** How long a server that does not answer is waited for. */
  secondsToAnswer?: number
}

const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))

/**
 * Attaches to the embedded PostgreSQL of this folder if it answers, else makes and starts it. Simultaneous callers, in
 * one process or several, end with one server: PostgreSQL's own lock decides who runs it.
 * @throws base.disk-full, base.foreign-data-folder, base.newer-data-folder, base.embedded-not-answering and their kin
 */
export async function ensureEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const home = await openHome(options.folder, options.report)
  const found = await findBinaries()
  const reachable = canEnter(home.account, found.folder)
  const binaries = reachable ? found : await copyBinaries(found, home.home)
  let { presence, connections, started } = await reach({ home, binaries, options })
  await prepareCluster(home, connections)
  let left = false
  return {
    connections,
    started,
    lost: () => !left && presence.lost(),
    heal: async () => {
      if (left || !presence.lost()) return
      // A new, empty database in the place of one that was removed would pass for it.
      if (!existsSync(home.data)) throw embeddedError('base.data-folder-gone', { folder: home.data })
      ;({ presence } = await reach({ home, binaries, options }))
    },
    stop: async () => {
      left = true
      await presence.release()
      const end = async () => {
        await stopServer(home, binaries)
        await removeSocketFolder(home.socketName)
      }
      return await whenAlone(connections.superuser, end).catch(() => false)
    },
  }
}

interface Place {
  home: EmbeddedHome
  binaries: Binaries
  options: EmbeddedOptions
}

interface Reached {
  presence: Presence
  connections: Required<Connections>
  started: boolean
}

async function attach(home: EmbeddedHome): Promise<(Omit<Reached, 'started'> & { pid: number }) | undefined> {
  const listening = await readEndpoint(home.data)
  if (!listening) return undefined
  const { pid, host, port } = listening
  const connections = connectionsAt({ host, port }, home)
  const presence = await enter(connections.superuser, home.data).catch(() => undefined)
  return presence && { pid, connections, presence }
}

const longestRecovery = 600_000

async function reach(place: Place): Promise<Reached> {
  const { home, binaries, options } = place
  const seconds = options.secondsToAnswer ?? 30
  const begun = Date.now()
  let deadline = begun + seconds * 1000
  let child: Started | undefined
  while (Date.now() < deadline) {
    const found = await attach(home)
    if (found) return { ...found, started: found.pid === child?.pid }
    if (await isRecovering(home.data)) {
      deadline = Math.min(Date.now() + seconds * 1000, begun + longestRecovery)
    } else if (child === undefined || child.ended) {
      if (child) await judgeFailure(place, child)
      else options.report('Starting PostgreSQL…')
      await makeData(place)
      child = await spawnServer(home, binaries, options.settings ?? {})
    }
    await pause(25)
  }
  throw embeddedError('base.embedded-not-answering', { seconds, log: home.log })
}

async function makeData({ home, binaries, options }: Place): Promise<void> {
  const ended = await makeCluster(home, binaries)
  if (ended.code !== 0) await fail(home, ended.output)
  else if (ended.output) options.report('Made a new PostgreSQL data folder.')
}

// Passing causes (another start, dying children) are met by waiting a moment; any other ends the attempt.
async function judgeFailure({ home }: Place, child: Started): Promise<void> {
  const log = child.error?.message ?? (await tailOfLog(home.log))
  if (judgeStart(log) !== 'retry') await fail(home, log)
  await pause(300)
}

async function fail(home: EmbeddedHome, output: string): Promise<never> {
  const free = await freeMegabytes(home.home)
  if (judgeStart(output) === 'disk-full' || free < 32) {
    throw embeddedError('base.disk-full', { where: ` (${home.home}: ${free} MB)` })
  }
  throw embeddedError('base.embedded-failed', { reason: failureSentence(output), log: home.log })
}
