import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { escapeXml, writeXml } from './xml.rules.ts'

test('named parts, lists, numbers and nothing', () => {
  const xml = writeXml('service_requests', [
    {
      service_request_id: 'A-1',
      lat: 31.5,
      address: null,
      zipcode: '',
      media_url: undefined,
      metadata: false,
    },
  ])
  assert.equal(
    xml,
    '<?xml version="1.0" encoding="utf-8"?>\n<service_requests type="array"><request>' +
      '<service_request_id>A-1</service_request_id><lat>31.5</lat><address/><zipcode/><metadata>false</metadata>' +
      '</request></service_requests>\n',
  )
  assert.equal(
    writeXml('a', { formats: ['x'], others: ['y'] }).split('\n')[1],
    '<a><formats type="array"><format>x</format></formats><others type="array"><item>y</item></others></a>',
  )
})

test('what cannot stand in XML is left out, the rest is kept', () => {
  assert.equal(escapeXml('a\u0000\u0008\u000b\u001b\ud800b\udc00\uffff\ufffe\t\n路😀'), 'ab\t\n路😀')
  assert.equal(escapeXml('<a href="x">&amp;</a>\r]]>'), '&lt;a href="x"&gt;&amp;amp;&lt;/a&gt;&#13;]]&gt;')
})

test('any text comes back from a real parser as it was, and cannot become an element', () => {
  const parser = new XMLParser({ trimValues: false, parseTagValue: false })
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      '</description><status>closed</status>',
      '<!DOCTYPE x [<!ENTITY e "boom">]>&e;',
      '<![CDATA[x]]>',
      '&lt;&amp;&#x3c;',
      ']]>',
    ),
  )
  fc.assert(
    fc.property(texts, text => {
      const xml = writeXml('errors', [{ description: text }])
      assert.equal(XMLValidator.validate(xml), true)
      const { errors } = parser.parse(xml)
      const kept = text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
      assert.equal(errors.error.description, kept)
    }),
  )
})
