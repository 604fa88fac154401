import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../../../test/test-database.ts'
import { testKeys } from '../../../test/test-keys.ts'
import { cipherNames } from './ciphers.ts'
import { heldKeys, loadKeys, sealingKey, unloadKeys } from './key-ring.ts'
import { lookupIndex } from './look-up-index.ts'
import {
  isSealed,
  openBytes,
  openJson,
  openStored,
  openStoredBytes,
  openText,
  sealBytes,
  sealedWith,
  sealJson,
  sealText,
} from './seal.ts'

beforeEach(() => loadKeys(testKeys))
after(() => loadKeys(testKeys))

const damaged = { code: 'base.sealed-damaged' }
const other = (cipher: (typeof cipherNames)[number], id = '00000001') => ({
  keys: testKeys.keys.map(key => (key.purpose === 'content' ? { ...key, id, cipher } : key)),
})
const texts = ['', '甲', '13800138000', 'sealed:1:', 'sealed:j:{}', '灯😀\u0000\ud800', 'x'.repeat(100_000)]

for (const cipher of cipherNames) {
  test(`${cipher}: what was sealed opens, twice sealed never looks the same, and one changed bit is noticed`, () => {
    loadKeys(other(cipher))
    // A lone half of a pair is no text; UTF-8 has its own sign for it.
    for (const text of texts) assert.equal(openText(sealText(text)), text.replace('\ud800', '\ufffd'))
    for (const value of [null, 0, '文', [1, { 甲: [] }], { __proto__: 1, a: '"' }])
      assert.deepEqual(openJson(sealJson(value)), value)
    assert.deepEqual(openBytes(sealBytes(Buffer.from([0, 255]))), Buffer.from([0, 255]))
    assert.notEqual(sealText('甲'), sealText('甲'))
    assert.ok(!sealText('13800138000').includes('138'))

    const body = Buffer.from(sealText('甲').slice(9), 'base64')
    for (let bit = 32; bit < body.length * 8; bit++) {
      const changed = Buffer.from(body)
      changed[bit >> 3]! ^= 1 << (bit & 7)
      assert.throws(() => openText(`sealed:1:${changed.toString('base64')}`), damaged, `bit ${bit}`)
      assert.throws(() => openStored(`sealed:1:${changed.toString('base64')}`), damaged)
    }
    for (let length = 4; length < body.length; length++)
      assert.throws(() => openText(`sealed:1:${body.subarray(0, length).toString('base64')}`), damaged)
  })
}

test('a text is not taken for a document or for bytes, nor one cipher or key for another', () => {
  const text = sealText('"甲"')
  assert.throws(() => openJson(text.replace(':1:', ':j:')), damaged)
  assert.throws(() => openStored(text.replace(':1:', ':j:')), damaged)
  const body = Buffer.from(text.slice(9), 'base64')
  assert.throws(() => openBytes(Buffer.concat([Buffer.from('sealed:b'), body])), damaged)
  for (const wrong of ['', '甲', 'sealed:1:', 'sealed:2:AAAA', sealJson('甲')])
    assert.throws(() => openText(wrong), damaged)
  assert.throws(() => openBytes(Buffer.from('plain')), damaged)
  loadKeys(other('sm4-ctr-hmac-sm3'))
  assert.throws(() => openText(text), damaged)
})

test('both ciphers and all keys are read side by side; new content takes the newest key that is in use', () => {
  const old = sealText('旧')
  const soon = new Date(Date.now() + 60_000)
  const content = testKeys.keys[0]!
  const newer = { ...content, id: '000000bb', cipher: 'sm4-ctr-hmac-sm3' as const, inUseFrom: new Date(0) }
  const announced = { ...newer, id: '000000cc', inUseFrom: soon }
  loadKeys({ keys: [announced, newer, { ...content, inUseFrom: new Date(-1) }, testKeys.keys[1]!] })
  assert.equal(sealedWith(sealText('新')), '000000bb')
  assert.deepEqual([openText(old), openText(sealText('新'))], ['旧', '新'])
  loadKeys({ keys: [announced, testKeys.keys[1]!] })
  assert.equal(sealingKey().id.toString('hex'), '000000cc')
  // What only looks sealed, or is sealed with a key that is none of ours, is what it is.
  for (const stored of [old, 'sealed:1:', 'sealed:1:看', 'sealed:j:AAAA', 'sealed', ''])
    assert.equal(openStored(stored), stored)
  const bytes = Buffer.from('sealed:bxxxx')
  assert.equal(openStoredBytes(bytes), bytes)
  assert.deepEqual(
    [isSealed('sealed:1:看'), isSealed('Sealed:1:'), sealedWith('甲')],
    [true, false, undefined],
  )
})

test('without keys nothing is sealed, opened or looked up; a ring that lacks a purpose is none', () => {
  const sealed = sealText('甲')
  unloadKeys()
  for (const work of [
    () => sealText('甲'),
    () => sealJson(null),
    () => sealBytes(Buffer.alloc(1)),
    () => openText(sealed),
    () => openStored(sealed),
    () => lookupIndex('phone', '1'),
    () => heldKeys(),
    () => loadKeys({ keys: [testKeys.keys[0]!] }),
    () => loadKeys({ keys: [testKeys.keys[1]!] }),
  ])
    assert.throws(work, { code: 'base.no-keys' })
  assert.equal(openStored('甲'), '甲')
})

test('a look-up index: the same for the same, another for another kind or key, and no rotation changes it', () => {
  const index = lookupIndex('phone', '13800138000')
  assert.match(index, /^[0-9a-f]{32}$/)
  assert.equal(lookupIndex('phone', '13800138000'), index)
  assert.notEqual(lookupIndex('id-number', '13800138000'), index)
  loadKeys(other('sm4-ctr-hmac-sm3', '000000dd'))
  assert.equal(lookupIndex('phone', '13800138000'), index)
  const [content, lookUp] = testKeys.keys
  loadKeys({ keys: [content!, { ...lookUp!, secret: randomBytes(32) }] })
  assert.notEqual(lookupIndex('phone', '13800138000'), index)
})

test('query results are opened wherever they are read, and by nobody who reads past the product', async t => {
  const { database, owner } = await testDatabase(t, { upTo: 'base' })
  await sql`create table base.kept (id int primary key, text text, short varchar, json jsonb, bytes bytea, list text[])`.execute(
    owner,
  )
  await sql`grant select, insert on base.kept to chengshu_application`.execute(owner)
  const [text, document] = [sealText('王小明'), { 电话: ['13800138000'] }]
  const within = {
    plain: 1,
    deep: [{ said: sealText('深') }],
    whole: sealJson(document),
    no: null,
    not: 'sealed',
  }
  await sql`insert into base.kept values
    (1, ${text}, ${text}, ${JSON.stringify(sealJson(document))}::jsonb, ${sealBytes(Buffer.from('字节'))}, ${[text, '明']}),
    (2, '王', '王', ${JSON.stringify(within)}::jsonb, ${Buffer.from('王')}, ${['王']}), (3, null, null, null, null, null)`.execute(
    database,
  )
  const { rows } = await sql`select * from base.kept order by id`.execute(database)
  const opened = { ...within, deep: [{ said: '深' }], whole: document }
  const bytes = Buffer.from('字节')
  assert.deepEqual(rows, [
    { id: 1, text: '王小明', short: '王小明', json: document, bytes, list: ['王小明', '明'] },
    { id: 2, text: '王', short: '王', json: opened, bytes: Buffer.from('王'), list: ['王'] },
    { id: 3, text: null, short: null, json: null, bytes: null, list: null },
  ])
  const rowsAsJson = await sql<{ all: unknown }>`
    select json_agg(json_build_object('text', text)) as all from base.kept where id < 2`.execute(database)
  assert.deepEqual(rowsAsJson.rows[0]!.all, [{ text: '王小明' }])
  const raw = await sql<{ raw: string }>`
    select encode(convert_to(kept::text, 'UTF8'), 'escape') as raw from base.kept where id = 1`.execute(
    database,
  )
  assert.ok(raw.rows[0]!.raw.includes('sealed:1:') && !raw.rows[0]!.raw.includes('王'))

  await sql`update base.kept set text = overlay(text placing 'A' from length(text) - 8) || 'A' where id = 1`.execute(
    owner,
  )
  await assert.rejects(sql`select text from base.kept`.execute(database), damaged)
  assert.equal((await sql`select id from base.kept`.execute(database)).rows.length, 3)
  unloadKeys()
  await assert.rejects(sql`select text from base.kept where id = 1`.execute(database), {
    code: 'base.no-keys',
  })
  assert.equal((await sql`select text from base.kept where id = 2`.execute(database)).rows.length, 1)
})
