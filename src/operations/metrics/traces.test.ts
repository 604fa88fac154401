import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { startTracing } from '#base/index.ts'
import { callerReport } from '../../../test/fixtures/browser.ts'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'

interface SentSpan {
  name: string
  traceId: string
  spanId: string
  parentSpanId?: string
  attributes: { key: string; value: { stringValue?: string; intValue?: number | string } }[]
  status?: { code?: number }
}

interface Sent {
  resourceSpans: {
    resource: { attributes: SentSpan['attributes'] }
    scopeSpans: { spans: SentSpan[] }[]
  }[]
}

const bodies: string[] = []
/** What OpenTelemetry's collector is, as far as a sender sees. */
const collector = createServer((request, response) => {
  let body = ''
  request.on('data', chunk => (body += String(chunk)))
  request.on('end', () => {
    if (request.url === '/v1/traces') bodies.push(body)
    response.setHeader('content-type', 'application/json').end('{}')
  })
})
let hub: TestHub
let stopTracing: () => Promise<void>

before(async () => {
  await new Promise<void>(done => collector.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(collector.address() as AddressInfo).port}/`
  stopTracing = await startTracing(url, '9.9.9')
  hub = await testHub({ work: true, variables: { OTEL_EXPORTER_OTLP_ENDPOINT: url } })
})
after(async () => {
  await hub.close()
  collector.close()
})

test('one trace from the request over the decision to the transaction; jobs have theirs; nothing that people wrote', async () => {
  const headers = {
    authorization: `Bearer ${await hub.token('seat1')}`,
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  }
  const matter = callerReport({
    detail: '幸福里小区门口的路灯不亮三天了，晚上很黑，请联系王小明。',
    address: '幸福路12号',
    reporter: { name: '王小明', phone: '13800138000', anonymous: false },
  })
  const reported = await hub.server.inject({ method: 'POST', url: '/api/cases', headers, payload: matter })
  assert.equal(reported.statusCode, 201, reported.body)
  await hub.server.inject({ url: `/api/cases/${reported.json().caseId}`, headers })
  const missing = await hub.server.inject({ url: '/api/cases/王小明', headers })
  assert.ok(missing.statusCode >= 400)
  while ((await hub.hub.jobs.outstanding('cases.advise')) > 0) await new Promise(done => setTimeout(done, 50))
  await stopTracing()

  const sent = bodies.map(body => JSON.parse(body) as Sent).flatMap(one => one.resourceSpans)
  const facts = Object.fromEntries(sent[0]!.resource.attributes.map(one => [one.key, one.value.stringValue]))
  assert.deepEqual([facts['service.name'], facts['service.version']], ['chengshu', '9.9.9'])
  const spans = sent.flatMap(one => one.scopeSpans.flatMap(scope => scope.spans))
  const named = (name: string) => spans.filter(span => span.name === name)
  const [post] = named('POST /api/cases')
  assert.equal(post?.traceId, '0af7651916cd43dd8448eb211c80319c', 'the trace of the caller goes on')
  assert.equal(post?.parentSpanId, 'b7ad6b7169203331')
  const status = post!.attributes.find(one => one.key === 'http.response.status_code')
  assert.equal(Number(status?.value.intValue), 201)
  assert.equal(named('GET /api/cases/:caseId').length, 2)
  const byId = new Map(spans.map(span => [span.spanId, span]))
  const root = (span: SentSpan): SentSpan => {
    const parent = byId.get(span.parentSpanId ?? '')
    return parent ? root(parent) : span
  }
  assert.ok(
    named('transaction').some(span => root(span) === post),
    'a transaction of the request',
  )
  const [job] = named('job cases.advise')
  assert.ok(job, [...new Set(spans.map(span => span.name))].join(', '))
  const decisions = named('kernel.infer')
  assert.ok(
    decisions.some(span => root(span) === job),
    'the decision belongs to the job',
  )
  assert.ok(named('transaction').some(span => byId.get(span.parentSpanId ?? '')?.name === 'kernel.infer'))

  const all = bodies.join('')
  for (const personal of ['王小明', '13800138000', '路灯', '幸福', reported.json().caseId])
    assert.ok(!all.includes(personal), `a trace tells ${personal}`)
})
