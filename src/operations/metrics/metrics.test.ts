import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { callerReport } from '../../../test/fixtures/browser.ts'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'

const token = 'a-long-metrics-token'
let hub: TestHub
before(async () => {
  hub = await testHub({ variables: { CHENGSHU_METRICS_TOKEN: token } })
})
after(() => hub.close())

const ask = (from: TestHub, headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
  from.server.inject({ url: '/metrics', headers, remoteAddress })

/** The value of a series, by how its line begins; undefined when there is none. */
const figureOf = (text: string, series: string): number | undefined => {
  const line = text.split('\n').find(one => one.startsWith(`${series} `))
  return line === undefined ? undefined : Number(line.slice(series.length + 1))
}

// First: what is read once is not read again for five seconds.
test('requests are counted by pattern and status; cases, decisions, ledger, queue, pool and process are there', async () => {
  const headers = { authorization: `Bearer ${await hub.token('dispatcher1')}` }
  const reported = await hub.server.inject({
    method: 'POST',
    url: '/api/cases',
    headers,
    payload: callerReport({
      detail: '幸福里小区门口的路灯不亮三天了，请联系王小明。',
      address: '幸福路12号',
      reporter: { name: '王小明', phone: '13800138000', anonymous: false },
    }),
  })
  assert.equal(reported.statusCode, 201, reported.body)
  const { caseId } = reported.json()
  await hub.server.inject({ url: `/api/cases/${caseId}?王小明=1`, headers })
  await hub.server.inject({ url: '/api/nothing/王小明/13800138000' })
  const { body } = await ask(hub, { authorization: `Bearer ${token}` })
  const requests = (labels: string) =>
    figureOf(body, `chengshu_http_request_duration_seconds_count{${labels}}`)
  assert.equal(requests('method="POST",route="/api/cases",status="201"'), 1)
  assert.equal(requests('method="GET",route="/api/cases/:caseId",status="200"'), 1, body)
  assert.equal(requests('method="GET",route="none",status="404"'), 1)
  assert.equal(figureOf(body, 'chengshu_open_cases{state="reported"}'), 1)
  assert.equal(figureOf(body, 'chengshu_reported_cases_last_hour{channel="phone"}'), 1)
  assert.equal(figureOf(body, 'chengshu_overdue_cases'), 0)
  assert.equal(figureOf(body, 'chengshu_due_moments_waiting'), 0)
  assert.ok(figureOf(body, 'chengshu_ledger_entries_last_hour')! > 0)
  assert.ok(
    Math.abs(figureOf(body, 'chengshu_ledger_newest_entry_timestamp_seconds')! - Date.now() / 1000) < 3600,
  )
  assert.ok(figureOf(body, 'chengshu_jobs{job="cases.advise",state="created"}')! >= 1, body)
  assert.ok(figureOf(body, 'chengshu_database_connections{state="open"}')! > 0)
  assert.equal(figureOf(body, 'chengshu_database_readable'), 1)
  assert.ok(figureOf(body, 'process_resident_memory_bytes')! > 1e7)
  assert.notEqual(figureOf(body, 'nodejs_eventloop_lag_seconds'), undefined)
  for (const personal of ['王小明', '13800138000', '路灯', '幸福', caseId, encodeURIComponent('王小明')])
    assert.ok(!body.includes(personal), `the metrics tell ${personal}`)
  assert.match(body, /# HELP chengshu_jobs /)
})

test('the token of the configuration decides, beside every other way to be somebody', async () => {
  const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
  const dispatcher = await hub.token('dispatcher1')
  for (const headers of [{}, bearer('a-long-metrics-tokex'), bearer(dispatcher)] as Record<
    string,
    string
  >[]) {
    const refused = await ask(hub, headers)
    assert.equal(refused.statusCode, 404)
    assert.equal(refused.json().code, 'base.not-found')
    assert.match(String(refused.headers['content-type']), /problem\+json/)
  }
  assert.equal((await ask(hub, bearer(token), '10.1.2.3')).statusCode, 200)
})
