import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import {
  asCatalogueError,
  inTransaction,
  openDatabase,
  openObjects,
  type ReachedDatabase,
  reachDatabase,
  readConfig,
  sentenceOf,
} from '#base/index.ts'
import { caseChecks } from '#cases/index.ts'
import { seedCity } from '#city/index.ts'
import { commandLineActor, createPeople, personByAccount } from '#identity/index.ts'
import { smallCity } from '../../src/city/small-city.fixture.ts'
import { readCommand } from '../../src/operations/command-line.rules.ts'
import { isOffline, offlineVerbs } from '../../src/operations/offline-verbs.ts'
import { type ServerProcess, startServer } from '../fixtures/server-process.ts'
import { type CommandFolder, commandFolder } from './folder.ts'

let place: CommandFolder
let server: ServerProcess | undefined
let reached: ReachedDatabase
let out: string
let key: string
let recipient: string

before(async () => {
  place = await commandFolder()
  out = join(place.folder, 'backups')
  key = join(place.folder, 'backups.key')
  server = await startServer(place.variables)
  // Held to the end: the verbs find the embedded database running, whoever else comes and goes.
  reached = await reachDatabase(readConfig(place.variables), () => undefined)
  await writing(reached, async database => {
    await inTransaction(database, tx => seedCity(tx, smallCity))
  })
  await addPerson('seat1')
})
after(async () => {
  await server?.end('SIGKILL')
  await reached.stop()
  await place.remove()
})

type Work = (database: ReturnType<typeof openDatabase>) => Promise<void>
async function writing(to: ReachedDatabase, work: Work): Promise<void> {
  const database = openDatabase({ ...to.connections.application, max: 2 }, () => undefined)
  try {
    await work(database)
  } finally {
    await database.destroy()
  }
}

const addPerson = (account: string) =>
  writing(reached, async database => {
    const person = { account, name: '后来', roles: ['seat' as const], departmentId: null, regionIds: [] }
    const people = [{ ...person, level: 'L2' as const }]
    const made = { people, password: 'a long test password 7', mustChangePassword: false, fictional: true }
    await inTransaction(database, tx => createPeople(tx, made, commandLineActor))
  })

/** What a verb that meets the database as it is prints, run here: a process of its own costs two seconds. */
async function verb<T>(words: readonly string[], variables = place.variables): Promise<T> {
  const command = readCommand(words)
  assert.ok(isOffline(command.verb))
  const parts = {
    config: readConfig(variables),
    release: '9.9.9',
    report: () => undefined,
    checks: (config: ReturnType<typeof readConfig>) => caseChecks(openObjects(config, 'cases')),
    onHub: () => assert.fail('no verb here needs the joined rooms'),
  }
  return (await offlineVerbs[command.verb](parts, command)).json as T
}

/** What a verb that must be refused says: code, sentence, advice. */
async function refusal(words: readonly string[], variables = place.variables): Promise<string> {
  try {
    await verb(words, variables)
  } catch (thrown) {
    const error = asCatalogueError(thrown)
    return `${error.code} ${sentenceOf(error, 'en')} ${error.entry.advice}`
  }
  return assert.fail(`${words.join(' ')} was done`)
}

const archives = async () => (await readdir(out)).filter(name => name.endsWith('.age')).sort()
const newest = async () => join(out, (await archives()).at(-1)!)
const main = resolve(import.meta.dirname, '../../src/main.ts')
const environment = () => ({ PATH: '/usr/bin:/bin', HOME: '/tmp', ...place.variables })

interface Made {
  file: string
  rows: number
  ledger: { altered: number }
}

test('a key, a backup beside the running server, and the proof that it restores and leaves nothing behind', async () => {
  assert.match(await refusal(['backup', '--out', out]), /backup-key-missing .*--new-key FILE/)
  ;({ recipient } = await verb<{ recipient: string }>(['backup', '--new-key', key]))
  assert.match(recipient, /^age1/)
  const made = await place.json<Made>(...['backup', '--out', out, '--recipient', recipient])
  assert.equal(made.file, await newest())
  assert.ok(made.rows > 20 && made.ledger.altered === 0)
  const scratch = async () =>
    (await readdir(tmpdir())).filter(name => name.startsWith('chengshu-verify-')).length
  const before = await scratch()
  const proof = await verb<{ verified: boolean; rows: number; release: string }>(
    ...[['backup', '--verify', made.file, '--key', key]],
  )
  assert.deepEqual([proof.verified, proof.rows], [true, made.rows])
  assert.match(proof.release, /^\d+\.\d+\.\d+/)
  assert.equal(await scratch(), before)
  assert.equal((await fetch(`${server!.address}/readyz`)).status, 200)
})

test('wrong lines are refused with what to do', async () => {
  for (const [words, said] of [
    [['backup', '--out', place.folder, '--recipient', recipient], /file-unwritable .*data folder/],
    [['backup', '--out', key, '--recipient', recipient], /file-unwritable .*no folder/],
    [['backup', '--recipient', recipient], /wrong-arguments .*--out is missing/],
    [['backup', '--out', out, '--recipient', recipient, '--keep', '0'], /wrong-arguments .*--keep/],
    [['backup', '--out', out, '--recipient', recipient, '--keep', '-1x'], /wrong-arguments/],
    [['backup', '--out', out, '--recipient', 'age1nonsense'], /key-invalid .*not valid/],
    [['backup', '--out', 's3', '--recipient', recipient], /backup-no-bucket/],
    [['backup', '--new-key', key], /file-unwritable/],
    [['backup', '--verify', key, '--key', key], /backup-damaged/],
    [['restore', '--key', key], /--in is missing/],
    [['restore', '--in', 's3:newest', '--key', key], /backup-no-bucket/],
    [['restore', '--in', join(out, 'nowhere.age'), '--key', key], /file-unreadable .*cannot be read/],
    [['restore', '--in', key, '--key', key], /damaged/],
    [['restore', '--in', await newest()], /no key was given/],
    [['restore', '--in', await newest(), '--key', join(out, 'no.key')], /file-unreadable/],
  ] as const)
    assert.match(await refusal(words), said, words.join(' '))
  // Once as it is typed: a code, a sentence, no stack.
  const ended = await place.run('restore', '--in', key, '--key', key)
  assert.equal(ended.code, 1)
  assert.match(ended.stderr, /damaged/)
  assert.doesNotMatch(ended.stderr, /\n\s+at /)
})

test('a backup that is killed while it writes leaves nothing that looks like one, and the next one works', async () => {
  const before = await archives()
  const child = spawn(process.execPath, [main, 'backup', '--out', out, '--recipient', recipient], {
    env: environment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise<NodeJS.Signals | null>(done =>
    child.once('exit', (_code, signal) => done(signal)),
  )
  // The first table is told when its rows are in the draft: the middle, however slow the machine.
  let said = ''
  child.stderr.on('data', chunk => {
    said += String(chunk)
    if (/: \d+ rows/.test(said)) child.kill('SIGKILL')
  })
  assert.equal(await ended, 'SIGKILL', said)
  assert.deepEqual(await archives(), before)
  assert.ok(
    (await readdir(out)).some(name => name.endsWith('.partial')),
    'it was in the middle',
  )
  const next = await verb<Made & { removed: string[] }>(
    ...[['backup', '--out', out, '--recipient', recipient, '--keep', '1']],
  )
  assert.equal(next.removed.length, 1)
  assert.deepEqual(await archives(), [next.file.split('/').at(-1)])
})

test('a place that is full: said, nothing is left, and the server goes on', {
  skip: process.platform === 'win32',
}, async () => {
  const before = await readdir(out)
  // As a full disk, for this process alone: no file may be longer than 8 KiB.
  const line = `ulimit -f 8; exec "${process.execPath}" "${main}" backup --out "${out}" --recipient ${recipient}`
  const child = spawn('/bin/bash', ['-c', line], {
    env: environment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', chunk => (said += String(chunk)))
  const code = await new Promise(done => child.once('exit', done))
  assert.equal(code, 1, said)
  assert.match(said, /cannot be written: EFBIG/)
  assert.doesNotMatch(said, /\n\s+at /)
  assert.deepEqual(await readdir(out), before)
  assert.equal((await fetch(`${server!.address}/readyz`)).status, 200)
})

test('restore refuses a database in use and one that is not empty; told to, it keeps the old beside the new', async () => {
  const archive = await newest()
  const restore = ['restore', '--in', archive, '--key', key]
  assert.match(await refusal([...restore, '--replace', '1-entries']), /in use: chengshu \d+/)
  assert.equal(await server!.end('SIGTERM'), 0)
  server = undefined
  await addPerson('after.backup')
  const word = /--replace (\d+-entries)/.exec(await refusal(restore))?.[1]
  assert.ok(word)
  for (const wrong of ['1-entries', word.toUpperCase(), `0${word}`, word.replace('-entries', ''), 'yes'])
    assert.match(await refusal([...restore, '--replace', wrong]), /target-not-empty/, wrong)
  const secret = await readFile(join(place.folder, 'sign-in.secret'), 'utf8')
  await writeFile(join(place.folder, 'sign-in.secret'), secret.replace(/./, secret[0] === 'x' ? 'y' : 'x'))
  const done = await place.json<{ kept: string[] }>(...restore, '--replace', word)
  assert.equal(done.kept.length, 2)
  assert.match(done.kept[0]!, /database chengshu_before_/)
  assert.equal(await readFile(join(place.folder, 'sign-in.secret'), 'utf8'), secret)
  await writing(reached, async database => {
    assert.equal((await personByAccount(database, 'seat1')).account, 'seat1')
    await assert.rejects(personByAccount(database, 'after.backup'), 'the state of the backup')
  })
  assert.notEqual((await verb<{ state: string }>(['doctor'])).state, 'bad')
})

test('restore into a new data folder: the same city, by passphrase too', async () => {
  const words = { CHENGSHU_BACKUP_PASSPHRASE: '四个随机的词' }
  const fresh = await commandFolder(words)
  const made = await verb<Made>(['backup', '--out', out], { ...place.variables, ...words })
  const held = await reachDatabase(readConfig(fresh.variables), () => undefined)
  try {
    const restored = await verb<{ rows: number; kept: string[] }>(
      ['restore', '--in', made.file],
      fresh.variables,
    )
    assert.equal(restored.rows, made.rows)
    assert.deepEqual(restored.kept, [])
    await writing(held, async database => {
      assert.equal((await personByAccount(database, 'seat1')).account, 'seat1')
    })
  } finally {
    await held.stop()
    await fresh.remove()
  }
})

test('move to a server that is not there, or to an address that is none, is refused in words', async () => {
  const to = 'postgres://nobody:a-password@127.0.0.1:1/nowhere'
  const unreachable = await refusal(['move', '--to', to])
  assert.match(unreachable, /cannot be reached/)
  assert.ok(!unreachable.includes('a-password'), 'a password is not told')
  for (const none of ['the new server', 'mysql://a/b', 'postgres:/a/b', 'postgres://[', ' postgres://a/b'])
    assert.match(await refusal(['move', '--to', none]), /move-target .*not postgres/, none)
  assert.match(await refusal(['move']), /wrong-arguments .*--to is missing/)
  assert.match(await refusal(['move', '--to', '']), /wrong-arguments/)
})
