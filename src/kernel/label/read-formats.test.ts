import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateRawSync, deflateSync } from 'node:zlib'
import { checkLabel } from './check-label.ts'
import { entryText, madeHere } from './entry.rules.ts'
import type { AigcEntry } from './label.contract.ts'
import { syncsafe, userText } from './read-id3.ts'
import { aigcKeys, pdfString } from './read-pdf.ts'
import { frontMatterOf, htmlParts, textFormat } from './read-text.ts'
import { bytesSource, OverLimit } from './source.ts'
import { changedZip, newPart, partBytes, zipOf, zipParts } from './zip.ts'

const entry = madeHere({ producer: '11310000MB2F30123X', produceId: 'd-1' })
const text = entryText(entry)
const read = (bytes: Buffer | string, name = '') => checkLabel(bytesSource(Buffer.from(bytes)), { name })

async function finds(bytes: Buffer | string, place: string, wanted: AigcEntry = entry) {
  const found = await read(bytes)
  assert.deepEqual(
    found.entries.map(one => [one.place, one.entry]),
    [[place, wanted]],
  )
}

test('the kind of a text is told by its first signs, by the name only where these say nothing', () => {
  for (const [begin, name, format] of [
    ['<!DOCTYPE html>', 'a.txt', 'html'],
    ['  <html lang="zh">', '', 'html'],
    ['<?xml version="1.0"?>\n<svg xmlns="x">', 'a.txt', 'svg'],
    ['<!-- made by hand -->\n<svg>', '', 'svg'],
    ['\uFEFF{"a":1}', 'a.txt', 'json'],
    ['[1]', '', 'json'],
    ['---\na: b\n---\n', 'a.txt', 'md'],
    ['# 桥', 'a.md', 'md'],
    ['# 桥', 'a.txt', 'txt'],
    ['a,b', 'a.CSV', 'csv'],
    ['<p>桥</p>', 'a.htm', 'html'],
    ['', '', 'txt'],
  ] as const)
    assert.equal(textFormat(begin, name), format, begin)
})

test('front matter: whole, its inside, none where it does not begin the text', () => {
  assert.deepEqual(frontMatterOf('---\na: b\n---\nrest'), { whole: '---\na: b\n---\n', inner: 'a: b' })
  assert.deepEqual(frontMatterOf('\uFEFF--- \r\na: b\r\n...\r\nrest')?.inner, 'a: b')
  assert.equal(frontMatterOf('text\n---\na: b\n---\n'), undefined)
  assert.equal(frontMatterOf('---\nnever ends'), undefined)
})

test('an entry in front matter: quoted in any way, on one line, under any key with AIGC in it', async () => {
  const fields = Object.entries(entry)
  const block = (quote: (value: string) => string, key = 'AIGC') =>
    `---\ntitle: 桥\n${key}:\n${fields.map(([field, value]) => `    ${field}: ${quote(value)}`).join('\n')}\nafter: x\n---\n\n桥`
  await finds(
    block(value => `'${value}'`),
    'md:front-matter',
  )
  await finds(
    block(value => `"${value}"`),
    'md:front-matter',
  )
  await finds(
    block(value => (value === '' ? "''" : value)),
    'md:front-matter',
  )
  await finds(
    block(value => JSON.stringify(value), '"x-AIGC-label"'),
    'md:front-matter',
  )
  await finds(`---\nAIGC: ${text}\n---\n桥`, 'md:front-matter')
  await finds(`---\nAIGC: '${text}'\n---\n桥`, 'md:front-matter')
  await finds(block(value => `'${value}'`).replaceAll('\n', '\r\n'), 'md:front-matter')
  const none = await read('---\ntitle: about AIGC\n---\n桥', 'a.md')
  assert.deepEqual(none.entries, [])
})

test('a page: metas and what a reader sees, not scripts, styles or what stands in an attribute', () => {
  const { metas, text: seen } = htmlParts(
    '<html><head><title>t</title><META name=a content="b"></head><body><script>AI生成</script><p title="x">桥</p><style>p{}</style><br>河&amp;湖</body>',
  )
  assert.equal(metas.length, 1)
  assert.deepEqual(
    seen.split('\n').filter(line => line !== ''),
    ['桥', '河&湖'],
  )
  assert.equal(htmlParts('a < b').text, 'a ')
  assert.equal(htmlParts('<p>open').text, '\nopen')
  assert.equal(htmlParts('<script>never closed').text, '')
})

test('JSON: a member with AIGC in its name, as an object or as text; arrays and numbers hold none', async () => {
  await finds(JSON.stringify({ AIGC: entry, features: [] }), 'json:AIGC')
  await finds(JSON.stringify({ 'x-aigc': text }), 'json:AIGC')
  assert.deepEqual((await read('[{"AIGC":1}]')).entries, [])
  assert.deepEqual((await read('{"AIGC":null}')).entries, [])
  const labelled = await read(JSON.stringify({ label: { zh: '人工智能生成的建议' } }))
  assert.deepEqual([labelled.says, labelled.explicit], ['suspected', '人工智能生成的建议'])
})

test('lines and cells: an entry behind its key, plain or with doubled quotation marks', async () => {
  await finds(`AIGC=${text}\n桥`, 'text:line')
  await finds(`"本内容","AIGC=${text.replaceAll('"', '""')}"\r\n1,2\r\n`, 'text:line')
  await finds(`AIGC： ${text}`, 'text:line')
  assert.deepEqual((await read('AIGC={"a":1}')).entries, [], 'no field of the standard')
  assert.deepEqual((await read(`1\n2\n3\n4\n5\nAIGC=${text}`)).entries, [], 'not at the head')
})

test('strings of PDF: escapes, nested brackets, octal, hexadecimal, UTF-16', () => {
  const string = (raw: string, at = 0) => pdfString(Buffer.from(raw, 'latin1'), at)?.text
  assert.equal(string('(a(b)c)'), 'a(b)c')
  assert.equal(string('(\\(\\)\\\\)'), '()\\')
  assert.equal(string('(\\101\\7x)'), 'A\x07x')
  assert.equal(string('(a\\\nb)'), 'ab')
  assert.equal(string('(\\n\\t)'), '\n\t')
  assert.equal(string('<4142 43>'), 'ABC')
  assert.equal(string('<414>'), 'A@')
  assert.equal(string('(\xfe\xff\x67\x65)'), '来')
  assert.equal(string('(never ends'), undefined)
  assert.equal(string('<<dictionary>>'), undefined)
  assert.equal(string('/Name'), undefined)
})

test('an entry of PDF: in place, in an object of its own, in a packed dictionary, once for each', async () => {
  const value = `(${text.replace(/[\\()]/g, '\\$&')})`
  await finds(`%PDF-1.7\n1 0 obj\n<< /Title (a) /AIGC ${value} >>\nendobj\n`, 'pdf:info')
  await finds(
    `%PDF-1.7\n12 0 obj\n(old)\nendobj\n2 0 obj\n${value}\nendobj\n1 0 obj\n<< /AIGC 2 0 R >>\nendobj\n`,
    'pdf:info',
  )
  await finds(`%PDF-1.7\n1 0 obj\n<</AIGC<${Buffer.from(text).toString('hex')}>>>\nendobj\n`, 'pdf:info')
  const packed = deflateSync(Buffer.from(`1 0 << /AIGC ${value} >>`))
  await finds(
    Buffer.concat([
      Buffer.from(
        `%PDF-1.7\n5 0 obj\n<< /Type /ObjStm /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`,
      ),
      packed,
      Buffer.from('\nendstream\nendobj\n'),
    ]),
    'pdf:info',
  )
  assert.deepEqual((await read('%PDF-1.7\n<< /Encrypt 9 0 R >>')).problems, ['encrypted'])
  const made = await read('%PDF-1.7\n1 0 obj\n<< /Creator (Midjourney) >>\nendobj')
  assert.deepEqual(made.traces, ['generator:midjourney'])
  const [key] = aigcKeys(Buffer.from('<< /AIGC (x) /B 1 >>'))
  assert.deepEqual(key, { text: 'x', from: 3, to: 12 })
})

test('ID3: sizes of seven bits, and texts in each of its four encodings', () => {
  assert.equal(syncsafe(Buffer.from([0, 0, 2, 1]), 0), 257)
  assert.equal(syncsafe(Buffer.from([0x7f, 0x7f, 0x7f, 0x7f]), 0), 0x0fffffff)
  const plain = { description: 'AIGC', text: '{}' }
  assert.deepEqual(userText(Buffer.from('\0AIGC\0{}')), plain)
  assert.deepEqual(userText(Buffer.from('\x03AIGC\0{}\0')), plain)
  const little = Buffer.concat([Buffer.from([1]), Buffer.from('\uFEFFAIGC\0\uFEFF{}', 'utf16le')])
  assert.deepEqual(userText(little), plain)
  const big = Buffer.concat([Buffer.from([2]), Buffer.from('AIGC\0{}', 'utf16le').swap16()])
  assert.deepEqual(userText(big), plain)
  assert.deepEqual(userText(Buffer.from('\0no end')), { description: '', text: 'o end' })
})

test('sound: an AIGC chunk, a list, and a tag inside a RIFF file', async () => {
  const chunk = (id: string, data: Buffer) => {
    const head = Buffer.alloc(8)
    head.write(id, 0, 'latin1')
    head.writeUInt32LE(data.length, 4)
    return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
  }
  const riff = (kind: string, ...chunks: Buffer[]) =>
    chunk('RIFF', Buffer.concat([Buffer.from(kind), ...chunks]))
  const sound = chunk('data', Buffer.alloc(101))
  await finds(riff('WAVE', sound, chunk('AIGC', Buffer.from(text))), 'riff:AIGC')
  const list = chunk(
    'LIST',
    Buffer.concat([
      Buffer.from('INFO'),
      chunk('INAM', Buffer.from('桥')),
      chunk('AIGC', Buffer.from(`${text}\0`)),
    ]),
  )
  await finds(riff('AVI ', list), 'riff:INFO')
  const frame = Buffer.concat([Buffer.from('TXXX'), Buffer.alloc(6), Buffer.from(`\0AIGC\0${text}`)])
  frame.writeUInt32BE(frame.length - 10, 4)
  const tag = Buffer.concat([
    Buffer.from('ID3\x03\0\0'),
    Buffer.from([0, 0, frame.length >> 7, frame.length & 127]),
    frame,
  ])
  await finds(riff('WAVE', sound, chunk('id3 ', tag)), 'id3:TXXX')
  assert.deepEqual(
    (
      await read(
        riff('WAVE', chunk('LIST', Buffer.concat([Buffer.from('INFO'), chunk('ISFT', Buffer.from('Suno'))]))),
      )
    ).traces,
    ['generator:sound-generator'],
  )
  const cut = riff('WAVE', sound).subarray(0, 60)
  assert.deepEqual((await read(cut)).problems, ['damaged'])
})

test('archives: parts by their directory, kept byte by byte, replaced, added', async () => {
  const file = zipOf([
    newPart('a.txt', Buffer.from('one')),
    newPart('文/b.txt', Buffer.from('two'.repeat(500))),
  ])
  const source = bytesSource(file)
  const parts = (await zipParts(source))!
  assert.deepEqual(
    parts.map(part => [part.name, part.method, part.size]),
    [
      ['a.txt', 8, 3],
      ['文/b.txt', 8, 1500],
    ],
  )
  assert.equal((await partBytes(source, parts[1]!)).toString(), 'two'.repeat(500))
  const changed = await changedZip(
    source,
    new Map([
      ['a.txt', Buffer.from('ONE')],
      ['c.txt', Buffer.from('three')],
    ]),
  )
  const now = bytesSource(changed)
  const contents = await Promise.all(
    ((await zipParts(now)) ?? []).map(async part => [
      part.name,
      (await partBytes(now, part)).toString().slice(0, 6),
    ]),
  )
  assert.deepEqual(contents, [
    ['a.txt', 'ONE'],
    ['文/b.txt', 'twotwo'],
    ['c.txt', 'three'],
  ])
  assert.ok(
    changed.includes(deflateRawSync(Buffer.from('two'.repeat(500)))),
    'what is not named stays as it was packed',
  )
  assert.equal(await zipParts(bytesSource(Buffer.from('PK no archive'))), undefined)
  await assert.rejects(partBytes(source, { ...parts[0]!, at: 3 }), 'a place that is no header holds nothing')
})

test('a source gives what is there and no more than its budget', async () => {
  const source = bytesSource(Buffer.from('abcdef'))
  assert.equal((await source.read(4, 10)).toString(), 'ef')
  assert.equal((await source.read(6, 1)).length, 0)
  assert.equal((await source.read(-1, 1)).length, 0)
  const large = bytesSource(Buffer.alloc(30 * 1024 * 1024))
  await large.read(0, large.bytes)
  await assert.rejects(large.read(0, large.bytes), OverLimit)
  assert.throws(() => source.spend(100 * 1024 * 1024), OverLimit)
})
