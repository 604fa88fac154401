import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { type Connections, createHttpServer, type Database, inTransaction } from '#base/index.ts'
import {
  type CityPort,
  commandLineActor,
  createIdentity,
  createPerson,
  type Identity,
  type Person,
  type Role,
} from '#identity/index.ts'
import { testDatabase } from './test-database.ts'

/** A password that the policy accepts, for people of tests. */
export const testPassword = 'olive-trunk-82-gate'

/** Every id exists and has nothing under it. */
export const flatCity: CityPort = { departmentSubtree: ids => ids, regionSubtree: ids => ids }

export interface TestIdentity {
  database: Database
  owner: Database
  connections: Connections
  identity: Identity
  server: FastifyInstance
  /** Moves the clock of this room on; rows keep their times. */
  later(minutes: number): void
  person(account: string, roles: Role[], rest?: Partial<NewTestPerson>): Promise<Person>
  visit(cookies?: string): Visit
  signIn(account: string, password?: string): Promise<Visit>
}

interface NewTestPerson {
  departmentId: string | null
  regionIds: string[]
  mustChangePassword: boolean
}

/** A browser: it keeps cookies. */
export interface Visit {
  cookies: Map<string, string>
  call(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    url: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<Answer>
}

export interface Answer {
  status: number
  setCookies: string[]
  headers: Record<string, unknown>
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any
}

interface Settings {
  publicUrl?: string
  idleMinutes?: number
  singleSignOn?: { issuer: string; client: string; secret: string }
  city?: CityPort
}

/** This room on a real database behind a real server. */
export async function testIdentity(t: TestContext, settings: Settings = {}): Promise<TestIdentity> {
  const { database, owner, connections } = await testDatabase(t)
  const dataFolder = await mkdtemp(join(tmpdir(), 'chengshu-identity-'))
  const log = pino({ level: 'silent' })
  let offset = 0
  const identity = await createIdentity({
    database,
    log,
    city: settings.city ?? flatCity,
    now: () => new Date(Date.now() + offset),
    config: {
      dataFolder,
      host: '127.0.0.1',
      port: 3000,
      publicUrl: settings.publicUrl,
      idleMinutes: settings.idleMinutes ?? 30,
      singleSignOn: settings.singleSignOn,
    },
  })
  const server = await createHttpServer({
    ...identity,
    log,
    consoleFolder: join(dataFolder, 'no-console'),
    ready: async () => true,
    version: '0.0.0',
  })
  t.after(async () => {
    await server.close()
    await rm(dataFolder, { recursive: true })
  })
  const visit = () => visitTo(server)
  return {
    database,
    owner,
    connections,
    identity,
    server,
    visit,
    later: minutes => {
      offset += minutes * 60_000
    },
    person: async (account, roles, rest = {}) => {
      const { departmentId = null, regionIds = [], mustChangePassword = false } = rest
      const person = { account, name: account, roles, departmentId, regionIds, level: 'L3' as const }
      return await inTransaction(database, tx =>
        createPerson(tx, { person, password: testPassword, mustChangePassword }, commandLineActor),
      )
    },
    signIn: async (account, password = testPassword) => {
      const browser = visit()
      const answer = await browser.call('POST', '/api/auth/sign-in/username', { username: account, password })
      assert.equal(answer.status, 200, JSON.stringify(answer.body))
      return browser
    },
  }
}

function visitTo(server: FastifyInstance): Visit {
  const cookies = new Map<string, string>()
  return {
    cookies,
    call: async (method, url, body, headers = {}) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = await server.inject({
        method,
        url,
        headers: { host: '127.0.0.1:3000', ...(cookie ? { cookie } : {}), ...headers },
        ...(body ? { payload: body } : {}),
      })
      const setCookies = [answer.headers['set-cookie'] ?? []].flat()
      for (const line of setCookies) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (!name) continue
        if (/max-age=0/i.test(line)) cookies.delete(name)
        else cookies.set(name, value ?? '')
      }
      const json = answer.headers['content-type']?.toString().includes('json')
      return {
        status: answer.statusCode,
        setCookies,
        headers: answer.headers,
        body: json ? answer.json() : answer.body,
      }
    },
  }
}
