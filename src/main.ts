import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Logger } from 'pino'
import {
  type Config,
  type Connections,
  createHttpServer,
  ensureMonths,
  hearNotices,
  inTransaction,
  migrate,
  openDatabase,
  openJobs,
  openObjects,
  openVault,
  type ReachedDatabase,
  reachDatabase,
  readConfig,
  startTracing,
  watchDataFolder,
  watchEmbedded,
} from '#base/index.ts'
import {
  caseChecks,
  caseFigures,
  caseGauges,
  caseTrainingTasks,
  classifyCase,
  countOpenCases,
  createCases,
  createDispatchAdvice,
  createImports,
  queueMissingAdvice,
  similarFinder,
} from '#cases/index.ts'
import { cityRoutes, createCity, demoCity, refreshCalendar } from '#city/index.ts'
import {
  type Actor,
  accessChanged,
  type CityPort,
  countPeopleIn,
  createIdentity,
  ensureAdministrators,
} from '#identity/index.ts'
import {
  createKernel,
  hideFromErrors,
  kernelGauges,
  kernelRoutes,
  redteamJob,
  startBreakers,
  waysOut,
} from '#kernel/index.ts'
import { createKnowledge, dutyCorpus, knowledgePort } from '#knowledge/index.ts'
import { createLog as createLedgerLog, ledgerGauges, ledgerRoutes } from '#ledger/index.ts'
import { createModels, measureText } from '#models/index.ts'
import {
  type Command,
  createIncidents,
  createLog,
  demoSeed,
  endEarly,
  evaluateVerb,
  firstTraining,
  incidentGauges,
  incidentVerb,
  isOffline,
  keepHouse,
  ledgerVerb,
  type OfflineVerb,
  type Outcome,
  observeServer,
  offlineVerbs,
  operationsRoutes,
  predictVerb,
  readyAs,
  registerDemo,
  runCommandLine,
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

/** Reaches the database and brings it to this release. */
async function reach(config: Config): Promise<ReachedDatabase> {
  await mkdir(config.dataFolder, { recursive: true })
  const reached = await reachDatabase(config, report)
  try {
    await migrate(reached.connections.owner, { report })
    return await openVault(reached, config.vault, report)
  } catch (error) {
    await reached.stop()
    throw error
  }
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
    producer: config.labelCode,
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
    outside: config,
  }
  const cases = createCases(loop, config)
  const { dataFolder, ledgerOrigin: origin } = config
  const ledgerLog = createLedgerLog({ database, dataFolder, origin })
  const imports = createImports({ loop, dataFolder: config.dataFolder, log })
  const incidents = createIncidents({
    database,
    dataFolder: config.dataFolder,
    permissions: identity,
    timeZone: () => held.calendar.timeZone,
    warn,
  })
  const routes = incidents.watching(
    waysOut(kernel, [
      ...identity.routes,
      ...cityRoutes<Actor>({
        database,
        city,
        who: caller => caller.id,
        usedOutside: async of => ({
          openCases: await countOpenCases(database, of),
          people: of.regionIds ? await countPeopleIn(database, of.regionIds) : 0,
        }),
      }),
      ...kernelRoutes({ database, kernel, permissions: identity, queue: jobs, ...caseFigures(snapshot) }),
      ...models.routes({ queue: jobs, permissions: identity }),
      ...cases.routes,
      ...imports.routes,
      ...ledgerRoutes<Actor>({ database }),
      ...operationsRoutes({ database, dataFolder: config.dataFolder }),
      ...incidents.routes,
    ]),
  )
  let stopImports: () => Promise<void> = async () => undefined
  let stopSweep: () => Promise<void> = async () => undefined
  let stopKeeping: () => Promise<void> = async () => undefined
  let stopBreakers: () => Promise<void> = async () => undefined
  let stopSequencer: () => Promise<void> = async () => undefined
  const work = async () => {
    stopImports = imports.startRunner()
    stopSweep = cases.startSweep(warn)
    stopSequencer = ledgerLog.startSequencer(error => log.error({ err: error }, 'ledger'))
    stopBreakers = startBreakers(kernel, { database, warn, ...caseFigures(snapshot) })
    incidents.startWatch()
    stopKeeping = keepHouse(database, { warn, tell: line => log.info(line) })
    await jobs.work([...models.jobs, ...cases.jobs, redteamJob({ database, kernel })])
    await models.resume(jobs)
    await queueMissingAdvice({ database, jobs })
  }
  const close = async () => {
    clearInterval(refresh)
    await Promise.all([stopKeeping(), stopImports(), stopSweep(), stopSequencer(), stopBreakers()])
    await incidents.stop()
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
    ledgerLog,
    incidents,
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
    hide: hideFromErrors,
    observe: observeServer({
      database: hub.database,
      gauges: [...caseGauges, ...kernelGauges, ...ledgerGauges, ...incidentGauges],
      token: hub.config.metricsToken,
      log,
      traced: hub.config.tracesUrl !== undefined,
    }),
    publicHost: hub.config.publicUrl === undefined ? undefined : new URL(hub.config.publicUrl).host,
    trustedProxies: hub.config.trustedProxies,
    authenticate: hub.identity.authenticate,
    authorize: hub.incidents.atDoor(hub.identity.authorize),
    ready: readyAs(hub),
  })
}

async function seed(hub: Hub): Promise<SeededDemo> {
  const { database, snapshot, kernel } = hub
  const seeded = await seedDemo({ database, snapshot, report }, demoSeed)
  await registerDemo({ ...kernel, database, ...caseFigures(snapshot) })
  await hub.refreshCity()
  return seeded
}

async function start(config: Config): Promise<number> {
  const log = createLog(config.logLevel, { quietLevel: 'warn' })
  const stopTracing = await startTracing(config.tracesUrl, packageFacts.version)
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
        await stopTracing()
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
  let unwatchFolder = async () => {}
  const { address, ended, end } = await serve({
    server,
    port: config.port,
    host: config.host,
    log,
    stop: async () => {
      stopping = true
      unwatch()
      await Promise.all([unwatchFolder(), stopHearing(), stop()])
    },
  })
  unwatchFolder = watchDataFolder(config.dataFolder, gone => {
    report(gone.message)
    end(1)
  })
  serves()
  sayWelcome({ address, hasCity: !isEmpty || seeded !== undefined }, report)
  // Not waited for: the process ends when it is told to, also while it begins to work or learns.
  const toil = async () => {
    if (works) await hub.work()
    if (works && config.demo)
      await firstTraining(hub.models, report).catch(
        error => stopping || log.error({ err: error }, 'first training'),
      )
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

const verbs: Record<Exclude<VerbName, 'start' | OfflineVerb>, Verb> = {
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
  ledger: (hub, command) => ledgerVerb({ ...hub, dataFolder: hub.config.dataFolder, report }, command),
  incident: (hub, command) => incidentVerb({ ...hub, ...hub.incidents, report }, command),
  token: (hub, command) =>
    runToken({ database: hub.database, identity: hub.identity, city: hub.cityPort }, command),
  user: (hub, command) => runUser(hub.database, command),
}

async function runOnHub(verb: Verb, command: Command, config: Config): Promise<Outcome> {
  const log = createLog(config.logLevel, { quietLevel: 'error' })
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

async function run(command: Command): Promise<Outcome> {
  const config = readConfig()
  const { version: release } = packageFacts
  const checks = (of: Config) => caseChecks(openObjects(of, 'cases'))
  const verb = command.verb as Exclude<VerbName, 'start'>
  const onHub = (of: Verb, on = config) => runOnHub(of, command, on)
  if (isOffline(verb)) return await offlineVerbs[verb]({ config, release, report, checks, onHub }, command)
  return await runOnHub(verbs[verb], command, config)
}

if (import.meta.main)
  process.exit(await runCommandLine(process.argv.slice(2), { report, start: () => start(readConfig()), run }))
