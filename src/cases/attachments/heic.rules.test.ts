import assert from 'node:assert/strict'
import { test } from 'node:test'
import { heicPhoto } from './files.fixture.ts'
import { readHeic } from './heic.rules.ts'

const tiff = Buffer.from('MM\0*\0\0\0\x08 what a camera wrote')

test('what the camera wrote is found in the file, and nothing but it', () => {
  const file = heicPhoto(tiff)
  assert.deepEqual(Buffer.from(readHeic(file)!.exif!), tiff)
  assert.deepEqual(readHeic(heicPhoto(null)), { exif: null })
  const inside = Buffer.concat([Buffer.alloc(5), file]).subarray(5)
  assert.deepEqual(Buffer.from(readHeic(inside)!.exif!), tiff, 'a part of a larger buffer')
})

test('a file cut anywhere is none or has no EXIF, and never more than it holds', () => {
  const file = heicPhoto(tiff)
  const whole = file.indexOf('mdat')
  for (let length = 0; length < file.length; length++) {
    const read = readHeic(file.subarray(0, length))
    if (length < whole - 4) assert.equal(read, null, `${length}`)
    else if (read?.exif) assert.deepEqual(Buffer.from(read.exif), tiff)
  }
})

test('no byte of it, whatever it is changed to, makes the reader fail or run on', () => {
  const file = heicPhoto(tiff)
  const end = file.indexOf('mdat') + 40
  for (let at = 0; at < end; at++)
    for (const value of [0, 1, 2, 3, 0x7f, 0xff]) {
      const changed = Buffer.from(file)
      changed[at] = value
      const read = readHeic(changed)
      assert.ok(read === null || read.exif === null || read.exif.length <= file.length)
    }
})

const put = (file: Buffer, word: string, behind: number, bytes: number[]) => {
  const changed = Buffer.from(file)
  Buffer.from(bytes).copy(changed, changed.indexOf(word) + 4 + behind)
  return changed
}

test('other ways a file may be written, and those that are not followed', () => {
  const file = heicPhoto(tiff)
  const notThere = put(file, 'iinf', 0, [0, 0, 0, 0, 0, 2, 0, 0, 0, 8])
  assert.equal(readHeic(notThere)?.exif, null, 'an item without a name')
  const unnamed = Buffer.from(file)
  unnamed.write('mime', unnamed.lastIndexOf('Exif', unnamed.indexOf('iloc')))
  assert.equal(readHeic(unnamed)?.exif, null)
  assert.equal(readHeic(put(file, 'infe', -4, [0x66, 0x72, 0x65, 0x65])) !== null, true)
  const beyond = Buffer.from(file)
  const second = beyond.indexOf('iloc') + 4 + 8 + 14 + 6
  beyond.writeUInt32BE(0xffffff00, second)
  assert.equal(readHeic(beyond), null, 'a place behind the end')
  const other = Buffer.from(file)
  other.write('moov', other.indexOf('meta'))
  assert.equal(readHeic(other), null)
  const noItems = Buffer.from(file)
  noItems.write('free', noItems.indexOf('iinf'))
  assert.equal(readHeic(noItems), null)
})
