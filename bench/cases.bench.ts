import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { Worker } from 'node:worker_threads'
import { sql } from 'kysely'
import { pino } from 'pino'
import {
  type Database,
  ensureEmbedded,
  inTransaction,
  loadKeys,
  migrate,
  openDatabase,
  readConfig,
} from '#base/index.ts'
import { adviseJob } from '#cases/index.ts'
import { commandLineActor, createPeople, createToken } from '#identity/index.ts'
import { type Hub, join, serverOf } from '../src/main.ts'
import { testKeys } from '../test/test-keys.ts'
import type { ClientResult, ClientTask } from './cases.client.ts'
import { fillCases } from './fill-cases.ts'
import { serverMilliseconds, serverOfBackend } from './processor-time.ts'
import {
  load,
  met,
  type Print,
  percentile,
  pickCases,
  readLists,
  type Server,
  serve,
  timed,
} from './read-lists.ts'

async function readPages(server: Server, ids: string[], print: Print): Promise<void> {
  const spent: number[] = []
  for (const id of ids) spent.push(...(await timed(server, `/api/cases/${id}`, { who: 'seat', times: 1 })))
  const p95 = percentile(spent, 0.95)
  print(
    `case page of ${ids.length} cases: p50 ${percentile(spent, 0.5).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms (target 50 ms ${met(p95 <= 50)})`,
  )
}

async function tokenOfSeat(hub: Hub): Promise<string> {
  return await inTransaction(hub.database, async tx => {
    const person = {
      account: 'bench-seat',
      name: '坐席',
      roles: ['seat' as const],
      departmentId: null,
      regionIds: [],
      level: 'L4' as const,
    }
    const made = { people: [person], password: `Bench-${crypto.randomUUID()}`, mustChangePassword: false }
    const [personId] = await createPeople(tx, made, commandLineActor)
    const wanted = { name: 'bench', actions: ['cases:intake' as const], days: 1 }
    const asked = { personId: personId!, wanted, allowed: ['cases:intake' as const] }
    return (await createToken(tx, asked, commandLineActor)).secret
  })
}

function runClient(task: ClientTask): Promise<ClientResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./cases.client.ts', import.meta.url), { workerData: task })
    worker.once('message', resolve).once('error', reject)
  })
}

/**
 * Reports over HTTP by a seat's token while the worker of the same process gives advice; it ends when the queue is empty.
 * The load generator is a thread of this process, so its processor time is in the figure.
 */
async function report(
  hub: Hub,
  owner: Database,
  options: { seconds: number; texts: string[]; print: Print },
) {
  const { seconds, texts, print } = options
  const server = await serverOf(hub, pino({ level: 'silent' }))
  await hub.work()
  await server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.server.address() as { port: number }
  const task = { port, token: await tokenOfSeat(hub), texts, clients: 16 }
  const backend = (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(owner)).rows[0]!.pid
  const databaseServer = await serverOfBackend(backend)
  const advised = async () => {
    while ((await left(owner)) > 0 || (await unadvised(hub)) > 0)
      await new Promise(resolve => setTimeout(resolve, 100))
  }
  await runClient({ ...task, seconds: 2 })
  await advised()
  const [used, usedByServer, began] = [
    process.cpuUsage(),
    await serverMilliseconds(databaseServer),
    performance.now(),
  ]
  const { done, seconds: reporting, milliseconds } = await runClient({ ...task, seconds })
  const waiting = await left(owner)
  await advised()
  const whole = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(used)
  const own = (user + system) / 1000 / done
  const database = ((await serverMilliseconds(databaseServer)) - usedByServer) / done
  print(
    `report over HTTP: ${done} in ${reporting.toFixed(1)} s, p50 ${percentile(milliseconds, 0.5).toFixed(0)} ms, p95 ${percentile(milliseconds, 0.95).toFixed(0)} ms; ${waiting} jobs waited at the end, all advised after ${whole.toFixed(1)} s`,
  )
  print(
    `processor time of a report, client and advice included: ${own.toFixed(1)} ms of this process, ${database.toFixed(1)} ms of the database; ${load()}`,
  )
  print(
    `report with decision committed: ${(done / whole).toFixed(0)}/s (target 200/s ${met(done / whole >= 200)})`,
  )
  print(`jobs left: ${await left(owner)}, cases without advice: ${await unadvised(hub)}`)
  await server.close()
}

/** Counted in the table of the queue itself. */
async function left(owner: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pgboss.job
     where name = ${adviseJob.name} and state in ('created', 'retry', 'active')`.execute(owner)
  return rows[0]!.count
}

async function unadvised(hub: Hub): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from cases.case_record where decision_id is null and not generated`.execute(
    hub.database,
  )
  return rows[0]!.count
}

export const bench = {
  name: 'case loop on 100,000 cases',
  run: async ({
    print,
    arguments: [count = '100000', seconds = '60'],
  }: {
    print: Print
    arguments: string[]
  }) => {
    const folder = await mkdtemp(joinPath(tmpdir(), 'chengshu-bench-'))
    const embedded = await ensureEmbedded({ folder, report: () => undefined })
    const { connections } = embedded
    loadKeys(testKeys)
    await migrate(connections.owner)
    const log = pino({ level: 'silent' })
    const config = { ...readConfig({}), dataFolder: folder }
    const hub = await join({ config, log, connections, worker: true })
    const owner = openDatabase({ ...connections.owner, max: 1 }, () => undefined)
    try {
      await fillCases(hub, owner, { count: Number(count), print })
      const rows = await pickCases(owner)
      const server = await serve(hub)
      const { id: _, detail: __, ...places } = rows[0]!
      await readLists(server, places, { target: Number(count) > 100_000 ? 100 : 50, print })
      await readPages(
        server,
        rows.map(row => row.id),
        print,
      )
      await server.close()
      await report(hub, owner, { seconds: Number(seconds), texts: rows.map(row => row.detail), print })
    } finally {
      await owner.destroy()
      await hub.close()
      await embedded.stop()
      await rm(folder, { recursive: true })
    }
  },
}
