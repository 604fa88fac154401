import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inflateRawSync } from 'node:zlib'
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
