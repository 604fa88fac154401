import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { ask, killAndWait, ownFolder, postmasterOf, quietly } from '../../test/embedded-tools.ts'
import { canEnter, findAccount } from './embedded-account.ts'
import { copyBinaries, findBinaries } from './embedded-binaries.ts'
import { ensureEmbedded } from './ensure-embedded.ts'
import { isCode } from './errors.ts'

const isRoot = process.getuid?.() === 0
const rootOnly = isRoot ? false : 'needs root'

for (const [found, code] of [
  ['19', 'base.newer-data-folder'],
  ['17', 'base.older-data-folder'],
]) {
  test(`a data folder of PostgreSQL ${found} is refused and left alone`, async t => {
    const folder = await ownFolder(t)
    await (await quietly(folder)).stop()
    const version = join(folder, 'postgresql/data/PG_VERSION')
    await writeFile(version, `${found}\n`)
    await assert.rejects(quietly(folder), error => isCode(error, code!) && String(error).includes(found!))
    assert.equal(await readFile(version, 'utf8'), `${found}\n`)
    assert.equal(await postmasterOf(folder), undefined)
  })
}

test('folders with files of others are refused and left alone', async t => {
  const foreign = (error: unknown) => isCode(error, 'base.foreign-data-folder')
  const folder = await ownFolder(t)
  await mkdir(join(folder, 'postgresql'))
  await writeFile(join(folder, 'postgresql/letter.txt'), 'dear')
  await assert.rejects(quietly(folder), foreign)
  assert.deepEqual(await readdir(join(folder, 'postgresql')), ['letter.txt'])

  const cluster = await ownFolder(t)
  await writeFile(join(cluster, 'PG_VERSION'), '18\n')
  await assert.rejects(quietly(cluster), foreign)
  assert.deepEqual(await readdir(cluster), ['PG_VERSION'])

  const damaged = await ownFolder(t)
  await mkdir(join(damaged, 'postgresql'))
  await writeFile(join(damaged, 'postgresql/cluster.json'), '{"format": 7}')
  await assert.rejects(quietly(damaged), foreign)
})

test('a data folder that cannot be made is named with the reason', async t => {
  const folder = await ownFolder(t)
  await writeFile(join(folder, 'file'), '')
  await assert.rejects(quietly(join(folder, 'file')), error => {
    return isCode(error, 'base.data-folder-unusable') && String(error).includes('ENOTDIR')
  })
})

test('what a killed initdb left does not disturb the next start', async t => {
  const folder = await ownFolder(t)
  await (await quietly(folder)).stop()
  await rm(join(folder, 'postgresql/data'), { recursive: true })
  for (const [name, hours] of [
    ['draft-new', 0],
    ['draft-old', 2],
  ] as const) {
    const draft = join(folder, 'postgresql', name)
    await mkdir(join(draft, 'data'), { recursive: true })
    await utimes(draft, new Date(), new Date(Date.now() - hours * 3_600_000))
  }
  const embedded = await quietly(folder)
  assert.deepEqual(await ask(embedded.connections.owner, 'select 1 as n'), [{ n: 1 }])
  const names = await readdir(join(folder, 'postgresql'))
  assert.ok(names.includes('draft-new') && !names.includes('draft-old'), names.join(' '))
  await embedded.stop()
})

/** A file system of this many megabytes, or undefined where none may be mounted. */
async function smallDisk(t: TestContext, megabytes: number): Promise<string | undefined> {
  // Registered before the folder's own cleaning, which must find the server ended: hooks run in this order.
  const mounted: string[] = []
  t.after(async () => {
    for (const folder of mounted) {
      const pid = await postmasterOf(folder)
      if (pid !== undefined) await killAndWait(pid)
      spawnSync('umount', ['-l', folder])
    }
  })
  const folder = await ownFolder(t)
  const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder])
  if (mount.status !== 0) return undefined
  mounted.push(folder)
  return folder
}
const full = (error: unknown) => isCode(error, 'base.disk-full')

test('a disk that is full at the first start: said so, nothing half-made is left', {
  skip: rootOnly,
}, async t => {
  const folder = await smallDisk(t, 20)
  if (!folder) return t.skip('may not mount a small disk')
  await assert.rejects(quietly(folder), full)
  assert.deepEqual((await readdir(join(folder, 'postgresql'))).sort(), ['cluster.json'])
})

test('a disk that is full at a later start: said so, and all is there after room was made', {
  skip: rootOnly,
}, async t => {
  const folder = await smallDisk(t, 160)
  if (!folder) return t.skip('may not mount a small disk')
  const embedded = await quietly(folder)
  await ask(embedded.connections.owner, 'create table kept as select 7 as n')
  await embedded.stop()
  const filler = join(folder, 'filler')
  spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4k'])
  await assert.rejects(quietly(folder), full)
  await rm(filler)
  const again = await quietly(folder)
  assert.deepEqual(await ask(again.connections.owner, 'select n from kept'), [{ n: 7 }])
  await again.stop()
})

test('root in a closed home folder: the files go where PostgreSQL can reach them, and it is said', {
  skip: rootOnly,
}, async t => {
  const home = await ownFolder(t)
  await chmod(home, 0o700)
  const folder = join(home, 'clone/.chengshu')
  const lines: string[] = []
  const embedded = await ensureEmbedded({ folder, report: line => lines.push(line) })
  const record = JSON.parse(await readFile(join(folder, 'postgresql/cluster.json'), 'utf8')) as {
    location: string
  }
  t.after(() => rm(record.location, { recursive: true, force: true }))
  assert.match(record.location, /^\/var\/lib\/chengshu-/)
  assert.ok(
    lines.some(line => line.includes(record.location) && line.includes(folder)),
    lines.join('\n'),
  )
  await ask(embedded.connections.owner, 'create table kept as select 7 as n')
  assert.equal(await embedded.stop(), true)
  const again = await quietly(folder)
  assert.deepEqual(await ask(again.connections.owner, 'select n from kept'), [{ n: 7 }])
  await again.stop()
})

test('programs in a closed folder are copied to where the account can run them', {
  skip: rootOnly,
}, async t => {
  const account = (await findAccount('/nowhere', () => undefined))!
  const home = await mkdtemp('/var/lib/chengshu-copy-')
  t.after(() => rm(home, { recursive: true, force: true }))
  await chmod(home, 0o755)
  const binaries = await copyBinaries(await findBinaries(), home)
  assert.ok(canEnter(account, binaries.folder))
  const asAccount = { uid: account.uid, gid: account.gid, cwd: '/', encoding: 'utf8' as const }
  assert.match(spawnSync(binaries.postgres, ['--version'], asAccount).stdout, /18\.\d/)
  assert.deepEqual(await copyBinaries(await findBinaries(), home), binaries)
  assert.equal((await readdir(home)).length, 1)
})

test('an account is never root, and a closed folder is closed to it', { skip: rootOnly }, async t => {
  const account = (await findAccount('/nowhere', () => undefined))!
  assert.notEqual(account.uid, 0)
  const folder = await ownFolder(t)
  await chmod(folder, 0o700)
  assert.equal(canEnter(account, folder), false)
  assert.equal(canEnter(account, '/'), true)
  assert.equal(canEnter(undefined, folder), true)
})
