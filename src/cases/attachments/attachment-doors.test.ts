import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'
import { multipartOf, type Part } from '../../../test/fixtures/multipart.ts'
import { publicReport } from './attachments.fixture.ts'
import { mp4, noisyPhoto, pdf } from './files.fixture.ts'

type Account = string | null
let hub: TestHub

before(async () => {
  hub = await testHub({ variables: { CHENGSHU_DOCUMENT_MEGABYTES: '1', CHENGSHU_PICTURE_MEGABYTES: '2' } })
})
after(() => hub.close())

const as = async (account: Account): Promise<Record<string, string>> =>
  account === null ? {} : { authorization: `Bearer ${await hub.token(account)}` }

interface Asked {
  method?: 'GET' | 'POST' | 'DELETE' | 'HEAD'
  url: string
  payload?: Buffer | object
  headers?: Record<string, string>
}

// The public is counted by its address: each test comes from another.
let from = 0
beforeEach(() => {
  from++
})

async function ask(account: Account, { method = 'GET', url, payload, headers }: Asked) {
  const all = { ...(await as(account)), ...headers }
  return await hub.server.inject({
    remoteAddress: `10.0.0.${from}`,
    method,
    url,
    headers: all,
    ...(payload ? { payload } : {}),
  })
}

async function reported(account: Account = null, regionId: string | null = null) {
  const answer = await ask(account, {
    method: 'POST',
    url: '/api/public/reports',
    payload: {
      ...publicReport(),
      regionId,
      reporter: { name: null, phone: null, anonymous: account === null },
    },
  })
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json() as { caseId: string; followUpCode: string }
}

const at = (caseId: string) => `/api/cases/${caseId}/attachments`
const atCode = (code: string) => `/api/public/reports/${code}/attachments`

async function send(account: Account, path: string, given: Partial<Part> & { uploadId?: string } = {}) {
  const { uploadId = crypto.randomUUID(), ...part } = given
  const content = part.content ?? (await noisyPhoto(20, 20))
  const form = multipartOf([{ name: 'file', fileName: 'a.jpg', ...part, content }])
  return await ask(account, { method: 'POST', url: `${path}?uploadId=${uploadId}`, ...form })
}

/** The numbers that nothing refused may change. */
async function left(caseId: string): Promise<string> {
  const { rows } = await sql<{ found: string }>`
    select (select count(*) from cases.attachment where case_id = ${caseId}) || ' files, ' ||
      (select count(*) from cases.event where case_id = ${caseId}) || ' events' as found`.execute(
    hub.base.owner,
  )
  return rows[0]!.found
}

test('who may do what with the files of a case, by role, for a case of the water department', async t => {
  const { caseId } = await reported()
  await sql`update cases.case_record set state = 'handling', department_id = 'dept-water' where id = ${caseId}`.execute(
    hub.base.owner,
  )
  const { attachmentId } = (await send('dispatcher1', at(caseId))).json() as { attachmentId: string }
  const one = `${at(caseId)}/${attachmentId}`
  const before = await left(caseId)
  const acts: Record<string, (account: Account) => Promise<{ statusCode: number }>> = {
    list: account => ask(account, { url: at(caseId) }),
    open: account => ask(account, { url: `${one}/original` }),
    small: account => ask(account, { url: `${one}/thumbnail` }),
    withdraw: account => ask(account, { method: 'DELETE', url: `${one}/release` }),
    add: account => send(account, at(caseId), { content: 'MZ not taken' }),
    remove: account => ask(account, { method: 'DELETE', url: one }),
  }
  // 415: the way was open, the file is not taken. Nobody in this table takes the file away.
  const golden: [Account, Record<string, number>][] = [
    [null, { list: 401, open: 401, small: 401, withdraw: 401, add: 401, remove: 401 }],
    ['citizen1', { list: 404, open: 404, small: 404, withdraw: 403, add: 404, remove: 404 }],
    ['seat1', { list: 200, open: 200, small: 200, withdraw: 403, add: 415, remove: 403 }],
    ['dispatcher2', { list: 200, open: 200, small: 200, withdraw: 200, add: 415 }],
    ['handler-water', { list: 200, open: 200, small: 200, withdraw: 403, add: 415, remove: 403 }],
    ['lead-water', { list: 200, open: 200, small: 200, withdraw: 200, add: 415 }],
    ['handler-urban', { list: 404, open: 404, small: 404, withdraw: 403, add: 404, remove: 404 }],
    ['lead-urban', { list: 404, open: 404, small: 404, withdraw: 404, add: 404, remove: 404 }],
    ['analyst1', { withdraw: 403, add: 403, remove: 403 }],
    ['system-admin', { list: 403, open: 403, small: 403, withdraw: 403, add: 403, remove: 403 }],
    ['audit-admin', { withdraw: 403, add: 403, remove: 403 }],
  ]
  for (const [account, expected] of golden)
    await t.test(account ?? 'nobody', async () => {
      const found: Record<string, number> = {}
      for (const name of Object.keys(expected)) found[name] = (await acts[name]!(account)).statusCode
      assert.deepEqual(found, expected)
    })
  assert.equal(await left(caseId), before)
  await t.test('who may not remove or release learns nothing of what is not there', async () => {
    for (const account of ['lead-urban', 'citizen1']) {
      const nowhere = `${at(crypto.randomUUID())}/${attachmentId}`
      const [there, absent] = [await ask(account, { url: at(caseId) }), await ask(account, { url: nowhere })]
      assert.deepEqual([there.statusCode, absent.statusCode], [404, 404])
      assert.equal(there.json().code ?? '', 'base.not-found')
    }
    const wrong = [`${at(caseId)}/nonsense/original`, `${at('x')}/${attachmentId}/original`, `${one}/secret`]
    for (const url of wrong) assert.ok([400, 404].includes((await ask('seat1', { url })).statusCode), url)
  })
})

test('a citizen signed in: the own case alone, the own files alone, until it is closed', async () => {
  const { caseId, followUpCode } = await reported('citizen1')
  const path = at(caseId)
  const staff = (await send('seat1', path)).json() as { attachmentId: string }
  const mine = await send('citizen1', path)
  assert.equal(mine.statusCode, 201, mine.body)
  const { attachmentId } = mine.json() as { attachmentId: string }
  const list = (await ask('citizen1', { url: path })).json() as {
    items: Record<string, unknown>[]
    mayAdd: boolean
  }
  assert.deepEqual(
    list.items.map(one => [one.attachmentId, one.mayOpen, one.mayRelease, one.mayRemove, one.byPublic]),
    [[attachmentId, true, false, true, true]],
  )
  assert.equal((await ask('citizen1', { url: `${path}/${attachmentId}/original` })).statusCode, 200)
  assert.equal((await ask('citizen1', { url: `${path}/${staff.attachmentId}/original` })).statusCode, 404)
  for (const account of ['citizen2', 'lead-urban']) {
    assert.equal((await ask(account, { url: path })).statusCode, 404, account)
    assert.equal((await ask(account, { url: `${path}/${attachmentId}/original` })).statusCode, 404, account)
  }
  const taken = await ask('citizen1', { method: 'DELETE', url: `${path}/${staff.attachmentId}` })
  assert.ok([403, 404].includes(taken.statusCode), taken.body)
  const again = await ask('citizen1', { method: 'DELETE', url: `${path}/${attachmentId}` })
  assert.equal(again.statusCode, 200, again.body)
  // What was taken away does not count against the number the public may add.
  const followed = (await ask(null, { url: atCode(followUpCode) })).json() as { files: number; left: number }
  assert.deepEqual([followed.files, followed.left], [0, 9])
  await sql`update cases.case_record set state = 'closed', disposition = 'resolved', closed_at = now()
    where id = ${caseId}`.execute(hub.base.owner)
  for (const [account, where] of [
    ['citizen1', path],
    [null, atCode(followUpCode)],
  ] as const) {
    const late = await send(account, where)
    assert.deepEqual([late.statusCode, late.json().code], [409, 'cases.attachment-case-closed'])
  }
  assert.equal((await ask('citizen1', { url: path })).json().mayAdd, false)
  assert.equal((await send('seat1', path)).statusCode, 201, 'staff completes a closed case')
})

test('forms that are no forms, from the public door, are clear refusals and leave nothing', async t => {
  const { caseId, followUpCode } = await reported()
  const before = await left(caseId)
  const url = `${atCode(followUpCode)}?uploadId=${crypto.randomUUID()}`
  const content = await noisyPhoto(20, 20)
  const file: Part = { name: 'file', fileName: 'a.jpg', content }
  const golden: [string, Partial<Asked>, number][] = [
    ['a form without end', multipartOf([file], { end: '' }), 400],
    ['a form without anything', multipartOf([]), 400],
    ['a field where the file should be', multipartOf([{ name: 'file', content: 'hello' }]), 400],
    ['an empty file', multipartOf([{ ...file, content: '' }]), 400],
    ['an empty file without a name', multipartOf([{ ...file, fileName: '', content: '' }]), 400],
    ['no boundary', { ...multipartOf([file]), headers: { 'content-type': 'multipart/form-data' } }, 400],
    [
      'another boundary',
      { ...multipartOf([file]), headers: { 'content-type': 'multipart/form-data; boundary=other' } },
      400,
    ],
    ['JSON', { payload: { file: 'x' } }, 415],
    [
      'a form of text',
      { payload: Buffer.from('file=x'), headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
    ],
    ['bytes', { payload: content, headers: { 'content-type': 'image/jpeg' } }, 415],
    ['nothing', {}, 415],
    ['an id that is none', { ...multipartOf([file]), url: `${atCode(followUpCode)}?uploadId=1` }, 400],
    ['no id', { ...multipartOf([file]), url: atCode(followUpCode) }, 400],
    ['two ids', { ...multipartOf([file]), url: `${url}&uploadId=${crypto.randomUUID()}` }, 400],
    [
      'a code nobody has',
      { ...multipartOf([file]), url: url.replace(followUpCode, '0000-0000-0000-0000') },
      404,
    ],
    ['a code of 70 signs', { ...multipartOf([file]), url: url.replace(followUpCode, '0'.repeat(70)) }, 400],
  ]
  for (const [name, asked, status] of golden)
    await t.test(name, async () => {
      const fresh = url.replace(/uploadId=.*$/, `uploadId=${crypto.randomUUID()}`)
      const answer = await ask(null, { method: 'POST', url: fresh, ...asked })
      assert.equal(answer.statusCode, status, answer.body)
      assert.match(String(answer.headers['content-type']), /problem\+json/)
      assert.ok((answer.json() as { title: string }).title.length > 3)
    })
  assert.equal(await left(caseId), before)
  await t.test('of several files and fields the first file is taken', async () => {
    const fields = Array.from({ length: 25 }, (_, n) => ({ name: `field${n}`, content: 'x' }))
    for (const parts of [
      [file, { ...file, fileName: 'b.jpg' }],
      [...fields, file],
      [file, ...fields],
    ]) {
      const other = `${atCode(followUpCode)}?uploadId=${crypto.randomUUID()}`
      const answer = await ask(null, { method: 'POST', url: other, ...multipartOf(parts) })
      assert.equal(answer.statusCode, 201, answer.body)
    }
    assert.equal(await left(caseId), '3 files, 4 events')
  })
})

test('the same upload at the same moment is one file; its id in another case is another', async () => {
  const [one, other] = [await reported(), await reported()]
  const uploadId = crypto.randomUUID()
  const content = await noisyPhoto(20, 20)
  const given = { uploadId, content }
  const answers = await Promise.all([
    send(null, atCode(one.followUpCode), given),
    send('seat1', at(one.caseId), given),
    send('dispatcher1', at(one.caseId), { uploadId, content: pdf, fileName: 'b.pdf' }),
    send(null, atCode(one.followUpCode), given),
  ])
  assert.deepEqual(
    answers.map(answer => answer.statusCode),
    [201, 201, 201, 201],
  )
  assert.equal(new Set(answers.map(answer => answer.json().attachmentId)).size, 1)
  assert.equal(await left(one.caseId), '1 files, 2 events')
  const elsewhere = await send('seat1', at(other.caseId), given)
  assert.notEqual(elsewhere.json().attachmentId, answers[0]!.json().attachmentId)
  assert.equal(await left(other.caseId), '1 files, 2 events')
  // Whoever takes it away in one case leaves it to the other, which has the same bytes.
  const removed = await ask('dispatcher1', {
    method: 'DELETE',
    url: `${at(one.caseId)}/${answers[0]!.json().attachmentId}`,
  })
  assert.equal(removed.statusCode, 200)
  const url = `${at(other.caseId)}/${elsewhere.json().attachmentId}/original`
  assert.equal((await ask('seat1', { url })).statusCode, 200)
  const late = await send(null, atCode(one.followUpCode), given)
  assert.equal(late.json().attachmentId, answers[0]!.json().attachmentId, 'sent again it does not come back')
  assert.equal((await ask('seat1', { url: at(one.caseId) })).json().items[0].removedAt === null, false)
})

test('ten at once by the public: nine are taken, however they race', async () => {
  const { caseId, followUpCode } = await reported()
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => send(null, atCode(followUpCode), { content: pdf, fileName: 'a.pdf' })),
  )
  const statuses = answers.map(answer => answer.statusCode).toSorted()
  assert.deepEqual(statuses, [...Array.from({ length: 9 }, () => 201), 409])
  assert.equal(await left(caseId), '9 files, 10 events')
  assert.equal((await send('seat1', at(caseId))).statusCode, 201, 'staff adds beyond that')
})

test('who sends the twenty-first file in a minute waits, before it is read', async () => {
  const { caseId, followUpCode } = await reported()
  const content = 'MZ is not taken'
  const statuses: number[] = []
  for (let n = 0; n < 21; n++) statuses.push((await send(null, atCode(followUpCode), { content })).statusCode)
  assert.deepEqual(statuses, [...Array.from({ length: 20 }, () => 415), 429])
  assert.equal(await left(caseId), '0 files, 1 events')
  from += 100
  assert.equal((await send(null, atCode(followUpCode))).statusCode, 201, 'another address is not held up')
})

test('a part of a file is what was asked for, also of the last byte', async t => {
  const { caseId } = await reported()
  const { attachmentId } = (
    await send('seat1', at(caseId), { content: mp4, fileName: "现场 (1)'*.mp4" })
  ).json()
  const url = `${at(caseId)}/${attachmentId}/original`
  const last = mp4.length - 1
  const golden: [string, number, string | undefined, Buffer][] = [
    ['bytes=0-0', 206, `bytes 0-0/${mp4.length}`, mp4.subarray(0, 1)],
    ['bytes=4-', 206, `bytes 4-${last}/${mp4.length}`, mp4.subarray(4)],
    ['bytes=-5', 206, `bytes ${last - 4}-${last}/${mp4.length}`, mp4.subarray(-5)],
    [`bytes=${last}-99999`, 206, `bytes ${last}-${last}/${mp4.length}`, mp4.subarray(last)],
    [`bytes=${mp4.length}-`, 416, `bytes */${mp4.length}`, Buffer.alloc(0)],
    ['bytes=9-2', 416, `bytes */${mp4.length}`, Buffer.alloc(0)],
    ['bytes=0-1,4-5', 200, undefined, mp4],
    ['lines=1-2', 200, undefined, mp4],
    ['', 200, undefined, mp4],
  ]
  for (const [range, status, told, content] of golden)
    await t.test(range || 'no part', async () => {
      const answer = await ask('seat1', { url, ...(range ? { headers: { range } } : {}) })
      assert.deepEqual([answer.statusCode, answer.headers['content-range']], [status, told])
      assert.deepEqual(answer.rawPayload, content)
      assert.equal(Number(answer.headers['content-length']), content.length)
      assert.equal(answer.headers['cache-control'], 'no-store')
      assert.equal(
        answer.headers['content-disposition'],
        `attachment; filename*=UTF-8''${encodeURIComponent('现场')}%20%281%29%27.mp4`,
      )
    })
})

test('what is hidden is checked at the door: shares of the picture, fifty at most', async t => {
  const { caseId } = await reported()
  const { attachmentId } = (await send('seat1', at(caseId))).json()
  const url = `${at(caseId)}/${attachmentId}/release`
  const part = { x: 0, y: 0, width: 1, height: 1 }
  const golden: [string, object, number][] = [
    ['beyond the edge', { hidden: [{ ...part, x: 1.01 }] }, 400],
    ['before the edge', { hidden: [{ ...part, y: -0.01 }] }, 400],
    ['in pixels', { hidden: [{ ...part, width: 300 }] }, 400],
    ['in words', { hidden: [{ ...part, height: '1' }] }, 400],
    ['without a side', { hidden: [{ x: 0, y: 0, width: 1 }] }, 400],
    ['none of it said', {}, 400],
    ['fifty-one', { hidden: Array.from({ length: 51 }, () => part) }, 400],
    ['fifty', { hidden: Array.from({ length: 50 }, () => part) }, 200],
    ['nothing', { hidden: [] }, 200],
  ]
  for (const [name, payload, status] of golden)
    await t.test(name, async () => {
      const answer = await ask('dispatcher1', { method: 'POST', url, payload })
      assert.equal(answer.statusCode, status, answer.body)
    })
  const photo = await ask(null, { url: `/api/public/photos/${attachmentId}` })
  assert.deepEqual([photo.statusCode, photo.headers['content-type']], [200, 'image/jpeg'])
  for (const url of ['/api/public/photos/x', `/api/public/photos/${crypto.randomUUID()}`])
    assert.ok([400, 404].includes((await ask(null, { url })).statusCode))
})

test('nothing of all this was a fault of the product', () => {
  assert.deepEqual(
    hub.log.filter(line => /"level":50/.test(line)),
    [],
  )
})
