import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { Worker } from 'node:worker_threads'
import { sql } from 'kysely'
import { pino } from 'pino'
import {
  createHttpServer,
  type Database,
  ensureEmbedded,
  inTransaction,
  migrate,
  openDatabase,
  readConfig,
} from '#base/index.ts'
import { adviseJob, generateDemoCases, recordDemoCases } from '#cases/index.ts'
import {
  demoBusRoutes,
  demoCity,
  demoDepartments,
  demoDuties,
  demoPlaces,
  demoRegions,
  seedCity,
} from '#city/index.ts'
import { type Actor, commandLineActor, createPeople, createToken } from '#identity/index.ts'
import { type Hub, join, serverOf } from '../src/main.ts'
import { personActor } from '../test/fixtures/actors.ts'
import type { ClientResult, ClientTask } from './cases.client.ts'
import { serverMilliseconds, serverOfBackend } from './processor-time.ts'

type Print = (line: string) => void

const seat: Actor = personActor('00000000-0000-7000-8000-000000000001', { roles: ['seat', 'dispatcher'] })
const handler: Actor = personActor('00000000-0000-7000-8000-000000000002', {
  roles: ['handler'],
  scope: { departments: [], regions: 'all', own: '00000000-0000-7000-8000-000000000002', level: 'L4' },
})

const gridMember: Actor = personActor('00000000-0000-7000-8000-000000000003', {
  roles: ['grid-member'],
  scope: { departments: 'all', regions: [], own: '00000000-0000-7000-8000-000000000003', level: 'L4' },
})
const people: Record<string, Actor> = { seat, handler, gridMember }

const met = (reached: boolean) => (reached ? 'met' : 'NOT met')
const percentile = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!

async function fill(hub: Hub, count: number, print: Print): Promise<void> {
  await inTransaction(hub.database, tx => seedCity(tx, demoCity()))
  await hub.refreshCity()
  const city = await hub.snapshot()
  const surroundings = {
    regions: demoRegions(),
    departments: demoDepartments(),
    duties: demoDuties,
    places: demoPlaces(),
    busRoutes: demoBusRoutes,
  }
  const chunk = 5000
  let spent = 0
  for (let done = 0; done < count; done += chunk) {
    const made = generateDemoCases({ seed: done + 1, count: chunk, city: surroundings })
    const cases = made.map((one, index) => ({ ...one, externalId: `bench-${done + index}` }))
    const began = performance.now()
    await recordDemoCases(hub.database, cases, {
      who: account => ({ id: account ?? 'citizen', name: account ?? '' }),
      city,
      onProgress: () => undefined,
    })
    spent += performance.now() - began
  }
  print(`${count} cases with their timelines written at ${Math.round(count / (spent / 1000))} cases/s`)
}

type Server = Awaited<ReturnType<typeof createHttpServer<Actor>>>

async function serve(hub: Hub): Promise<Server> {
  return await createHttpServer<Actor>({
    routes: hub.routes,
    mounts: [],
    log: pino({ level: 'silent' }),
    consoleFolder: 'none',
    authenticate: async request => people[request.headers['x-person'] as string] ?? seat,
    authorize: hub.identity.authorize,
    ready: async () => true,
    version: 'bench',
  })
}

const filters: Record<string, string> = {
  'no filter': '',
  state: 'state=closed',
  'rare state': 'state=reported',
  department: 'departmentId=%DEPARTMENT',
  region: 'regionId=%REGION',
  category: 'categoryId=%CATEGORY',
  channel: 'channel=walk-in',
  nature: 'nature=praise',
  urgency: 'urgency=emergency',
  days: 'from=2026-01-01&to=2026-01-31',
  overdue: 'overdue=true',
  mine: 'mine=true',
  'common word': 'words=小区',
  'rare words': 'words=路灯不亮 深夜',
  'one character': 'words=水',
  'word nowhere': 'words=蝴蝶结',
  'word and department': 'words=噪音&departmentId=%DEPARTMENT',
  phone: 'phone=15400',
  name: 'name=王',
  address: 'address=路',
  'word and nature': 'words=小区&nature=praise',
  'word and overdue': 'words=小区&overdue=true',
  'nature and old days': 'nature=praise&from=2024-01-01&to=2024-03-31',
  code: 'words=%CODE',
}

// Each of them with each filter: a scope is one condition more, and what it leaves may be none.
const readers = ['seat', 'handler', 'gridMember']

async function timed(server: Server, url: string, asked: { who: string; times: number }): Promise<number[]> {
  const { who, times } = asked
  const spent: number[] = []
  for (let i = 0; i < times; i++) {
    const began = performance.now()
    const answer = await server.inject({ method: 'GET', url, headers: { 'x-person': who } })
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.body}`)
    spent.push(performance.now() - began)
  }
  return spent
}

async function readLists(server: Server, places: Record<string, string>, print: Print): Promise<void> {
  const all: number[] = []
  for (const [title, template] of Object.entries(filters)) {
    const query = template.replace(/%([A-Z]+)/g, (_, name: string) => places[name]!)
    const url = `/api/cases?${query.split('&').map(encodePart).join('&')}`
    const shown: string[] = []
    for (const who of readers) {
      const spent = await timed(server, url, { who, times: 20 })
      all.push(...spent)
      shown.push(`${who} ${percentile(spent, 0.5).toFixed(1)} / ${percentile(spent, 0.95).toFixed(1)}`)
    }
    print(`  list, ${title}, p50 / p95 ms: ${shown.join(', ')}`)
  }
  const p95 = percentile(all, 0.95)
  print(`list, all filters and readers: p95 ${p95.toFixed(1)} ms (target 50 ms ${met(p95 <= 50)}); ${load()}`)
}

const load = () => `load of the machine ${loadavg()[0]!.toFixed(1)}`

const encodePart = (part: string) => part.split('=').map(encodeURIComponent).join('=')

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
    await migrate(connections.owner)
    const log = pino({ level: 'silent' })
    const config = { ...readConfig({}), dataFolder: folder }
    const hub = await join({ config, log, connections, worker: true })
    const owner = openDatabase(connections.owner, () => undefined)
    try {
      await fill(hub, Number(count), print)
      await sql`vacuum analyze`.execute(owner)
      const { rows } = await sql<{
        id: string
        DEPARTMENT: string
        REGION: string
        CATEGORY: string
        CODE: string
        detail: string
      }>`
        select id, code as "CODE", department_id as "DEPARTMENT", region_id as "REGION", category_id as "CATEGORY", detail
          from cases.case_record join cases.case_content on case_id = id
         where department_id is not null and region_id is not null order by md5(id::text) limit 500`.execute(
        owner,
      )
      const place = rows[0]!
      ;(handler.scope.departments as string[]).push(place.DEPARTMENT)
      ;(gridMember.scope.regions as string[]).push(place.REGION)
      const server = await serve(hub)
      const { id: _, detail: __, ...places } = place
      await readLists(server, places, print)
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
