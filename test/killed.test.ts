import assert from 'node:assert/strict'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { type Database, openDatabase, type ReachedDatabase, reachDatabase, readConfig } from '#base/index.ts'
import { newestEntries } from '#ledger/index.ts'
import { runVerb, type ServerProcess, startServer } from './fixtures/server-process.ts'

const rounds = 10
let folder: string
let variables: Record<string, string>
let token: string
let reached: ReachedDatabase
let database: Database
let last: ServerProcess | undefined

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chengshu-killed-'))
  // As root PostgreSQL runs as another user, who has to reach the data.
  await chmod(folder, 0o755)
  // Always the embedded database: what is killed here must not be somebody's server.
  variables = { CHENGSHU_DATA: folder, CHENGSHU_LOG: 'error' }
  const first = await startServer(variables)
  const made = await runVerb(['token', 'create', '--person', 'seat1', '--json'], variables)
  assert.equal(made.code, 0, made.stderr)
  token = JSON.parse(made.stdout).token
  assert.equal(await first.end('SIGTERM'), 0, first.output())
})
after(async () => {
  await last?.end('SIGKILL')
  await database?.destroy()
  await reached?.stop()
  await rm(folder, { recursive: true, force: true })
})

function report(server: ServerProcess, index: string): Promise<Response> {
  return fetch(`${server.address}/api/cases`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      draftId: crypto.randomUUID(),
      subject: `停水 ${index}`,
      detail: '我们小区从昨天晚上开始停水，到现在还没有来，打自来水公司电话没人接。',
      address: null,
      longitude: null,
      latitude: null,
      regionId: null,
      reporter: { name: null, phone: null, anonymous: true },
      channel: 'phone',
      nature: 'complaint',
      urgency: 'normal',
      idempotencyKey: `killed-${index}`,
    }),
  })
}

/** Reports from eight connections and kills the server in the midst of it; returns the cases that were acknowledged. */
async function loadAndKill(server: ServerProcess, round: number): Promise<string[]> {
  const enough = 5 + ((round * 7) % 23)
  const acknowledged: string[] = []
  let alive = true
  server.child.once('exit', () => {
    alive = false
  })
  const worker = async (lane: number) => {
    for (let i = 0; alive && i < 400; i++) {
      try {
        const answer = await report(server, `${round}-${lane}-${i}`)
        if (answer.status === 201) acknowledged.push(((await answer.json()) as { caseId: string }).caseId)
        if (acknowledged.length === enough) void server.end('SIGKILL')
        else assert.ok(answer.status === 429 || answer.status >= 500, `${answer.status}`)
      } catch {
        alive = false
      }
    }
  }
  await Promise.all(Array.from({ length: 8 }, (_, lane) => worker(lane)))
  await server.end('SIGKILL')
  return acknowledged
}

test(`kill -9 under load, ${rounds} rounds: every acknowledged case, event and decision is there, and nothing half done`, async () => {
  const acknowledged: string[] = []
  for (let round = 0; round < rounds; round++) {
    const server = await startServer(variables)
    last = server
    acknowledged.push(...(await loadAndKill(server, round)))
  }
  assert.ok(acknowledged.length > 50, `only ${acknowledged.length} cases were acknowledged`)
  const server = await startServer(variables)
  last = server
  reached = await reachDatabase(readConfig(variables), () => undefined)
  database = openDatabase(reached.connections.application, () => undefined)
  // What was queued when the process died is done by the next one.
  const without = async () =>
    (
      await sql<{
        n: number
      }>`select count(*) n from cases.case_record where source <> 'demo' and decision_id is null`.execute(
        database,
      )
    ).rows[0]!.n
  for (let waited = 0; waited < 1200 && (await without()) > 0; waited++) await pause(100)
  assert.equal(await without(), 0, 'cases without a decision')
  const there = await sql<{ id: string }>`select id from cases.case_record where source <> 'demo'`.execute(
    database,
  )
  const ids = new Set(there.rows.map(row => row.id))
  assert.deepEqual(
    acknowledged.filter(id => !ids.has(id)),
    [],
  )
  const torn = await sql<{ id: string }>`
    select c.id from cases.case_record c
     where c.last_seq <> (select count(*) from cases.event e where e.case_id = c.id)
        or not exists (select from cases.case_content t where t.case_id = c.id)
        or (c.decision_id is not null and not exists (select from kernel.decision d where d.id = c.decision_id))`.execute(
    database,
  )
  assert.deepEqual(torn.rows, [], 'cases whose parts do not agree')
  const repeated = await sql<{
    n: number
  }>`select count(*) - count(distinct idempotency_key) as n from cases.case_record where idempotency_key is not null`.execute(
    database,
  )
  assert.equal(repeated.rows[0]!.n, 0)
  assert.ok((await newestEntries(database, 2000)).every(entry => entry.intact))
  assert.equal(await server.end('SIGTERM'), 0, server.output())
})
