import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { checkFile, checkStream, keptOf } from './check-file.ts'
import { checkLabel, judge } from './check-label.ts'
import { entryText, madeHere } from './entry.rules.ts'
import type { LabelSays } from './label.contract.ts'
import { bytesSource } from './source.ts'
import { stampPng } from './stamp-png.ts'
import { xmpPacket } from './xmp.rules.ts'
import { newPart, zipOf } from './zip.ts'

const entry = madeHere({ producer: '11310000MB2F30123X', produceId: 'd-1' })
const check = (bytes: Uint8Array | string, name = '') => checkLabel(bytesSource(Buffer.from(bytes)), { name })
const png = () =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()

function pngWith(plain: Buffer, chunks: readonly [string, Buffer][]): Buffer {
  const made = chunks.map(([type, data]) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const whole = Buffer.alloc(body.length + 8)
    whole.writeUInt32BE(data.length)
    body.copy(whole, 4)
    whole.writeUInt32BE(crc32(body), body.length + 4)
    return whole
  })
  return Buffer.concat([plain.subarray(0, 33), ...made, plain.subarray(33)])
}

const box = (type: string, ...content: Buffer[]) => {
  const body = Buffer.concat(content)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}

/** A film as the practice guide for video asks for: key and value in moov.udta.meta, behind the pictures. */
function film(text: string): Buffer {
  const full = Buffer.alloc(4)
  const count = Buffer.from([0, 0, 0, 0, 0, 0, 0, 1])
  const keys = box('keys', count, box('mdta', Buffer.from('AIGC')))
  const value = box('data', Buffer.from([0, 0, 0, 1, 0, 0, 0, 0]), Buffer.from(text))
  const list = box('ilst', box('\0\0\0\x01', value))
  return Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\0\0')),
    box('mdat', Buffer.alloc(50_000, 7)),
    box('moov', box('udta', box('meta', full, keys, list))),
  ])
}

test('what a label says decides: it is, may be, is suspected; words and traces alone make it suspected', async () => {
  const plain = await png()
  const says = async (label: string) => (await check(await stampPng(plain, { ...entry, Label: label }))).says
  assert.deepEqual(await Promise.all(['1', '2', '3'].map(says)), ['sure', 'may-be', 'suspected'])
  assert.equal((await check(plain)).says, 'none')
  assert.equal((await check('本文由人工智能生成\n\n路灯已修好。', 'a.txt')).says, 'suspected')
  assert.equal((await check('路灯已修好。', 'a.txt')).says, 'none')
  const declared = await checkLabel(bytesSource(plain), { name: 'a.png', declared: true })
  assert.equal(declared.says, 'may-be')
})

test('an incoming pair of answers: every mixture says the strongest', () => {
  const found = (label: string | null) => ({
    place: 'x',
    problems: [],
    entry: label === null ? null : { ...entry, Label: label },
  })
  const cases: [ReturnType<typeof found>[], boolean, boolean, LabelSays][] = [
    [[], false, false, 'none'],
    [[], true, false, 'suspected'],
    [[], false, true, 'may-be'],
    [[], true, true, 'may-be'],
    [[found(null)], false, false, 'suspected'],
    [[found('3')], false, true, 'may-be'],
    [[found('3'), found('1')], false, false, 'sure'],
    [[found('2')], true, false, 'may-be'],
  ]
  for (const [entries, traces, declared, says] of cases) {
    assert.equal(judge(entries, { explicit: false, traces, declared }), says)
    assert.equal(judge(entries, { explicit: traces, traces: false, declared }), says)
  }
})

test('several entries and broken ones are named', async () => {
  const text = (value: string): [string, Buffer] => ['tEXt', Buffer.from(`AIGC\0${value}`, 'latin1')]
  const twice = await check(pngWith(await png(), [text(entryText(entry)), text(entryText(entry))]))
  assert.deepEqual([twice.says, twice.entries.length, twice.problems], ['sure', 2, ['several-entries']])
  const broken = await check(pngWith(await png(), [text('{"Label":"1"')]))
  assert.deepEqual([broken.says, broken.problems], ['suspected', ['malformed-entry']])
  assert.deepEqual(broken.entries[0]?.problems, ['not-json'])
  const packed = deflateSync(Buffer.from(entryText(entry)))
  const zipped = await check(
    pngWith(await png(), [['zTXt', Buffer.concat([Buffer.from('AIGC\0\0'), packed])]]),
  )
  assert.equal(zipped.says, 'sure')
})

test('traces of makers: parameters, software, content credentials, the source of IPTC', async () => {
  const plain = await png()
  const sampled = await check(
    pngWith(plain, [['tEXt', Buffer.from('parameters\0bridge\nSteps: 20, Sampler: Euler')]]),
  )
  assert.deepEqual([sampled.says, sampled.traces], ['suspected', ['png:parameters']])
  assert.deepEqual((await check(pngWith(plain, [['caBX', Buffer.from('\0\0\0\x10jumb')]]))).traces, ['c2pa'])
  const jpeg = await sharp(plain)
    .withExif({ IFD0: { Software: 'Midjourney' } })
    .jpeg()
    .toBuffer()
  assert.deepEqual((await check(jpeg)).traces, ['generator:midjourney'])
  const iptc = xmpPacket('{}').replace(
    /<rdf:Description.*<\/rdf:Description>/,
    '<rdf:Description><a:DigitalSourceType>trainedAlgorithmicMedia</a:DigitalSourceType></rdf:Description>',
  )
  const webp = await sharp(plain).withXmp(iptc).webp().toBuffer()
  assert.deepEqual(
    [(await check(webp)).format, (await check(webp)).traces],
    ['webp', ['iptc:trained-algorithmic-media']],
  )
  const camera = await sharp(plain)
    .withExif({ IFD0: { Software: 'Adobe Photoshop 25.0', Make: 'Canon' } })
    .jpeg()
    .toBuffer()
  assert.equal((await check(camera)).says, 'none')
})

test('films, sound and other formats: where the guides put the entry', async () => {
  const made = await check(film(entryText(entry)))
  assert.deepEqual([made.format, made.says, made.entries[0]?.place], ['mp4', 'sure', 'mp4:ilst'])
  const webp = await sharp(await png())
    .withXmp(xmpPacket(entryText(entry)))
    .webp()
    .toBuffer()
  assert.equal((await check(webp)).entries[0]?.place, 'riff:XMP')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg"><metadata>${xmpPacket(entryText(entry))}</metadata></svg>`
  assert.deepEqual([(await check(svg)).format, (await check(svg)).says], ['svg', 'sure'])
  const comment = Buffer.from(`AIGC=${entryText(entry)}`)
  const size = Buffer.alloc(4)
  size.writeUInt32LE(comment.length)
  const block = Buffer.concat([Buffer.from([0, 0, 0, 0, 1, 0, 0, 0]), size, comment])
  const flac = Buffer.concat([
    Buffer.from('fLaC'),
    Buffer.from([0x84, 0, block.length >> 8, block.length & 255]),
    block,
  ])
  assert.deepEqual([(await check(flac)).format, (await check(flac)).says], ['flac', 'sure'])
  const gif = Buffer.concat([
    Buffer.from('GIF89a\x01\0\x01\0\0\0\0!\xff\x0bXMP DataXMP', 'latin1'),
    Buffer.from(xmpPacket(entryText(entry))),
    Buffer.from(';'),
  ])
  assert.deepEqual([(await check(gif)).format, (await check(gif)).says], ['unknown', 'sure'])
})

test('hostile files: bombs, endless openings, claims of sizes that are not there', async () => {
  const plain = await png()
  const bomb = deflateSync(Buffer.alloc(200 * 1024 * 1024))
  const inflated = await check(pngWith(plain, [['zTXt', Buffer.concat([Buffer.from('AIGC\0\0'), bomb])]]))
  assert.deepEqual(inflated.problems, ['over-limit'])
  const small = deflateSync(Buffer.alloc(7 * 1024 * 1024))
  const many = Array.from({ length: 40 }, (): [string, Buffer] => [
    'zTXt',
    Buffer.concat([Buffer.from('note\0\0'), small]),
  ])
  assert.deepEqual((await check(pngWith(plain, many))).problems, ['over-limit'])
  const office = zipOf([
    newPart('docProps/custom.xml', Buffer.alloc(100 * 1024 * 1024, 0x20)),
    newPart('word/document.xml', Buffer.from('<w:document/>')),
  ])
  assert.deepEqual((await check(office)).problems, ['over-limit'])
  const long = zipOf([newPart('word/document.xml', Buffer.alloc(20 * 1024 * 1024, 0x20))])
  assert.deepEqual((await check(long)).problems, ['text-not-read'])
  // Each of these kept a pattern busy for minutes.
  for (const [text, name] of [
    [`<html>${'<script>'.repeat(300_000)}`, 'a.html'],
    [`<html>${'<meta name="AIGC" content="'.repeat(200_000)}`, 'a.html'],
    ['AIGC={"Label"'.repeat(300_000), 'a.txt'],
    [`---\n${'AIGC:\n '.repeat(8_000)}`, 'a.md'],
    [`%PDF-1.7\n${'/AIGC ('.repeat(300_000)}`, 'a.pdf'],
    [`%PDF-1.7\n${'/Type /ObjStm stream\n'.repeat(100_000)}`, 'a.pdf'],
    [`\0\xff${'<x:xmpmeta>'.repeat(200_000)}`, 'a.gif'],
    ['['.repeat(200_000), 'a.json'],
  ] as const)
    assert.notEqual((await check(text, name)).says, 'sure', name)
  const huge = Buffer.concat([
    plain.subarray(0, 33),
    Buffer.from([0x7f, 0xff, 0xff, 0xff]),
    Buffer.from('iTXt'),
  ])
  assert.deepEqual((await check(huge)).problems, ['damaged'])
})

test('any file, cut or changed anywhere, is answered', async () => {
  const files = [
    await stampPng(await png(), entry),
    film(entryText(entry)),
    zipOf([
      newPart(
        'docProps/custom.xml',
        Buffer.from(
          `<Properties><property name="AIGC"><vt:lpwstr>${entryText(entry)}</vt:lpwstr></property></Properties>`,
        ),
      ),
      newPart('word/document.xml', Buffer.from('<w:t>a</w:t>')),
    ]),
    await sharp(await png())
      .withXmp(xmpPacket(entryText(entry)))
      .jpeg()
      .toBuffer(),
  ]
  let seed = 20250901
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    return seed % below
  }
  for (const file of files)
    for (let turn = 0; turn < 150; turn++) {
      const copy = Buffer.from(file.subarray(0, turn % 3 === 0 ? random(file.length) : file.length))
      for (let change = 0; change < 4 && copy.length > 0; change++) copy[random(copy.length)] = random(256)
      const found = await check(copy)
      assert.ok(['sure', 'may-be', 'suspected', 'none'].includes(found.says))
    }
  assert.equal((await check('')).says, 'none')
})

test('a file on disk and a stream are read as bytes in memory are, a long one at its beginning and its end', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'label-'))
  t.after(() => rm(folder, { recursive: true }))
  const long = Buffer.concat([
    film(entryText(entry)).subarray(0, 16),
    box('mdat', Buffer.alloc(30 * 1024 * 1024)),
    film(entryText(entry)).subarray(16),
  ])
  await writeFile(join(folder, 'film.mp4'), long)
  const onDisk = await checkFile(join(folder, 'film.mp4'))
  assert.equal(onDisk.says, 'sure')
  const pieces = Readable.from(
    Array.from({ length: Math.ceil(long.length / 60_000) }, (_, index) =>
      long.subarray(index * 60_000, (index + 1) * 60_000),
    ),
  )
  const streamed = await checkStream(pieces, { bytes: long.length, name: '' })
  assert.deepEqual(streamed, onDisk)
  const short = await stampPng(await png(), entry)
  assert.equal((await checkStream(Readable.from([short]), { bytes: short.length, name: '' })).says, 'sure')
  await assert.rejects(checkFile(join(folder, 'none')), /ENOENT/)
  assert.deepEqual(keptOf(onDisk), { says: 'sure', because: ['entry:mp4:ilst'], entry })
})
