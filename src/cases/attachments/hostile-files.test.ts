import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { after, before, type TestContext, test } from 'node:test'
import sharp, { type Sharp } from 'sharp'
import { type CatalogueError, isCode } from '#base/index.ts'
import {
  bombFile,
  claimingPng,
  officeFile,
  photoAt,
  pngWithText,
  zipOf,
} from '../../../test/fixtures/hostile-files.ts'
import type { Rectangle } from '../attachments.contract.ts'
import { testAttachments } from './attachments.fixture.ts'
import { heic, heicPhoto, mp4, noisyPhoto, pdf, photo } from './files.fixture.ts'
import { listAttachments } from './list-attachments.ts'
import { openAttachment } from './open-attachment.ts'
import { preparePicture } from './prepare-picture.ts'
import { releasePhoto } from './release-photo.ts'
import { openReleased } from './released-photos.ts'

type World = Awaited<ReturnType<typeof testAttachments>>
let world: World
const ends: (() => unknown)[] = []

// One database for all of this file: each test takes a case of its own.
before(async () => {
  const t = { after: (end: () => unknown) => void ends.unshift(end) } as unknown as TestContext
  world = await testAttachments(t)
})
after(async () => {
  for (const end of ends) await end()
})

const refused = (code: string) => (error: unknown) => {
  assert.ok(isCode(error, code), `${error}, not ${code}`)
  return true
}

async function opened(of: { caseId: string; attachmentId: string }, role: 'original' | 'thumbnail') {
  const file = await openAttachment(world.parts, world.seat, { ...of, role })
  assert.ok('bytes' in file)
  return { ...file, content: await buffer(await file.body()) }
}

test('a file is what its content says, whatever its name says', async t => {
  const { seat, add } = world
  const { caseId } = await world.reported()
  const jpeg = await noisyPhoto(40, 30)
  const webp = await sharp(jpeg).webp().toBuffer()
  const wav = Buffer.concat([Buffer.from('RIFF\x24\0\0\0WAVEfmt \x10\0\0\0'), Buffer.alloc(40)])
  const quicktime = Buffer.concat([Buffer.from('\0\0\0\x14ftypqt  \0\0\0\0qt  '), Buffer.alloc(40)])
  const mp3 = Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\0\xff\xfb\x90\x64', 'latin1'), Buffer.alloc(400)])
  const golden: [string, Buffer | string, string, string][] = [
    ['program.exe', jpeg, 'program.jpg', 'image/jpeg'],
    ['photo.pdf', await pngWithText(3, 2, 'x'), 'photo.png', 'image/png'],
    ['photo.jpg', webp, 'photo.webp', 'image/webp'],
    ['photo.jpg', pdf, 'photo.pdf', 'application/pdf'],
    [
      'letter.jpg',
      officeFile('docx'),
      'letter.docx',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    [
      'table.docx',
      officeFile('xlsx'),
      'table.xlsx',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
    ['film.mp4', wav, 'film.wav', 'audio/wav'],
    ['sound.wav', mp4, 'sound.mp4', 'video/mp4'],
    ['IMG_0001.MOV', quicktime, 'IMG_0001.mov', 'video/quicktime'],
    ['call.mp3', mp3, 'call.mp3', 'audio/mpeg'],
    ['page.html', '<html><script>alert(1)</script>', 'page.txt', 'text/plain; charset=utf-8'],
    ['run.sh', '#!/bin/sh\nrm -rf /\n', 'run.txt', 'text/plain; charset=utf-8'],
    ['car.txt', 'BMW 占道停车，车牌鄂A12345', 'car.txt', 'text/plain; charset=utf-8'],
    ['gbk.txt', Buffer.from([0xc4, 0xe3, 0xba, 0xc3, 0x0a]), 'gbk.txt', 'text/plain; charset=utf-8'],
    ['pdf-in-words.txt', '这是 %PDF-1.4 的说明', 'pdf-in-words.txt', 'text/plain; charset=utf-8'],
  ]
  for (const [name, content, shown, type] of golden)
    await t.test(name, async () => {
      const { attachmentId } = await add(seat, { caseId, content, name })
      const file = await opened({ caseId, attachmentId }, 'original')
      assert.deepEqual([file.name, file.contentType], [shown, type])
      assert.equal(file.bytes, file.content.length)
      if (!type.startsWith('image/')) assert.deepEqual(file.content, Buffer.from(content))
    })
})

test('what is not taken is refused by name, and leaves no file and no row', async t => {
  const { seat, add } = world
  const { caseId } = await world.reported()
  const jpeg = await photo({ width: 30, height: 20 })
  const other = async (make: (image: Sharp) => Sharp) => await make(sharp(jpeg)).toBuffer()
  const type = 'cases.attachment-type'
  const before = await world.objects()
  const golden: [string, Buffer | string, string][] = [
    ['document with macros', officeFile('docm'), type],
    ['archive', zipOf([{ name: 'a.exe', content: 'MZ' }]), type],
    [
      'archive that calls itself a document',
      zipOf([{ name: 'word/../../../etc/passwd', content: 'x' }]),
      type,
    ],
    ['document that unpacks to 16 MB', bombFile(16 << 20), type],
    ['document that unpacks to 16 MB and says ten bytes', bombFile(16 << 20, { size: 10 }), type],
    [
      'archive of 2,000 files',
      zipOf(Array.from({ length: 2_000 }, (_, n) => ({ name: `${n}`, content: '' }))),
      type,
    ],
    ['cut archive', officeFile('docx').subarray(0, 60), type],
    ['moving picture', await other(image => image.gif()), type],
    ['TIFF', await other(image => image.tiff()), type],
    ['AVIF', await other(image => image.avif()), type],
    ['bitmap', Buffer.from('BM\x3a\0\0\0\0\0\0\0\x36\0\0\0', 'latin1'), type],
    ['drawing', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', type],
    ['card', 'BEGIN:VCARD\nVERSION:3.0\nEND:VCARD', type],
    ['rich text', '{\\rtf1 {\\object\\objdata 0105}}', type],
    ['program in letters', `MZ${'a'.repeat(80)}`, type],
    ['script with a zero', 'echo\0', type],
    ['terminal tricks', '\x1b]0;title\x07', type],
    ['UTF-16', Buffer.from('\ufeff你好 a', 'utf16le'), type],
    ['one zero', Buffer.alloc(1), type],
    ['HEIC that is only a name', heic, 'cases.attachment-broken-picture'],
    ['HEIC that is cut', heicPhoto(null).subarray(0, 90), 'cases.attachment-broken-picture'],
    ['picture without a picture', jpeg.subarray(0, 20), 'cases.attachment-broken-picture'],
    [
      'picture that ends in zeros',
      Buffer.concat([jpeg.subarray(0, 120), Buffer.alloc(5000)]),
      'cases.attachment-broken-picture',
    ],
    ['WebP that is words', 'RIFF\x10\0\0\0WEBPVP8 hello', 'cases.attachment-broken-picture'],
    ['PNG of no pixels', claimingPng(0, 0), 'cases.attachment-broken-picture'],
    ['PNG that has no content', claimingPng(10, 10), 'cases.attachment-broken-picture'],
    ['PNG that claims a hundred megapixels', claimingPng(10_000, 10_000), 'cases.attachment-too-many-pixels'],
    [
      'PNG that claims four thousand million',
      claimingPng(65_535, 65_535),
      'cases.attachment-too-many-pixels',
    ],
    ['nothing', '', 'cases.attachment-empty'],
  ]
  for (const [name, content, code] of golden)
    await t.test(name, () => assert.rejects(add(seat, { caseId, content, name: 'a.docx' }), refused(code)))

  await t.test('and it is told how many pixels are taken', async () => {
    const most = process.memoryUsage().rss
    await assert.rejects(add(seat, { caseId, content: claimingPng(10_000, 10_000) }), error => {
      assert.deepEqual((error as CatalogueError).details, { millions: 64 })
      return true
    })
    assert.ok(process.memoryUsage().rss - most < 100 * 2 ** 20)
  })
  assert.deepEqual(await world.objects(), before)
  assert.deepEqual(await world.leftovers(), [])
  assert.deepEqual((await listAttachments(world.parts, seat, caseId)).items, [])
})

test('what rides along in a picture is gone: words, programs, archives, and what the camera knows', async t => {
  const { seat, add } = world
  const { caseId } = await world.reported()
  const secret = '<script>steal()</script>'
  const jpeg = await photo({ place: ['36/1 39/1 36/1', '117/1 7/1 12/1'], orientation: 3 })
  const inside = await sharp(await noisyPhoto(50, 40))
    .withXmp(
      `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>${secret.replaceAll(/[<>]/g, '_')}</rdf:RDF></x:xmpmeta>`,
    )
    .jpeg()
    .toBuffer()
  const golden: [string, Buffer][] = [
    ['after its end', Buffer.concat([jpeg, Buffer.from(secret)])],
    ['an archive after its end', Buffer.concat([jpeg, zipOf([{ name: secret, content: secret }])])],
    ['in a chunk of text', await pngWithText(20, 10, secret)],
    ['in a description', inside],
  ]
  for (const [name, content] of golden)
    await t.test(name, async () => {
      assert.ok(/script/.test(content.toString('latin1')))
      const { attachmentId } = await add(seat, { caseId, content })
      for (const role of ['original', 'thumbnail'] as const) {
        const kept = (await opened({ caseId, attachmentId }, role)).content
        assert.equal(/script|SecretCamera|xmpmeta/.test(kept.toString('latin1')), false, role)
        const { exif, xmp, iptc, orientation } = await sharp(kept).metadata()
        assert.deepEqual([exif, xmp, iptc, orientation], [undefined, undefined, undefined, undefined])
      }
    })
})

test('pictures of one pixel, of one line, of few colours and of none', async t => {
  const { seat, dispatcher, add, parts } = world
  const { caseId } = await world.reported()
  const flat = (width: number, height: number, channels: 3 | 4 = 3) =>
    sharp({ create: { width, height, channels, background: { r: 200, g: 0, b: 0, alpha: 0 } } })
  const grey = await flat(5, 7).greyscale().jpeg().toBuffer()
  const paper = await flat(5, 7).toColourspace('cmyk').jpeg().toBuffer()
  const golden: [string, Buffer, [number, number]][] = [
    ['one pixel', await flat(1, 1).png().toBuffer(), [1, 1]],
    ['one line', await flat(5000, 1).png().toBuffer(), [4096, 1]],
    ['one column', await flat(1, 5000).png().toBuffer(), [1, 4096]],
    ['see-through', await flat(30, 20, 4).png().toBuffer(), [30, 20]],
    ['sixteen bits', await flat(9, 9).toColourspace('rgb16').png().toBuffer(), [9, 9]],
    ['grey', grey, [5, 7]],
    ['for print', paper, [5, 7]],
  ]
  const all: Rectangle = { x: 0, y: 0, width: 1, height: 1 }
  for (const [name, content, size] of golden)
    await t.test(name, async () => {
      const { attachmentId } = await add(seat, { caseId, content })
      const of = { caseId, attachmentId }
      const { items } = await listAttachments(parts, seat, caseId)
      const listed = items.find(one => one.attachmentId === attachmentId)!
      assert.deepEqual([listed.width, listed.height], size)
      const small = await sharp((await opened(of, 'thumbnail')).content).metadata()
      assert.ok(small.width! <= 320 && small.height! <= 320)
      const hidden = [all, { x: 1, y: 1, width: 0, height: 0 }, { x: 0.99, y: 0.99, width: 1, height: 1 }]
      await releasePhoto(parts, dispatcher, { ...of, hidden })
      const shown = await openReleased(parts, attachmentId)
      assert.ok(typeof shown.body !== 'string')
      const copy = await sharp(await buffer(shown.body)).metadata()
      assert.deepEqual([copy.format, copy.hasAlpha, copy.exif], ['jpeg', false, undefined])
    })
})

test('broken places of cameras never cost the photo', async t => {
  const { seat, add, parts } = world
  const { caseId } = await world.reported()
  const good = {
    GPSLatitude: '30/1 0/1 18/1',
    GPSLatitudeRef: 'N',
    GPSLongitude: '113/1 0/1 18/1',
    GPSLongitudeRef: 'E',
  }
  const golden: [string, Buffer, { longitude: number; latitude: number } | null][] = [
    ['whole', await photoAt(good), { longitude: 113.005, latitude: 30.005 }],
    ['zeros below', await photoAt({ ...good, GPSLatitude: '30/0 0/0 0/0' }), null],
    ['beyond the pole', await photoAt({ ...good, GPSLatitude: '91/1 0/1 0/1' }), null],
    ['too many minutes', await photoAt({ ...good, GPSLatitude: '30/1 3600/1 0/1' }), null],
    ['nowhere', await photoAt({ ...good, GPSLatitude: '0/1 0/1 0/1', GPSLongitude: '0/1 0/1 0/1' }), null],
    [
      'south and west',
      await photoAt({ ...good, GPSLatitudeRef: 'S', GPSLongitudeRef: 'W' }),
      { longitude: -113.005, latitude: -30.005 },
    ],
  ]
  const whole = await photoAt(good)
  const at = whole.indexOf('Exif\0\0')
  for (const [name, offset, bytes] of [
    ['a list that begins beyond the end', 10, [0xff, 0xff, 0xff, 0xff]],
    ['a list that begins within itself', 10, [0, 0, 0, 0]],
    ['an unknown order of bytes', 6, [0x58, 0x58, 0, 0]],
    ['a list of 65,535 entries', 14, [0xff, 0xff]],
  ] as const) {
    const broken = Buffer.from(whole)
    broken.set(bytes, at + offset)
    golden.push([name, broken, null])
  }
  for (const [name, content, place] of golden)
    await t.test(name, async () => {
      const { attachmentId } = await add(seat, { caseId, content })
      const { items } = await listAttachments(parts, seat, caseId)
      assert.deepEqual(items.find(one => one.attachmentId === attachmentId)?.place, place)
    })
})

test('many pictures at once wait for each other; one that is broken holds up none', async () => {
  const { seat, add } = world
  const { caseId } = await world.reported()
  const good = await noisyPhoto(300, 200)
  const broken = good.subarray(0, 400)
  const results = await Promise.allSettled(
    Array.from({ length: 12 }, (_, n) => add(seat, { caseId, content: n % 3 === 1 ? broken : good })),
  )
  assert.deepEqual(
    results.map(one => one.status === 'fulfilled'),
    Array.from({ length: 12 }, (_, n) => n % 3 !== 1),
  )
  const of = { kind: 'picture', mediaType: 'image/jpeg', ending: 'jpg' } as const
  await assert.rejects(preparePicture(Buffer.from('none'), of), refused('cases.attachment-broken-picture'))
  await add(seat, { caseId, content: good })
  assert.deepEqual(await world.leftovers(), [])
})

test('names from anywhere become names that any disk and any header takes', async t => {
  const { seat, add, parts } = world
  const { caseId } = await world.reported()
  const golden: [string, string][] = [
    ['..\\..\\windows\\system32\\现场.jpg', '.. .. windows system32 现场.jpg'],
    ['/etc/passwd', 'etc passwd.jpg'],
    ['a\r\nSet-Cookie: x=1\r\n.jpg', 'a  Set-Cookie  x=1.jpg'],
    ['photo\u202egpj.exe', 'photo gpj.jpg'],
    ['\0\0\0', 'file.jpg'],
    ['', 'file.jpg'],
    ['\ud83d.jpg', '\ufffd.jpg'],
    ['"quoted";filename=evil.exe', 'quoted ;filename=evil.jpg'],
    ['长'.repeat(300), `${'长'.repeat(120)}.jpg`],
    [`${'😀'.repeat(150)}.png`, `${'😀'.repeat(120)}.jpg`],
    ['CON', 'CON.jpg'],
    ["it's (1) *.jpg", "it's (1).jpg"],
  ]
  for (const [given, shown] of golden)
    await t.test(JSON.stringify(given.slice(0, 30)), async () => {
      const { attachmentId } = await add(seat, { caseId, name: given, content: await noisyPhoto(8, 8) })
      const { items } = await listAttachments(parts, seat, caseId)
      assert.equal(items.find(one => one.attachmentId === attachmentId)?.fileName, shown)
      assert.equal((await opened({ caseId, attachmentId }, 'original')).name, shown)
    })
})
