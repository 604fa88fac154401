import assert from 'node:assert/strict'
import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { sql } from 'kysely'
import { type Database, inDump, isCode, listDumpTables, openDatabase } from '#base/index.ts'
import { examineEntries } from '#ledger/index.ts'
import { callerReport } from '../../../test/fixtures/browser.ts'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'
import { emptyDatabase } from '../../../test/test-database.ts'
import { decrypterOf, encrypterOf, makeKey } from './backup-keys.ts'
import { makeBackup } from './make-backup.ts'
import { readArchive } from './read-archive.ts'
import { restoreBackup } from './restore-backup.ts'
import { verifyArchive } from './verify-archive.ts'

const quiet = () => undefined
let hub: TestHub
let folder: string
let keyFile: string
let recipient: string
/** One archive for the tests that only read one. */
let archive: string
let bytes: number

before(async () => {
  hub = await testHub()
  folder = await mkdtemp(join(tmpdir(), 'chengshu-backup-test-'))
  await chmod(folder, 0o755)
  keyFile = join(folder, 'key.txt')
  recipient = await makeKey(keyFile)
  ;({ file: archive, bytes } = await backup(await dataFolder()))
})
after(async () => {
  await hub.close()
  await rm(folder, { recursive: true, force: true })
})

async function report(index: number): Promise<number> {
  const answer = await hub.server.inject({
    method: 'POST',
    url: '/api/cases',
    headers: { authorization: `Bearer ${await hub.token('seat1')}` },
    payload: callerReport({
      subject: `路灯不亮 ${index}`,
      detail: '门口的路灯\t不亮 \\N 三天了\n晚上很黑，“老人”不敢出门。',
      reporter: { name: '备份王小明', phone: null, anonymous: false },
    }),
  })
  return answer.statusCode
}

const dataFolder = async (): Promise<string> => {
  const data = await mkdtemp(join(folder, 'data-'))
  await mkdir(join(data, 'objects/ab'), { recursive: true })
  await mkdir(join(data, 'postgresql/data'), { recursive: true })
  await writeFile(join(data, 'sign-in.secret'), 'a secret')
  await writeFile(join(data, 'objects/ab/abcdef'), Buffer.alloc(300_000, 7))
  await writeFile(join(data, 'objects/empty'), '')
  await writeFile(join(data, 'postgresql/data/PG_VERSION'), '18')
  return data
}

async function backup(data: string, name = `${crypto.randomUUID()}.age`) {
  const of = { owner: hub.base.connections.owner, dataFolder: data, release: '9.9.9', report: quiet }
  return await makeBackup(of, join(folder, name), encrypterOf({ recipients: recipient }))
}

async function opened(connection: typeof hub.base.connections.owner, work: (of: Database) => Promise<void>) {
  const database = openDatabase({ ...connection, max: 2 }, quiet)
  try {
    await work(database)
  } finally {
    await database.destroy()
  }
}

test('a backup under load restores to one moment of it: every table, the ledger, the files, and history stays history', async t => {
  for (let i = 0; i < 3; i++) assert.equal(await report(i), 201)
  // An older month than migrations make partitions for.
  await sql`create table cases.event_2020_01 partition of cases.event for values from ('2020-01-01') to ('2020-02-01')`.execute(
    hub.base.owner,
  )
  let going = true
  let during = 0
  const begun = Promise.withResolvers<void>()
  const load = (async () => {
    for (let i = 100; going; i++) {
      assert.equal(await report(i), 201)
      during++
      begun.resolve()
    }
  })()
  await Promise.race([load, begun.promise])
  const data = await dataFolder()
  const made = await backup(data)
  going = false
  await load
  assert.ok(during > 0)
  assert.equal((await stat(made.file)).mode & 0o777, 0o600)
  assert.ok(!(await readFile(made.file)).includes('备份王小明'), 'an archive is not readable without its key')

  const decrypter = await decrypterOf({ keyFile })
  const connections = await emptyDatabase(t)
  const into = join(folder, 'restored')
  await mkdir(into)
  const done = await restoreBackup(
    { connections, dataFolder: into, report: quiet, replace: undefined },
    made.file,
    decrypter,
  )
  assert.deepEqual(done.kept, [])
  const { tables, files } = done.manifest
  assert.ok(tables['cases.case_record']!.rows! >= 3 && tables['identity.person']!.rows! > 50)
  assert.deepEqual(Object.keys(files).sort(), ['objects/ab/abcdef', 'objects/empty', 'sign-in.secret'])
  assert.equal(await readFile(join(into, 'sign-in.secret'), 'utf8'), 'a secret')
  assert.equal((await stat(join(into, 'sign-in.secret'))).mode & 0o777, 0o600)
  assert.deepEqual((await readdir(into)).sort(), ['objects', 'sign-in.secret'])

  const missing = await inDump(hub.base.connections.owner, 'read', async client => {
    const titles = (await listDumpTables(client)).map(one => one.title)
    return titles.filter(title => !(title in tables))
  })
  assert.deepEqual(missing, [], 'tables that a backup forgets')
  await opened(connections.owner, async database => {
    const torn = await sql<{ n: number }>`
      select count(*) as n from cases.case_record c
       where c.last_seq <> (select count(*) from cases.event e where e.case_id = c.id)
          or not exists (select from cases.case_content t where t.case_id = c.id)`.execute(database)
    assert.equal(torn.rows[0]!.n, 0, 'one moment: no case without its parts')
    const ledger = await examineEntries(database)
    assert.deepEqual([ledger.entries, ledger.altered], [tables['ledger.entry']!.rows, 0])
    await assert.rejects(sql`delete from ledger.entry`.execute(database), /only added to/)
    await assert.rejects(sql`truncate cases.event_2020_01`.execute(database), /only added to/)
  })
  await opened(connections.application, async database => {
    await assert.rejects(sql`update cases.event set actor = 'x'`.execute(database), /permission denied/)
    await assert.rejects(sql`delete from cases.event_2020_01`.execute(database), /permission denied/)
    const found = await sql<{ detail: string }>`select detail from cases.case_content limit 1`.execute(
      database,
    )
    assert.match(found.rows[0]!.detail, /路灯\t不亮 \\N 三天了\n/)
  })
  // Twice the same: what is restored is no longer empty.
  const again = {
    connections,
    dataFolder: into,
    report: quiet,
    replace: `${done.manifest.ledger.entries}-entries`,
  }
  await assert.rejects(restoreBackup(again, made.file, decrypter), error =>
    isCode(error, 'operations.target-not-empty'),
  )
})

test('a changed byte anywhere, a missing end, or bytes after the end: refused as damaged', async () => {
  const file = archive
  const decrypter = await decrypterOf({ keyFile })
  await verifyArchive(file, decrypter)
  const damaged = join(folder, 'damaged.age')
  const refused = async (why: string) =>
    await assert.rejects(verifyArchive(damaged, decrypter), error => {
      assert.ok(
        isCode(error, 'operations.backup-damaged') || isCode(error, 'operations.backup-wrong-key'),
        `${why}: ${error}`,
      )
      return true
    })
  for (const at of [0, 30, 120, 250, 70_000, Math.floor(bytes / 2), bytes - 1]) {
    await copyFile(file, damaged)
    await using handle = await open(damaged, 'r+')
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, at)
    await handle.write(Buffer.of(buffer[0]! ^ 1), 0, 1, at)
    await refused(`byte ${at}`)
  }
  const whole = await readFile(file)
  for (const length of [0, 100, 65_536 + 200, Math.floor(bytes / 2), bytes - 16, bytes - 1]) {
    await writeFile(damaged, whole.subarray(0, length))
    await refused(`cut to ${length}`)
  }
  await writeFile(damaged, Buffer.concat([whole, Buffer.from('x')]))
  await refused('a byte more')
})

test('a damaged backup is refused before the database or the folder is touched', async t => {
  const file = archive
  const cut = join(folder, 'cut.age')
  await writeFile(cut, (await readFile(file)).subarray(0, bytes - 1))
  const connections = await emptyDatabase(t)
  const data = await dataFolder()
  const into = { connections, dataFolder: data, report: quiet, replace: undefined }
  await assert.rejects(restoreBackup(into, cut, await decrypterOf({ keyFile })), error =>
    isCode(error, 'operations.backup-damaged'),
  )
  const tables = await inDump(connections.owner, 'read', listDumpTables)
  assert.deepEqual(tables, [])
  assert.equal(await readFile(join(data, 'sign-in.secret'), 'utf8'), 'a secret')
  assert.deepEqual((await readdir(data)).sort(), ['objects', 'postgresql', 'sign-in.secret'])
})

test('another key, no key, a file that is no key, a wrong passphrase: each is said', async () => {
  const file = archive
  const other = join(folder, 'other.txt')
  await makeKey(other)
  const refused = (keys: Parameters<typeof decrypterOf>[0], code: string) =>
    assert.rejects(
      async () => await verifyArchive(file, await decrypterOf(keys)),
      error => isCode(error, code),
    )
  await refused({ keyFile: other }, 'operations.backup-wrong-key')
  await refused({ passphrase: 'a wrong one' }, 'operations.backup-wrong-key')
  await refused({}, 'operations.backup-key-missing')
  await refused({ keyFile: file }, 'operations.backup-key-invalid')
  await refused({ keyFile: join(folder, 'nowhere') }, 'operations.file-unreadable')
  assert.throws(
    () => encrypterOf({}),
    error => isCode(error, 'operations.backup-key-missing'),
  )
  assert.throws(
    () => encrypterOf({ recipients: 'age1x' }),
    error => isCode(error, 'operations.backup-key-invalid'),
  )
  await assert.rejects(makeKey(keyFile), error => isCode(error, 'operations.file-unwritable'))
  assert.match(await readFile(keyFile, 'utf8'), /AGE-SECRET-KEY-1/)
  assert.equal((await stat(keyFile)).mode & 0o777, 0o600)
})

test('for several recipients each key opens it; a passphrase opens what it closed', async () => {
  const [first, second] = [await generateX25519Identity(), await generateX25519Identity()]
  const recipients = [await identityToRecipient(first), await identityToRecipient(second)].join(', ')
  const of = { owner: hub.base.connections.owner, dataFolder: folder, release: '1', report: quiet }
  const data = await dataFolder()
  const made = await makeBackup(
    { ...of, dataFolder: data },
    join(folder, 'two.age'),
    encrypterOf({ recipients }),
  )
  await writeFile(join(folder, 'second.txt'), `# mine\n\n${second}\n`)
  await verifyArchive(made.file, await decrypterOf({ keyFile: join(folder, 'second.txt') }))
  const closing = encrypterOf({ passphrase: '四个随机的词 x7' })
  // Whether the words open it does not hang on how long guessing would take.
  closing.setScryptWorkFactor(8)
  const word = await makeBackup({ ...of, dataFolder: data }, join(folder, 'word.age'), closing)
  await verifyArchive(word.file, await decrypterOf({ passphrase: '四个随机的词 x7' }))
})

test('an archive that is there is not written over, and a place that cannot be written to is said', async () => {
  const data = await dataFolder()
  const { file } = await backup(data, 'once.age')
  const whole = await readFile(file)
  await assert.rejects(backup(data, 'once.age'), error => isCode(error, 'operations.file-unwritable'))
  assert.ok((await readFile(file)).equals(whole))
  await assert.rejects(backup(data, 'once.age/below.age'), error =>
    isCode(error, 'operations.file-unwritable'),
  )
})

test('what breaks while it is written leaves nothing that looks like a backup', async () => {
  const place = join(folder, 'broken')
  const of = { owner: hub.base.connections.owner, dataFolder: await dataFolder(), release: '1' }
  const stops = () => {
    throw new Error('stopped in the middle')
  }
  await assert.rejects(
    makeBackup({ ...of, report: stops }, join(place, 'x.age'), encrypterOf({ recipients: recipient })),
    /stopped in the middle/,
  )
  assert.deepEqual(await readdir(place), [])
})

test('a backup of a newer release is refused with its name, an entry that no backup has too', async t => {
  const file = archive
  const decrypter = await decrypterOf({ keyFile })
  const whole = await verifyArchive(file, decrypter)
  const { loadArchive } = await import('./load-archive.ts')
  const newer = structuredClone(whole)
  newer.head.migrations.push({ room: 'cases', number: 998, name: 'tomorrow', checksum: 'x' })
  const { owner } = await emptyDatabase(t)
  await assert.rejects(loadArchive({ file, decrypter, ...newer }, owner, undefined), error => {
    assert.ok(isCode(error, 'operations.backup-newer'))
    return /9\.9\.9.*cases\/998_tomorrow/.test(String(error))
  })
  const edited = structuredClone(whole)
  edited.head.migrations.at(-1)!.checksum = 'x'
  await assert.rejects(loadArchive({ file, decrypter, ...edited }, owner, undefined), error =>
    isCode(error, 'base.migration-changed'),
  )
  const { writeArchive } = await import('./write-archive.ts')
  const foreign = join(folder, 'foreign.age')
  await writeArchive(foreign, encrypterOf({ recipients: recipient }), async archive => {
    await archive.add('head.json', Buffer.from(JSON.stringify(whole.head)))
    await archive.add('files/../../outside', Buffer.from('x'))
  })
  await assert.rejects(verifyArchive(foreign, decrypter), error => isCode(error, 'operations.backup-damaged'))
  const seen: string[] = []
  await readArchive(file, decrypter, async ({ name, content }) => {
    seen.push(name)
    for await (const _ of content);
  })
  assert.deepEqual([seen[0], seen.at(-1)], ['head.json', 'manifest.json'])
})

test('rows that a restored database changed are noticed, and nothing of them stays', async t => {
  const file = archive
  const decrypter = await decrypterOf({ keyFile })
  const whole = await verifyArchive(file, decrypter)
  const { loadArchive } = await import('./load-archive.ts')
  const changed = structuredClone(whole)
  changed.manifest.tables['identity.person']!.sha256 = 'f'.repeat(64)
  const { owner } = await emptyDatabase(t)
  await assert.rejects(loadArchive({ file, decrypter, ...changed }, owner, undefined), error => {
    assert.ok(isCode(error, 'operations.backup-does-not-fit'), String(error))
    return /identity\.person has other content/.test(String(error))
  })
  await opened(owner, async database => {
    const people = await sql<{ n: number }>`select count(*) as n from identity.person`.execute(database)
    assert.equal(people.rows[0]!.n, 0)
  })
})

test('a backup of an older structure is brought to this release; files that were there are kept beside the restored ones', async t => {
  const file = archive
  const decrypter = await decrypterOf({ keyFile })
  const whole = await verifyArchive(file, decrypter)
  // As a release before the newest migration would have made it; that migration adds tables or columns only.
  const { migrationsOf } = await import('./load-dump.ts')
  const { migrate, pendingMigrations } = await import('#base/index.ts')
  const known = await migrationsOf(whole.head)
  const last = known.filter(one => one.room === 'models').at(-1)!
  const older = known.filter(one => one !== last)
  const oldDatabase = await emptyDatabase(t)
  await migrate(oldDatabase.owner, { migrations: older })
  const of = { owner: oldDatabase.owner, dataFolder: await dataFolder(), release: '0.0.1', report: quiet }
  const made = await makeBackup(of, join(folder, 'older.age'), encrypterOf({ recipients: recipient }))
  const connections = await emptyDatabase(t)
  const into = join(folder, 'older')
  await mkdir(into)
  await writeFile(join(into, 'sign-in.secret'), 'of before')
  const restored = await restoreBackup(
    { connections, dataFolder: into, report: quiet, replace: undefined },
    made.file,
    decrypter,
  )
  assert.equal(restored.head.migrations.length, older.length)
  assert.equal(restored.kept.length, 1)
  assert.equal(await readFile(join(into, 'sign-in.secret'), 'utf8'), 'a secret')
  const aside = restored.kept[0]!.replace('folder ', '')
  assert.equal(await readFile(join(aside, 'sign-in.secret'), 'utf8'), 'of before')
  await opened(connections.application, async database => {
    assert.deepEqual(await pendingMigrations(database), [])
  })
})
