import { sql } from 'kysely'
import { inTransaction, readConfig } from '#base/index.ts'
import { commandLineActor, createPeople, type Role } from '#identity/index.ts'
import { createLog } from '#operations/index.ts'
import { join, serverOf } from '../src/main.ts'
import { testHub, testPassword } from '../test/fixtures/hub.ts'
import type { Draw } from './leaks.draw.ts'
import type { Canaries, CanaryType } from './leaks.plant.ts'
import { messageOf } from './leaks.sentences.ts'

/** Somebody who asks, and how far cleared: what may be shown is decided here by hand, not by the product. */
export interface Reader {
  account: string | undefined
  level: 'none' | 'L1' | 'L2' | 'L3' | 'L4'
  /** All cases, those of one department, or none. */
  scope: 'all' | 'none' | string
}

const roles: readonly [Role, string | null, Reader['scope']][] = [
  ['seat', null, 'all'],
  ['dispatcher', null, 'all'],
  ['leader', null, 'all'],
  ['handler', 'dept-urban', 'dept-urban'],
  ['department-lead', 'dept-water', 'dept-water'],
  ['handler', 'dept-bus', 'none'],
]
const below: readonly [Role, Reader['level']][] = [
  ['analyst', 'L2'],
  ['data-steward', 'L2'],
  ['ai-engineer', 'L2'],
  ['system-administrator', 'L2'],
  ['security-administrator', 'L2'],
  ['audit-administrator', 'L2'],
  ['citizen', 'none'],
]

/** The product with people of every role at every level, its log kept line by line at its most talkative. */
export async function openLeakHub() {
  const hub = await testHub()
  const lines: string[] = []
  const log = createLog('trace', {
    quietLevel: 'warn',
    to: { write: (line: string) => void lines.push(line) },
  })
  const config = readConfig({
    CHENGSHU_DATA: hub.hub.config.dataFolder,
    PORT: '0',
    CHENGSHU_BLIND_SHARE: '0',
  })
  const joined = await join({ config, log, connections: hub.base.connections, worker: false })
  const server = await serverOf(joined, log)
  await server.ready()
  const readers: Reader[] = [{ account: undefined, level: 'none', scope: 'none' }]
  const people: Parameters<typeof createPeople>[1]['people'][number][] = []
  const add = (reader: Reader, role: Role, departmentId: string | null) => {
    readers.push(reader)
    const level = reader.level === 'none' ? 'L4' : reader.level
    people.push({ account: reader.account!, name: '甲', roles: [role], departmentId, regionIds: [], level })
  }
  for (const [role, departmentId, scope] of roles)
    for (const level of ['L1', 'L2', 'L3', 'L4'] as const)
      add(
        { account: `${role}-${departmentId ?? 'city'}-${level.toLowerCase()}`, level, scope },
        role,
        departmentId,
      )
  for (const [role, level] of below) add({ account: `${role}-low`, level, scope: 'none' }, role, null)
  await inTransaction(hub.base.database, tx =>
    createPeople(
      tx,
      { people, password: testPassword, mustChangePassword: false, fictional: true },
      commandLineActor,
    ),
  )
  // Administrators begin with a second factor; without it every answer to them would be a refusal.
  await sql`update identity.sign_in_user set "twoFactorEnabled" = true`.execute(hub.base.owner)
  const close = async () => {
    await server.close()
    await joined.close()
    await hub.close()
  }
  return { hub, server, readers, lines, close }
}

export type LeakHub = Awaited<ReturnType<typeof openLeakHub>>

export interface Planted {
  caseId: string
  code: string
  department: string
  decisionId: string | null
  values: Record<CanaryType, string>
}

/** Brings in a case that holds canaries in its fields and others in its sentences, and sends it to their department. */
export async function plantCase(
  { hub, server }: LeakHub,
  draw: Draw,
  { field, sentence }: { field: Canaries; sentence: Canaries },
): Promise<Planted> {
  const ask = async (as: string, url: string, body: object) => {
    const headers = { authorization: `Bearer ${await hub.token(as)}` }
    const answer = await server.inject({ method: 'POST', url, headers, payload: body })
    if (answer.statusCode >= 300) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`)
    return answer.json()
  }
  const own = field.next()
  const other = field.next()
  const said = sentence.next()
  const draftId = crypto.randomUUID()
  const matter = { subject: `路灯不亮 ${said.name}`, detail: messageOf(draw, said), regionId: null }
  const advice = await ask('seat1', '/api/cases/advice', { draftId, ...matter })
  const made = await ask('seat1', '/api/cases', {
    ...matter,
    draftId,
    address: own.address,
    longitude: null,
    latitude: null,
    channel: 'phone',
    nature: 'complaint',
    reporter: {
      name: own.name,
      phone: own.phone,
      anonymous: false,
      onBehalfOf: { name: other.name, phone: other.phone, relation: 'family' },
    },
  })
  const act = async (as: string, action: string, body: object) =>
    (await ask(as, `/api/cases/${made.caseId}/actions/${action}`, body)).version as number
  const note = messageOf(draw, sentence.next())
  const version = await act('seat1', 'comment', { version: made.version, note })
  const to = { departmentId: field.department, dutyId: null, categoryId: null }
  await act('dispatcher1', 'dispatch', { version, ...to, note: messageOf(draw, sentence.next()) })
  return {
    caseId: made.caseId,
    code: made.code,
    department: field.department,
    decisionId: advice.advice?.decisionId ?? null,
    values: own,
  }
}
