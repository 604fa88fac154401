import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkLabel } from './check-label.ts'
import { entryText, madeHere } from './entry.rules.ts'
import { readExifPiece } from './read-exif.ts'
import { pngText } from './read-png.ts'
import { bytesSource } from './source.ts'
import { longestPacket, stampJpeg } from './stamp-jpeg.ts'
import { xmpPacket } from './xmp.rules.ts'

const entry = madeHere({ producer: '11310000MB2F30123X', produceId: 'picture-1' })
const foreign = madeHere({ producer: '001191110102MAD55U9H0F10002', produceId: 'p-7' })
const text = entryText(entry)
const read = (bytes: Buffer) => checkLabel(bytesSource(bytes), { name: '' })
const places = async (bytes: Buffer) => (await read(bytes)).entries.map(one => one.place)

interface Fact {
  tag: number
  kind: number
  data: Buffer
}

const ascii = (tag: number, words: string): Fact => ({ tag, kind: 2, data: Buffer.from(`${words}\0`) })
const software = (words: string) => ascii(0x0131, words)
const comment = (data: Buffer): Fact => ({ tag: 0x9286, kind: 7, data })

function directory(facts: readonly Fact[], at: number): Buffer {
  const head = Buffer.alloc(2 + facts.length * 12 + 4)
  head.writeUInt16LE(facts.length)
  const behind: Buffer[] = []
  let place = at + head.length
  for (const [index, { tag, kind, data }] of facts.entries()) {
    const row = 2 + index * 12
    head.writeUInt16LE(tag, row)
    head.writeUInt16LE(kind, row + 2)
    head.writeUInt32LE(kind === 4 ? 1 : data.length, row + 4)
    if (data.length <= 4) data.copy(head, row + 8)
    else {
      head.writeUInt32LE(place, row + 8)
      behind.push(data)
      place += data.length
    }
  }
  return Buffer.concat([head, ...behind])
}

/** A TIFF header with these facts of the picture, and of how it was taken. */
function tiff(image: readonly Fact[], photo: readonly Fact[] = []): Buffer {
  const head = Buffer.from('II*\0\x08\0\0\0', 'latin1')
  if (photo.length === 0) return Buffer.concat([head, directory(image, 8)])
  const pointer = (to: number): Fact => {
    const data = Buffer.alloc(4)
    data.writeUInt32LE(to)
    return { tag: 0x8769, kind: 4, data }
  }
  const length = directory([...image, pointer(0)], 8).length
  return Buffer.concat([head, directory([...image, pointer(8 + length)], 8), directory(photo, 8 + length)])
}

function segment(marker: number, data: Buffer | string): Buffer {
  const body = Buffer.from(data)
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}
const begin = Buffer.from([0xff, 0xd8])
const scan = Buffer.concat([segment(0xda, Buffer.alloc(10)), Buffer.from([1, 2, 3, 0xff, 0xd9])])
const jpeg = (...segments: Buffer[]) => Buffer.concat([begin, ...segments, scan])
const xmp = (packet: string) => segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${packet}`)
const exif = (piece: Buffer) => segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), piece]))

test('EXIF: the entry in a comment is read in each of its signs, and in the description', () => {
  const found = (fact: Fact, image: readonly Fact[] = []) =>
    readExifPiece(tiff(image, [fact]), 'jpeg').entries
  const expected = [{ place: 'jpeg:exif:UserComment', text }]
  assert.deepEqual(found(comment(Buffer.from(`ASCII\0\0\0${text}`))), expected)
  assert.deepEqual(found(comment(Buffer.from(`\0\0\0\0\0\0\0\0${text}`))), expected)
  assert.deepEqual(found(comment(Buffer.from(`UNICODE\0${text}`, 'latin1'))), [], 'not UTF-16 after all')
  const wide = Buffer.concat([Buffer.from('UNICODE\0'), Buffer.from(text, 'utf16le')])
  assert.deepEqual(found(comment(wide)), expected)
  assert.deepEqual(found(comment(Buffer.from(`ASCII\0\0\0AIGC ${text}`))), expected)
  const described = readExifPiece(tiff([ascii(0x010e, text)]), 'png').entries
  assert.deepEqual(described, [{ place: 'png:exif:ImageDescription', text }])
})

test('EXIF: a comment that only speaks of a label is none; what a sampler writes is a trace', () => {
  const said = (words: string) => {
    const { entries, traces } = readExifPiece(tiff([], [comment(Buffer.from(`ASCII\0\0\0${words}`))]), 'jpeg')
    return [entries.length, traces]
  }
  assert.deepEqual(said(`see ${text}`), [0, []])
  assert.deepEqual(said('{"title":"桥","Label":"1"}'), [0, []])
  assert.deepEqual(said('a bridge\nSteps: 20, CFG scale: 7'), [0, ['exif:parameters']])
  assert.deepEqual(said('Steps of the town hall'), [0, []])
})

test('EXIF: makers are told by software and author; a broken piece says nothing and stops nothing', async () => {
  assert.deepEqual(readExifPiece(tiff([software('ComfyUI')]), 'jpeg').traces, ['generator:comfyui'])
  assert.deepEqual(readExifPiece(tiff([ascii(0x013b, 'Midjourney')]), 'jpeg').traces, [
    'generator:midjourney',
  ])
  assert.deepEqual(
    readExifPiece(tiff([ascii(0x8298, 'Midjourney')]), 'jpeg').traces,
    [],
    'a copyright notice',
  )
  for (const broken of [Buffer.alloc(0), Buffer.from('II*\0'), tiff([software('ComfyUI')]).subarray(0, 12)])
    assert.deepEqual(readExifPiece(broken, 'jpeg').traces, [])
  const behind = jpeg(exif(Buffer.from('MM\0*\xff\xff\xff\xff', 'latin1')), xmp(xmpPacket(text)))
  assert.deepEqual((await read(behind)).says, 'sure')
})

test('JPEG: the places of an entry, and where none is looked for', async () => {
  const adobe = segment(0xee, 'Adobe\0d\0\0\0\0\0')
  assert.deepEqual(await places(jpeg(adobe, xmp(xmpPacket(text)))), ['jpeg:APP1'])
  assert.deepEqual(await places(jpeg(segment(0xfe, `AIGC: ${text}`))), ['jpeg:COM'])
  assert.deepEqual(await places(jpeg(segment(0xeb, `{"AIGC":${text}}`))), ['jpeg:APP'])
  assert.deepEqual(await places(jpeg(segment(0xfe, text))), [], 'without its key')
  assert.deepEqual(await places(jpeg(segment(0xdb, `AIGC: ${text}`))), [], 'a table is no text')
  assert.deepEqual(
    await places(Buffer.concat([jpeg(), segment(0xfe, `AIGC: ${text}`)])),
    [],
    'behind the picture',
  )
  const filled = jpeg(Buffer.from([0xff, 0xff, 0xff]), segment(0xfe, `AIGC: ${text}`))
  assert.deepEqual(await places(filled), ['jpeg:COM'], 'fill bytes before a marker')
})

test('JPEG: makers in a comment and content credentials in their segment are traces', async () => {
  assert.deepEqual((await read(jpeg(segment(0xfe, 'made by Midjourney')))).traces, ['generator:midjourney'])
  assert.deepEqual((await read(jpeg(segment(0xee, 'made by Midjourney')))).traces, [])
  assert.deepEqual((await read(jpeg(segment(0xeb, 'JP\0\x01\0\0\0\x01\0\0\0\x20jumbc2pa')))).traces, ['c2pa'])
})

test('JPEG: lengths that cannot be end the walk without a word', async () => {
  const short = jpeg(Buffer.from([0xff, 0xe0, 0, 1]), segment(0xfe, `AIGC: ${text}`))
  assert.deepEqual(await places(short), [])
  const beyond = Buffer.concat([begin, Buffer.from([0xff, 0xe0, 0xff, 0xff, 1, 2])])
  assert.deepEqual([(await read(beyond)).format, (await read(beyond)).says], ['jpeg', 'none'])
  assert.equal((await read(Buffer.concat([begin, Buffer.from([0xff])]))).says, 'none')
})

test('JPEG: stamping blanks an entry wherever it stood, keeps the rest and the picture byte by byte', async () => {
  const icc = segment(0xe2, 'ICC_PROFILE\0\x01\x01profile')
  const jfif = segment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\0\0')
  const before = jpeg(jfif, segment(0xeb, `{"AIGC":${entryText(foreign)}}`), icc)
  const after = await stampJpeg(before, entry)
  const { entries } = await read(after)
  assert.deepEqual(
    entries.map(one => [one.place, one.entry?.ContentProducer, one.entry?.ContentPropagator]),
    [['jpeg:APP1', foreign.ContentProducer, entry.ContentPropagator]],
  )
  assert.deepEqual(after.subarray(2, 2 + jfif.length), jfif, 'JFIF stays first')
  assert.ok(after.includes(icc))
  assert.deepEqual(after.subarray(-scan.length), scan)
})

test('JPEG: XMP that leaves no room for the entry makes way for it; what fits stays', async () => {
  const described = (length: number) => {
    const long = `<dc:title>${'x'.repeat(length)}</dc:title></rdf:RDF>`
    return jpeg(xmp(xmpPacket('{}').replace('</rdf:RDF>', long)))
  }
  const roomy = await stampJpeg(described(1_000), entry)
  assert.ok(roomy.includes('x'.repeat(1_000)))
  const full = await stampJpeg(described(longestPacket - 500), entry)
  assert.ok(!full.includes('dc:title'))
  for (const made of [roomy, full]) assert.deepEqual((await read(made)).entries[0]?.entry, entry)
})

test('PNG: a textual chunk without keyword, end or language is none; each kind is read in its own way', () => {
  const chunk = (type: string, data: string) =>
    pngText(bytesSource(Buffer.alloc(0)), {
      type,
      at: 0,
      length: data.length,
      data: Buffer.from(data, 'latin1'),
    })
  assert.deepEqual(chunk('tEXt', 'AIGC\0{}'), { keyword: 'AIGC', text: '{}' })
  assert.deepEqual(chunk('iTXt', 'AIGC\0\0\0zh\0\xe6\xa0\x87\0{}'), { keyword: 'AIGC', text: '{}' })
  assert.equal(chunk('tEXt', '\0{}'), undefined)
  assert.equal(chunk('tEXt', 'AIGC'), undefined)
  assert.equal(chunk('tEXt', `${'k'.repeat(80)}\0{}`), undefined)
  assert.deepEqual(chunk('tEXt', `${'k'.repeat(79)}\0{}`)?.text, '{}')
  assert.equal(chunk('iTXt', 'AIGC\0\0\0zh'), undefined)
  assert.equal(chunk('iTXt', 'AIGC\0\0\0zh\0{}'), undefined)
  assert.throws(() => chunk('zTXt', 'AIGC\0\0not packed'))
})
