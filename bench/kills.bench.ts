import { spawnSync } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { type Database, openDatabase, reachDatabase, readConfig } from '#base/index.ts'
import { seededRandom } from '#city/index.ts'
import { newestEntries } from '#ledger/index.ts'
import { runVerb, type ServerProcess, startServer } from '../test/fixtures/server-process.ts'
import { childrenOf } from './processor-time.ts'

type Print = (line: string) => void

const victims = ['server', 'worker', 'database'] as const

interface City {
  variables: Record<string, string>
  server: ServerProcess
  worker: ServerProcess
  token: string
}

async function startCity(folder: string): Promise<City> {
  const variables = { CHENGSHU_DATA: folder, CHENGSHU_LOG: 'silent' }
  const first = await startServer(variables)
  const made = await runVerb(['token', 'create', '--person', 'seat1', '--json'], variables)
  if (made.code !== 0) throw new Error(made.stderr)
  const token = JSON.parse(made.stdout).token as string
  await first.end('SIGTERM')
  const server = await startServer({ ...variables, CHENGSHU_ROLE: 'server' })
  const worker = await startServer({ ...variables, CHENGSHU_ROLE: 'worker' })
  return { variables, server, worker, token }
}

function report(city: City, key: string): Promise<Response> {
  return fetch(`${city.server.address}/api/cases`, {
    method: 'POST',
    signal: AbortSignal.timeout(60_000),
    headers: { authorization: `Bearer ${city.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      draftId: crypto.randomUUID(),
      subject: `停水 ${key}`,
      detail: '我们小区从昨天晚上开始停水，到现在还没有来。',
      address: null,
      longitude: null,
      latitude: null,
      regionId: null,
      reporter: { name: null, phone: null, anonymous: true },
      channel: 'phone',
      nature: 'complaint',
      idempotencyKey: `kills-${key}`,
    }),
  })
}

async function postmaster(city: City): Promise<number> {
  const path = joinPath(city.variables.CHENGSHU_DATA!, 'postgresql/data/postmaster.pid')
  return Number((await readFile(path, 'utf8')).split('\n')[0])
}

async function kill(city: City, victim: (typeof victims)[number]): Promise<void> {
  if (victim === 'database') return void process.kill(await postmaster(city), 'SIGKILL')
  await city[victim].end('SIGKILL')
  city[victim] = await startServer({ ...city.variables, CHENGSHU_ROLE: victim })
}

/** Stops every process of the database and lets it go on after a while. */
async function halt(city: City, milliseconds: number): Promise<void> {
  const server = String(await postmaster(city))
  const all = [server, ...(await childrenOf(server))].map(Number)
  const tell = (signal: NodeJS.Signals) => {
    for (const pid of all) process.kill(pid, signal)
  }
  tell('SIGSTOP')
  await pause(milliseconds)
  tell('SIGCONT')
}

/** Reports from eight connections until told to stop; a report that failed is sent again under its key, as a client would. */
async function load(
  city: City,
  at: { round: number; stop: AbortSignal; known: Map<string, string> },
): Promise<number> {
  let failures = 0
  const lane = async (number: number) => {
    for (let index = 0; !at.stop.aborted; index++) {
      const key = `${at.round}-${number}-${index}`
      while (!at.known.has(key)) {
        try {
          const answer = await report(city, key)
          if (answer.status === 201) at.known.set(key, ((await answer.json()) as { caseId: string }).caseId)
          else failures++
        } catch {
          failures++
        }
        if (!at.known.has(key)) await pause(200)
      }
      await pause(20)
    }
  }
  await Promise.all(Array.from({ length: 8 }, (_, number) => lane(number)))
  return failures
}

async function number(database: Database, query: ReturnType<typeof sql<{ n: number }>>): Promise<number> {
  return (await query.execute(database)).rows[0]!.n
}

async function judge(database: Database, known: Map<string, string>, print: Print): Promise<void> {
  const unadvised = sql<{
    n: number
  }>`select count(*)::int as n from cases.case_record where source <> 'demo' and decision_id is null`
  for (let waited = 0; waited < 300 && (await number(database, unadvised)) > 0; waited++) await pause(200)
  const { rows } = await sql<{ id: string }>`select id from cases.case_record where source <> 'demo'`.execute(
    database,
  )
  const there = new Set(rows.map(row => row.id))
  const lost = [...known.values()].filter(id => !there.has(id)).length
  const twice = known.size - new Set(known.values()).size
  const torn = await number(
    database,
    sql`select count(*)::int as n from cases.case_record c
         where c.last_seq <> (select count(*) from cases.event e where e.case_id = c.id)
            or not exists (select from cases.case_content t where t.case_id = c.id)
            or (c.decision_id is not null and not exists (select from kernel.decision d where d.id = c.decision_id))`,
  )
  const fired = await number(
    database,
    sql`select count(*)::int as n from (
          select from cases.due_moment where fired_at is not null group by case_id, step, kind having count(*) > 1) twice`,
  )
  const intact = (await newestEntries(database, 5000)).every(entry => entry.intact)
  const without = await number(database, unadvised)
  print(
    `${known.size} acknowledged cases: lost ${lost}, twice ${twice}, half done ${torn}, without a decision ${without}, moments fired twice ${fired}, ledger ${intact ? 'intact' : 'NOT intact'} (target none ${lost + twice + torn + without + fired === 0 && intact ? 'met' : 'NOT met'})`,
  )
}

/** Opens the database of a city whose server answers or not, and judges what was acknowledged. */
async function judgeCity(city: City, known: Map<string, string>, print: Print): Promise<void> {
  const reached = await reachDatabase(readConfig(city.variables), () => undefined)
  const database = openDatabase(reached.connections.application, () => undefined)
  await judge(database, known, print)
  await database.destroy()
  await reached.stop()
}

async function endCity(city: City): Promise<void> {
  await city.worker.end('SIGTERM')
  await city.server.end('SIGTERM')
}

/** Waits until eight more reports are acknowledged. @returns seconds that took; at most two minutes. */
async function untilServed(known: Map<string, string>): Promise<number> {
  const began = performance.now()
  const before = known.size
  while (known.size < before + 8 && performance.now() - began < 120_000) await pause(50)
  return (performance.now() - began) / 1000
}

/** Under load, one of the three processes after the other is killed at a random moment. */
async function killRounds(city: City, rounds: number, known: Map<string, string>): Promise<number> {
  const random = seededRandom(11)
  let failures = 0
  for (let round = 0; round < rounds; round++) {
    const stopping = new AbortController()
    const loading = load(city, { round, stop: stopping.signal, known })
    await pause(random.integer(300, 1500))
    await kill(city, victims[round % victims.length]!)
    await pause(random.integer(300, 1500))
    stopping.abort()
    failures += await loading
  }
  return failures
}

/** Under load, the disk of the data folder is filled to its last block, stays full for a while, and has room again. */
async function fullDisk(print: Print): Promise<void> {
  const folder = await mkdtemp(joinPath(tmpdir(), 'chengshu-bench-'))
  const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2g', 'tmpfs', folder])
  if (mount.status !== 0) {
    print('full disk: not measured, this user may not mount a small disk')
    await rm(folder, { recursive: true, force: true })
    return
  }
  await chmod(folder, 0o755)
  const city = await startCity(folder)
  try {
    const known = new Map<string, string>()
    const stopping = new AbortController()
    const loading = load(city, { round: 0, stop: stopping.signal, known })
    await pause(2000)
    const filler = joinPath(folder, 'filler')
    spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4k'], { stdio: 'ignore' })
    const atFull = known.size
    const { bavail } = await statfs(folder)
    await pause(15_000)
    const meanwhile = known.size - atFull
    await rm(filler)
    const seconds = await untilServed(known)
    stopping.abort()
    const failures = await loading
    print(
      `disk full for 15 s (${bavail} blocks left): ${meanwhile} reports acknowledged meanwhile, ${failures} sent again; ${seconds.toFixed(1)} s after there was room the next were acknowledged`,
    )
    await judgeCity(city, known, print)
  } finally {
    await endCity(city)
    spawnSync('umount', ['-l', folder])
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * kill -9 under load of the server, the worker and PostgreSQL in turn, at random moments; then PostgreSQL halted for thirty
 * seconds; then, in another city, a full disk. `kills ROUNDS` for fewer than fifty.
 */
export const bench = {
  name: 'kills under load',
  run: async ({ print, arguments: [rounds = '50'] }: { print: Print; arguments: string[] }) => {
    const folder = await mkdtemp(joinPath(tmpdir(), 'chengshu-bench-'))
    await chmod(folder, 0o755)
    const city = await startCity(folder)
    const known = new Map<string, string>()
    try {
      const failures = await killRounds(city, Number(rounds), known)
      print(`${rounds} rounds: ${failures} reports had to be sent again`)
      const stopping = new AbortController()
      const loading = load(city, { round: Number(rounds), stop: stopping.signal, known })
      await pause(1000)
      await halt(city, 30_000)
      const seconds = await untilServed(known)
      print(`PostgreSQL halted for 30 s: ${seconds.toFixed(1)} s later the next reports were acknowledged`)
      stopping.abort()
      await loading
      await judgeCity(city, known, print)
    } finally {
      await endCity(city)
      await rm(folder, { recursive: true, force: true })
    }
    await fullDisk(print)
  },
}
