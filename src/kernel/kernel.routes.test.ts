import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readEntries } from '#ledger/index.ts'
import { browserOf } from '../../test/fixtures/browser.ts'
import { type TestHub, testHub } from '../../test/fixtures/hub.ts'

const words = '小区路灯坏了三天，晚上一片漆黑'
interface Listed {
  items: { decisionId: string; algorithm: string; outcome: string; subject: string; madeAt: string }[]
}

let hub: TestHub
before(async () => {
  hub = await testHub()
  const seat = await browserOf(hub, 'seat1')
  for (const detail of [words, `${words}，请尽快修`, '物业收了两次停车费'])
    await seat.act('/api/cases/advice', {
      draftId: crypto.randomUUID(),
      subject: '',
      detail,
      regionId: null,
    })
})
after(() => hub.close())

async function get(url: string, account?: string) {
  const headers = account ? { authorization: `Bearer ${await hub.token(account)}` } : {}
  const answer = await hub.server.inject({ url, headers })
  return { status: answer.statusCode, text: answer.body, headers: answer.headers, json: () => answer.json() }
}
const reader = 'ai-engineer1'
const listed = async (query = ''): Promise<Listed['items']> => {
  const { status, text, json } = await get(`/api/decisions?${query}`, reader)
  assert.equal(status, 200, text)
  return (json() as Listed).items
}

test('everybody sees which algorithms run here, with risk and gate, and nothing of how they run', async () => {
  const { status, json } = await get('/api/algorithms')
  assert.equal(status, 200)
  const { items } = json() as { items: Record<string, unknown>[] }
  assert.deepEqual(
    items.map(one => one.id),
    hub.hub.kernel.algorithms.map(one => one.id),
  )
  for (const one of items)
    assert.deepEqual(Object.keys(one).toSorted(), [
      'gate',
      'id',
      'owner',
      'purpose',
      'risk',
      'title',
      'version',
    ])
  assert.ok(items.every(one => one.gate !== 'none' && one.risk !== 'prohibited'))
})

test('decisions are listed for who may read them, as facts without words, newest first', async () => {
  const items = await listed()
  assert.ok(items.length >= 3)
  const moments = items.map(one => one.madeAt)
  assert.deepEqual(moments, moments.toSorted().toReversed())
  assert.ok(!JSON.stringify(items).includes('路灯'))
  const [first] = items
  for (const url of ['/api/decisions', `/api/decisions/${first!.decisionId}`]) {
    assert.equal((await get(url)).status, 401, 'a visitor')
    assert.equal((await get(url, 'seat1')).status, 403, 'a seat')
  }
})

test('filters of the list hold together, a page goes on where the one before ended', async () => {
  const all = await listed()
  const [one] = all
  const same = await listed(`algorithm=${one!.algorithm}&outcome=${one!.outcome}&limit=200`)
  assert.deepEqual(
    same,
    all.filter(({ algorithm, outcome }) => algorithm === one!.algorithm && outcome === one!.outcome),
  )
  assert.deepEqual(await listed('algorithm=no.such'), [])
  assert.deepEqual(
    await listed(`subject=${encodeURIComponent(one!.subject)}`),
    all.filter(({ subject }) => subject === one!.subject),
  )
  const { account, moment } = { account: 'seat1', moment: encodeURIComponent(all[1]!.madeAt) }
  assert.deepEqual(await listed(`account=${account}`), all)
  assert.deepEqual(await listed('account=system'), [])
  assert.deepEqual(await listed('verdict=open'), all)
  assert.deepEqual(await listed('verdict=adopted'), [])
  assert.deepEqual(await listed('model=none'), [])
  assert.deepEqual(
    await listed(`since=${moment}`),
    all.filter(({ madeAt }) => madeAt >= all[1]!.madeAt),
  )
  assert.deepEqual(
    await listed(`until=${moment}`),
    all.filter(({ madeAt }) => madeAt < all[1]!.madeAt),
  )
  assert.deepEqual(await listed('confidenceBelow=0'), [])
  assert.deepEqual((await listed('level=L3')).length + (await listed('level=L2')).length, all.length)
  const head = await listed('limit=2')
  assert.deepEqual([...head, ...(await listed(`before=${head[1]!.decisionId}`))], all)
})

for (const query of [
  'limit=0',
  'limit=201',
  'limit=x',
  'outcome=perfect',
  'verdict=maybe',
  'since=yesterday',
  'confidenceBelow=2',
  'before=yesterday',
  `subject=${'x'.repeat(201)}`,
])
  test(`a list with ${query.slice(0, 16)} is refused`, async () => {
    assert.equal((await get(`/api/decisions?${query}`, reader)).status, 400)
  })

test('what is found goes out as a labelled file, and the question is on record', async () => {
  const all = await listed()
  const file = await get('/api/exports/decisions?account=seat1&verdict=open', reader)
  assert.equal(file.status, 200)
  const lines = file.text.trim().split('\r\n')
  assert.match(lines[0]!, /^"本内容由人工智能生成.*AIGC=/)
  assert.match(lines[1]!, /^"编号","作出时间"/)
  assert.equal(lines.length, all.length + 2)
  assert.ok(!file.text.includes('路灯'))
  const { ProduceID } = JSON.parse(String(file.headers.aigc)) as { ProduceID: string }
  const [entry] = await readEntries(hub.base.database, `export:${ProduceID}`)
  assert.equal(entry?.kind, 'decision.list-exported')
  assert.equal((await get('/api/exports/decisions', 'seat1')).status, 403)
})

test('one decision: an id that is none, one that is nobody’s, and a purpose that is none are told apart', async () => {
  const [one] = await listed()
  const status = async (path: string) => (await get(`/api/decisions/${path}`, reader)).status
  assert.equal(await status('none'), 400)
  assert.equal(await status(crypto.randomUUID()), 404)
  assert.equal(await status(`${one!.decisionId}?purpose=curiosity`), 400)
  assert.equal(await status(one!.decisionId), 200)
})

test('one decision carries its label in the body and in the header, and no words for who is not cleared, whatever for', async () => {
  const one = (await listed()).find(({ outcome }) => outcome === 'advised' || outcome === 'abstained')!
  const { text, headers, json } = await get(`/api/decisions/${one.decisionId}`, reader)
  assert.equal(JSON.parse(String(headers.aigc)).ProduceID, one.decisionId)
  assert.equal((json() as { label: { aigc: { ProduceID: string } } }).label.aigc.ProduceID, one.decisionId)
  const asked = await get(`/api/decisions/${one.decisionId}?purpose=audit`, reader)
  assert.equal(asked.status, 200)
  for (const shown of [text, asked.text]) assert.ok(!shown.includes('路灯') && !shown.includes('停车费'))
  const looks = async () =>
    (await readEntries(hub.base.database, one.subject)).filter(
      ({ kind }) => kind === 'decision.content-looked',
    )
  assert.deepEqual(await looks(), [])
})
