import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'

let hub: TestHub
before(async () => {
  hub = await testHub({ work: true })
  // Administrators begin with a second factor; how that is set up is not what is tested here.
  await sql`update identity.sign_in_user set "twoFactorEnabled" = true`.execute(hub.base.owner)
})
after(() => hub.close())

const noSuch = '01890000-0000-7000-8000-000000000000'

async function ask(account: string, method: 'GET' | 'POST', url: string, body?: object, language = 'zh-CN') {
  const answer = await hub.server.inject({
    method,
    url,
    ...(body ? { payload: body } : {}),
    headers: { authorization: `Bearer ${await hub.token(account)}`, 'accept-language': language },
  })
  const isJson = answer.headers['content-type']?.includes('json')
  return { status: answer.statusCode, body: isJson ? answer.json() : answer.body, headers: answer.headers }
}

const overview = async () => (await ask('security-admin', 'GET', '/api/redteam')).body

async function ended() {
  for (;;) {
    const { task } = await overview()
    if (!['queued', 'running'].includes(task.state)) return task
    await setTimeout(50)
  }
}

test('before any run there are targets only, and those that lack fields say which', async () => {
  const { runs, task, targets } = await overview()
  assert.deepEqual([runs, task], [[], null])
  assert.equal(targets[0].id, 'guard')
  const missing = (id: string) => targets.find((one: { id: string }) => one.id === id).missing
  assert.deepEqual(missing('cases.dispatch'), [])
  assert.deepEqual(missing('models.measure'), ['task', 'version'])
})

test('only who may attack does; what cannot be attacked is named', async () => {
  for (const account of ['seat1', 'audit-admin', 'data-steward1'])
    assert.equal((await ask(account, 'POST', '/api/redteam/runs', { target: 'guard' })).status, 403, account)
  assert.equal((await ask('seat1', 'GET', '/api/redteam')).status, 403)
  assert.equal((await ask('audit-admin', 'GET', '/api/redteam')).status, 200)
  const unknown = await ask('ai-engineer1', 'POST', '/api/redteam/runs', { target: 'cases.none' })
  assert.deepEqual([unknown.status, unknown.body.code], [404, 'kernel.redteam-target'])
  const needy = await ask('ai-engineer1', 'POST', '/api/redteam/runs', { target: 'models.measure' })
  assert.deepEqual([needy.status, needy.body.code], [422, 'kernel.redteam-input'])
  assert.ok(
    (await ask('ai-engineer1', 'POST', '/api/redteam/runs', { target: 'guard', seed: -1 })).status >= 400,
  )
  assert.deepEqual((await overview()).runs, [])
})

test('a run is started, one at a time, ends in a report, and is read again with all its figures', async () => {
  const started = await ask('ai-engineer1', 'POST', '/api/redteam/runs', {
    target: 'cases.dispatch',
    seed: 4,
  })
  assert.equal(started.status, 202)
  const second = await ask('ai-engineer1', 'POST', '/api/redteam/runs', { target: 'guard' })
  if (second.status !== 202) assert.equal(second.body.code, 'kernel.redteam-runs')
  const task = await ended()
  assert.equal(task.state, 'done', JSON.stringify(task))
  const { runs } = await overview()
  const own = runs.find((one: { target: string }) => one.target === 'cases.dispatch')
  const { body: run } = await ask('audit-admin', 'GET', `/api/redteam/runs/${own.runId}`)
  assert.equal(run.report.seed, 4)
  assert.deepEqual(run.caught, run.report.caught)
  assert.equal(run.report.caught.total + run.report.alarmed.total, task.total)
  assert.ok(run.report.changed, 'effects are measured against an algorithm')
  const { body: filtered } = await ask('audit-admin', 'GET', '/api/redteam?target=models.measure')
  assert.deepEqual(filtered.runs, [])
  assert.equal(
    (await ask('audit-admin', 'GET', `/api/redteam/runs/${noSuch}`)).body.code,
    'kernel.redteam-not-found',
  )
})

test('no decision was made by attacking, and nobody finds one', async () => {
  const { body } = await ask('audit-admin', 'GET', '/api/decisions')
  assert.deepEqual(body.items, [])
})

test('the report is Markdown in the reader’s language', async () => {
  const [run] = (await overview()).runs
  const url = `/api/redteam/runs/${run.runId}/report.md`
  const chinese = await ask('audit-admin', 'GET', url)
  assert.match(String(chinese.headers['content-type']), /text\/markdown/)
  assert.match(String(chinese.headers['content-disposition']), /redteam-.*\.md/)
  assert.match(String(chinese.body), /^# 红队测试报告/)
  assert.match(String((await ask('audit-admin', 'GET', url, undefined, 'en')).body), /^# Red-team report/)
  assert.equal((await ask('seat1', 'GET', url)).status, 403)
})

test('a run that has ended is not cancelled, and a task of another kind is none of ours', async () => {
  const { task } = await overview()
  const again = await ask('security-admin', 'POST', `/api/redteam/tasks/${task.taskId}/cancel`)
  assert.deepEqual([again.status, again.body.state], [200, task.state])
  assert.equal((await ask('security-admin', 'POST', `/api/redteam/tasks/${noSuch}/cancel`)).status, 404)
  assert.equal((await ask('seat1', 'POST', `/api/redteam/tasks/${task.taskId}/cancel`)).status, 403)
})

test('what was ruled on an alarm is asked about in the next run', async () => {
  const advice = await ask('seat1', 'POST', '/api/cases/advice', {
    draftId: noSuch,
    subject: '',
    detail: '公示牌13812345678没换',
    regionId: null,
  })
  const { body: made } = await ask('seat1', 'POST', '/api/guard/alarms', {
    decisionId: advice.body.advice.decisionId,
    claim: 'false-alarm',
    about: 'mobile',
    words: '13812345678',
    why: '这是备案号',
  })
  await ask('security-admin', 'POST', `/api/guard/alarms/${made.alarmId}/rule`, {
    verdict: 'upheld',
    reason: '核对过',
  })
  assert.equal((await ask('security-admin', 'POST', '/api/redteam/runs', { target: 'guard' })).status, 202)
  const { runId } = await ended()
  const { body } = await ask('security-admin', 'GET', `/api/redteam/runs/${runId}`)
  assert.deepEqual(body.report.reported, { total: 1, failed: [] })
})
