import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Logger, pino } from 'pino'
import {
  asCatalogueError,
  type Config,
  type Connections,
  createHttpServer,
  ensureMonths,
  hearNotices,
  inTransaction,
  migrate,
  openDatabase,
  openJobs,
  pendingMigrations,
  type ReachedDatabase,
  reachDatabase,
  readConfig,
  sentenceOf,
  watchEmbedded,
} from '#base/index.ts'
import {
  caseTrainingTasks,
  classifyCase,
  createCases,
  createDispatchAdvice,
  createImports,
  generateDemoCases,
  queueMissingAdvice,
  similarFinder,
} from '#cases/index.ts'
import {
  cityRoutes,
  createCity,
  demoBusRoutes,
  demoCity,
  demoDepartments,
  demoDuties,
  demoPeople,
  demoPlaces,
  demoRegions,
  refreshCalendar,
} from '#city/index.ts'
import {
  type Actor,
  accessChanged,
  type CityPort,
  createIdentity,
  ensureAdministrators,
} from '#identity/index.ts'
import { createKernel, kernelRoutes } from '#kernel/index.ts'
import { createKnowledge, dutyCorpus, knowledgePort } from '#knowledge/index.ts'
import { createModels, measureText, runTrain } from '#models/index.ts'
import {
  asksForHelp,
  type Command,
  type DemoSeed,
  doctorVerb,
  endEarly,
  evaluateVerb,
  helpText,
  keepHouse,
  type Outcome,
  operationsRoutes,
  predictVerb,
  readCommand,
  runImport,
  runSeed,
  runToken,
  runUser,
  type SeededDemo,
  sayAdministrators,
  sayDemo,
  sayWelcome,
  seedDemo,
  serve,
  trainVerb,
  type VerbName,
} from '#operations/index.ts'
import packageFacts from '../package.json' with { type: 'json' }

const root = resolve(import.meta.dirname, '..')

/** Progress and messages for people go to stderr; stdout is for machine output. */
const report = (line: string) => void process.stderr.write(`${line}\n`)

const demoSeed: DemoSeed = {
  get city() {
    return demoCity()
  },
  get people() {
    return demoPeople()
  },
  cases: () =>
    generateDemoCases({
      seed: 20260101,
      count: 3600,
      city: {
        regions: demoRegions(),
        departments: demoDepartments(),
        duties: demoDuties,
        places: demoPlaces(),
        busRoutes: demoBusRoutes,
      },
    }),
}

/** Reaches the database and brings it to this release. */
async function reach(config: Config): Promise<ReachedDatabase> {
  await mkdir(config.dataFolder, { recursive: true })
  const reached = await reachDatabase(config, report)
  try {
    await migrate(reached.connections.owner, { report })
  } catch (error) {
    await reached.stop()
    throw error
  }
  return reached
}

/** The rooms, joined over one migrated database. Nothing listens or works yet. */
export async function join(parts: {
  config: Config
  log: Logger
  connections: Connections
  worker: boolean
}) {
  const { config, log, connections } = parts
  const warn = (error: Error) => log.warn({ err: error }, 'database connection')
  const database = openDatabase({ ...connections.application, max: 10 }, warn)
  // Before anything is written: a month whose first row lies in the default partition stays there.
  await ensureMonths(database, 2)
  await inTransaction(database, refreshCalendar)
  const city = createCity({ database })
  const snapshot = () => city.snapshot()
  let held = await snapshot()
  // The identity room asks synchronously on each request; what another process changed is seen within two seconds.
  const refresh = setInterval(() => void snapshot().then(now => (held = now), warn), 2000)
  refresh.unref()
  const cityPort: CityPort = {
    departmentSubtree: ids => held.departmentSubtree(ids),
    regionSubtree: ids => held.regionSubtree(ids),
  }
  const identity = await createIdentity({ database, config, log, city: cityPort })
  const knowledge = createKnowledge()
  knowledge.register(dutyCorpus(snapshot))
  const jobs = await openJobs(connections.application, log, parts.worker)
  const models = createModels({ database, tasks: caseTrainingTasks(snapshot), log })
  const dispatchAlgorithm = createDispatchAdvice({ snapshot, similar: similarFinder(database) })
  const kernel = createKernel({
    database,
    ports: { models: models.port, knowledge: knowledgePort(knowledge) },
    algorithms: [classifyCase, dispatchAlgorithm, measureText],
  })
  const loop = {
    database,
    kernel,
    permissions: identity,
    city,
    jobs,
    dispatchAlgorithm,
    blindShare: config.blindShare,
  }
  const cases = createCases(loop)
  const imports = createImports({ loop, dataFolder: config.dataFolder, log })
  const routes = [
    ...identity.routes,
    ...cityRoutes<Actor>({ database, city, who: caller => caller.id }),
    ...kernelRoutes({ database, kernel }),
    ...models.routes({ queue: jobs, permissions: identity }),
    ...cases.routes,
    ...imports.routes,
    ...operationsRoutes({ database, dataFolder: config.dataFolder }),
  ]
  let stopImports: () => Promise<void> = async () => undefined
  let stopSweep: () => Promise<void> = async () => undefined
  let stopKeeping = () => {}
  const work = async () => {
    stopImports = imports.startRunner()
    stopSweep = cases.startSweep(warn)
    stopKeeping = keepHouse(database, warn)
    await jobs.work([...models.jobs, ...cases.jobs])
    await models.resume(jobs)
    await queueMissingAdvice({ database, jobs })
  }
  const close = async () => {
    clearInterval(refresh)
    stopKeeping()
    await Promise.all([stopImports(), stopSweep()])
    await jobs.stop()
    await models.stop()
    await database.destroy()
  }
  const refreshCity = async () => {
    held = await snapshot()
    identity.forget()
  }
  return {
    config,
    database,
    snapshot,
    cityPort,
    identity,
    jobs,
    models,
    kernel,
    imports,
    routes,
    work,
    close,
    refreshCity,
  }
}

export type Hub = Awaited<ReturnType<typeof join>>

/** The HTTP server over joined rooms. */
export async function serverOf(hub: Hub, log: Logger) {
  return await createHttpServer<Actor>({
    routes: hub.routes,
    mounts: hub.identity.mounts,
    log,
    consoleFolder: resolve(root, 'dist/console'),
    version: packageFacts.version,
    publicHost: hub.config.publicUrl === undefined ? undefined : new URL(hub.config.publicUrl).host,
    trustedProxies: hub.config.trustedProxies,
    authenticate: hub.identity.authenticate,
    authorize: hub.identity.authorize,
    ready: async () => (await pendingMigrations(hub.database)).length === 0,
  })
}

async function seed(hub: Hub): Promise<SeededDemo> {
  const { database, snapshot } = hub
  const seeded = await seedDemo({ database, snapshot, report }, demoSeed)
  await hub.refreshCity()
  return seeded
}

/** Trains what has no model yet from the cases that are there, so that a first start has something to show. */
async function learn(hub: Hub): Promise<void> {
  for (const { task } of hub.models.tasks) {
    if (await hub.models.port.classify({ task, text: '水', explain: false })) continue
    const { version } = await runTrain(hub.models, { task })
    report(
      `Trained ${task} from ${version.rows} past cases: accuracy ${version.metrics.figures.accuracy.toFixed(3)} on cases it had not seen`,
    )
  }
}

async function start(config: Config): Promise<number> {
  const log = pino({ level: config.logLevel === 'info' ? 'warn' : config.logLevel }, process.stderr)
  const reached = await reach(config)
  const works = config.role !== 'server'
  let stop = async () => void (await reached.stop())
  return await endEarly(
    () => stop(),
    async serves => {
      const hub = await join({ config, log, connections: reached.connections, worker: works })
      stop = async () => {
        await hub.close()
        await reached.stop()
      }
      return await startHub({ hub, log, reached, stop, serves })
    },
  )
}

interface Starting {
  hub: Hub
  log: Logger
  reached: ReachedDatabase
  stop(): Promise<void>
  /** To be called as soon as signals are seen to. */
  serves(): void
}

async function startHub({ hub, log, reached, stop, serves }: Starting): Promise<number> {
  const { config } = hub
  const works = config.role !== 'server'
  const first = await ensureAdministrators(hub.database, config.adminPassword)
  sayAdministrators(first && { ...first, given: config.adminPassword !== undefined }, report)
  const isEmpty = (await hub.snapshot()).departments.length === 0
  const seeded = config.demo && isEmpty ? await seed(hub) : undefined
  sayDemo(seeded, report)
  const server = await serverOf(hub, log)
  let stopping = false
  const { application: connection } = reached.connections
  const stopHearing = hearNotices({ connection, channel: accessChanged, hear: hub.identity.forget })
  const unwatch = reached.embedded ? watchEmbedded(reached.embedded, report) : () => undefined
  const { address, ended } = await serve({
    server,
    port: config.port,
    host: config.host,
    log,
    stop: async () => {
      stopping = true
      unwatch()
      await Promise.all([stopHearing(), stop()])
    },
  })
  serves()
  sayWelcome({ address, hasCity: !isEmpty || seeded !== undefined }, report)
  // Not waited for: the process ends when it is told to, also while it begins to work or learns.
  const toil = async () => {
    if (works) await hub.work()
    if (works && config.demo)
      await learn(hub).catch(error => stopping || log.error({ err: error }, 'first training'))
    return await ended
  }
  return await Promise.race([
    ended,
    toil().catch(error => {
      if (stopping) return ended
      throw error
    }),
  ])
}

type Verb = (hub: Hub, command: Command) => Promise<Outcome>

const verbs: Record<Exclude<VerbName, 'start' | 'doctor'>, Verb> = {
  migrate: async () => ({
    json: { migrated: true },
    text: 'The database has the structure of this release.',
  }),
  seed: (hub, command) => runSeed({ database: hub.database, demoCity, demo: () => seed(hub) }, command),
  import: ({ database, imports, cityPort: city }, command) =>
    runImport({ database, imports, city, report }, command),
  train: (hub, command) => trainVerb(hub, command, report),
  evaluate: evaluateVerb,
  predict: predictVerb,
  token: (hub, command) =>
    runToken({ database: hub.database, identity: hub.identity, city: hub.cityPort }, command),
  user: (hub, command) => runUser(hub.database, command),
}

async function runOnHub(verb: Verb, command: Command, config: Config): Promise<Outcome> {
  const log = pino({ level: config.logLevel === 'info' ? 'error' : config.logLevel }, process.stderr)
  const reached = await reach(config)
  let stop = async () => void (await reached.stop())
  return await endEarly(
    () => stop(),
    async () => {
      const hub = await join({ config, log, connections: reached.connections, worker: false })
      stop = async () => {
        await hub.close()
        await reached.stop()
      }
      const outcome = await verb(hub, command)
      await stop()
      return outcome
    },
  )
}

async function runVerb(command: Command): Promise<number> {
  const { verb } = command
  if (verb === 'start') return await start(readConfig())
  const config = readConfig()
  const outcome =
    verb === 'doctor' ? await doctorVerb(config, report) : await runOnHub(verbs[verb], command, config)
  process.stdout.write(`${command.json ? JSON.stringify(outcome.json) : outcome.text}\n`)
  return outcome.exitCode ?? 0
}

/** Exit codes: 0 done; 1 an error, named; 2 the command line was wrong; 3 done, but rows were rejected. */
function explain(thrown: unknown): number {
  const error = asCatalogueError(thrown)
  const chinese = Intl.DateTimeFormat().resolvedOptions().locale.startsWith('zh')
  report(sentenceOf(error, chinese ? 'zh' : 'en'))
  report(error.entry.advice)
  if (error.code === 'base.internal') report(String((thrown as Error)?.stack ?? thrown))
  return error.code === 'operations.unknown-verb' || error.code === 'operations.wrong-arguments' ? 2 : 1
}

async function main(): Promise<number> {
  const words = process.argv.slice(2)
  if (asksForHelp(words)) {
    report(helpText())
    return 0
  }
  const command = readCommand(words)
  if (!command.help) return await runVerb(command)
  report(helpText(command.verb))
  return 0
}

if (import.meta.main) process.exit(await main().catch(explain))
