import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  ask,
  killAndWait,
  otherProcess,
  ownFolder,
  postmasterOf,
  quietly,
} from '../../test/embedded-tools.ts'
import { enter } from './embedded.store.ts'
import { isCode } from './errors.ts'

const count = 'select count(*)::int as n from kept'

test('the first start makes the server, a second attaches, the last to leave ends it', async t => {
  const folder = await ownFolder(t)
  const first = await quietly(folder)
  const second = await quietly(folder)
  assert.deepEqual([first.started, second.started], [true, false])
  const [row] = await ask<{ u: string; v: string }>(
    first.connections.owner,
    'select current_user u, version() v',
  )
  assert.equal(row?.u, 'chengshu_owner')
  assert.match(row.v, /^PostgreSQL 18\./)
  assert.equal(await first.stop(), false)
  assert.equal(second.lost(), false)
  assert.equal(await second.stop(), true)
  assert.equal(await postmasterOf(folder), undefined)
})

test('passwords are readable by their owner only, and wrong ones are refused', async t => {
  const folder = await ownFolder(t)
  const { connections, stop } = await quietly(folder)
  const wrong = { ...connections.owner, password: 'password' }
  await assert.rejects(ask(wrong, 'select 1'), { code: '28P01' })
  const { stat } = await import('node:fs/promises')
  assert.equal((await stat(join(folder, 'postgresql/cluster.json'))).mode & 0o777, 0o600)
  const [row] = await ask<{ a: string; f: string }>(
    connections.superuser,
    "select current_setting('listen_addresses') a, current_setting('fsync') f",
  )
  assert.deepEqual(row, { a: '', f: 'on' })
  await stop()
})

test('a killed process leaves the server running: the next attaches and every acknowledged row is there', async t => {
  const folder = await ownFolder(t)
  const other = otherProcess(t, folder, 'insert')
  assert.equal(await other.line(), 'started')
  let acknowledged = 0
  while (acknowledged < 300) acknowledged = Number(await other.line())
  other.child.kill('SIGKILL')
  for (let line = await other.line(); line !== undefined; line = await other.line())
    acknowledged = Number(line)
  const embedded = await quietly(folder)
  assert.equal(embedded.started, false)
  const [row] = await ask<{ n: number }>(embedded.connections.owner, count)
  assert.ok(row!.n >= acknowledged, `${row!.n} rows of ${acknowledged} acknowledged`)
  await embedded.stop()
})

test('a killed server is started again at once over its dying children, with every acknowledged row', async t => {
  const folder = await ownFolder(t)
  const embedded = await quietly(folder)
  await ask(embedded.connections.owner, 'create table kept (id int)')
  await ask(embedded.connections.owner, 'insert into kept select generate_series(1, 5000)')
  const killed = (await postmasterOf(folder))!
  process.kill(killed, 'SIGKILL')
  while (!embedded.lost()) await new Promise(resolve => setTimeout(resolve, 5))
  await embedded.heal()
  assert.equal(embedded.lost(), false)
  assert.notEqual(await postmasterOf(folder), killed)
  assert.deepEqual(await ask(embedded.connections.owner, count), [{ n: 5000 }])
  await embedded.heal()
  assert.equal(await embedded.stop(), true)
})

test('two first starts at once end with one server that both use', async t => {
  const folder = await ownFolder(t)
  const others = [otherProcess(t, folder, 'wait'), otherProcess(t, folder, 'wait')]
  const said = await Promise.all(others.map(other => other.line()))
  assert.deepEqual(said.sort(), ['attached', 'started'])
  others[0]!.child.stdin!.write('end\n')
  assert.equal(await others[0]!.line(), 'left')
  others[1]!.child.stdin!.write('end\n')
  assert.equal(await others[1]!.line(), 'ended')
  await Promise.all(others.map(other => other.child.exitCode ?? once(other.child, 'exit')))
})

test('a lock file whose number now belongs to another process does not stop a start', async t => {
  if (process.platform !== 'linux') return t.skip('looks into /proc')
  const folder = await ownFolder(t)
  const embedded = await quietly(folder)
  const pid = (await postmasterOf(folder))!
  const file = join(folder, 'postgresql/data/postmaster.pid')
  const text = await readFile(file, 'utf8')
  await killAndWait(pid)
  // Our own number: a living process that is no PostgreSQL. Such a file is left when a container is killed.
  await writeFile(file, text.replace(/^\d+/, String(process.ppid)))
  await embedded.heal()
  assert.deepEqual(await ask(embedded.connections.owner, 'select 1 as n'), [{ n: 1 }])
  await embedded.stop()
})

test('a server that hangs is not joined by a second one: the start gives up and says so', async t => {
  const folder = await ownFolder(t)
  const embedded = await quietly(folder)
  const pid = (await postmasterOf(folder))!
  process.kill(pid, 'SIGSTOP')
  await assert.rejects(quietly(folder, 1), error => isCode(error, 'base.embedded-not-answering'))
  assert.equal(await postmasterOf(folder), pid)
  process.kill(pid, 'SIGCONT')
  assert.equal((await quietly(folder)).started, false)
  await embedded.stop()
})

test('a server that is not ours is never used, even when the lock file points to it', async t => {
  const ours = await ownFolder(t)
  const theirs = await ownFolder(t)
  const first = await quietly(ours)
  const second = await quietly(theirs)
  await assert.rejects(enter(second.connections.superuser, join(ours, 'postgresql/data')), /serves .*, not /)
  await assert.rejects(enter({ ...second.connections.superuser, password: 'x' }, ''), { code: '28P01' })
  await first.stop()
  await second.stop()
})

test('a data folder that was removed while the server ran gets no new, empty database in its place', async t => {
  const folder = await ownFolder(t)
  const embedded = await quietly(folder)
  const killed = (await postmasterOf(folder))!
  await rm(join(folder, 'postgresql'), { recursive: true, force: true })
  process.kill(killed, 'SIGKILL')
  while (!embedded.lost()) await new Promise(resolve => setTimeout(resolve, 5))
  await assert.rejects(embedded.heal(), error => isCode(error, 'base.data-folder-gone'))
  assert.deepEqual(await readdir(folder), [])
  await embedded.stop()
})
