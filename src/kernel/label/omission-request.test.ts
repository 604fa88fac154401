import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction, uuidv7 } from '#base/index.ts'
import { commitment, readEntries } from '#ledger/index.ts'
import { personActor } from '../../../test/fixtures/actors.ts'
import { type TestDatabase, testDatabase } from '../../../test/test-database.ts'
import { checkUpload } from './check-upload.ts'
import { omissionRequest } from './label.contract.ts'
import { listOmissions } from './list-omissions.ts'
import { selectOmissions } from './omission.store.ts'
import { omitLabel } from './omit-label.ts'

const request = { receiver: '市档案馆', reason: '归档格式不允许页眉', agreed: true } as const
const actor = personActor('archivist-1')

let base: TestDatabase
before(async () => {
  base = await testDatabase()
})
after(() => base.close())

const omit = (subject: string) =>
  inTransaction(base.database, tx =>
    omitLabel(tx, actor, { decisionId: uuidv7(), subject, format: 'pdf', request }),
  )

test('a request names who gets the content, why, and that they agreed; less than that is none', () => {
  const accepted = (change: object) => omissionRequest.safeParse({ ...request, ...change }).success
  for (const [change, expected] of [
    [{}, true],
    [{ agreed: false }, false],
    [{ agreed: 'true' }, false],
    [{ agreed: undefined }, false],
    [{ receiver: '局' }, false],
    [{ receiver: ' 局 ' }, false],
    [{ receiver: '某局' }, true],
    [{ receiver: 'x'.repeat(201) }, false],
    [{ reason: '归档用' }, false],
    [{ reason: '归档使用' }, true],
    [{ reason: ' '.repeat(20) }, false],
    [{ reason: 'x'.repeat(501) }, false],
  ] as const)
    assert.equal(accepted(change), expected, JSON.stringify(change))
})

test('a record is kept for a year from its moment, and the ledger proves what was asked without saying it', async () => {
  const id = await omit('case:proof')
  const row = (await selectOmissions(base.database, { limit: 10 })).find(one => one.id === id)!
  const until = new Date(row.recorded_at)
  until.setUTCFullYear(until.getUTCFullYear() + 1)
  assert.equal(row.kept_until.toISOString(), until.toISOString())
  const { rows } = await sql<{ salt: Buffer }>`
    select salt from kernel.label_omission_content where omission_id = ${id}`.execute(base.database)
  const proof = commitment(rows[0]!.salt, { ...request })
  const [entry] = await readEntries(base.database, 'case:proof')
  assert.deepEqual(entry?.body, {
    decision: row.decision_id,
    format: 'pdf',
    by: 'archivist-1',
    request: proof.toString('hex'),
  })
  assert.deepEqual(row.request_commitment, proof)
  const other = commitment(rows[0]!.salt, { ...request, receiver: '别处' })
  assert.notDeepEqual(row.request_commitment, other)
})

test('two equal requests cannot be told to be equal', async () => {
  await omit('case:twice')
  await omit('case:twice')
  const entries = await readEntries(base.database, 'case:twice')
  const [one, other] = entries.map(entry => (entry.body as { request: string }).request)
  assert.match(one!, /^[0-9a-f]{64}$/)
  assert.notEqual(one, other)
})

test('content that did not go out after all leaves no request', async () => {
  const failed = inTransaction(base.database, async tx => {
    await omitLabel(tx, actor, { decisionId: uuidv7(), subject: 'case:undone', format: 'md', request })
    throw new Error('the file could not be written')
  })
  await assert.rejects(failed, /could not be written/)
  assert.deepEqual(await readEntries(base.database, 'case:undone'), [])
  const { items } = await listOmissions(base.database, actor, { limit: 100 })
  assert.ok(items.every(one => one.subject !== 'case:undone'))
})

test('who is no person of the city keeps their id; pages end where nothing is left', async () => {
  const before = await listOmissions(base.database, actor, { limit: 100 })
  const ids = [await omit('case:page'), await omit('case:page')]
  const all = await listOmissions(base.database, actor, { limit: 100 })
  assert.equal(all.items.length, before.items.length + 2)
  assert.deepEqual([all.items[0]?.byAccount, all.items[0]?.format, all.next], ['archivist-1', 'pdf', null])
  const whole = await listOmissions(base.database, actor, { limit: all.items.length })
  assert.equal(whole.next, null, 'a full page is the last one where nothing follows')
  const first = await listOmissions(base.database, actor, { limit: 1 })
  assert.deepEqual([first.items[0]?.omissionId, first.next], [ids[1], ids[1]])
  const oldest = all.items.at(-1)!.omissionId
  const none = await listOmissions(base.database, actor, { limit: 5, before: oldest })
  assert.deepEqual([none.items, none.next], [[], null])
})

test('a file that is handed in lies nowhere afterwards, checked or broken off', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'label-upload-'))
  const usual = process.env.TMPDIR
  // A folder of its own: other processes of the suite check files at the same time.
  process.env.TMPDIR = folder
  t.after(async () => {
    if (usual === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = usual
    await rm(folder, { recursive: true })
  })
  const seen: number[] = []
  async function* watched() {
    yield Buffer.from('# 桥')
    seen.push((await readdir(folder)).length)
    yield Buffer.from('\n\nAI生成')
  }
  const upload = (stream: Readable, name = '../../通知.md') => ({ name, stream })
  const checked = await checkUpload(upload(Readable.from(watched())), false)
  assert.deepEqual([checked.format, checked.says, checked.bytes], ['md', 'suspected', 15])
  assert.equal((await checkUpload(upload(Readable.from([Buffer.from('桥')])), true)).says, 'may-be')
  const empty = await checkUpload(upload(Readable.from([])), false)
  assert.deepEqual([empty.says, empty.bytes], ['none', 0])
  async function* broken() {
    yield Buffer.from('AI')
    throw new Error('the line broke off')
  }
  await assert.rejects(checkUpload(upload(Readable.from(broken())), false), /broke off/)
  assert.deepEqual([seen, await readdir(folder)], [[1], []])
})
