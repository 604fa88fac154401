import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { pino } from 'pino'
import { type Access, baseError, createHttpServer, inTransaction } from '#base/index.ts'
import { testDatabase } from '../../test/test-database.ts'
import { append } from './append-entry.ts'
import { ledgerRoutes } from './ledger.routes.ts'
import { leafHashOf } from './ledger.rules.ts'
import { createLog } from './log/create-log.ts'
import { isConsistent, rootOfInclusion } from './merkle/merkle.rules.ts'
import { hashesIn, tilePath } from './merkle/tile.rules.ts'
import { readHead, readNote, readVerifierKey, signedBy } from './note/note.rules.ts'

/** The log behind the real HTTP server; the header says what the caller may do. */
async function serve(t: TestContext, entries: number) {
  const { database } = await testDatabase(t, { upTo: 'ledger' })
  const folder = await mkdtemp(join(tmpdir(), 'chengshu-routes-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const log = createLog({ database, dataFolder: folder, origin: 'city.example/ledger' })
  const server = await createHttpServer<{ may: string }>({
    routes: ledgerRoutes({ database }),
    mounts: [],
    log: pino({ level: 'silent' }),
    consoleFolder: import.meta.dirname,
    authenticate: async request => ({ may: String(request.headers['x-may'] ?? '') }),
    authorize: (caller, access: Access) => {
      if (typeof access === 'object' && caller.may !== access.action) throw baseError('base.not-found')
    },
    ready: async () => true,
    version: 'test',
  })
  t.after(() => server.close())
  const write = async (count: number) => {
    const made = Array.from({ length: count }, (_, n) => ({
      kind: 'case.noted',
      subject: '案件:1',
      body: { n, text: '路' },
    }))
    const ids = await inTransaction(database, tx => append(tx, made))
    await log.sequence()
    return ids
  }
  const ids = await write(entries)
  const get = async (url: string, may = '') => await server.inject({ url, headers: { 'x-may': may } })
  return { get, write, ids, database, log }
}

const bytes = (text: string) => Buffer.from(text, 'base64')

test('a stranger reads head, keys and tiles and proves an entry that he was given', async t => {
  const { get, write, ids } = await serve(t, 600)
  const note = readNote((await get('/ledger/checkpoint')).body)!
  const head = readHead(note.text)!
  const [key] = (await get('/api/ledger/keys')).json().items
  assert.ok(signedBy(note, readVerifierKey(key.verifierKey)!))
  const tile = (await get(`/ledger/${tilePath(0, 0, 256)}`)).rawPayload
  assert.equal(tile.length, 8192)
  const index = 200
  const url = `/api/ledger/inclusion?index=${index}`
  const given = (await get(url)).json()
  const leaf = hashesIn(tile, index, index + 1)[0]!
  const root = rootOfInclusion({ ...given, leaf, proof: given.proof.map(bytes) })
  assert.deepEqual(root, head.root)
  await write(40)
  const later = readHead(readNote((await get('/ledger/checkpoint')).body)!.text)!
  const grown = (await get(`/api/ledger/consistency?older=${head.size}`)).json()
  assert.ok(isConsistent({ older: head, newer: later, proof: grown.proof.map(bytes) }))
  const then = (await get(`${url}&size=${head.size}`)).json()
  assert.equal(then.root, head.root.toString('base64'))
  const entry = (await get(`/api/ledger/entries/${ids[7]}/inclusion`, 'ledger:read')).json()
  assert.equal(entry.size, later.size)
})

test('entries come in bundles, each giving its leaf hash, to auditors only', async t => {
  const { get } = await serve(t, 300)
  const path = `/ledger/${tilePath('entries', 1, 40)}`
  assert.equal((await get(path)).statusCode, 404)
  const bundle = (await get(path, 'ledger:read')).rawPayload
  const hashes: Buffer[] = []
  for (let at = 0; at < bundle.length; ) {
    const length = bundle.readUInt16BE(at)
    hashes.push(leafHashOf(bundle.toString('utf8', at + 2, at + 2 + length)))
    at += 2 + length
  }
  const tile = (await get(`/ledger/${tilePath(0, 1, 40)}`)).rawPayload
  assert.deepEqual(hashes, hashesIn(tile).map(Buffer.from))
})

test('what is not there, or not yet, is said', async t => {
  const { get, database } = await serve(t, 10)
  for (const path of [
    '0/001',
    '0/000',
    '0/000.p/200',
    '9/000.p/1',
    '0/x',
    '0/../0',
    '-1/000',
    'entries/000',
  ]) {
    const { statusCode } = await get(`/ledger/tile/${path}`, 'ledger:read')
    assert.ok(statusCode === 404 || statusCode === 400, `${path} ${statusCode}`)
  }
  for (const query of ['older=0', 'older=5&newer=4', 'older=1&newer=99999', 'older=x', 'older=-1'])
    assert.equal((await get(`/api/ledger/consistency?${query}`)).statusCode, 400, query)
  assert.equal((await get('/api/ledger/inclusion?index=99999')).statusCode, 400)
  const unknown = '01890000-0000-7000-8000-000000000000'
  const place = (id: string) => get(`/api/ledger/entries/${id}/inclusion`, 'ledger:read')
  assert.equal((await place(unknown)).json().code, 'ledger.no-entry')
  const [id] = await inTransaction(database, tx => append(tx, [{ kind: 'a.b', subject: 's', body: {} }]))
  assert.equal((await place(id!)).json().code, 'ledger.not-yet')
})

test('health: what waits is told, and for how long', async t => {
  const { get, database, log } = await serve(t, 3)
  const health = async () => (await get('/api/ledger/health', 'ledger:read')).json()
  const good = await health()
  assert.equal(good.state, 'good')
  assert.equal(good.origin, 'city.example/ledger')
  assert.equal(good.keys.length, 1)
  const old = '01890000-0000-7000-8000-000000000001'
  await inTransaction(database, tx => append(tx, [{ id: old, kind: 'a.b', subject: 's', body: {} }]))
  assert.equal((await health()).state, 'waiting')
  await log.sequence()
  assert.deepEqual((await health()).waiting, 0)
})
