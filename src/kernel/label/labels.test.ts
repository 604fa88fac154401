import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inflateRawSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { XMLParser } from 'fast-xml-parser'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import sharp from 'sharp'
import { checkLabel } from './check-label.ts'
import { entryText, madeHere } from './entry.rules.ts'
import { type AigcEntry, documentFormats } from './label.contract.ts'
import { labelPicture } from './label-picture.ts'
import { rhythmSamples } from './rhythm.rules.ts'
import { bytesSource } from './source.ts'
import { stampJpeg } from './stamp-jpeg.ts'
import { stampMp3 } from './stamp-mp3.ts'
import { stampOffice } from './stamp-office.ts'
import { stampPdf } from './stamp-pdf.ts'
import { stampPng } from './stamp-png.ts'
import { stampWav } from './stamp-riff.ts'
import { documentWriters, writeDocument } from './write-document.ts'
import { type Labelling, labelCells, labelHtml, labelJson, labelMarkdown, labelText } from './write-text.ts'

const ours = madeHere({ producer: '11310000MB2F30123X', produceId: '0198aaaa-bbbb-7ccc-8ddd-eeeeffff0001' })
const foreign = {
  ...madeHere({ producer: '001191110102MAD55U9H0F10002', produceId: 'p-7' }),
  ReservedCode1: 's',
}
const passed = { ...foreign, ContentPropagator: ours.ContentPropagator, PropagateID: ours.PropagateID }
const zh: Labelling = { entry: ours, language: 'zh' }
const document = {
  title: '派单建议',
  blocks: [
    { kind: 'heading', text: '建议的承办部门' },
    { kind: 'item', text: '市水务局 <供水> & *管网*' },
    { kind: 'paragraph', text: '第一行\n第二行' },
  ],
} as const

const check = (bytes: Uint8Array | string, name = '') => checkLabel(bytesSource(Buffer.from(bytes)), { name })

async function only(bytes: Uint8Array | string, entry: AigcEntry, name = '') {
  const found = await check(bytes, name)
  assert.deepEqual(
    found.entries.map(one => [one.entry, one.problems]),
    [[entry, []]],
  )
  assert.equal(found.says, 'sure')
  assert.deepEqual(found.problems, [])
  return found
}

test('a document in every format carries the visible words and exactly one entry', async () => {
  for (const format of documentFormats) {
    const { content } = await writeDocument(document, { format, labelling: zh })
    if (format === 'txt') {
      // Plain text has no metadata: words alone make it suspected, not sure.
      const found = await check(content, 'a.txt')
      assert.equal(found.says, 'suspected')
      assert.match(found.explicit ?? '', /人工智能生成/)
      continue
    }
    const found = await only(content, ours, `a.${format}`)
    assert.equal(found.format, format)
    if (format !== 'pdf') assert.match(found.explicit ?? '', /人工智能生成/)
  }
})

test('without its visible label the words are gone and the entry stays; plain text then says nothing', async () => {
  for (const format of documentFormats) {
    const content = await documentWriters[format](document, { ...zh, omitted: true })
    const found = await check(content, `a.${format}`)
    assert.equal(found.explicit, null, format)
    assert.equal(found.says, format === 'txt' ? 'none' : 'sure')
  }
})

test('texts: the entry stands where the guides put it, a second labelling changes nothing', async () => {
  const markdown = labelMarkdown('---\ntitle: 桥\n---\n\n# 桥\n', zh)
  assert.match(markdown, /^---\nAIGC:\n {2}Label: '1'\n {2}ContentProducer: '11310000MB2F30123X'\n/)
  assert.match(markdown, /\ntitle: 桥\n---\n/)
  await only(markdown, ours, 'a.md')
  assert.equal(labelMarkdown(markdown, zh), markdown)
  const html = labelHtml(
    '<!doctype html><html><head><title>x</title></head><body class="a"><p>桥</p></body></html>',
    zh,
  )
  assert.match(html, /<head><meta name="AIGC" content="/)
  await only(html, ours)
  assert.equal(labelHtml(html, zh), html)
  await only(labelHtml('<p>no page at all</p>', zh), ours)
  await only(labelHtml('<body>no head</body>', zh), ours)
  const text = labelText('桥', zh)
  assert.equal(labelText(text, zh), text)
  const map = labelJson({ type: 'FeatureCollection', features: [] }, zh)
  assert.deepEqual(Object.keys(map), ['AIGC', 'label', 'type', 'features'])
  await only(JSON.stringify(map), ours)
  assert.deepEqual(labelJson(map, zh), map)
})

test('texts: the entry of another producer goes on with us as propagator', async () => {
  const theirs = { ...zh, entry: foreign }
  await only(labelMarkdown(labelMarkdown('# 桥', theirs), zh), passed, 'a.md')
  await only(labelHtml(labelHtml('<body>桥</body>', theirs), zh), passed)
  await only(JSON.stringify(labelJson(labelJson({ a: 1 }, theirs), zh)), passed)
  // As other tools write Markdown: quoted another way, and with a field that has a colon.
  const other = `---\nAIGC:\n    Label: "1"\n    ContentProducer: ${foreign.ContentProducer}\n    ProduceID: p-7\n    ReservedCode1: s\n    ContentPropagator: ''\n    PropagateID: ''\n    ReservedCode2: ''\nurl: http://a\n---\n桥`
  const made = labelMarkdown(other, zh)
  await only(made, passed, 'a.md')
  assert.match(made, /\nurl: http:\/\/a\n---\n/)
})

test('a table: the first line has the words and the entry, in CSV and XLSX', async () => {
  const cells = labelCells(zh)
  const csv = `\uFEFF${cells.map(cell => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n工单编号,建议部门\r\n1,市水务局\r\n`
  const [first] = parse(csv, { bom: true, relax_column_count: true }) as string[][]
  assert.deepEqual(JSON.parse(first![1]!.replace('AIGC=', '')), ours)
  const found = await only(csv, ours, 'a.csv')
  assert.equal(found.format, 'csv')
  const bytes = await writeXlsx({ sheets: [{ name: '工单', rows: [cells.slice(0, 1), ['1', '市水务局']] }] })
  const stamped = await stampOffice(Buffer.from(bytes), { entry: ours, line: null })
  const workbook = await readXlsx(stamped)
  assert.equal(workbook.sheets[0]!.rows[1]![1], '市水务局')
  assert.equal(workbook.properties?.custom?.AIGC, entryText(ours))
  const sheet = await only(stamped, ours)
  assert.equal(sheet.format, 'xlsx')
  assert.match(sheet.explicit ?? '', /人工智能生成/)
  assert.deepEqual(labelCells({ ...zh, omitted: true }), [`AIGC=${entryText(ours)}`])
})

/** A part of an archive by its local headers, which our own reader does not use. */
function partOf(file: Buffer, name: string): string {
  for (let at = 0; at < file.length && file.readUInt32LE(at) === 0x04034b50; ) {
    const [packed, nameLength, extra] = [
      file.readUInt32LE(at + 18),
      file.readUInt16LE(at + 26),
      file.readUInt16LE(at + 28),
    ]
    const start = at + 30 + nameLength + extra
    if (file.toString('utf8', at + 30, at + 30 + nameLength) === name)
      return inflateRawSync(file.subarray(start, start + packed)).toString('utf8')
    at = start + packed
  }
  return ''
}

test('Word: a custom property that XML readers find; stamping again or over another producer leaves one', async () => {
  const made = await documentWriters.docx(document, { ...zh, omitted: true, entry: foreign })
  const once = await stampOffice(made, { entry: ours, line: '本内容由人工智能生成' })
  const twice = await stampOffice(once, { entry: ours, line: '本内容由人工智能生成' })
  const found = await only(twice, passed)
  assert.equal(found.explicit, '本内容由人工智能生成')
  const xml = new XMLParser({ ignoreAttributes: false, parseTagValue: false }).parse(
    partOf(twice, 'docProps/custom.xml'),
  )
  assert.equal(xml.Properties.property['@_name'], 'AIGC')
  assert.deepEqual(JSON.parse(xml.Properties.property['vt:lpwstr']['#text']), passed)
  assert.equal(partOf(twice, 'word/document.xml').split('本内容由人工智能生成').length, 2)
  // One that never had custom properties gets the part, its type and its relation.
  const plain = Buffer.from(await writeXlsx({ sheets: [{ name: 'a', rows: [['1']] }] }))
  const stamped = await stampOffice(plain, { entry: ours, line: null })
  for (const part of ['[Content_Types].xml', '_rels/.rels']) {
    const text = partOf(stamped, part)
    assert.equal(text.split('docProps/custom.xml').length, 2, part)
  }
})

test('PDF: an entry in the information dictionary beside what was there; again, and over another producer', async () => {
  const made = await documentWriters.pdf(document, { ...zh, entry: foreign })
  const stamped = await stampPdf(await stampPdf(made, ours), ours)
  await only(stamped, passed)
  const text = stamped.toString('latin1')
  // The newest trailer names a dictionary that has the title of the one before.
  const info = /\/Info (\d+) 0 R/.exec(text.slice(text.lastIndexOf('trailer')))![1]
  const object = text.slice(text.lastIndexOf(`${info} 0 obj`))
  assert.match(object.slice(0, object.indexOf('endobj')), /\/Title .*\/AIGC \(/s)
  const at = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)![1])
  assert.equal(text.slice(at, at + 4), 'xref')
  await assert.rejects(stampPdf(Buffer.from('%PDF-1.4 cut off'), ours))
  await assert.rejects(
    stampPdf(
      Buffer.from(
        `${text.slice(0, -200)}trailer << /Size 9 /Root 1 0 R /Encrypt 3 0 R >>\nstartxref\n${text.length - 200}\n%%EOF`,
        'latin1',
      ),
      ours,
    ),
  )
})

const plainPicture = (width: number, height: number, kind: 'png' | 'jpeg') =>
  sharp({ create: { width, height, channels: 3, background: '#3070a0' } })
    [kind]()
    .toBuffer()

test('pictures: an XMP entry that another reader finds, one only, whatever stood there', async () => {
  for (const [kind, stamp] of [
    ['png', stampPng],
    ['jpeg', stampJpeg],
  ] as const) {
    const picture = await plainPicture(64, 40, kind)
    const once = await stamp(picture, ours)
    assert.ok((await sharp(once).metadata()).xmpAsString?.includes('http://www.tc260.org.cn/ns/AIGC/1.0/'))
    await only(once, ours)
    assert.deepEqual(await stamp(once, ours), once)
    await only(await stamp(await stamp(picture, foreign), ours), passed)
    const pixels = await Promise.all([picture, once].map(one => sharp(one).raw().toBuffer()))
    assert.deepEqual(pixels[0], pixels[1])
  }
  const exif = { IFD2: { UserComment: entryText(foreign) } }
  const commented = await sharp(await plainPicture(64, 40, 'jpeg'))
    .withExif(exif)
    .jpeg()
    .toBuffer()
  assert.equal((await check(commented)).entries.length, 1, 'the entry in a comment is found')
  await only(await stampJpeg(commented, ours), passed)
  const rewritten = await sharp(await plainPicture(64, 40, 'png'))
    .withXmp(
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:format="bridge"/></rdf:RDF></x:xmpmeta>',
    )
    .png()
    .toBuffer()
  const kept = await stampPng(rewritten, ours)
  assert.ok((await sharp(kept).metadata()).xmpAsString?.includes('dc:format="bridge"'))
})

/** How many pixel rows the white letters of the label reach over. */
async function letterHeight(picture: Buffer): Promise<number> {
  const { data, info } = await sharp(picture).greyscale().raw().toBuffer({ resolveWithObject: true })
  const rows = Array.from({ length: info.height }, (_, row) =>
    data.subarray(row * info.width, (row + 1) * info.width).some(value => value > 200),
  )
  return rows.lastIndexOf(true) - rows.indexOf(true) + 1
}

test('pictures: letters of at least 5 % of the shorter side at the edge, also where the picture is narrow or small', async () => {
  for (const [width, height] of [
    [640, 400],
    [400, 640],
    [1600, 900],
    [90, 600],
    [60, 40],
  ] as const) {
    for (const kind of ['png', 'jpeg'] as const) {
      const made = await labelPicture(await plainPicture(width, height, kind), zh)
      const size = await sharp(made).metadata()
      assert.ok(
        (await letterHeight(made)) >= Math.min(size.width, size.height) * 0.05,
        `${width} × ${height}`,
      )
      assert.ok(size.width >= width && size.height >= height)
      await only(made, ours)
    }
  }
  const omitted = await labelPicture(await plainPicture(640, 400, 'png'), { ...zh, omitted: true })
  assert.equal(await letterHeight(omitted), 1, 'no letters')
  await only(omitted, ours)
})

function wav(samples: Float32Array, rate: number, extra = Buffer.alloc(0)): Buffer {
  const data = Buffer.alloc(samples.length * 2)
  samples.forEach((sample, index) => void data.writeInt16LE(Math.round(sample * 32_000), index * 2))
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + data.length + extra.length, 4)
  head.write('WAVEfmt ', 8)
  for (const [value, at] of [
    [16, 16],
    [rate, 24],
    [rate * 2, 28],
    [data.length, 40],
  ] as const)
    head.writeUInt32LE(value, at)
  for (const [value, at] of [
    [1, 20],
    [1, 22],
    [2, 32],
    [16, 34],
  ] as const)
    head.writeUInt16LE(value, at)
  head.write('data', 36)
  return Buffer.concat([head, data, extra])
}

test('sound: a WAV file that begins with the rhythm carries its entry; so does an MP3', async () => {
  const spoken = wav(rhythmSamples(8_000), 8_000)
  const once = await stampWav(spoken, ours)
  await only(once, ours)
  assert.equal(once.readUInt32LE(4), once.length - 8)
  assert.deepEqual(await stampWav(once, ours), once)
  await only(await stampWav(await stampWav(spoken, foreign), ours), passed)
  // As films have it: in a list with other facts, of odd length.
  const text = Buffer.from(`${entryText(foreign)} `)
  const info = Buffer.concat([
    Buffer.from('LIST\0\0\0\0INFOAIGC\0\0\0\0'),
    text,
    Buffer.alloc(text.length % 2),
    Buffer.from('ISFT\x04\0\0\0Lavf'),
  ])
  info.writeUInt32LE(text.length, 16)
  info.writeUInt32LE(info.length - 8, 4)
  const listed = await stampWav(wav(rhythmSamples(8_000), 8_000, info), ours)
  await only(listed, passed)
  assert.ok(listed.includes('ISFT'))
  const frames = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(413)])
  const mp3 = await stampMp3(frames, ours)
  await only(mp3, ours)
  assert.deepEqual(mp3.subarray(-frames.length), frames)
  assert.deepEqual(await stampMp3(mp3, ours), mp3)
  await only(await stampMp3(await stampMp3(frames, foreign), ours), passed)
})

test('MP3: an older tag with a title and an entry in UTF-16 keeps the title', async () => {
  const wide = Buffer.concat([
    Buffer.from([1]),
    Buffer.from(`\uFEFFAIGC\0\uFEFF${entryText(foreign)}`, 'utf16le'),
  ])
  const frame = (id: string, data: Buffer) => {
    const head = Buffer.alloc(10)
    head.write(id, 0)
    head.writeUInt32BE(data.length, 4)
    return Buffer.concat([head, data])
  }
  const body = Buffer.concat([frame('TIT2', Buffer.from('\0Bridge')), frame('TXXX', wide), Buffer.alloc(20)])
  const head = Buffer.from([0x49, 0x44, 0x33, 3, 0, 0, 0, 0, body.length >> 7, body.length & 0x7f])
  const made = await stampMp3(Buffer.concat([head, body, Buffer.from([0xff, 0xfb, 0, 0])]), ours)
  await only(made, passed)
  assert.ok(made.includes('TIT2') && made.includes('Bridge'))
  assert.equal(made[3], 3)
})
