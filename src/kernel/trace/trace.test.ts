import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inTransaction } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { personActor } from '../../../test/fixtures/actors.ts'
import { type Browser, browserOf } from '../../../test/fixtures/browser.ts'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'
import { deleteContent } from '../decision.store.ts'
import { checkBytes } from '../label/check-file.ts'
import { readTrace } from './read-trace.ts'
import type { TraceReport } from './trace.contract.ts'

const phone = '13900000001'
const detail = `解放路上的路灯坏了好几盏，晚上一片漆黑，请尽快派人来修。我的电话 ${phone}。`

let hub: TestHub
let seat: Browser
/** A decision about a draft that became a case, one that did not, and the case. */
let tied = ''
let untied = ''
let caseId = ''

const path = (decisionId: string, rest = '') => `/api/decisions/${decisionId}/trace${rest}`
const reader = 'ai-engineer1'
async function get(url: string) {
  const authorization = `Bearer ${await hub.token(reader)}`
  return await hub.server.inject({ url, headers: { authorization } })
}
async function trace(decisionId: string, query = ''): Promise<TraceReport> {
  const answer = await get(path(decisionId, query))
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json()
}
const kindsAbout = async (subject: string) =>
  (await readEntries(hub.base.database, subject)).map(entry => entry.kind)

async function advise(draftId: string): Promise<string> {
  const { advice } = await seat.act<{ advice: { decisionId: string } }>('/api/cases/advice', {
    draftId,
    subject: '',
    detail,
    regionId: null,
  })
  return advice.decisionId
}

before(async () => {
  hub = await testHub()
  seat = await browserOf(hub, 'seat1')
  untied = await advise(crypto.randomUUID())
  const draftId = crypto.randomUUID()
  tied = await advise(draftId)
  const made = await seat.act<{ caseId: string }>('/api/cases', {
    draftId,
    subject: '',
    detail,
    regionId: null,
    address: '解放路 18 号',
    longitude: null,
    latitude: null,
    reporter: { name: '赵先生', phone, anonymous: false },
    channel: 'phone',
    nature: 'complaint',
    idempotencyKey: draftId,
  })
  caseId = made.caseId
})
after(() => hub.close())

test('the report tells who asked, the steps, the fields with their levels, and nothing that was written', async () => {
  const report = await trace(tied)
  assert.deepEqual(
    report.steps.slice(0, 6).map(one => one.name),
    ['asked', 'guarded', 'ran', 'checked', 'answered', 'recorded'],
  )
  assert.equal(report.algorithm?.owner, 'hotline')
  const fields = Object.fromEntries(report.inputs.map(one => [one.field, one]))
  assert.deepEqual(fields.detail, { field: 'detail', level: 'L4', filled: true })
  assert.deepEqual(fields.subject, { field: 'subject', level: 'L4', filled: false })
  assert.ok(report.guard?.findings.some(one => one.type === 'mobile'))
  assert.ok(report.sources.length > 0, 'the duties it was matched with')
  assert.ok(!JSON.stringify(report).includes(phone) && !JSON.stringify(report).includes('漆黑'))
})

test('what came of it: the case of the draft, and nothing for a draft that never became one', async () => {
  const report = await trace(tied)
  const facts = Object.fromEntries(report.effects.map(one => [one.fact, one.said.en]))
  assert.match(facts.case ?? '', /\d/)
  assert.equal(facts.returned, '0')
  assert.ok(facts.state)
  assert.deepEqual((await trace(untied)).effects, [])
  assert.equal((await trace(untied)).steps.at(-1)?.says, 'waits')
})

test('alternatives and content open to who is cleared and says what for, and the look is recorded', async () => {
  assert.deepEqual((await trace(untied)).alternatives, [], 'nobody has decided: it could be a blind case')
  const before = (await kindsAbout((await trace(untied)).record.subject)).length
  // Those who may read decisions here are not cleared for what citizens wrote; an auditor of a city may be.
  const parts = {
    database: hub.base.database,
    algorithms: hub.hub.kernel.algorithms,
    effectOf: async () => [],
  }
  const asked = { decisionId: untied, purpose: 'audit' as const }
  const opened = await readTrace(parts, personActor(), asked)
  assert.match(JSON.stringify(opened.record.content), /漆黑/)
  assert.ok(opened.alternatives.length > 0 && opened.alternatives.length <= 3)
  assert.ok(opened.alternatives[0]!.title.zh.length > 1, 'departments by their names')
  const kinds = await kindsAbout(opened.record.subject)
  assert.equal(kinds.length, before + 1)
  assert.equal(kinds.at(-1), 'decision.content-looked')
})

test('as a labelled PDF, HTML and Word file in both languages, each export on record', async () => {
  for (const [format, language] of [
    ['pdf', 'zh-CN'],
    ['html', 'en'],
    ['docx', 'zh-CN'],
  ] as const) {
    const answer = await hub.server.inject({
      url: path(tied, `/document?format=${format}`),
      headers: {
        authorization: `Bearer ${await hub.token(reader)}`,
        'accept-language': language,
      },
    })
    assert.equal(answer.statusCode, 200, format)
    assert.equal(JSON.parse(answer.headers.aigc as string).ProduceID, tied)
    assert.equal((await checkBytes(answer.rawPayload, `a.${format}`)).says, 'sure', format)
    if (format === 'html') {
      assert.match(answer.body, /Logic trace report/)
      assert.match(answer.body, /Guard · With remarks/)
      assert.ok(!answer.body.includes(phone))
    }
  }
  const kinds = await kindsAbout((await trace(tied)).record.subject)
  assert.equal(kinds.filter(kind => kind === 'decision.trace-exported').length, 3)
})

test('as PROV-JSON for the tools of other houses: no words of a citizen, on record, and only for who may', async () => {
  const url = `/api/decisions/${tied}/prov`
  const answer = await get(url)
  assert.equal(answer.statusCode, 200, answer.body)
  const { entity, activity, agent } = answer.json()
  const { record } = await trace(tied)
  assert.equal(entity[`cs:input/${tied}`]['cs:commitment'], record.inputCommitment)
  assert.equal(activity[`cs:run/${tied}`]['prov:endTime'], record.madeAt)
  assert.ok(agent[`cs:agent/${record.actor}`])
  assert.equal(JSON.parse(entity[`cs:output/${tied}`]['cs:AIGC']).ProduceID, tied)
  assert.match(String(answer.headers['content-disposition']), /\.prov\.json/)
  assert.ok(!answer.body.includes(phone) && !answer.body.includes('漆黑'))
  assert.ok((await kindsAbout(record.subject)).includes('decision.prov-exported'))
  assert.equal((await seat.get(url)).status, 403)
  assert.equal((await get(`/api/decisions/${crypto.randomUUID()}/prov`)).statusCode, 404)
})

test('who may not read decisions, an unknown decision and a wrong format are refused', async () => {
  assert.equal((await seat.get(path(tied))).status, 403)
  assert.equal((await seat.get(path(tied, '/document'))).status, 403)
  assert.equal((await get(path(crypto.randomUUID()))).statusCode, 404)
  assert.equal((await get(path(tied, '/document?format=exe'))).statusCode, 400)
  assert.equal((await get(path('x'))).statusCode, 400)
})

test('an erased decision keeps its report: fields without what they held, the proof as before', async () => {
  const { record } = await trace(untied)
  await inTransaction(hub.base.database, tx => deleteContent(tx, record.subject))
  const report = await trace(untied, '?purpose=audit')
  assert.deepEqual([...new Set(report.inputs.map(one => one.filled))], [null])
  assert.deepEqual(report.sources, [])
  assert.equal(report.record.contentIntact, null)
  assert.ok(report.record.ledger.every(one => one.intact))
  assert.ok(caseId)
})
