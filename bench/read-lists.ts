import { loadavg } from 'node:os'
import { sql } from 'kysely'
import { pino } from 'pino'
import { createHttpServer, type Database } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { Hub } from '../src/main.ts'
import { personActor } from '../test/fixtures/actors.ts'

export type Print = (line: string) => void

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

export const met = (reached: boolean) => (reached ? 'met' : 'NOT met')
export const percentile = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!

export type Server = Awaited<ReturnType<typeof createHttpServer<Actor>>>

/** The hub's routes, asked by the person that the header `x-person` names; by a seat without one. */
export async function serve(hub: Hub): Promise<Server> {
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
  phone: 'phone=%PHONE',
  'last four digits': 'phone=%TAIL',
  name: 'name=%NAME',
  address: 'address=路',
  'word and nature': 'words=小区&nature=praise',
  'word and overdue': 'words=小区&overdue=true',
  'nature and old days': 'nature=praise&from=2024-01-01&to=2024-03-31',
  code: 'words=%CODE',
}

// Each of them with each filter: a scope is one condition more, and what it leaves may be none.
const readers = ['seat', 'handler', 'gridMember']

export async function timed(
  server: Server,
  url: string,
  asked: { who: string; times: number },
): Promise<number[]> {
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

/** Cases that have what the filters ask for; the people of the bench get the department and the region of the first. */
export async function pickCases(owner: Database) {
  const { rows } = await sql<{
    id: string
    DEPARTMENT: string
    REGION: string
    CATEGORY: string
    CODE: string
    PHONE: string
    NAME: string
    detail: string
  }>`
    select id, code as "CODE", department_id as "DEPARTMENT", region_id as "REGION", category_id as "CATEGORY", detail,
           reporter_phone as "PHONE", reporter_name as "NAME"
      from cases.case_record join cases.case_content on case_id = id
     where department_id is not null and region_id is not null and phone_index is not null and name_index is not null
       and exists (select from cases.event where event.case_id = case_record.id) order by md5(id::text) limit 500`.execute(
    owner,
  )
  const places = rows.map(row => ({ ...row, TAIL: row.PHONE.replace(/\D/g, '').slice(-4) }))
  const place = places[0]!
  ;(handler.scope.departments as string[]).push(place.DEPARTMENT)
  ;(gridMember.scope.regions as string[]).push(place.REGION)
  return places
}

/** The list with every filter, by every reader, twenty times each. @param at.target milliseconds for p95 of all */
export async function readLists(
  server: Server,
  places: Record<string, string>,
  at: { target: number; print: Print },
): Promise<void> {
  const { target, print } = at
  const all: number[] = []
  for (const [title, template] of Object.entries(filters)) {
    const query = template.replace(/%([A-Z]+)/g, (_, name: string) => places[name] as string)
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
  print(
    `list, all filters and readers: p95 ${p95.toFixed(1)} ms (target ${target} ms ${met(p95 <= target)}); ${load()}`,
  )
}

export const load = () => `load of the machine ${loadavg()[0]!.toFixed(1)}`

const encodePart = (part: string) => part.split('=').map(encodeURIComponent).join('=')
