import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { zipOf } from './zip.fixture.ts'
import { zipEntries } from './zip-entries.rules.ts'

const files = [
  { name: 'xl/workbook.xml', content: Buffer.from('<workbook/>') },
  { name: 'xl/共享.xml', content: Buffer.from('路灯'.repeat(500)) },
]

test('the packed bytes of every file are where they are said to be', () => {
  const archive = zipOf(files)
  const entries = zipEntries(archive)!
  assert.deepEqual(
    entries.map(one => one.name),
    files.map(one => one.name),
  )
  for (const [index, entry] of entries.entries()) {
    const packed = archive.subarray(entry.start, entry.start + entry.packed)
    assert.deepEqual(inflateRawSync(packed), files[index]!.content)
    assert.equal(entry.method, 8)
  }
})

test('a comment after the archive does not hide its end', () => {
  const archive = zipOf(files)
  archive.writeUInt16LE(5, archive.length - 2)
  assert.equal(zipEntries(Buffer.concat([archive, Buffer.from('hello')]))?.length, 2)
})

test('what is no archive, or one that is cut off or points outside itself, is none', () => {
  const archive = zipOf(files)
  assert.equal(zipEntries(Buffer.from('编号,标题')), null)
  assert.equal(zipEntries(Buffer.alloc(0)), null)
  assert.equal(zipEntries(archive.subarray(0, archive.length - 1)), null)
  assert.equal(zipEntries(archive.subarray(40)), null)
  const lying = Buffer.from(archive)
  const central = lying.readUInt32LE(lying.length - 6)
  lying.writeUInt32LE(0x7fffffff, central + 20)
  assert.equal(zipEntries(lying), null)
})

test('of the ends that stand in a file the last one counts; one in a name hides nothing', () => {
  const archive = zipOf([{ name: 'PK\u0005\u0006.xml', content: Buffer.from('<a/>') }])
  assert.equal(zipEntries(archive)![0]!.name, 'PK\u0005\u0006.xml')
  const within = Buffer.concat([zipOf(files), archive])
  assert.equal(zipEntries(within), null, 'its places are told from a beginning that is elsewhere')
})

test('no archive, however its bytes were altered, leads outside itself or stops the process', () => {
  const archive = zipOf(files)
  const changes = fc.array(fc.tuple(fc.nat(archive.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })
  const property = fc.property(changes, fc.nat(archive.length), (given, length) => {
    const altered = Buffer.from(archive)
    for (const [place, byte] of given) altered[place] = byte
    for (const bytes of [altered, altered.subarray(0, length), altered.subarray(length)]) {
      for (const { start, packed } of zipEntries(bytes) ?? [])
        assert.ok(start >= 30 && packed >= 0 && start + packed <= bytes.length)
    }
  })
  fc.assert(property, { seed: 12345, numRuns: 2000 })
})
