import assert from 'node:assert/strict'
import { test } from 'node:test'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { entryText, madeHere } from './entry.rules.ts'
import { entriesInXmp, escapeXml, packetsIn, unescapeXml, withEntry, xmpPacket } from './xmp.rules.ts'

const entry = entryText(madeHere({ producer: '11310000MB2F30123X', produceId: 'a"<&\'>b' }))
const namespace = 'http://www.tc260.org.cn/ns/AIGC/1.0/'
const packet = (inner: string, names = `xmlns:TC260="${namespace}"`) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
  `<rdf:Description rdf:about="" ${names}>${inner}</rdf:Description></rdf:RDF></x:xmpmeta>`

test('a packet is well-formed XML with the entry in the namespace of TC260', () => {
  const made = xmpPacket(entry)
  assert.equal(XMLValidator.validate(made), true)
  const read = new XMLParser({ ignoreAttributes: false, parseTagValue: false }).parse(made)
  const description = read['x:xmpmeta']['rdf:RDF']['rdf:Description']
  assert.equal(description['@_xmlns:TC260'], namespace)
  assert.equal(description['TC260:AIGC'], entry)
  assert.deepEqual(entriesInXmp(made), [entry])
})

test('entries are found as elements, as attributes, in CDATA and under any prefix', () => {
  const text = escapeXml(entry)
  assert.deepEqual(entriesInXmp(packet(`<TC260:AIGC>${text}</TC260:AIGC>`)), [entry])
  assert.deepEqual(entriesInXmp(packet(`<TC260:AIGC><![CDATA[${entry}]]></TC260:AIGC>`)), [entry])
  assert.deepEqual(entriesInXmp(packet('', `xmlns:TC260="${namespace}" TC260:AIGC="${text}"`)), [entry])
  assert.deepEqual(entriesInXmp(packet('', `xmlns:n1='${namespace}' n1:AIGC='${text}'`)), [entry])
  assert.deepEqual(entriesInXmp(packet(`<n1:AIGC>${text}</n1:AIGC>`, `xmlns:n1="${namespace}"`)), [entry])
  assert.deepEqual(entriesInXmp(packet('<TC260:AIGC>{}</TC260:AIGC>', 'xmlns:TC260="http://other/"')), [])
  assert.deepEqual(entriesInXmp(packet('<TC260:AIGCother>{}</TC260:AIGCother>')), [])
  const longer = `<TC260:AIGCother>x</TC260:AIGCother><TC260:AIGC a="b">${text}</TC260:AIGC>`
  assert.deepEqual(entriesInXmp(packet(longer)), [entry])
  assert.deepEqual(entriesInXmp(packet('<TC260:AIGCother>x</TC260:AIGC>')), [])
  assert.deepEqual(entriesInXmp('no packet'), [])
})

test('the one entry takes the place of all that were there; everything else stays', () => {
  const other = `<dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">桥</dc:title>`
  const twice = packet(`<TC260:AIGC>{}</TC260:AIGC>${other}<TC260:AIGC>{"a":1}</TC260:AIGC>`)
  const made = withEntry(twice, entry)
  assert.deepEqual(entriesInXmp(made), [entry])
  assert.ok(made.includes(other))
  assert.equal(XMLValidator.validate(made), true)
  const again = withEntry(made, entry)
  assert.deepEqual(entriesInXmp(again), [entry])
  assert.equal(again.length, made.length)
  assert.ok(again.includes(other))
  const attribute = withEntry(packet(other, `xmlns:TC260="${namespace}" TC260:AIGC="{}"`), entry)
  assert.deepEqual(entriesInXmp(attribute), [entry])
  // What no longer says anything goes; what says something by an attribute stays.
  assert.equal(withEntry(packet('<TC260:AIGC>{}</TC260:AIGC>'), entry).split('<rdf:Description').length, 2)
  assert.ok(withEntry(packet('', 'xmlns:b="u" b:tool="x"'), entry).includes('b:tool="x"'))
  assert.deepEqual(entriesInXmp(withEntry('not XMP at all', entry)), [entry])
})

test('signs of XML are written and read back', () => {
  assert.equal(unescapeXml(escapeXml(`<a href="x">'&'</a>`)), `<a href="x">'&'</a>`)
  assert.equal(unescapeXml('&#x4e2d;&#20013;&unknown;&#x110000;&#0;'), '中中&unknown;&#x110000;&#0;')
})

test('packets in the bytes of a file', () => {
  const bytes = Buffer.from(`\0\0${packet('<t>桥</t>')}\0\0`, 'utf8').toString('latin1')
  assert.equal(packetsIn(bytes).length, 1)
  assert.ok(packetsIn(bytes)[0]!.includes('桥'))
  assert.deepEqual(packetsIn('<x:xmpmeta '.repeat(100_000)), [])
})

test('a packet made to be slow is not: nothing is looked for among thousands of attributes', () => {
  const names = `xmlns:TC260="${namespace}" ${' TC260:AIGC="'.repeat(50_000)}`
  assert.deepEqual(entriesInXmp(packet('', names)), [])
})
