import assert from 'node:assert/strict'
import { chmod, copyFile, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import {
  type Database,
  heldKeys,
  isCode,
  loadKeys,
  migrate,
  openDatabase,
  openText,
  openVault,
  type ReachedDatabase,
  reachDatabase,
  readConfig,
  readMigrations,
  sealText,
} from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { testKeys } from '../../../test/test-keys.ts'
import { kmsToken, startKms, type TestKms } from '../../base/vault/kms.fixture.ts'
import { backupVerb, restoreVerb } from '../backup/run-backup.ts'
import { readCommand } from '../command-line.rules.ts'
import type { Health } from '../health.contract.ts'
import { doctorVerb } from '../run-doctor.ts'
import { loadVault } from './key-checks.ts'
import { keysVerb } from './run-keys.ts'

let folder: string
let reached: ReachedDatabase
let database: Database
let kms: TestKms
/** Sealed with the first key; opens to the end whatever becomes of the keys. */
let sealed: string

const data = () => join(folder, 'data')
const config = (more: Record<string, string> = {}) => readConfig({ CHENGSHU_DATA: data(), ...more })
const report = () => undefined
const keys = async (words: string, more = {}) =>
  await keysVerb({ config: config(more), report }, readCommand(['keys', ...words.split(' ').filter(Boolean)]))
const kmsVariables = () => ({
  CHENGSHU_KMS_URL: kms.url,
  CHENGSHU_KMS_TOKEN: kmsToken,
  CHENGSHU_KMS_KEY: 'hub',
})

/** Opens what was sealed at first with the keys as this configuration finds them. */
async function opensWith(more: Record<string, string> = {}): Promise<string> {
  loadKeys(testKeys)
  await loadVault(database, config(more).vault)
  return openText(sealed)
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chengshu-keys-'))
  await chmod(folder, 0o755)
  kms = await startKms()
  reached = await reachDatabase(config(), report)
  database = openDatabase({ ...reached.connections.application, max: 2 }, report)
})
after(async () => {
  loadKeys(testKeys)
  await database.destroy()
  await reached.stop()
  await kms.close()
  await rm(folder, { recursive: true, force: true })
})

test('keys of a database that is older than this release, or that never started, are told of, not made', async () => {
  await assert.rejects(keys(''), error => isCode(error, 'operations.not-migrated'))
  const older = (await readMigrations()).filter(one => one.room === 'base' && one.number < 3)
  await migrate(reached.connections.owner, { migrations: older })
  await assert.rejects(keys(''), error => isCode(error, 'operations.not-migrated'))
  await migrate(reached.connections.owner)
  assert.match((await keys('')).text, /no data keys yet/)
  await assert.rejects(keys('rotate'), error => isCode(error, 'base.no-keys'))
  const opened = await openVault({ ...reached, stop: async () => undefined }, config().vault, report)
  await opened.stop()
  sealed = sealText('王小明')
})

test('the list shows ids, ages, ciphers and what wraps them, and no key; other words are refused', async () => {
  const { text, json, exitCode } = await keys('list')
  assert.equal(exitCode, 0)
  assert.match(text, /content {2}aes-256-gcm {7}in use .* \(0 days\) {2}file:[0-9a-f]{12}\n/)
  assert.match(text, /look-up/)
  assert.match(text, /not looked at yet/)
  for (const { secret } of heldKeys().keys)
    assert.ok(!JSON.stringify(json).includes(Buffer.from(secret).toString('base64').slice(0, 12)))
  assert.ok(!/wrapped"/.test(JSON.stringify(json)))
  for (const words of ['burn', 'toString', 'rewrap', 'rewrap --to kms'])
    await assert.rejects(keys(words), error => isCode(error, 'operations.wrong-arguments'), words)
})

test('rotation: a new key is announced, of the cipher that is asked for; the old one opens what it sealed', async () => {
  const sm4 = { CHENGSHU_CIPHER: 'sm4' }
  assert.match((await keys('', sm4)).text, /CHENGSHU_CIPHER asks for sm4-ctr-hmac-sm3/)
  const { json } = await keys('rotate', sm4)
  const { text } = await keys('', sm4)
  const id = (json as { rotated: string }).rotated
  assert.match(text, new RegExp(`${id} {2}content {2}sm4-ctr-hmac-sm3 {2}in use shortly`))
  assert.doesNotMatch(text, /asks for/)
  assert.equal(await opensWith(), '王小明')
})

test('the master key goes to another file, to a management system, and back; the old one opens nothing more', async () => {
  const file = join(folder, 'elsewhere/master.key')
  const first = await keys(`rewrap --to ${file}`)
  assert.match(first.text, /3 data keys .*\n.*CHENGSHU_KEY_FILE=.*elsewhere/)
  const moved = { CHENGSHU_KEY_FILE: file }
  assert.equal(await opensWith(moved), '王小明')
  await assert.rejects(opensWith(), error => isCode(error, 'base.master-key-wrong'))
  const listed = await keys('')
  assert.deepEqual([listed.exitCode, /do not open: .*master-key-wrong/.test(listed.text)], [1, true])

  assert.match((await keys('rewrap --to kms', { ...moved, ...kmsVariables() })).text, /wrapped by kms:hub/)
  assert.equal(await opensWith(kmsVariables()), '王小明')
  await keys(`rewrap --to ${config().vault.keyFile}`, kmsVariables())
  assert.equal(await opensWith(), '王小明')
})

test('what was done to keys stands in the ledger, without a key', async () => {
  const entries = await readEntries(database, 'vault')
  assert.deepEqual(
    entries.map(one => [one.kind, one.intact]),
    [['vault.rotated', true], ...Array(3).fill(['vault.rewrapped', true])],
  )
  const { rows } = await sql<{ body: { keys: string[] } }>`
    select body from ledger.entry where subject = 'vault'`.execute(database)
  assert.ok(rows.every(row => row.body.keys.every(id => /^[0-9a-f]{8}$/.test(id))))
})

test('doctor: keys that do not open, that are old, that others may read; values that are not sealed', async () => {
  const health = async () => (await doctorVerb({ config: config(), report, checks: () => [] })).json as Health
  const states = async () =>
    Object.fromEntries((await health()).findings.map(one => [one.key, one.state] as const))
  const { keys: opens, 'key-age': age, 'key-file': readable, sealed: all } = await states()
  assert.deepEqual([opens, age, readable, all], ['good', 'good', 'good', 'good'])

  const { keyFile } = config().vault
  await chmod(keyFile, 0o644)
  await sql`update base.data_key set made_at = made_at - interval '397 days' where purpose = 'content'`.execute(
    database,
  )
  await sql`insert into kernel.act_content (act_id, recorded_at, salt, value, reason)
    values (gen_random_uuid(), now(), '\\x00', '"甲"', '电话')`.execute(database)
  const found = (await health()).findings
  const told = (key: string) => found.find(one => one.key === key)!
  assert.match(told('key-file').en, /Others may read .*master\.key/)
  assert.match(told('key-age').en, /for 397 days/)
  assert.match(told('sealed').en, /^3 values .*kernel\.act_content\.salt, kernel\.act_content\.value/)
  await sql`delete from kernel.act_content`.execute(database)
  await chmod(keyFile, 0o600)
  await rename(keyFile, `${keyFile}.away`)
  const gone = (await health()).findings.find(one => one.key === 'keys')!
  assert.deepEqual([gone.state, /do not open: .*master-key-missing/.test(gone.en)], ['bad', true])
  await rename(`${keyFile}.away`, keyFile)
})

interface Verified {
  keys: { by: string | null; reason?: string }
}

test('a backup brings its master key when that lies in the data folder; else it is said where it has to be', async () => {
  const key = join(folder, 'backups.key')
  const parts = (dataFolder: string, more: Record<string, string> = {}) => ({
    config: readConfig({ CHENGSHU_DATA: dataFolder, CHENGSHU_BACKUP_KEY: key, ...more }),
    release: '9.9.9',
    report,
  })
  const command = (...words: string[]) => readCommand(words)
  const made = await backupVerb(parts(data()), command('backup', '--new-key', key))
  const { recipient } = made.json as { recipient: string }
  const backup = async (more = {}) => {
    // Names tell the second.
    const out = await mkdtemp(join(folder, 'out-'))
    const { json } = await backupVerb(
      parts(data(), more),
      command('backup', '--out', out, '--recipient', recipient),
    )
    return (json as { file: string }).file
  }
  const verify = async (file: string, more = {}) => {
    const { json, exitCode } = await backupVerb(parts(data(), more), command('backup', '--verify', file))
    return [(json as Verified).keys.by, exitCode]
  }
  const whole = await backup()
  assert.deepEqual(await verify(whole, { CHENGSHU_KEY_FILE: join(folder, 'nowhere') }), ['archive', 0])
  const outside = join(folder, 'outside.key')
  await copyFile(config().vault.keyFile, outside)
  await rename(config().vault.keyFile, join(folder, 'kept.key'))
  const elsewhere = { CHENGSHU_KEY_FILE: outside }
  const without = await backup(elsewhere)
  assert.deepEqual(await verify(without, elsewhere), ['here', 0])
  assert.deepEqual(await verify(without), [null, 3])

  for (const [file, brings] of [
    [whole, true],
    [without, false],
  ] as const) {
    const fresh = await mkdtemp(join(folder, 'fresh-'))
    await chmod(fresh, 0o755)
    const { text } = await restoreVerb(parts(fresh), command('restore', '--in', file))
    assert.equal(/put it at .*master\.key/.test(text), !brings, text)
    const restored = await reachDatabase(parts(fresh).config, report)
    const vault = parts(fresh).config.vault
    if (!brings) {
      await assert.rejects(openVault(restored, vault, report), error =>
        isCode(error, 'base.master-key-missing'),
      )
      await assert.rejects(readFile(vault.keyFile), { code: 'ENOENT' })
    }
    loadKeys(testKeys)
    const opened = await openVault(restored, brings ? vault : { ...vault, keyFile: outside }, report)
    assert.equal(openText(sealed), '王小明')
    await opened.stop()
  }
})
