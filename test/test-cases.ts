import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { pino } from 'pino'
import type { Connections } from '#base/connections.ts'
import { type Config, type Database, inTransaction, type Jobs, openJobs, readConfig } from '#base/index.ts'
import type { Reporter } from '#cases/case.contract.ts'
import { createDispatchAdvice } from '#cases/dispatch-advice.ts'
import { type CaseLoop, createCases, similarFinder } from '#cases/index.ts'
import { type City, createCity, seedCity } from '#city/index.ts'
import { type Actor, actorOf, createPermissions, type Person, type Role } from '#identity/index.ts'
import { createKernel, type Kernel } from '#kernel/index.ts'
import { createKnowledge, dutyCorpus, knowledgePort } from '#knowledge/index.ts'
import { smallCity } from '../src/city/small-city.fixture.ts'
import { registerHere } from './register-here.store.ts'
import { testDatabase } from './test-database.ts'

/** The case loop on a real database with the small city, the real policies and the real advice by the duty list. */
export interface TestCases {
  database: Database
  owner: Database
  connections: Connections
  city: City
  kernel: Kernel
  jobs: Jobs
  loop: CaseLoop
  cases: ReturnType<typeof createCases>
  dataFolder: string
  /** A person as identity would make one; ids are derived from the name. */
  person(name: string, roles: Role[], rest?: Partial<Person>): Promise<Actor>
}

let nextPerson = 0

export interface TestCasesSettings {
  blindShare?: number
  /** What the configuration says of files, where it is not the usual. */
  files?: Partial<Pick<Config, 'scanner' | 'uploadLimits'>>
}

export async function testCases(t: TestContext, settings: TestCasesSettings = {}): Promise<TestCases> {
  const { database, owner, connections } = await testDatabase(t)
  await inTransaction(database, tx => seedCity(tx, smallCity))
  const city = createCity({ database })
  const log = pino({ level: 'silent' })
  const jobs = await openJobs(connections.application, log, false)
  t.after(() => jobs.stop())
  const knowledge = createKnowledge()
  knowledge.register(dutyCorpus(() => city.snapshot()))
  const algorithm = createDispatchAdvice({
    snapshot: () => city.snapshot(),
    similar: similarFinder(database),
  })
  const kernel = createKernel({
    database,
    algorithms: [algorithm],
    // No model is trained in these tests; that is how a new city begins.
    ports: {
      models: { classify: async () => null, ceiling: () => 'L4' },
      knowledge: knowledgePort(knowledge),
    },
  })
  await registerHere(database, kernel.algorithms)
  const dataFolder = await mkdtemp(join(tmpdir(), 'chengshu-cases-'))
  t.after(() => rm(dataFolder, { recursive: true, force: true }))
  const loop: CaseLoop = {
    database,
    kernel,
    permissions: createPermissions(log),
    city,
    jobs,
    dispatchAlgorithm: algorithm,
    blindShare: settings.blindShare ?? 0,
  }
  const cases = createCases(loop, { ...readConfig({ CHENGSHU_DATA: dataFolder }), ...settings.files })
  return {
    database,
    owner,
    connections,
    city,
    kernel,
    jobs,
    loop: cases.loop,
    cases,
    dataFolder,
    person: async (name, roles, rest = {}) => {
      const id = `00000000-0000-7000-8000-${String(++nextPerson).padStart(12, '0')}`
      const person: Person = {
        id,
        account: name,
        name,
        roles,
        departmentId: null,
        regionIds: [],
        level: 'L4',
        active: true,
        fictional: false,
        mustChangePassword: false,
        secondFactorEnrolled: true,
        lockedUntil: null,
        createdAt: new Date().toISOString(),
        version: 1,
        ...rest,
      }
      return actorOf(person, await city.snapshot())
    },
  }
}

/** What a seat types in for a caller. */
export function reportBody(changes: Partial<ReturnType<typeof matterOf>> = {}) {
  return { ...matterOf(), ...changes }
}

function matterOf() {
  return {
    draftId: crypto.randomUUID() as string,
    subject: '路灯不亮',
    detail: '幸福里小区门口的路灯不亮三天了，晚上很黑，老人不敢出门。',
    address: '幸福路12号' as string | null,
    longitude: null as number | null,
    latitude: null as number | null,
    regionId: 'aaa' as string | null,
    reporter: { name: '王小明', phone: '138-0013-8000', anonymous: false } as Reporter,
    channel: 'phone' as const,
    nature: 'complaint' as const,
    urgency: 'normal' as 'normal' | 'urgent',
    idempotencyKey: undefined as string | undefined,
    externalId: undefined as string | undefined,
  }
}
