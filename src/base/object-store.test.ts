import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type TestContext, test } from 'node:test'
import { type CatalogueError, isCode } from './errors.ts'
import { fakeS3 } from './object-store.fixture.ts'
import { isObjectKey, type ObjectStore } from './object-store.ts'
import { openObjects } from './open-objects.ts'

async function folderOf(t: TestContext): Promise<string> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'chengshu-objects-'))
  t.after(() => rm(dataFolder, { recursive: true, force: true }))
  return dataFolder
}

const s3 = (url: string, secret = 'secret') => ({ url, key: 'key', secret, region: 'cn-north-1' })

async function put(objects: ObjectStore, content: Buffer): Promise<string> {
  const staged = await objects.stage(Readable.from([content]))
  await objects.keep(staged)
  await staged.discard()
  return staged.key
}

async function listed(objects: ObjectStore) {
  const found = []
  for await (const one of objects.list()) found.push(one)
  return found.toSorted((a, b) => (a.key < b.key ? -1 : 1))
}

const kinds: [string, (t: TestContext) => Promise<{ objects: ObjectStore; staging: string }>][] = [
  [
    'a folder',
    async t => {
      const dataFolder = await folderOf(t)
      const objects = openObjects({ dataFolder, objects: undefined }, 'room')
      return { objects, staging: join(dataFolder, 'objects/room/incoming') }
    },
  ],
  [
    'a bucket (a stand-in for S3)',
    async t => {
      const dataFolder = await folderOf(t)
      const fake = await fakeS3(t, 'secret')
      fake.page = 2
      const objects = openObjects({ dataFolder, objects: s3(fake.url) }, 'room')
      return { objects, staging: join(dataFolder, 'objects/room/incoming') }
    },
  ],
]

for (const [name, make] of kinds)
  test(`objects in ${name}`, async t => {
    const { objects, staging } = await make(t)
    const content = randomBytes(300_000)
    const key = createHash('sha256').update(content).digest('hex')

    await t.test('are named by their content and kept once', async () => {
      assert.equal(await objects.has(key), false)
      assert.equal(await put(objects, content), key)
      assert.equal(await put(objects, content), key)
      assert.equal(await objects.has(key), true)
      assert.deepEqual(await buffer(await objects.open(key)), content)
      assert.deepEqual(
        (await listed(objects)).map(one => [one.key, one.bytes]),
        [[key, content.length]],
      )
      assert.deepEqual(await readdir(staging), [])
    })

    await t.test('are read in part', async () => {
      const part = await buffer(await objects.open(key, { start: 10, end: 19 }))
      assert.deepEqual(part, content.subarray(10, 20))
    })

    await t.test('are listed past one page, and removed', async () => {
      const others = await Promise.all([1, 2, 3, 4].map(n => put(objects, Buffer.from(`${n}`))))
      const all = await listed(objects)
      assert.deepEqual(
        all.map(one => one.key),
        [key, ...others].toSorted(),
      )
      assert.ok(all.every(one => one.at.getTime() > 0))
      for (const other of others) await objects.remove(other)
      await objects.remove(others[0]!)
      assert.equal((await listed(objects)).length, 1)
    })

    await t.test('that are not there are named, and nothing but a key is a name', async () => {
      const missing = (error: unknown) => isCode(error, 'base.object-missing')
      await assert.rejects(objects.open('0'.repeat(64)), missing)
      for (const wrong of ['', '../../etc/passwd', key.toUpperCase(), `${key}/`]) {
        assert.equal(isObjectKey(wrong), false)
        await assert.rejects(async () => await objects.open(wrong), missing)
        await assert.rejects(async () => await objects.remove(wrong), missing)
      }
    })

    await t.test(
      'a stream that breaks leaves nothing; what a killed process left is cleared by its age',
      async () => {
        const broken = new Readable({ read() {} })
        broken.push('half')
        setImmediate(() => broken.destroy(new Error('gone')))
        await assert.rejects(objects.stage(broken), /gone/)
        assert.deepEqual(await readdir(staging), [])
        const old = await objects.stage(Readable.from(['old']))
        await utimes(old.path, 1, 1)
        const fresh = await objects.stage(Readable.from(['new']))
        assert.equal(await objects.removeStale(new Date(Date.now() - 60_000)), 1)
        assert.deepEqual(await readdir(staging), [fresh.path.split(/[\\/]/).at(-1)])
        await fresh.discard()
      },
    )
  })

test('what was staged is kept again after somebody removed it', async t => {
  const objects = openObjects({ dataFolder: await folderOf(t), objects: undefined }, 'room')
  const staged = await objects.stage(Readable.from(['twice']))
  await objects.keep(staged)
  await objects.remove(staged.key)
  await objects.keep(staged)
  await staged.discard()
  assert.equal((await buffer(await objects.open(staged.key))).toString(), 'twice')
})

test('a bucket that is busy is asked again; one that refuses is told by its own word', async t => {
  const dataFolder = await folderOf(t)
  const fake = await fakeS3(t, 'secret')
  const objects = openObjects({ dataFolder, objects: s3(`${fake.url}/city/`) }, 'room')
  fake.failures.push(503)
  const key = await put(objects, Buffer.from('x'))
  assert.deepEqual([...fake.objects.keys()], [`city/room/${key}`])
  const others = openObjects({ dataFolder, objects: s3(fake.url, 'wrong') }, 'room')
  await assert.rejects(put(others, Buffer.from('y')), error => {
    assert.ok(isCode(error, 'base.objects-unreachable'))
    assert.deepEqual((error as CatalogueError).details, { reason: '403 SignatureDoesNotMatch' })
    return true
  })
  const nobody = openObjects({ dataFolder, objects: s3('http://127.0.0.1:9/bucket') }, 'room')
  await assert.rejects(nobody.has(key), error => isCode(error, 'base.objects-unreachable'))
})

test('rooms do not see the objects of others', async t => {
  const dataFolder = await folderOf(t)
  const [one, other] = ['one', 'other'].map(room => openObjects({ dataFolder, objects: undefined }, room))
  const key = await put(one!, Buffer.from('mine'))
  assert.equal(await other!.has(key), false)
  assert.deepEqual(await listed(other!), [])
})
