import assert from 'node:assert/strict'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, type TestContext, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { type TestDatabase, testDatabase } from '../../../test/test-database.ts'
import { testKeys } from '../../../test/test-keys.ts'
import { selectDataKeys } from './data-key.store.ts'
import { rewrapDataKeys, rotateDataKey, unwrapKeys, type VaultPlace } from './data-keys.ts'
import { isOpenToOthers, makeKeyFile, readKeyFile } from './key-file.ts'
import { heldKeys, loadKeys, sealingKey } from './key-ring.ts'
import { kmsToken, startKms, type TestKms } from './kms.fixture.ts'
import { kmsMaster } from './kms-key.ts'
import { openVault } from './open-vault.ts'
import { openText, sealedWith, sealText } from './seal.ts'

let folder: string
let kms: TestKms
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chengshu-vault-'))
  kms = await startKms()
})
after(async () => {
  loadKeys(testKeys)
  await kms.close()
  await rm(folder, { recursive: true, force: true })
})

let files = 0
const filePlace = (given: Partial<VaultPlace> = {}): VaultPlace => ({
  keyFile: join(folder, `${++files}/keys/master.key`),
  kms: undefined,
  cipher: 'aes-256-gcm',
  ...given,
})
const kmsPlace = (given: Partial<VaultPlace> = {}) =>
  filePlace({ kms: { url: kms.url, token: kmsToken, key: 'hub' }, ...given })

const reachedOf = (base: TestDatabase) => ({
  connections: base.connections,
  embedded: undefined,
  stop: async () => undefined,
})

/** Opens as a start does; the lines it said. Ended with the test. */
async function opened(t: TestContext, base: TestDatabase, place: VaultPlace): Promise<string[]> {
  const said: string[] = []
  const reached = await openVault(reachedOf(base), place, line => void said.push(line))
  t.after(async () => {
    await reached.stop()
    // The tests of this folder share a process, and a process has one ring.
    loadKeys(testKeys)
  })
  return said
}
const fresh = (t: TestContext) => testDatabase(t, { upTo: 'base' })
const fails = async (base: TestDatabase, place: VaultPlace, code: string) =>
  await assert.rejects(
    openVault(reachedOf(base), place, () => undefined),
    { code },
  )

test('the first start makes a key file for its owner alone and says so once; later ones use it', async t => {
  const base = await fresh(t)
  const place = filePlace()
  const both = await Promise.all([opened(t, base, place), opened(t, base, place)])
  assert.equal(both.flat().filter(line => line.includes(place.keyFile)).length, 1)
  assert.equal((await stat(place.keyFile)).mode & 0o777, 0o600)
  assert.deepEqual(await readdir(join(place.keyFile, '..')), ['master.key'])
  const ids = (await selectDataKeys(base.database)).map(row => row.purpose).sort()
  assert.deepEqual(ids, ['content', 'look-up'])
  const sealed = sealText('王小明')
  loadKeys(testKeys)
  assert.deepEqual(await opened(t, base, place), [])
  assert.equal(openText(sealed), '王小明')
  const stored = JSON.stringify(await selectDataKeys(base.database))
  for (const { secret } of heldKeys().keys) {
    assert.equal(secret.length, 32)
    assert.ok(!stored.includes(Buffer.from(secret).toString('base64').slice(0, 20)))
  }
})

test('a master key that is missing, another, no key, or of another row: the start is refused and nothing is made', async t => {
  const base = await fresh(t)
  const place = filePlace()
  await opened(t, base, place)
  const elsewhere = filePlace()
  await fails(base, elsewhere, 'base.master-key-missing')
  assert.equal(await readKeyFile(elsewhere.keyFile), undefined)
  await makeKeyFile(elsewhere.keyFile)
  await fails(base, elsewhere, 'base.master-key-wrong')
  for (const text of ['', 'chengshu-master-1:kurz', 'chengshu-master-2:'.padEnd(61, 'A')]) {
    await writeFile(elsewhere.keyFile, text)
    await fails(base, elsewhere, 'base.master-key-invalid')
  }
  await fails(base, filePlace({ keyFile: folder }), 'base.master-key-invalid')
  await fails(base, filePlace({ keyFile: join(place.keyFile, 'under-a-file') }), 'base.master-key-missing')

  assert.equal(await isOpenToOthers(place.keyFile), false)
  await chmod(place.keyFile, 0o640)
  assert.equal(await isOpenToOthers(place.keyFile), true)
  assert.equal(await isOpenToOthers(join(folder, 'nothing')), false)
  const kept = await readFile(place.keyFile, 'utf8')
  assert.equal(await makeKeyFile(place.keyFile), false)
  assert.equal(await readFile(place.keyFile, 'utf8'), kept)

  await sql`update base.data_key as one set wrapped = other.wrapped from base.data_key as other
             where one.purpose = 'content' and other.purpose = 'look-up'`.execute(base.owner)
  await fails(base, place, 'base.master-key-wrong')
})

test('a new key is announced before it is used, learnt by a running process, and old content stays readable', async t => {
  const base = await fresh(t)
  const place = filePlace()
  await opened(t, base, place)
  const old = sealText('旧')
  const first = sealingKey().id.toString('hex')
  const id = await rotateDataKey(base.database, { ...place, cipher: 'sm4-ctr-hmac-sm3' })
  const rows = await selectDataKeys(base.database)
  const [retired, made] = [rows.find(row => row.id === first)!, rows.find(row => row.id === id)!]
  assert.deepEqual(retired.retired_at, made.in_use_from)
  assert.ok(made.in_use_from.getTime() - made.made_at.getTime() === 15_000)
  assert.equal(made.cipher, 'sm4-ctr-hmac-sm3')
  const known = () => heldKeys().keys.some(key => key.id === id)
  for (let i = 0; i < 200 && !known(); i++) await pause(50)
  assert.ok(known(), 'learnt while it runs')
  assert.equal(sealedWith(sealText('新')), first, 'not used before every process knows it')
  await sql`update base.data_key set in_use_from = now() - interval '1 second' where id = ${id}`.execute(
    base.owner,
  )
  loadKeys(await unwrapKeys(place, await selectDataKeys(base.database)))
  const recent = sealText('新')
  assert.deepEqual([sealedWith(recent), openText(recent), openText(old)], [id, '新', '旧'])
  await assert.rejects(rotateDataKey(base.database, filePlace()), { code: 'base.master-key-missing' })
  assert.equal((await selectDataKeys(base.database)).length, 3)
})

test('two who rotate at once make two keys, one after the other; without a first key there is none to follow', async t => {
  const base = await fresh(t)
  const place = filePlace()
  await assert.rejects(rotateDataKey(base.database, place), { code: 'base.no-keys' })
  await opened(t, base, place)
  const ids = await Promise.all([1, 2].map(() => rotateDataKey(base.database, place)))
  const rows = await selectDataKeys(base.database)
  assert.equal(rows.filter(row => row.purpose === 'content' && row.retired_at === null).length, 1)
  assert.ok(ids.every(id => rows.some(row => row.id === id)))
})

test('a key management system wraps the keys: no key file is made, and neither key nor token is stored', async t => {
  const base = await fresh(t)
  const place = kmsPlace({ cipher: 'sm4-ctr-hmac-sm3' })
  assert.deepEqual(await opened(t, base, place), [])
  assert.equal(await readKeyFile(place.keyFile), undefined)
  const rows = await selectDataKeys(base.database)
  assert.ok(
    rows.every(row => row.wrapped.startsWith('kms:hub:vault:v1:') && row.cipher === 'sm4-ctr-hmac-sm3'),
  )
  assert.ok(kms.asked.includes('POST /v1/transit/encrypt/hub'))
  const sealed = sealText('甲')
  loadKeys(testKeys)
  await opened(t, base, place)
  assert.equal(openText(sealed), '甲')

  await fails(base, { ...place, kms: undefined }, 'base.kms-not-configured')
  await fails(base, { ...place, kms: { ...place.kms!, key: 'other' } }, 'base.master-key-wrong')
  await fails(base, { ...place, kms: { ...place.kms!, token: 'x' } }, 'base.kms-refused')
  await fails(
    base,
    { ...place, kms: { ...place.kms!, url: 'http://127.0.0.1:1/v1/transit' } },
    'base.kms-unreachable',
  )
  const secret = Buffer.from('a secret that must not be told').toString('base64')
  for (const answer of [
    { status: 200, body: 'no json' },
    { status: 200, body: JSON.stringify({ data: { plaintext: 7, secret } }) },
    { status: 503, body: JSON.stringify({ errors: [secret] }) },
  ]) {
    kms.instead.push(answer)
    const facts = rows[0]!
    await assert.rejects(
      async () => await kmsMaster(place.kms!).unwrap(facts.wrapped, facts),
      (error: Error & { code: string }) =>
        error.code === 'base.kms-refused' && !JSON.stringify({ ...error, m: error.message }).includes(secret),
    )
  }
  const [content, lookUp] = rows as [(typeof rows)[0], (typeof rows)[0]]
  await assert.rejects(async () => await kmsMaster(place.kms!).unwrap(content.wrapped, lookUp), {
    code: 'base.master-key-wrong',
  })
})

test('the master key is changed from file to management system and back, all keys or none, and nothing is sealed anew', async t => {
  const base = await fresh(t)
  const place = filePlace()
  await opened(t, base, place)
  await rotateDataKey(base.database, place)
  const sealed = sealText('甲')
  const before = await selectDataKeys(base.database)
  const away = { ...place, kms: { url: kms.url, token: kmsToken, key: 'hub' } }

  kms.instead.push({ status: 200, body: JSON.stringify({ data: { ciphertext: 'vault:v1:eA==' } }) })
  await assert.rejects(rewrapDataKeys(base.database, { from: place, to: kmsMaster(away.kms) }), {
    code: 'base.kms-refused',
  })
  assert.deepEqual(await selectDataKeys(base.database), before)

  assert.equal(await rewrapDataKeys(base.database, { from: place, to: kmsMaster(away.kms) }), 3)
  await rm(place.keyFile)
  await opened(t, base, away)
  assert.equal(openText(sealed), '甲')
  const back = filePlace()
  await makeKeyFile(back.keyFile)
  const kept = await readKeyFile(back.keyFile)
  await assert.rejects(rewrapDataKeys(base.database, { from: back, to: kept! }), {
    code: 'base.kms-not-configured',
  })
  await rewrapDataKeys(base.database, { from: away, to: kept! })
  await opened(t, base, back)
  assert.equal(openText(sealed), '甲')
})
