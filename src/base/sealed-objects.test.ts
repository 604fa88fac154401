import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type TestContext, test } from 'node:test'
import { testKeys } from '../../test/test-keys.ts'
import { isCode } from './errors.ts'
import { fakeS3 } from './object-store.fixture.ts'
import { openObjects } from './open-objects.ts'
import { openContent, openSealedFile, type SealedObjects, sealedObjects } from './sealed-objects.ts'
import { loadKeys } from './vault/key-ring.ts'
import { frameBytes } from './vault/seal-stream.ts'

loadKeys(testKeys)
const damaged = (error: unknown) => isCode(error, 'base.sealed-damaged')

async function folderOf(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'chengshu-sealed-objects-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function put(objects: SealedObjects, content: Buffer | string) {
  const staged = await objects.stage(Readable.from([content]))
  await objects.keep(staged)
  await staged.discard()
  return staged
}

const read = async (objects: SealedObjects, key: string) => await buffer(await objects.open(key))

/** Objects of a folder and of a bucket, with what lies there under a name. */
const stores: [string, (t: TestContext) => Promise<{ objects: SealedObjects; lies: Lies }>][] = [
  [
    'a folder',
    async t => {
      const dataFolder = await folderOf(t)
      const pathOf = (key: string) => join(dataFolder, 'objects/room', key.slice(0, 2), key)
      return {
        objects: sealedObjects(openObjects({ dataFolder, objects: undefined }, 'room')),
        lies: {
          get: key => readFile(pathOf(key)),
          set: async (key, bytes) => {
            await mkdir(dirname(pathOf(key)), { recursive: true })
            await writeFile(pathOf(key), bytes)
          },
        },
      }
    },
  ],
  [
    'a bucket (a stand-in for S3)',
    async t => {
      const fake = await fakeS3(t, 'secret')
      const settings = { url: fake.url, key: 'key', secret: 'secret', region: 'cn-north-1' }
      const place = { dataFolder: await folderOf(t), objects: settings }
      return {
        objects: sealedObjects(openObjects(place, 'room')),
        lies: {
          get: async key => fake.objects.get(`room/${key}`)!,
          set: async (key, bytes) => void fake.objects.set(`room/${key}`, bytes),
        },
      }
    },
  ],
]
interface Lies {
  get(key: string): Promise<Buffer>
  set(key: string, bytes: Buffer): Promise<void>
}

for (const [name, make] of stores)
  test(`sealed objects in ${name}`, async t => {
    const { objects, lies } = await make(t)
    const content = Buffer.concat([Buffer.from('身份证 310101199003071234'), randomBytes(3 * frameBytes)])
    const staged = await put(objects, content)
    const { key } = staged

    await t.test('lie there unreadable, under a name that tells nothing of their content', async () => {
      const there = await lies.get(key)
      assert.equal(there.indexOf(content.subarray(0, 40)), -1)
      const sha256 = createHash('sha256').update(content).digest('hex')
      assert.notEqual(key, sha256)
      assert.equal(staged.digest, sha256)
      assert.deepEqual([staged.bytes, staged.storedBytes], [content.length, there.length])
    })

    await t.test('are kept once, however often they are sealed', async () => {
      const before = await lies.get(key)
      assert.equal((await put(objects, content)).key, key)
      assert.deepEqual(await lies.get(key), before)
      assert.notEqual((await put(objects, content.subarray(1))).key, key)
    })

    await t.test('are read whole and in every part', async () => {
      assert.deepEqual(await read(objects, key), content)
      const { length: bytes } = content
      const edges = [0, 1, frameBytes - 1, frameBytes, frameBytes + 1, 2 * frameBytes, bytes - 2, bytes - 1]
      for (const start of edges)
        for (const end of edges.filter(one => one >= start)) {
          const part = await buffer(await objects.open(key, { start, end, bytes }))
          assert.ok(part.equals(content.subarray(start, end + 1)), `${start}-${end}`)
        }
    })

    await t.test('of an earlier release are read as they are', async () => {
      for (const text of ['as it was written before', '短']) {
        const plain = Buffer.from(text)
        const old = createHash('sha256').update(plain).digest('hex')
        await lies.set(old, plain)
        assert.deepEqual(await read(objects, old), plain)
        const part = await objects.open(old, { start: 1, end: 2, bytes: plain.length })
        assert.deepEqual(await buffer(part), plain.subarray(1, 3))
      }
    })

    await t.test('that were altered or cut off are not passed on', async () => {
      const there = await lies.get(key)
      const altered = Buffer.from(there)
      altered[there.length - 20]! ^= 1
      const wrongs = [altered, there.subarray(0, there.length - 100), there.subarray(0, 20)]
      for (const wrong of wrongs) {
        await lies.set(key, wrong)
        await assert.rejects(read(objects, key), damaged)
      }
      await lies.set(key, altered)
      const { length: bytes } = content
      const last = { start: bytes - 5, end: bytes - 1, bytes }
      await assert.rejects(async () => await buffer(await objects.open(key, last)), damaged)
      await lies.set(key, there)
      assert.deepEqual(await read(objects, key), content)
    })

    await t.test('that are not there are missing, whole and in part', async () => {
      const missing = (error: unknown) => isCode(error, 'base.object-missing')
      await assert.rejects(objects.open('0'.repeat(64)), missing)
      await assert.rejects(objects.open('0'.repeat(64), { start: 0, end: 1, bytes: 2 }), missing)
    })
  })

test('what is staged is sealed already, and is read again until it is kept; a broken upload leaves nothing', async t => {
  const dataFolder = await folderOf(t)
  const objects = sealedObjects(openObjects({ dataFolder, objects: undefined }, 'room'))
  const staged = await objects.stage(Readable.from(['电话 ', Buffer.from('13800138000')]))
  assert.equal((await readFile(staged.path)).indexOf('13800138000'), -1)
  for (const _ of [1, 2]) assert.equal((await buffer(await staged.open())).toString(), '电话 13800138000')
  await staged.discard()
  const broken = new Readable({ read() {} })
  broken.push('half')
  setImmediate(() => broken.destroy(new Error('gone')))
  await assert.rejects(objects.stage(broken), /gone/)
  assert.deepEqual(await readdir(join(dataFolder, 'objects/room/incoming')), [])
})

test('a stream is closed by who reads only its beginning, or nothing', async t => {
  const path = join(await folderOf(t), 'file')
  await writeFile(path, 'x'.repeat(2_000_000))
  for await (const chunk of await openSealedFile(path)) {
    assert.ok(chunk.length > 0)
    break
  }
  const source = Readable.from([Buffer.from('some'), Buffer.from('thing else')])
  const content = await openContent(source)
  content.destroy()
  await new Promise(resolve => setImmediate(resolve))
  assert.ok(source.destroyed)
  assert.equal((await buffer(await openContent(Readable.from([])))).length, 0)
})
