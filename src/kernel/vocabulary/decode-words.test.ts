import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeWords } from './decode-words.ts'

test('UTF-8, UTF-16 with its mark and GBK are read; what is no text is not', () => {
  assert.equal(decodeWords(Buffer.from('\ufeff词\n禁词')), '词\n禁词')
  assert.equal(decodeWords(Buffer.from('\ufeff词\n禁词', 'utf16le')), '词\n禁词')
  assert.equal(decodeWords(Buffer.from('\ufeff词', 'utf16le').swap16()), '词')
  // 禁词 as a spreadsheet saves it.
  assert.equal(decodeWords(Buffer.from([0xbd, 0xfb, 0xb4, 0xca, 0x0d, 0x0a])), '禁词\r\n')
  assert.equal(decodeWords(new Uint8Array()), '')
  for (const bytes of [
    [0x50, 0x4b, 0x03, 0x04, 0x14, 0x00],
    [0xff, 0xff, 0xff],
    [0xff, 0xfe, 0x00, 0xd8],
    [0xbd, 0xfb, 0xb4],
  ])
    assert.equal(decodeWords(Uint8Array.from(bytes)), null, String(bytes))
})
