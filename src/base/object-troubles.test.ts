import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type TestContext, test } from 'node:test'
import { type CatalogueError, isCode } from './errors.ts'
import { fakeS3 } from './object-store.fixture.ts'
import type { ObjectStore } from './object-store.ts'
import { openObjects } from './open-objects.ts'

async function folderOf(t: TestContext, at = tmpdir()): Promise<string> {
  const folder = await mkdtemp(join(at, 'chengshu-objects-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function put(objects: ObjectStore, content: Buffer | string): Promise<string> {
  const staged = await objects.stage(Readable.from([Buffer.from(content)]))
  try {
    await objects.keep(staged)
    return staged.key
  } finally {
    await staged.discard()
  }
}

const keyOf = (content: Buffer | string) => createHash('sha256').update(content).digest('hex')
const inFolder = (dataFolder: string) => openObjects({ dataFolder, objects: undefined }, 'room')
const unreachable = (reason: RegExp) => (error: unknown) => {
  assert.ok(isCode(error, 'base.objects-unreachable'), String(error))
  assert.match(String((error as CatalogueError).details?.reason), reason)
  return true
}

test('a folder that spans two file systems, as memory cards and network disks make it', async t => {
  const [dataFolder, elsewhere] = [await folderOf(t), await folderOf(t, '/dev/shm').catch(() => undefined)]
  if (!elsewhere || (await stat(elsewhere)).dev === (await stat(dataFolder)).dev)
    return t.skip('no second file system')
  const root = join(dataFolder, 'objects/room')
  await mkdir(root, { recursive: true })
  await symlink(elsewhere, join(root, 'incoming'))
  const objects = inFolder(dataFolder)
  const content = randomBytes(100_000)
  const staged = await objects.stage(Readable.from([content]))
  // The copy is made beside what was staged; where that is another file system, the last step names it.
  await assert.rejects(objects.keep(staged), { code: 'EXDEV' })
  assert.equal(await objects.has(staged.key), false, 'half an object is none')
  await staged.discard()
  assert.deepEqual(await readdir(elsewhere), [])
})

test('twenty who keep the same content at once keep it once, whole', async t => {
  const dataFolder = await folderOf(t)
  const objects = inFolder(dataFolder)
  const content = randomBytes(200_000)
  const keys = await Promise.all(Array.from({ length: 20 }, () => put(objects, content)))
  assert.deepEqual(new Set(keys), new Set([keyOf(content)]))
  assert.deepEqual(await buffer(await objects.open(keys[0]!)), content)
  assert.deepEqual(await readdir(join(dataFolder, 'objects/room/incoming')), [])
  await Promise.all(Array.from({ length: 5 }, () => objects.remove(keys[0]!)))
  assert.equal(await objects.has(keys[0]!), false)
})

test('objects are read by their owner alone, and hold what was written to the byte', async t => {
  const dataFolder = await folderOf(t)
  const objects = inFolder(dataFolder)
  for (const content of ['', '\0', '第一行\n', randomBytes(70_000)]) {
    const key = await put(objects, content)
    assert.equal(key, keyOf(content))
    assert.deepEqual(await buffer(await objects.open(key)), Buffer.from(content))
    if (process.platform === 'win32') continue
    const path = join(dataFolder, 'objects/room', key.slice(0, 2), key)
    assert.equal((await stat(path)).mode & 0o077, 0)
    assert.equal((await stat(join(path, '..'))).mode & 0o077, 0)
  }
  const staged = await objects.stage(Readable.from([Buffer.from('a'), Buffer.from('b')]))
  assert.deepEqual([staged.bytes, staged.key], [2, keyOf('ab')])
  await staged.discard()
  await staged.discard()
})

test('what else lies in the folder is neither listed nor taken away', async t => {
  const dataFolder = await folderOf(t)
  const objects = inFolder(dataFolder)
  assert.deepEqual(await Array.fromAsync(objects.list()), [])
  assert.equal(await objects.removeStale(new Date()), 0)
  const key = await put(objects, 'mine')
  const root = join(dataFolder, 'objects/room')
  await writeFile(join(root, 'README'), 'by hand')
  await mkdir(join(root, 'zz'))
  await writeFile(join(root, 'zz', 'a'.repeat(64)), 'no object: the folder is none of ours')
  for (const name of ['notes.txt', key.toUpperCase(), `${key}.part`])
    await writeFile(join(root, key.slice(0, 2), name), 'by hand')
  const listed = await Array.fromAsync(objects.list())
  assert.deepEqual(
    listed.map(one => [one.key, one.bytes]),
    [[key, 4]],
  )
  assert.ok(Math.abs(listed[0]!.at.getTime() - Date.now()) < 60_000)
  await objects.remove(key)
  await assert.rejects(objects.open(key), error => isCode(error, 'base.object-missing'))
})

test('a disk that is written to by nobody is an error, not a file that is lost in silence', async t => {
  if (process.platform === 'win32' || process.getuid?.() === 0) {
    // Nobody forbids root a folder; a file in its place does.
    const dataFolder = await folderOf(t)
    await mkdir(join(dataFolder, 'objects/room'), { recursive: true })
    await writeFile(join(dataFolder, 'objects/room/incoming'), 'in the way')
    await assert.rejects(inFolder(dataFolder).stage(Readable.from(['x'])), { code: /EEXIST|ENOTDIR/ })
    return
  }
  const dataFolder = await folderOf(t)
  await chmod(dataFolder, 0o500)
  await assert.rejects(inFolder(dataFolder).stage(Readable.from(['x'])), { code: 'EACCES' })
})

test('a reader that stops in the middle holds no file open', async t => {
  const objects = inFolder(await folderOf(t))
  const key = await put(objects, randomBytes(1_000_000))
  const open = async () => (await readdir('/proc/self/fd').catch(() => [])).length
  const before = await open()
  for (let n = 0; n < 20; n++) {
    const stream = await objects.open(key)
    await new Promise(done => stream.once('readable', done))
    stream.destroy()
    await new Promise<void>(done => (stream.closed ? done() : void stream.once('close', done)))
  }
  assert.ok((await open()) <= before + 2)
})

/** A server in the place of S3 that answers as it is told. */
async function server(t: TestContext, answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const asked: string[] = []
  const made = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    request.resume()
    request.on('error', () => undefined)
    request.on('end', () => answer(request, response))
  })
  await new Promise<void>(done => made.listen(0, '127.0.0.1', done))
  t.after(() => {
    made.closeAllConnections()
    made.close()
  })
  const url = `http://127.0.0.1:${(made.address() as AddressInfo).port}/bucket/city`
  const settings = { url, key: 'key', secret: 'secret', region: 'us-east-1' }
  return { asked, objects: openObjects({ dataFolder: await folderOf(t), objects: settings }, 'room') }
}

test('a bucket that refuses is told in its own words, and never taken for a file that is not there', async t => {
  let next: [number, string] = [500, '']
  const { objects } = await server(t, (_request, response) => response.writeHead(next[0]).end(next[1]))
  const key = keyOf('x')
  const golden: [number, string, RegExp][] = [
    [403, '<Error><Code>AccessDenied</Code></Error>', /^403 AccessDenied$/],
    [404, '<Error><Code>NoSuchBucket</Code></Error>', /^404 NoSuchBucket$/],
    [400, 'a page of a proxy', /^400$/],
    [301, '<Error><Code>PermanentRedirect</Code></Error>', /^301 PermanentRedirect$/],
    [507, '<Error><Code>InsufficientStorage</Code>', /^507 InsufficientStorage$/],
  ]
  for (const [status, body, told] of golden) {
    next = [status, body]
    await assert.rejects(put(objects, 'x'), unreachable(told), `PUT ${status}`)
    await assert.rejects(Array.fromAsync(objects.list()), unreachable(told), `list ${status}`)
    if (status === 404) continue
    await assert.rejects(objects.open(key), unreachable(told), `GET ${status}`)
    await assert.rejects(objects.remove(key), unreachable(told), `DELETE ${status}`)
    await assert.rejects(objects.has(key), unreachable(/^\d{3}/), `HEAD ${status}`)
  }
  next = [404, '<Error><Code>NoSuchKey</Code></Error>']
  await assert.rejects(objects.open(key), error => isCode(error, 'base.object-missing'))
  assert.equal(await objects.has(key), false)
  await objects.remove(key)
})

test('a bucket that breaks off in the middle of a file breaks the reading, and does not end it as if it were whole', async t => {
  const { objects } = await server(t, (_request, response) => {
    response.writeHead(200, { 'content-length': 1000 })
    response.write('half of it')
    setImmediate(() => response.destroy())
  })
  const stream = await objects.open(keyOf('x'))
  await assert.rejects(buffer(stream))
})

test('a part that the store does not know how to give is not passed off as one', async t => {
  const { objects } = await server(t, (_request, response) => response.end('the whole file'))
  await assert.rejects(objects.open(keyOf('x'), { start: 4, end: 8 }), unreachable(/^200/))
})

test('a list is read past names of others, odd tokens and pages without anything', async t => {
  const [one, other] = [keyOf('1'), keyOf('2')]
  const entry = (name: string) =>
    `<Contents><Key>${name}</Key><LastModified>2026-01-02T03:04:05Z</LastModified><Size>3</Size></Contents>`
  const pages = [
    `${entry(`city/room/${one}`)}${entry('city/room/notes.txt')}${entry(`city/room/${one}.part`)}<NextContinuationToken>a+b/c=&amp;&#61;&#x2B;&quot;&nosuch;</NextContinuationToken>`,
    '<IsTruncated>true</IsTruncated><NextContinuationToken>2</NextContinuationToken>',
    entry(`city/room/${other}`),
  ]
  const { asked, objects } = await server(t, (_request, response) =>
    response.end(`<?xml version="1.0"?><ListBucketResult>${pages[asked.length - 1]}</ListBucketResult>`),
  )
  const listed = await Array.fromAsync(objects.list())
  assert.deepEqual(
    listed.map(found => [found.key, found.bytes, found.at.toISOString()]),
    [one, other].map(key => [key, 3, '2026-01-02T03:04:05.000Z']),
  )
  const tokens = asked.map(line =>
    new URL(line.split(' ')[1]!, 'http://x').searchParams.get('continuation-token'),
  )
  assert.deepEqual(tokens, [null, 'a+b/c=&=+"&nosuch;', '2'])
  assert.ok(asked.every(line => line.startsWith('GET /bucket/?') && line.includes('prefix=city%2Froom%2F')))
})

test('what arrives damaged is refused by the store, and nothing is left of it', async t => {
  const fake = await fakeS3(t, 'secret')
  const dataFolder = await folderOf(t)
  const settings = { url: fake.url, key: 'key', secret: 'secret', region: 'cn-north-1' }
  const objects = openObjects({ dataFolder, objects: settings }, 'room')
  const staged = await objects.stage(Readable.from(['as it was sent']))
  await writeFile(staged.path, 'as the disk has it')
  await assert.rejects(objects.keep(staged), unreachable(/^400/))
  await staged.discard()
  assert.deepEqual([...fake.objects.keys()], [])
  assert.deepEqual(await readdir(join(dataFolder, 'objects/room/incoming')), [])
  fake.failures.push(503, 503, 500)
  assert.equal(await put(objects, 'again'), keyOf('again'))
})
