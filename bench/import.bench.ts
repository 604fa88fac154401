import { createWriteStream, existsSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import { pino } from 'pino'
import { type Database, loadKeys, migrate, reachDatabase, readConfig } from '../src/base/index.ts'
import { generateDemoCases } from '../src/cases/index.ts'
import {
  demoBusRoutes,
  demoCity,
  demoDepartments,
  demoDuties,
  demoPeople,
  demoPlaces,
  demoRegions,
  seededRandom,
} from '../src/city/index.ts'
import { commandLineActor } from '../src/identity/index.ts'
import { join } from '../src/main.ts'
import { runTrain } from '../src/models/index.ts'
import { seedDemo } from '../src/operations/index.ts'
import { testKeys } from '../test/test-keys.ts'
import { serverMilliseconds, serverOfBackend } from './processor-time.ts'

type Run = { data: string; print: (line: string) => void; arguments: string[] }
interface Message {
  subject?: string | null
  detail: string
}

const targetRate = 2000
const targetMegabytes = 100
const firstReading = 10_000
const silent = () => undefined

/** Real messages where the data folder has them, generated ones else or when asked for: those the model knows. */
function messages(data: string, generated: boolean): { from: string; list: Message[] } {
  const path = joinPath(data, 'citizen_messages/messages.jsonl')
  if (generated || !existsSync(path))
    return { from: 'the generated cases of the demo city', list: [...demoCases(1200)] }
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean)
  return { from: 'citizen_messages', list: lines.map(line => JSON.parse(line) as Message) }
}

function demoCases(count: number) {
  const city = {
    regions: demoRegions(),
    departments: demoDepartments(),
    duties: demoDuties,
    places: demoPlaces(),
    busRoutes: demoBusRoutes,
  }
  return generateDemoCases({ seed: 20260101, count, city })
}

/** New messages from the halves of others, so that no two are the same and lengths and words are those of real ones. */
function* recombined(list: readonly Message[], count: number): Generator<string> {
  const random = seededRandom(7)
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  yield '留言编号,留言主题,留言时间,留言详情\r\n'
  for (let row = 1; row <= count; row++) {
    const [one, other] = [random.pick(list), random.pick(list)]
    const detail = one.detail.slice(0, one.detail.length / 2) + other.detail.slice(other.detail.length / 2)
    const subject = (one.subject ?? '').slice(0, 60)
    const minute = new Date(Date.UTC(2025, 0, 1) + row * 240_000).toISOString().slice(0, 16).replace('T', ' ')
    yield `${[String(row), subject, minute, detail.trim() || '无'].map(quoted).join(',')}\r\n`
  }
}

const megabytes = () => {
  const { rss, heapUsed, heapTotal, external, arrayBuffers } = process.memoryUsage()
  return [rss, heapUsed, heapTotal, external, arrayBuffers].map(bytes => Math.round(bytes / 2 ** 20))
}

/** How often the model was sure: where it was not, the duty list was read too, which is dearer. */
async function adviceOf(database: Database): Promise<string> {
  // Sealed where they lie: what they say can only be counted here.
  const { rows } = await sql<{
    outcome: string
    input: { inBulk?: boolean }
    output: { method?: string } | null
  }>`
    select d.outcome, c.input, c.output
      from kernel.decision d join kernel.decision_content c on c.recorded_at = d.recorded_at and c.decision_id = d.id`.execute(
    database,
  )
  const bulk = rows.filter(row => row.input.inBulk)
  const sure = bulk.filter(row => row.outcome === 'advised' && row.output?.method === 'model').length
  const all = bulk.length
  return `the model was sure of ${sure} of ${all} matters; the duty list was read for the others`
}

/** Processor milliseconds of this thread, of the other threads of this process, and of the database server. */
async function processorTime(server: string | undefined): Promise<number[]> {
  const [main, all] = [process.threadCpuUsage(), process.cpuUsage()]
  const own = (main.user + main.system) / 1000
  return [own, (all.user + all.system) / 1000 - own, await serverMilliseconds(server)]
}

/**
 * Imports messages with their classification on the embedded database, over the city's own trained model.
 * `--rows N` for fewer than 100,000. `--generated` for matters of the demo city: its model is sure of most of them, where of
 * messages of other cities it is sure of one in five.
 */
export const bench = {
  name: 'import',
  run: async ({ data, print, arguments: given }: Run): Promise<void> => {
    const rows = Number(given[given.indexOf('--rows') + 1] || 0) || 100_000
    const folder = await mkdtemp(joinPath(tmpdir(), 'chengshu-bench-'))
    // Run as root, the database server is another user and must be able to enter.
    await chmod(folder, 0o755)
    const config = { ...readConfig(), dataFolder: folder, databaseUrl: undefined }
    const log = pino({ level: 'warn' }, process.stderr)
    const reached = await reachDatabase(config, silent)
    loadKeys(testKeys)
    await migrate(reached.connections.owner, { report: silent })
    const hub = await join({ config, log, connections: reached.connections, worker: false })
    try {
      const seed = { city: demoCity(), people: demoPeople(), cases: () => demoCases(3600) }
      await seedDemo({ database: hub.database, snapshot: hub.snapshot, report: silent }, seed)
      await hub.refreshCity()
      await runTrain(hub.models, { task: 'cases.dispatch' })
      const source = messages(data, given.includes('--generated'))
      const file = joinPath(folder, 'messages.csv')
      await pipeline(Readable.from(recombined(source.list, rows)), createWriteStream(file))
      print(`${rows} messages recombined from ${source.from}; model trained on 3,600 generated cases`)
      const readings: { done: number; memory: number[] }[] = []
      const backend = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(hub.database)
      const server = await serverOfBackend(backend.rows[0]!.pid)
      const processor = () => processorTime(server)
      const before = await processor()
      const began = performance.now()
      const watch = setInterval(
        () => written === 0 && readings.push({ done: last, memory: megabytes() }),
        200,
      )
      let last = 0
      let written = 0
      let used: number[] = []
      const ended = await hub.imports.importFile(
        file,
        { actor: commandLineActor },
        ({ done, unsearched }) => {
          last = done
          if (unsearched === undefined) return
          written = performance.now()
          void processor().then(found => {
            used = found
          })
        },
      )
      clearInterval(watch)
      if (written === 0) written = performance.now()
      const seconds = (written - began) / 1000
      const searchable = (performance.now() - written) / 1000
      const filled = await processor()
      const after = readings.find(one => one.done >= Math.min(firstReading, rows / 10))
      const later = readings.slice(readings.indexOf(after!)).map(one => one.memory[0]!)
      const most = Math.max(...later)
      const rate = rows / seconds
      print(await adviceOf(hub.database))
      print(`state ${ended.state}, counts ${JSON.stringify(ended.counts)}`)
      print(
        `${rate.toFixed(0)} rows/s over ${seconds.toFixed(1)} s with upload and analysis (target ${targetRate} ${rate >= targetRate ? 'met' : 'NOT met'})`,
      )
      const each = (to: number[], from: number[]) =>
        to.map((milliseconds, place) => ((milliseconds - from[place]!) / rows).toFixed(3)).join(' + ')
      print(`processor ms a row, this thread + its other threads + PostgreSQL: ${each(used, before)}`)
      print(`searchable after ${searchable.toFixed(1)} s more, ${each(filled, used)} ms a row`)
      const first = after?.memory[0] ?? most
      const growth = most - first
      for (const { done, memory } of readings.filter(
        (_, place) => place % Math.ceil(readings.length / 12) === 0,
      ))
        print(`  row ${done}: resident, heap used, heap, external, buffers MB ${memory.join(', ')}`)
      print(
        `resident memory ${first} MB at row ${after?.done}, at most ${most.toFixed(0)} MB afterwards: +${growth.toFixed(0)} MB (target ${targetMegabytes} ${growth <= targetMegabytes ? 'met' : 'NOT met'})`,
      )
    } finally {
      await hub.close()
      await reached.stop()
      await rm(folder, { recursive: true, force: true })
    }
  },
}
