import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, type TestContext, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import {
  countPlain,
  inTransaction,
  openDatabase,
  type ReachedDatabase,
  reachDatabase,
  readConfig,
} from '#base/index.ts'
import { seedCity } from '#city/index.ts'
import { commandLineActor, createPeople, type Role } from '#identity/index.ts'
import { testImap } from '../src/cases/mail/imap.fixture.ts'
import { mailOf, word } from '../src/cases/mail/mails.fixture.ts'
import { smallCity } from '../src/city/small-city.fixture.ts'
import { decrypterOf } from '../src/operations/backup/backup-keys.ts'
import { readArchive } from '../src/operations/backup/read-archive.ts'
import { sealedColumns } from '../src/operations/sealed-columns.ts'
import { type CommandFolder, commandFolder } from './command-line/folder.ts'
import { callerReport } from './fixtures/browser.ts'
import { multipartOf } from './fixtures/multipart.ts'
import { planting } from './fixtures/planted.ts'
import { type Hit, pattern, search, searchFolder, searchStream } from './fixtures/search-bytes.ts'
import { type ServerProcess, startServer } from './fixtures/server-process.ts'

/** Ways in by which people leave identities; each plants its own. */
const places = [
  'report',
  'reporter',
  'attachment',
  'attachment name',
  'comment',
  'dispatch reason',
  'advice while typing',
  'public report',
  'import',
  'rejected row',
  'import that waits',
  'mail',
  'mail that waits',
  'search',
  'wrong request',
  'reply',
  'contact',
] as const
type Place = (typeof places)[number]

const planted = planting()
const of = (place: Place) => planted.at(places.indexOf(place))

let place: CommandFolder
let outside: string
let server: ServerProcess
let reached: ReachedDatabase
let token: string

before(async () => {
  outside = await mkdtemp(join(tmpdir(), 'chengshu-at-rest-'))
})
after(async () => {
  await server?.end('SIGKILL')
  await reached?.stop()
  await place?.remove()
  await rm(outside, { recursive: true, force: true })
})

async function ask(path: string, init: { method?: string; body?: BodyInit; type?: string } = {}) {
  const headers: Record<string, string> = { authorization: `Bearer ${token}` }
  if (init.type) headers['content-type'] = init.type
  return await fetch(server.address + path, {
    method: init.method ?? 'GET',
    headers,
    ...(init.body === undefined ? {} : { body: init.body }),
  })
}

async function post<T = Record<string, unknown>>(path: string, body: object): Promise<T> {
  const answer = await ask(path, { method: 'POST', type: 'application/json', body: JSON.stringify(body) })
  const text = await answer.text()
  assert.ok(answer.ok, `${path}: ${answer.status} ${text.slice(0, 300)}`)
  return JSON.parse(text) as T
}

async function upload<T>(path: string, fileName: string, content: string): Promise<T> {
  const form = multipartOf([{ name: 'file', fileName, content, head: 'content-type: text/plain\r\n' }])
  const answer = await ask(path, {
    method: 'POST',
    type: form.headers['content-type']!,
    body: new Uint8Array(form.payload),
  })
  const text = await answer.text()
  assert.ok(answer.ok, `${path}: ${answer.status} ${text.slice(0, 300)}`)
  return JSON.parse(text) as T
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 600; i++) {
    if (await holds()) return
    await pause(100)
  }
  assert.fail(`${what} did not happen in a minute`)
}

const roles: Role[] = ['seat', 'dispatcher', 'handler', 'data-steward']

async function start(t: TestContext): Promise<void> {
  const imap = await testImap(t)
  imap.put(
    mailOf({
      from: `${word(of('mail').name)} <${of('mail').phone}@mail.example>`,
      subject: of('mail').name,
      text: of('mail').text,
    }),
  )
  const waiting = of('mail that waits')
  const headers = { 'Auto-Submitted': 'auto-replied' }
  imap.put(
    mailOf({ from: `${waiting.phone}@mail.example`, subject: waiting.name, text: waiting.text, headers }),
  )
  const { user, password, host, port } = imap.mailbox
  const box = `imap://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}`
  place = await commandFolder({ CHENGSHU_LOG: 'trace', CHENGSHU_BLIND_SHARE: '0' })
  await place.json('migrate')
  reached = await reachDatabase(readConfig(place.variables), () => undefined)
  const database = openDatabase(reached.connections.application, () => undefined)
  const person = {
    account: 'all',
    name: '众人',
    roles,
    departmentId: 'urban',
    regionIds: ['a'],
    level: 'L4' as const,
  }
  await inTransaction(database, async tx => {
    await seedCity(tx, smallCity)
    const made = {
      people: [person],
      password: 'a long test password 7',
      mustChangePassword: false,
      fictional: true,
    }
    await createPeople(tx, made, commandLineActor)
  })
  await database.destroy()
  token = (await place.json<{ token: string }>('token', 'create', '--person', 'all')).token
  // A gateway that is away: what is to be told to citizens waits.
  const sms = { CHENGSHU_SMS_URL: 'http://127.0.0.1:9/', CHENGSHU_SMS_SECRET: 'a secret for messages' }
  server = await startServer({ ...place.variables, ...sms, CHENGSHU_IMAP_URL: box })
}

async function plantCases(): Promise<void> {
  const { name, phone, text, address } = of('report')
  const draftId = crypto.randomUUID()
  await post('/api/cases/advice', {
    draftId,
    subject: '',
    detail: of('advice while typing').text,
    regionId: null,
  })
  const { advice } = await post<{ advice: { decisionId: string } }>('/api/cases/advice', {
    draftId,
    subject: name,
    detail: text,
    regionId: null,
  })
  const reporter = of('reporter')
  const made = await post<{ caseId: string; version: number }>('/api/cases', {
    ...callerReport({ draftId, subject: name, detail: text, address }),
    reporter: {
      name: reporter.name,
      phone: reporter.phone,
      anonymous: false,
      onBehalfOf: { name, phone, relation: 'family' },
    },
    notify: { channel: 'sms', address: of('contact').phone, language: 'zh' },
  })
  const act = (action: string, body: object) =>
    post<{ version: number }>(`/api/cases/${made.caseId}/actions/${action}`, body)
  const commented = await act('comment', { version: made.version, note: of('comment').text })
  const file = `${of('attachment name').name}${of('attachment name').phone}.txt`
  const uploadId = crypto.randomUUID()
  await upload(
    `/api/cases/${made.caseId}/attachments?uploadId=${uploadId}`,
    file,
    of('attachment').text.repeat(30),
  )
  const current = await (await ask(`/api/cases/${made.caseId}`)).json()
  const version = Math.max(commented.version, (current as { version: number }).version)
  const decisionId = advice.decisionId
  const sent = await act('dispatch', {
    version,
    departmentId: 'urban',
    dutyId: null,
    categoryId: null,
    note: of('dispatch reason').text,
    reason: of('dispatch reason').text,
    advice: { decisionId, evidenceOpened: false, secondsToSettle: 3 },
  })
  const handled = await act('handle', { version: sent.version, note: of('reply').text })
  await act('reply', { version: handled.version, reply: of('reply').text })
}

async function plantElsewhere(): Promise<void> {
  const citizen = of('public report')
  await post('/api/public/reports', {
    subject: citizen.name,
    detail: citizen.text,
    address: citizen.address,
    longitude: null,
    latitude: null,
    regionId: null,
    reporter: { name: citizen.name, phone: citizen.phone, anonymous: false },
    idempotencyKey: crypto.randomUUID(),
  })
  const search = of('search')
  for (const value of [search.phone, search.name, search.idNumber, search.address])
    await ask(`/api/cases?text=${encodeURIComponent(value)}`)
  await ask(`/api/cases/caller-history?phone=${search.phone}`)
  await post('/api/views', { name: '电话', filter: { text: search.phone } }).catch(() => undefined)
  const wrong = of('wrong request')
  const body = JSON.stringify({ draftId: wrong.phone, subject: wrong.text, reporter: wrong })
  const answer = await ask('/api/cases', { method: 'POST', type: 'application/json', body })
  assert.equal(answer.status, 400)
  await ask(`/api/cases/${encodeURIComponent(wrong.idNumber)}`)
}

const rows = (lines: readonly string[][]) =>
  ['留言编号,留言主题,留言时间,留言详情,姓名,电话', ...lines.map(line => line.join(','))].join('\n')

async function plantImports(): Promise<void> {
  const [good, bad] = [of('import'), of('rejected row')]
  const file = join(outside, 'messages.csv')
  await writeFile(
    file,
    rows([
      ['1', good.name, '2025-01-02 10:00', good.text.replaceAll(',', '，'), good.name, good.phone],
      ['2', bad.name, '没有时间', bad.text, bad.name, bad.phone],
    ]),
  )
  const done = await place.run('import', file, '--as', 'all', '--json')
  assert.ok([0, 3].includes(done.code), done.stderr)
  const waits = of('import that waits')
  await upload(
    '/api/imports',
    `${waits.name}.csv`,
    rows([['3', waits.name, '2025-01-02', waits.text, waits.name, waits.phone]]),
  )
}

const identities = pattern(planted.marks)
/** What lies there unsealed and has to be found by the same search. */
const control = 'openly'

const shown = (hits: readonly Hit[]) =>
  hits.filter(hit => hit.mark !== control).map(hit => `${hit.mark} in ${hit.where}: ${hit.around}`)

test('identities that people leave are nowhere in the data folder, the logs or a backup', async t => {
  await start(t)
  await plantCases()
  await plantElsewhere()
  await plantImports()
  const owner = new pg.Client(reached.connections.owner)
  await owner.connect()
  t.after(() => owner.end())
  const count = async (what: string) => Number((await owner.query(what)).rows[0].n)
  await until('every case has its advice', async () => {
    return (await count('select count(*) n from cases.case_record where decision_id is null')) === 0
  })
  await until('both mails are read', async () => (await count('select count(*) n from cases.mail')) === 2)
  assert.ok((await count('select count(*) n from cases.case_record')) >= 4)
  assert.ok((await count('select count(*) n from kernel.decision_content')) >= 4)
  assert.ok((await count('select count(*) n from kernel.act_content')) >= 1)
  assert.ok((await count('select count(*) n from cases.event_content')) >= 5)

  const { code } = (await owner.query('select code from cases.case_record limit 1')).rows[0] as {
    code: string
  }
  const searched = pattern({ ...planted.marks, [control]: code })

  await t.test('the search finds what is there: in UTF-8, UTF-16 and hex, across two pieces', async () => {
    const text = `…${of('report').text}…`
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(text, 'utf16le'),
      Buffer.from(Buffer.from(text).toString('hex')),
    ])
      assert.equal(new Set(search('', bytes, identities).map(hit => hit.mark)).size, 5)
    const [one, two] = [
      Buffer.from(`…${planted.marks.phone.slice(0, 3)}`),
      Buffer.from(planted.marks.phone.slice(3)),
    ]
    const cut = (async function* () {
      yield* [one, two]
    })()
    assert.equal((await searchStream('', cut, identities)).length, 1)
  })

  await t.test('who may, reads it all', async () => {
    const { items } = (await (await ask('/api/cases?limit=50')).json()) as { items: { caseId: string }[] }
    const texts = await Promise.all(
      items.map(async one => await (await ask(`/api/cases/${one.caseId}`)).text()),
    )
    for (const where of ['report', 'comment', 'reply', 'public report', 'import', 'mail'] as const)
      assert.ok(
        texts.some(text => text.includes(of(where).bankCard)),
        where,
      )
    const found = await (await ask(`/api/cases?text=${of('report').phone}`)).text()
    assert.ok(found.includes('caseId'), 'a case is found by a number in its text')
  })

  await t.test('the data folder: tables, write-ahead log, objects, staged files', async () => {
    const superuser = new pg.Client(reached.connections.superuser)
    await superuser.connect()
    await superuser.query('checkpoint')
    await superuser.end()
    const { hits, bytes, files } = await searchFolder(place.folder, searched)
    assert.ok(bytes > 30_000_000 && files > 500, `${bytes} bytes in ${files} files`)
    assert.deepEqual(shown(hits), [])
    const openly = hits.filter(hit => hit.mark === control).map(hit => hit.where)
    assert.ok(
      openly.some(path => /pg_wal/.test(path)) && openly.some(path => /data\/base/.test(path)),
      'found at all',
    )
  })

  await t.test('every column that is said to be sealed holds nothing else, and is a column', async () => {
    const database = openDatabase({ ...reached.connections.owner, max: 1 }, () => undefined)
    const plain: string[] = []
    for (const column of sealedColumns)
      if ((await countPlain(database, column)) > 0) plain.push(`${column.table}.${column.column}`)
    await database.destroy()
    assert.deepEqual(plain, [])
  })

  await t.test('the log of the server, everything it can say', async () => {
    const output = server.output()
    assert.ok(output.includes('"level":10') || output.includes('"level":20'), output.slice(0, 500))
    assert.deepEqual(shown(search('log', Buffer.from(output), identities)), [])
  })

  await t.test('an opened backup: the rows of every table as text, and every file', async () => {
    const key = join(outside, 'backups.key')
    const { recipient } = await place.json<{ recipient: string }>('backup', '--new-key', key)
    const made = await place.json<{ file: string; rows: number }>(
      ...['backup', '--out', join(outside, 'backups'), '--recipient', recipient],
    )
    const hits: Hit[] = []
    let entries = 0
    await readArchive(made.file, await decrypterOf({ keyFile: key }), async ({ name, content }) => {
      hits.push(...(await searchStream(name, content, searched)))
      entries++
    })
    assert.ok(entries > 50 && made.rows > 100, `${entries} entries`)
    assert.deepEqual(shown(hits), [])
    assert.ok(
      hits.some(hit => hit.mark === control && hit.where.includes('cases.case_record')),
      'found at all',
    )
  })
})
