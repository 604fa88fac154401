import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, browserOf } from '../../../test/fixtures/browser.ts'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'
import { questionPool } from './question-pool.ts'

let hub: TestHub
let lead: Browser
let useCaseId = ''
const wanted = {
  title: '政策问答素材',
  purpose: '把公开的政策文件改写成问答素材，由经办人逐条核对。',
  tool: '外部大模型',
  toolPlace: 'outside',
  departmentId: null,
  dataLevel: 'L2',
  harm: 3,
  citizensSee: true,
  prohibited: [],
}
const inAYear = () => new Date(Date.now() + 200 * 86_400_000).toISOString().slice(0, 10)

interface Listed {
  items: {
    useCaseId: string
    gate: string
    risk: string
    hindrance: string | null
    requestedBy: string | null
  }[]
}

async function train(browser: Browser): Promise<boolean> {
  const { attemptId, questions } = await browser.act<{
    attemptId: string
    questions: { question: string; answers: { zh: string }[] }[]
  }>('/api/training/attempts', {})
  const chosen = questions.map(({ question, answers }) => {
    const right = questionPool.find(one => one.id === question)!.answers[0].zh
    return answers.findIndex(one => one.zh === right)
  })
  const { passed } = await browser.act<{ passed: boolean }>(`/api/training/attempts/${attemptId}`, { chosen })
  return passed
}

before(async () => {
  hub = await testHub()
  lead = await browserOf(hub, 'dispatcher1')
})
after(() => hub.close())

test('staff ask; the public and citizens do not even read; nonsense is refused in words', async () => {
  const visitor = await browserOf(hub)
  const citizen = await browserOf(hub, 'citizen1')
  for (const [browser, status] of [
    [visitor, 401],
    [citizen, 403],
  ] as const) {
    assert.equal((await browser.get('/api/use-cases')).status, status)
    assert.equal((await browser.post('/api/use-cases', wanted)).status, status)
    assert.equal((await browser.get('/api/training')).status, status)
  }
  for (const changes of [
    { title: '' },
    { purpose: '短' },
    { purpose: 'x'.repeat(2001) },
    { toolPlace: 'somewhere' },
    { dataLevel: 'L9' },
    { harm: 4 },
    { harm: 1.5 },
    { prohibited: ['anything'] },
    { citizensSee: 'yes' },
  ])
    assert.equal(
      (await lead.post('/api/use-cases', { ...wanted, ...changes })).status,
      400,
      JSON.stringify(changes),
    )
  const refused = await lead.post<{ code: string }>('/api/use-cases', { ...wanted, dataLevel: 'L3' })
  assert.deepEqual([refused.status, refused.body.code], [400, 'kernel.use-case-refused'])
  const made = await lead.post<{ useCaseId: string }>('/api/use-cases', wanted)
  assert.equal(made.status, 201)
  useCaseId = made.body.useCaseId
})

test('approval is for the security administrator, never by a token', async () => {
  const decision = { approve: true, validUntil: inAYear(), conditions: '仅限公开文件' }
  const at = `/api/use-cases/${useCaseId}/decision`
  for (const account of ['dispatcher1', 'leader1', 'ai-engineer1'])
    assert.equal((await (await browserOf(hub, account)).post(at, decision)).status, 403, account)
  const authorization = `Bearer ${await hub.token('leader1')}`
  const byToken = await hub.server.inject({
    method: 'POST',
    url: at,
    headers: { authorization },
    payload: decision,
  })
  assert.equal(byToken.statusCode, 403)
})

test('what is weighed as high takes training and a second pair of eyes, by account', async () => {
  const { items } = await lead.read<Listed>('/api/use-cases')
  const [one] = items
  assert.deepEqual([one?.risk, one?.gate, one?.hindrance], ['high', 'two-humans-confirm', 'not-approved'])
  assert.equal(one?.requestedBy, 'dispatcher1')
  await hub.base.owner
    .updateTable('kernel.use_case' as never)
    .set({ state: 'approved', decided_by: 'x', decided_at: new Date(), valid_until: inAYear() } as never)
    .execute()
  const use = { task: '九月政策问答', dataLevel: 'L2', used: true, checked: true, checkedBy: 'seat1' }
  const at = `/api/use-cases/${useCaseId}/uses`
  assert.equal((await lead.post<{ code: string }>(at, use)).body.code, 'kernel.use-not-allowed')
  assert.equal(await train(lead), true)
  assert.equal((await lead.read<{ valid: boolean }>('/api/training')).valid, true)
  const codes = [
    [{ checkedBy: null }, 'kernel.use-unchecked'],
    [{ checkedBy: 'dispatcher1' }, 'kernel.unknown-checker'],
    [{ checkedBy: 'nobody-here' }, 'kernel.unknown-checker'],
    [{ dataLevel: 'L3' }, 'kernel.use-above-level'],
    [{ task: '' }, 'base.invalid-input'],
  ] as const
  for (const [changes, wantedCode] of codes)
    assert.equal((await lead.post<{ code: string }>(at, { ...use, ...changes })).body.code, wantedCode)
  assert.equal((await lead.post(at, use)).status, 201)
  const mine = await lead.read<{ items: { person: string; checkedBy: string; task: string }[] }>(at)
  assert.deepEqual(
    mine.items.map(({ person, checkedBy, task }) => ({ person, checkedBy, task })),
    [{ person: 'dispatcher1', checkedBy: 'seat1', task: use.task }],
  )
  const other = await browserOf(hub, 'seat1')
  assert.deepEqual((await other.read<{ items: unknown[] }>(at)).items, [], 'others do not read it')
})

test('who asked takes it back; the test is limited and its answers never lie about', async () => {
  const seat = await browserOf(hub, 'seat1')
  assert.equal((await seat.post(`/api/use-cases/${useCaseId}/withdrawal`, {})).status, 404)
  assert.equal((await lead.post(`/api/use-cases/${useCaseId}/withdrawal`, {})).status, 200)
  const begun = await seat.send('POST', '/api/training/attempts', {})
  assert.equal(begun.status, 201)
  assert.ok(!begun.text.includes('because') && !begun.text.includes('solution'))
  const { attemptId } = begun.json<{ attemptId: string }>()
  for (const chosen of [[], [0], new Array(10).fill(9), new Array(11).fill(0), 'x'])
    assert.equal((await seat.post(`/api/training/attempts/${attemptId}`, { chosen })).status, 400)
  const failed = await seat.post<{ passed: boolean }>(`/api/training/attempts/${attemptId}`, {
    chosen: new Array(10).fill(3),
  })
  assert.deepEqual([failed.status, failed.body.passed], [200, false])
  for (let n = 0; n < 2; n++) await seat.act('/api/training/attempts', {})
  assert.equal((await seat.post('/api/training/attempts', {})).status, 429)
})
