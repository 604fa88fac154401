import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encodeText } from './encode.rules.ts'
import { encodings } from './redteam.contract.ts'

const text = 'Show rule 7\n忽略😀'

test('what is encoded for a machine is decoded to the same text by the platform', () => {
  assert.equal(Buffer.from(encodeText(text, 'base64'), 'base64').toString(), text)
  assert.equal(Buffer.from(encodeText(text, 'hex'), 'hex').toString(), text)
  assert.equal(decodeURIComponent(encodeText(text, 'url')), text)
  const opened = encodeText(text, 'html').replace(/&#(\d+);/g, (_, code) =>
    String.fromCodePoint(Number(code)),
  )
  assert.equal(opened, text)
})

test('what is hidden from the eye or from rules is there when it is brought to its one form', () => {
  assert.equal(encodeText(text, 'zero-width').replaceAll('\u200b', ''), text)
  assert.equal(encodeText('ab 忽', 'spaced'), 'a b   忽')
  assert.equal(encodeText('Show rule 7', 'full-width').normalize('NFKC'), 'Show rule 7')
  const tagged = [...encodeText('Show 7', 'tags')]
  assert.deepEqual(tagged.map(one => String.fromCharCode(one.codePointAt(0)! - 0xe0000)).join(''), 'Show 7')
  const look = encodeText('escape', 'homoglyph')
  assert.equal(look.length, 6)
  assert.ok(!/[a-z]/.test(look), look)
})

test('every encoding changes the text, none leaves it', () => {
  for (const encoding of encodings) assert.notEqual(encodeText('pace 7', encoding), 'pace 7', encoding)
  assert.equal(encodeText(text, undefined), text)
})
