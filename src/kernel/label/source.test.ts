import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import fc from 'fast-check'
import { bytesSource, fileSource, OverLimit, type Source, streamSource } from './source.ts'

const mebi = 1024 * 1024
/** What a streamed source holds at each end. */
const window = 12 * mebi

/** Bytes of which each place can be told from its neighbours. */
function counted(length: number): Buffer {
  const bytes = Buffer.alloc(length)
  for (let at = 0; at + 4 <= length; at += 4) bytes.writeUInt32LE(at, at)
  return bytes
}

function streamed(bytes: Buffer, step: number, told = bytes.length): Promise<Source> {
  const pieces = Array.from({ length: Math.ceil(bytes.length / step) }, (_, index) =>
    bytes.subarray(index * step, (index + 1) * step),
  )
  return streamSource(Readable.from(pieces), told)
}

test('memory, file and stream give the same pieces, wherever they are asked for', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'source-'))
  t.after(() => rm(folder, { recursive: true }))
  const path = join(folder, 'file')
  const asked = fc.record({
    bytes: fc.uint8Array({ maxLength: 300 }),
    step: fc.integer({ min: 1, max: 90 }),
    at: fc.integer({ min: -5, max: 320 }),
    length: fc.integer({ min: 0, max: 320 }),
  })
  await fc.assert(
    fc.asyncProperty(asked, async ({ bytes, step, at, length }) => {
      const all = Buffer.from(bytes)
      await writeFile(path, all)
      const onDisk = await fileSource(path)
      const sources = [bytesSource(all), onDisk, await streamed(all, step)]
      const read = await Promise.all(sources.map(one => one.read(at, length)))
      await onDisk.close()
      const wanted = at < 0 ? Buffer.alloc(0) : all.subarray(at, at + length)
      for (const one of read) assert.deepEqual(one, wanted)
      assert.deepEqual(
        sources.map(one => one.bytes),
        [all.length, all.length, all.length],
      )
    }),
    { seed: 45438, numRuns: 60 },
  )
})

test('a stream a little longer than one window is whole, also over the seam', async () => {
  const bytes = counted(window + mebi)
  const source = await streamed(bytes, 700_001)
  for (const [at, length] of [
    [0, 16],
    [window - 8, 16],
    [window, 16],
    [window - 100, mebi + 100],
    [bytes.length - 3, 10],
  ] as const)
    assert.deepEqual(await source.read(at, length), bytes.subarray(at, at + length), `at ${at}`)
})

test('of a long stream the ends are there and the middle is not, which is said by giving less', async () => {
  const bytes = counted(30 * mebi)
  const source = await streamed(bytes, mebi)
  assert.equal(source.bytes, bytes.length)
  assert.deepEqual(await source.read(window - 8, 8), bytes.subarray(window - 8, window))
  const end = bytes.length - window
  assert.deepEqual(await source.read(end, 64), bytes.subarray(end, end + 64))
  assert.deepEqual(await source.read(bytes.length - 64, 64), bytes.subarray(-64))
  assert.equal((await source.read(window + 2 * mebi, 64)).length, 0)
  assert.deepEqual(await source.read(window - 8, 64), bytes.subarray(window - 8, window))
})

test('a stream that breaks off before its told length holds what came', async () => {
  const source = await streamed(counted(100), 30, 1_000)
  assert.equal(source.bytes, 1_000)
  assert.deepEqual(await source.read(96, 50), counted(100).subarray(96))
  assert.equal((await source.read(500, 50)).length, 0)
})

test('what is unpacked counts against what may still be read, to the byte', async () => {
  const source = bytesSource(Buffer.alloc(16))
  source.spend(48 * mebi - 10)
  assert.equal((await source.read(0, 10)).length, 10)
  await assert.rejects(source.read(0, 1), OverLimit)
  // Nothing is spent for what is not there.
  assert.equal((await source.read(16, 1)).length, 0)
  assert.throws(() => source.spend(1), OverLimit)
  source.spend(0)
})
