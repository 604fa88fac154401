import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { openObjects, readConfig } from '#base/index.ts'
import { caseChecks } from '#cases/index.ts'
import { callerReport } from '../../test/fixtures/browser.ts'
import { type TestHub, testHub } from '../../test/fixtures/hub.ts'
import { checkHealth } from './check-health.ts'
import { runDoctor } from './run-doctor.ts'

let hub: TestHub
let caseId: string
let folder: string

async function call<Body>(path: string, payload: object): Promise<Body> {
  const answer = await hub.server.inject({
    method: 'POST',
    url: path,
    headers: { authorization: `Bearer ${await hub.token('dispatcher1')}` },
    payload,
  })
  assert.ok(answer.statusCode < 300, answer.body)
  return answer.json() as Body
}

after(async () => {
  await hub.close()
  await rm(folder, { recursive: true, force: true })
})
// One hub for all: the first test needs it sound, each later one looks at a check of its own.
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chengshu-doctor-'))
  hub = await testHub()
  const reported = await call<{ caseId: string }>('/api/cases', callerReport())
  caseId = reported.caseId
})

const config = () => readConfig({ CHENGSHU_DATA: folder })
const health = async () =>
  await checkHealth({
    database: hub.hub.database,
    dataFolder: folder,
    checks: caseChecks(openObjects(config(), 'cases')),
  })
const found = async (key: string) => (await health()).findings.find(one => one.key === key)!

async function pastTheProduct(table: string, statement: string): Promise<void> {
  await hub.base.owner.connection().execute(async connection => {
    const parts = await sql<{ name: string }>`
      select relid::text as name from pg_partition_tree(${table}::regclass) union select ${table}`.execute(
      connection,
    )
    for (const { name } of parts.rows)
      await sql.raw(`alter table ${name} disable trigger user`).execute(connection)
    await sql.raw(statement).execute(connection)
  })
}

test('a sound hub: every check is good; each inconsistency is found, named by its id, and explained', async () => {
  for (const one of (await health()).findings)
    if (one.key !== 'disk') assert.deepEqual([one.key, one.state], [one.key, 'good'])

  await sql`update cases.case_record set last_seq = last_seq + 1 where id = ${caseId}`.execute(hub.base.owner)
  const gap = await found('case-timeline')
  assert.equal(gap.state, 'bad')
  assert.match(gap.en, new RegExp(caseId))
  assert.match(gap.advice, /make a backup now/)
  await sql`update cases.case_record set last_seq = last_seq - 1 where id = ${caseId}`.execute(hub.base.owner)

  await sql`update cases.case_record set state = 'handling' where id = ${caseId}`.execute(hub.base.owner)
  assert.match((await found('case-state')).en, new RegExp(caseId))
  await sql`update cases.case_record set state = 'reported' where id = ${caseId}`.execute(hub.base.owner)

  await sql`update cases.case_record set decision_id = ${randomUUID()}, decision_hash = 'ab', decision_subject = 'x'
    where id = ${caseId}`.execute(hub.base.owner)
  assert.match((await found('case-decision')).en, new RegExp(caseId))
  await sql`update cases.case_record set decision_id = null, decision_hash = null, decision_subject = null
    where id = ${caseId}`.execute(hub.base.owner)
  assert.equal((await found('case-decision')).state, 'good')

  const event = randomUUID()
  await sql`insert into cases.event (id, recorded_at, case_id, seq, type, at, actor, to_state)
    values (${event}, now() + interval '1 hour', ${caseId}, 2, 'commented', now(), 'x', 'reported')`.execute(
    hub.base.owner,
  )
  const unrecorded = await found('case-ledger')
  assert.match(unrecorded.en, new RegExp(event))
  assert.equal((await found('case-timeline')).state, 'bad', 'a step too many')

  const outcome = await runDoctor({
    database: hub.hub.database,
    dataFolder: folder,
    checks: caseChecks(openObjects(config(), 'cases')),
  })
  assert.equal(outcome.exitCode, 1)
  assert.match(outcome.text, /✗ 1 steps have no ledger entry/)
  assert.doesNotMatch(outcome.text, /路灯/)
})

test('the whole ledger is hashed again, not only its end', async () => {
  await pastTheProduct(
    'ledger.entry',
    `update ledger.entry set body = '{"x":1}' where id = (select id from ledger.entry order by recorded_at, id limit 1)`,
  )
  const ledger = await found('ledger')
  assert.equal(ledger.state, 'bad')
  assert.match(ledger.en, /^1 ledger entries do not match/)
})

test('a file that an attachment names and nobody has is found', async () => {
  const attachment = randomUUID()
  await sql`insert into cases.attachment (id, case_id, upload_id, kind, media_type, bytes, added_at, added_by, by_public, scan)
    values (${attachment}, ${caseId}, ${randomUUID()}, 'picture', 'image/png', 3, now(), 'x', false, 'none')`.execute(
    hub.base.owner,
  )
  await sql`insert into cases.attachment_object (attachment_id, role, key, media_type, bytes)
    values (${attachment}, 'original', ${'a'.repeat(64)}, 'image/png', 3)`.execute(hub.base.owner)
  const missing = await found('attachments')
  assert.equal(missing.state, 'bad')
  assert.match(missing.en, new RegExp(attachment))
  assert.match(missing.advice, /objects/)
})

test('what is parked is counted, with the way to send it again; what nobody can send any more is not', async () => {
  const owner = hub.base.owner
  const [contact, over] = [randomUUID(), randomUUID()]
  const other = await call<{ caseId: string }>('/api/cases', callerReport({ detail: '另一件事，路面塌陷。' }))
  for (const [id, of, ended] of [
    [contact, caseId, null],
    [over, other.caseId, new Date()],
  ] as const)
    await sql`insert into cases.contact (id, case_id, channel, address, language, code, consented_at, ended_at)
      values (${id}, ${of}, 'sms', ${ended ? null : '13800138000'}, 'zh', ${id}, now(), ${ended}::timestamptz)`.execute(
      owner,
    )
  const parked = async (of: string) => {
    const id = randomUUID()
    await sql`insert into cases.delivery (id, contact_id, case_id, channel, template, state, created_at)
      values (${id}, ${of}, ${caseId}, 'sms', 'closed.citizen', 'parked', now())`.execute(owner)
    return id
  }
  const delivery = await parked(contact)
  await parked(over)
  const deliveries = await found('parked-deliveries')
  assert.deepEqual([deliveries.state, deliveries.en.startsWith('1 messages')], ['warning', true])
  assert.ok(deliveries.en.includes(delivery))
  assert.match(deliveries.advice, /\/deliveries/)
  assert.doesNotMatch(JSON.stringify(deliveries), /13800138000/)
  for (const ended of [null, new Date()]) {
    const subscription = randomUUID()
    await sql`insert into cases.partner_subscription (id, name, url, secret, event_types, created_by, ended_at)
      values (${subscription}, 'x', 'http://127.0.0.1:9/', 'whsec_x', '{closed}', 'x', ${ended}::timestamptz)`.execute(
      owner,
    )
    for (const state of ['parked', 'delivered'])
      await sql`insert into cases.partner_message (id, subscription_id, case_id, event_id, event_type, body, state)
        values (${randomUUID()}, ${subscription}, ${caseId}, ${randomUUID()}, 'closed', '{}', ${state})`.execute(
        owner,
      )
  }
  const messages = await found('parked-messages')
  assert.deepEqual([messages.state, messages.en.startsWith('1 messages')], ['warning', true])
  assert.match(messages.advice, /\/partners/)
})

test('a month without its partition is bad, rows in a default partition are a warning', async () => {
  const { rows } = await sql<{ name: string }>`
    select relid::text as name from pg_partition_tree('kernel.act_content'::regclass)
     where relid::text like '%' || to_char(now() at time zone 'UTC' + interval '1 month', 'YYYY_MM')`.execute(
    hub.base.owner,
  )
  await sql.raw(`drop table ${rows[0]!.name}`).execute(hub.base.owner)
  assert.match((await found('months')).en, /1 month partitions are missing: kernel\.act_content_/)
  await sql`insert into kernel.act_content (act_id, recorded_at, salt) values (${randomUUID()}, '2001-01-01', '\\x00')`.execute(
    hub.base.owner,
  )
  const stray = await found('default-partition')
  assert.deepEqual([stray.state, /kernel\.act_content_default/.test(stray.en)], ['warning', true])
  assert.equal((await readdir(folder)).length, 0)
})
