import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { type Database, inTransaction, openDatabase, reachDatabase, readConfig } from '#base/index.ts'
import { seededRandom } from '#city/index.ts'
import { commandLineActor, createPeople, type Role } from '#identity/index.ts'
import { type ServerProcess, startServer } from '../test/fixtures/server-process.ts'
import { act, openScreen, type Screen, type Tally } from './people.person.ts'

type Print = (line: string) => void
type Random = ReturnType<typeof seededRandom>

const password = `Bench-${crypto.randomUUID()}`
const departments = ['dept-urban', 'dept-housing', 'dept-water', 'dept-market', 'dept-traffic']
const texts = [
  '小区门口的路灯坏了两个星期，晚上一片漆黑，老人不敢出门。',
  '楼下烧烤店每天营业到凌晨，油烟直接排到居民家里。',
  '从昨天晚上开始停水，打自来水公司电话没有人接。',
  '菜市场里有人卖过期的熟食，希望有人来查一查。',
  '学校门口的斑马线已经磨得看不见了，放学的时候很危险。',
]
const met = (reached: boolean) => (reached ? 'met' : 'NOT met')
const percentile = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0

interface Worker {
  account: string
  role: Role
  departmentId: string
}

const staff: Worker[] = Array.from({ length: 50 }, (_, place) => {
  const role: Role = place < 15 ? 'seat' : place < 25 ? 'dispatcher' : 'handler'
  const departmentId = role === 'handler' ? departments[place % departments.length]! : 'dept-hotline'
  return { account: `bench-${role}-${place}`, role, departmentId }
})

async function hire(database: Database): Promise<void> {
  const people = staff.map(({ account, role, departmentId }) => ({
    account,
    name: account,
    roles: [role],
    departmentId,
    regionIds: [],
    level: 'L4' as const,
  }))
  await inTransaction(database, tx =>
    createPeople(tx, { people, password, mustChangePassword: false }, commandLineActor),
  )
}

const shifts: Record<
  string,
  (screen: Screen, who: Worker, at: { tally: Tally; random: Random }) => Promise<void>
> = {
  seat: async (screen, { account }, { tally, random }) => {
    await screen.get('/api/cases?state=reported')
    const draftId = crypto.randomUUID()
    const detail = `${random.pick(texts)}（${Math.floor(random.number() * 1e6)}）`
    await screen.post('/api/cases/advice', { draftId, subject: '', detail, regionId: null })
    const made = await screen.post('/api/cases', {
      draftId,
      subject: '',
      detail,
      address: null,
      longitude: null,
      latitude: null,
      regionId: null,
      reporter: { name: null, phone: null, anonymous: true },
      channel: 'phone',
      nature: 'complaint',
    })
    if (made.status !== 201) return
    const body = { departmentId: random.pick(departments), dutyId: null, categoryId: null }
    await act(screen, { caseId: made.body.caseId, action: 'dispatch', body, account }, tally)
  },
  handler: async (screen, { account }, { tally, random }) => {
    for (const [state, action, body] of [
      ['dispatched', 'handle', {}],
      ['handling', 'reply', { reply: '已到现场处理，问题解决。' }],
    ] as const) {
      const list = await screen.get(`/api/cases?state=${state}&limit=20`)
      if (list.status !== 200 || list.body.items.length === 0) continue
      const { caseId } = random.pick(list.body.items as { caseId: string }[])
      await act(screen, { caseId, action, body, account }, tally)
      await act(screen, { caseId, action: 'comment', body: { note: '已联系当事人。' }, account }, tally)
    }
  },
  dispatcher: async (screen, { account }, { tally, random }) => {
    await screen.get(`/api/cases?words=${encodeURIComponent(random.pick(['路灯', '油烟', '停水']))}`)
    await screen.get('/api/reminders')
    const list = await screen.get('/api/cases?state=verifying&limit=20')
    if (list.status !== 200 || list.body.items.length === 0) return
    const { caseId } = random.pick(list.body.items as { caseId: string }[])
    const action = random.number() < 0.85 ? 'close' : 'send-back'
    await act(
      screen,
      { caseId, action, body: action === 'close' ? {} : { reason: '请补充照片。' }, account },
      tally,
    )
  },
}

async function work(
  who: Worker,
  at: { address: string; tally: Tally; until: number; seed: number },
): Promise<void> {
  const random = seededRandom(at.seed)
  // Fifty passwords checked in one second would be a test of the hash.
  await pause(at.seed * 200)
  const screen = await openScreen(at.address, { account: who.account, password }, at.tally)
  while (Date.now() < at.until) {
    await shifts[who.role]!(screen, who, { tally: at.tally, random })
    await pause(500 + random.number() * 1500)
  }
}

/** Acts that were acknowledged and have no event, and cases whose parts do not agree. */
async function lostActs(database: Database, tally: Tally): Promise<{ lost: number; torn: number }> {
  const { rows } = await sql<{ done: string; count: number }>`
    select e.case_id || ' ' || e.type || ' ' || c.actor_name as done, count(*)::int as count
      from cases.event e join cases.event_content c on c.recorded_at = e.recorded_at and c.event_id = e.id
     group by 1`.execute(database)
  const there = new Map(rows.map(row => [row.done, row.count]))
  const types: Record<string, string> = {
    dispatch: 'dispatched',
    handle: 'handling-started',
    reply: 'replied',
    comment: 'commented',
    close: 'closed',
    'send-back': 'sent-back',
  }
  let lost = 0
  for (const [done, times] of Object.entries(Object.groupBy(tally.done, one => one))) {
    const [caseId, action, account] = done.split(' ') as [string, string, string]
    if ((there.get(`${caseId} ${types[action]} ${account}`) ?? 0) !== times!.length) lost++
  }
  const torn = await sql<{ count: number }>`
    select count(*)::int as count from cases.case_record c
     where c.last_seq <> (select count(*) from cases.event e where e.case_id = c.id)`.execute(database)
  return { lost, torn: torn.rows[0]!.count }
}

async function measure(processes: number, seconds: number, print: Print): Promise<void> {
  const folder = await mkdtemp(joinPath(tmpdir(), 'chengshu-bench-'))
  await chmod(folder, 0o755)
  const variables = { CHENGSHU_DATA: folder, CHENGSHU_LOG: 'error' }
  const servers: ServerProcess[] = []
  const reached = await (async () => {
    servers.push(await startServer(variables))
    return await reachDatabase(readConfig(variables), () => undefined)
  })()
  const database = openDatabase(reached.connections.application, () => undefined)
  try {
    await hire(database)
    for (let more = 1; more < processes; more++) servers.push(await startServer(variables))
    const tally: Tally = { milliseconds: [], signIns: [], errors: [], conflicts: 0, done: [] }
    const until = Date.now() + seconds * 1000
    await Promise.all(
      staff.map((who, seed) => {
        const { address } = servers[seed % servers.length]!
        return work(who, { address, tally, until, seed }).catch(error => tally.errors.push(String(error)))
      }),
    )
    const { lost, torn } = await lostActs(database, tally)
    const p95 = percentile(tally.milliseconds, 0.95)
    print(
      `${processes} server process${processes > 1 ? 'es' : ''}, ${staff.length} people, ${seconds} s: ${tally.milliseconds.length} requests, ${tally.done.length} acts, ${tally.conflicts} told that somebody was faster`,
    )
    print(
      `  p50 ${percentile(tally.milliseconds, 0.5).toFixed(0)} ms, p95 ${p95.toFixed(0)} ms (target 150 ms ${met(p95 <= 150)}), p99 ${percentile(tally.milliseconds, 0.99).toFixed(0)} ms; sign-in p95 ${percentile(tally.signIns, 0.95).toFixed(0)} ms`,
    )
    print(
      `  errors ${tally.errors.length} (target 0 ${met(tally.errors.length === 0)}), acknowledged acts that are not there ${lost}, cases whose parts disagree ${torn} (target 0 ${met(lost + torn === 0)})`,
    )
    for (const error of new Set(tally.errors.slice(0, 5))) print(`  ${error}`)
  } finally {
    await database.destroy()
    for (const server of servers.toReversed()) await server.end('SIGTERM')
    await reached.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * Fifty people at work with real sign-ins: seats take matters in with live advice and send them on, handlers handle and
 * reply, dispatchers verify; first with one server process, then with two. `people SECONDS` for less than ten minutes each.
 */
export const bench = {
  name: 'fifty people at work',
  run: async ({ print, arguments: [seconds = '600'] }: { print: Print; arguments: string[] }) => {
    for (const processes of [1, 2]) await measure(processes, Number(seconds), print)
  },
}
