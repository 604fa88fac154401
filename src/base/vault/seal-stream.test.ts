import assert from 'node:assert/strict'
import { randomBytes, randomInt } from 'node:crypto'
import { Readable, type Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { after, test } from 'node:test'
import { testKeys } from '../../../test/test-keys.ts'
import { cipherNames } from './ciphers.ts'
import { loadKeys, unloadKeys } from './key-ring.ts'
import { frameBytes, isSealedStream, openRange, openStream, sealStream, streamHead } from './seal-stream.ts'

after(() => loadKeys(testKeys))

const damaged = { code: 'base.sealed-damaged' }
const lengths = [0, 1, frameBytes - 1, frameBytes, frameBytes + 1, 3 * frameBytes, 3 * frameBytes + 17]

async function through(bytes: Buffer, change: Transform, piece = 10_000): Promise<Buffer> {
  const pieces: Buffer[] = []
  for (let at = 0; at < bytes.length; at += piece) pieces.push(bytes.subarray(at, at + piece))
  const out: Buffer[] = []
  await pipeline(Readable.from(pieces), change, async (given: AsyncIterable<Buffer>) => {
    for await (const one of given) out.push(one)
  })
  return Buffer.concat(out)
}
const open = (sealed: Buffer, piece?: number) => through(sealed, openStream(), piece)

for (const cipher of cipherNames) {
  test(`${cipher}: files of every length, in pieces of any size, come back; nothing of them shows`, async () => {
    loadKeys({ keys: testKeys.keys.map(key => ({ ...key, cipher })) })
    for (const length of lengths) {
      const plain = Buffer.alloc(length, '身份证310101199001010014')
      const sealed = await through(plain, sealStream())
      assert.ok(isSealedStream(sealed) && !isSealedStream(plain))
      assert.ok(!sealed.includes('310101'))
      // Small pieces for small files only: a file of many megabytes never comes byte by byte.
      for (const piece of [Math.max(7, length >> 10), frameBytes + 16, 1 << 20])
        assert.ok((await open(sealed, piece)).equals(plain))
      for (let i = 0; i < 20 && length > 0; i++) {
        const start = randomInt(length)
        const end = start + randomInt(length - start)
        const read = async (range: { start: number; end: number }) =>
          Readable.from([sealed.subarray(range.start, range.end + 1)])
        const part = Buffer.concat(await (await openRange(read, length, { start, end })).toArray())
        assert.ok(part.equals(plain.subarray(start, end + 1)), `${length}: ${start} to ${end}`)
      }
    }
  })

  test(`${cipher}: cut, turned round, doubled or changed, a file does not open; what came before was whole`, async () => {
    loadKeys({ keys: testKeys.keys.map(key => ({ ...key, cipher })) })
    const tag = cipher === 'aes-256-gcm' ? 16 : 32
    const frame = frameBytes + tag
    const plain = randomBytes(2 * frameBytes + 100)
    const sealed = await through(plain, sealStream())
    const other = await through(plain, sealStream())
    const frames = [0, 1, 2].map(at =>
      sealed.subarray(streamHead + at * frame, streamHead + (at + 1) * frame),
    )
    const head = sealed.subarray(0, streamHead)
    const wrong = [
      Buffer.alloc(0),
      head.subarray(0, 10),
      head,
      sealed.subarray(0, -1),
      // At the end of a frame, where nothing but the mark of the end can tell.
      Buffer.concat([head, frames[0]!]),
      Buffer.concat([head, frames[0]!, frames[1]!]),
      Buffer.concat([head, frames[1]!, frames[0]!, frames[2]!]),
      Buffer.concat([head, frames[0]!, frames[2]!]),
      Buffer.concat([sealed, frames[2]!]),
      Buffer.concat([sealed, Buffer.from('x')]),
      Buffer.concat([other.subarray(0, streamHead + frame), ...frames.slice(1)]),
      plain,
    ]
    for (const at of [0, 8, 12, streamHead - 1, streamHead, streamHead + frame, sealed.length - 1]) {
      const changed = Buffer.from(sealed)
      changed[at]! ^= 1
      wrong.push(changed)
    }
    for (const [index, bytes] of wrong.entries())
      await assert.rejects(open(bytes), damaged, `number ${index}`)

    const passed: Buffer[] = []
    const cut = Readable.from([sealed.subarray(0, -1)]).pipe(openStream())
    cut.on('data', (piece: Buffer) => void passed.push(piece))
    await assert.rejects(new Promise((_, fail) => void cut.on('error', fail)), damaged)
    const before = Buffer.concat(passed)
    assert.ok(before.equals(plain.subarray(0, before.length)) && before.length === 2 * frameBytes)
  })
}

test('a part of a file whose length was given wrong, or that is not there, is an error; so is a file without keys', async () => {
  loadKeys(testKeys)
  const sealed = await through(randomBytes(frameBytes + 5), sealStream())
  const read = async (range: { start: number; end: number }) =>
    Readable.from([sealed.subarray(range.start, range.end + 1)])
  const part = async (length: number, start: number) =>
    await (await openRange(read, length, { start, end: start + 3 })).toArray()
  await assert.rejects(part(3 * frameBytes, frameBytes), damaged)
  await assert.rejects(
    openRange(async () => Readable.from([Buffer.from('plain')]), 5, { start: 0, end: 1 }),
    damaged,
  )
  unloadKeys()
  assert.throws(sealStream, { code: 'base.no-keys' })
  await assert.rejects(open(sealed), { code: 'base.no-keys' })
})
