import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'

let hub: TestHub
before(async () => {
  hub = await testHub()
  // Administrators begin with a second factor; how that is set up is not what is tested here.
  await sql`update identity.sign_in_user set "twoFactorEnabled" = true`.execute(hub.base.owner)
})
after(() => hub.close())

const noSuch = '01890000-0000-7000-8000-000000000000'
let drafts = 0

async function ask(account: string, method: 'GET' | 'POST', url: string, body?: object) {
  const answer = await hub.server.inject({
    method,
    url,
    ...(body ? { payload: body } : {}),
    headers: { authorization: `Bearer ${await hub.token(account)}`, 'accept-language': 'zh-CN' },
  })
  return {
    status: answer.statusCode,
    body: /application\/(problem\+)?json/.test(String(answer.headers['content-type']))
      ? answer.json()
      : answer.body,
    headers: answer.headers,
  }
}

/** What a seat types, and the decision made of it. */
async function decide(detail: string): Promise<string> {
  const draftId = `01890000-0000-7000-8000-${String(++drafts).padStart(12, '0')}`
  const { status, body } = await ask('seat1', 'POST', '/api/cases/advice', {
    draftId,
    subject: '',
    detail,
    regionId: null,
  })
  assert.equal(status, 200, JSON.stringify(body))
  return body.advice.decisionId
}

const report = (decisionId: string, changes: object = {}) =>
  ask('seat1', 'POST', '/api/guard/alarms', {
    decisionId,
    claim: 'false-alarm',
    about: 'mobile',
    words: '13812345678',
    why: '这是备案号',
    ...changes,
  })
const rule = (alarmId: string, body: object) =>
  ask('security-admin', 'POST', `/api/guard/alarms/${alarmId}/rule`, body)
const findings = async (decisionId: string): Promise<string[]> => {
  const { body } = await ask('security-admin', 'GET', `/api/guard/items/${decisionId}`)
  return (body.item?.findings ?? []).map((one: { type: string }) => one.type)
}

test('who reports, who reads and who rules are three different matters', async () => {
  const decisionId = await decide('公示牌13812345678没换，路灯坏了')
  const made = await report(decisionId)
  assert.equal(made.status, 201)
  for (const account of ['handler-water', 'leader1', 'ai-engineer1', 'security-admin']) {
    const { status } = await ask(account, 'POST', '/api/guard/alarms', {
      decisionId,
      claim: 'missed',
      about: 'name',
      words: '路灯',
      why: '试一试',
    })
    assert.ok([201, 409].includes(status), `${account} ${status}`)
  }
  for (const account of ['seat1', 'handler-water', 'leader1'])
    assert.equal((await ask(account, 'GET', '/api/guard/alarms')).status, 403, account)
  const ruling = { verdict: 'upheld', reason: '核对过' }
  for (const account of ['seat1', 'ai-engineer1', 'audit-admin'])
    assert.equal(
      (await ask(account, 'POST', `/api/guard/alarms/${made.body.alarmId}/rule`, ruling)).status,
      403,
      account,
    )
  assert.equal((await ask('ai-engineer1', 'GET', '/api/guard/alarms')).status, 200)
  assert.equal((await ask('ai-engineer1', 'GET', '/api/guard/alarms/rows.jsonl')).status, 403)
})

test('an upheld alarm is in force with the next request, over the whole way; its end brings the finding back', async () => {
  const text = '宣传册上印着13812345670，井盖丢了'
  const first = await decide(text)
  assert.deepEqual(await findings(first), ['mobile'])
  const { body: made } = await report(first, { words: '13812345670' })
  const ruled = await rule(made.alarmId, { verdict: 'upheld', reason: '核对过' })
  assert.equal(ruled.status, 200)
  assert.deepEqual(await findings(await decide(`${text}。`)), [])
  const end = `/api/guard/exceptions/${ruled.body.exceptionId}/end`
  assert.equal((await ask('security-admin', 'POST', end)).status, 200)
  assert.equal((await ask('security-admin', 'POST', end)).body.code, 'kernel.exception-not-found')
  assert.deepEqual(await findings(await decide(`${text}！`)), ['mobile'])
})

test('what is wrong with a report or a ruling is said in a sentence, and nothing of the content comes back', async () => {
  const decisionId = await decide('海报13812345671没撕，李雷说的')
  const wrong: [object, number, string][] = [
    [{ words: '别处的话' }, 422, 'kernel.alarm-words-not-found'],
    [{ words: undefined }, 422, 'kernel.alarm-words-not-found'],
    [{ words: undefined, start: 0, end: 999 }, 422, 'kernel.alarm-words-not-found'],
    [{ decisionId: noSuch }, 404, 'kernel.decision-not-found'],
    [{ about: 'everything' }, 422, 'base.invalid-input'],
    [{ words: undefined, start: 3 }, 422, 'base.invalid-input'],
    [{ why: '' }, 422, 'base.invalid-input'],
    [{ words: '\u0000\u200b' }, 422, 'base.invalid-input'],
  ]
  for (const [changes, status, code] of wrong) {
    const answer = await report(decisionId, { words: '13812345671', ...changes })
    assert.ok([status, 400].includes(answer.status), `${JSON.stringify(changes)} ${answer.status}`)
    if (!code.startsWith('base.')) assert.equal(answer.body.code, code)
    assert.ok(!JSON.stringify(answer.body).includes('李雷'))
  }
  const { body: made } = await report(decisionId, { words: '13812345671' })
  assert.equal((await report(decisionId, { words: '13812345671' })).body.code, 'kernel.alarm-reported')
  const wide = await rule(made.alarmId, { verdict: 'upheld', reason: '核对过', before: '手机号' })
  assert.deepEqual([wide.status, wide.body.code], [422, 'kernel.exception-too-wide'])
  assert.match(wide.body.title, /太宽/)
  assert.ok((await rule(made.alarmId, { verdict: 'maybe', reason: '核对过' })).status >= 400)
  assert.equal(
    (await rule(noSuch, { verdict: 'rejected', reason: '核对过' })).body.code,
    'kernel.alarm-not-found',
  )
  assert.equal((await rule(made.alarmId, { verdict: 'rejected', reason: '是号码' })).status, 200)
  const twice = await rule(made.alarmId, { verdict: 'upheld', reason: '再想想' })
  assert.deepEqual([twice.status, twice.body.code], [409, 'kernel.alarm-ruled'])
})

test('the queue is filtered by state and paged, each alarm once', async () => {
  const decisionId = await decide('甲乙丙丁戊己庚辛')
  for (const words of ['甲', '乙', '丙', '丁', '戊'])
    assert.equal((await report(decisionId, { claim: 'missed', about: 'name', words })).status, 201)
  const seen: string[] = []
  let before: string | undefined
  do {
    const { body } = await ask(
      'security-admin',
      'GET',
      `/api/guard/alarms?limit=2${before ? `&before=${before}` : ''}`,
    )
    assert.ok(body.items.length <= 2)
    seen.push(...body.items.map((one: { alarmId: string }) => one.alarmId))
    before = body.next ?? undefined
  } while (before)
  assert.equal(new Set(seen).size, seen.length)
  const { body: all } = await ask('security-admin', 'GET', '/api/guard/alarms?limit=100')
  assert.deepEqual(
    all.items.map((one: { alarmId: string }) => one.alarmId),
    seen,
  )
  const { body: open } = await ask('security-admin', 'GET', '/api/guard/alarms?state=open&limit=100')
  assert.equal(open.items.length, open.open)
  assert.ok(open.items.every((one: { state: string }) => one.state === 'open'))
  assert.ok(open.open < seen.length, 'some were ruled on')
  assert.ok((await ask('security-admin', 'GET', '/api/guard/alarms?state=lost')).status >= 400)
})

test('training rows come as a file, one JSON a line, without a value', async () => {
  const decisionId = await decide('横幅13812345672没拆')
  const { body: made } = await report(decisionId, { words: '13812345672' })
  await rule(made.alarmId, { verdict: 'upheld', reason: '核对过', before: '横幅' })
  const { body, headers } = await ask('security-admin', 'GET', '/api/guard/alarms/rows.jsonl')
  assert.match(String(headers['content-disposition']), /guard-alarms\.jsonl/)
  const rows = String(body)
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  const own = rows.find(one => one.id === made.alarmId)
  assert.deepEqual([own.text, own.type, own.label], ['横幅00000000000没拆', 'mobile', 'is-not'])
  assert.ok(!/138123456/.test(String(body)))
  assert.deepEqual(await findings(await decide('横幅13987654321还在')), [])
  assert.deepEqual(await findings(await decide('横幅上有人，电话13987654321')), ['mobile'])
})
