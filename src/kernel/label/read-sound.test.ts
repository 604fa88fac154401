import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkLabel } from './check-label.ts'
import { entryText, madeHere } from './entry.rules.ts'
import { readComments } from './read-flac.ts'
import { id3Tag } from './read-id3.ts'
import { bytesSource } from './source.ts'

const entry = madeHere({ producer: '11310000MB2F30123X', produceId: 'sound-1' })
const text = entryText(entry)
const read = (bytes: Buffer) => checkLabel(bytesSource(bytes), { name: '' })

const sevenBits = (value: number) => Buffer.from([21, 14, 7, 0].map(shift => (value >> shift) & 0x7f))
const four = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function frame(id: string, data: Buffer | string, version = 4): Buffer {
  const body = Buffer.from(data)
  const size = version === 4 ? sevenBits(body.length) : four(body.length)
  return Buffer.concat([Buffer.from(id), size, Buffer.alloc(2), body])
}

function tagged(of: { version?: number; flags?: number; body: Buffer }): Buffer {
  const { version = 4, flags = 0, body } = of
  return Buffer.concat([Buffer.from('ID3'), Buffer.from([version, 0, flags]), sevenBits(body.length), body])
}

const entryFrame = (version = 4) => frame('TXXX', `\0AIGC\0${text}`, version)

test('ID3: sizes of frames are of seven bits in version 4 and of eight in version 3', async () => {
  // 300 bytes are written 00 00 02 2c in one and 00 00 01 2c in the other.
  const long = 'x'.repeat(300)
  for (const version of [3, 4]) {
    const body = Buffer.concat([frame('TIT2', long, version), entryFrame(version)])
    const found = await read(tagged({ version, body }))
    assert.deepEqual([found.format, found.says, found.entries.length], ['mp3', 'sure', 1], `2.${version}`)
    const wrong = Buffer.concat([frame('TIT2', long, version === 3 ? 4 : 3), entryFrame(version)])
    assert.equal(
      (await read(tagged({ version, body: wrong }))).says,
      'none',
      `2.${version} read as the other`,
    )
  }
})

test('ID3: an extended header is stepped over, whose size counts itself in version 4 only', async () => {
  const extended = { 3: four(6), 4: sevenBits(10) }
  for (const version of [3, 4] as const) {
    const body = Buffer.concat([extended[version], Buffer.alloc(6), entryFrame(version)])
    assert.equal((await read(tagged({ version, flags: 0x40, body }))).says, 'sure', `2.${version}`)
    assert.equal((await read(tagged({ version, body }))).says, 'none', 'without its flag it is no frame')
  }
})

test('ID3: bytes that were kept from looking like sound are put back', async () => {
  const wide = Buffer.concat([Buffer.from([1]), Buffer.from(`\uFEFFAIGC\0\uFEFF${text}`, 'utf16le')])
  const whole = frame('TXXX', wide, 3)
  const guarded = Buffer.from(whole.toString('latin1').replaceAll('\xff\xfe', '\xff\x00\xfe'), 'latin1')
  assert.equal(guarded.length, whole.length + 2)
  const found = await read(tagged({ version: 3, flags: 0x80, body: guarded }))
  assert.deepEqual(found.entries[0]?.entry, entry)
})

test('ID3: the bytes of a tag include its footer; one of 1998 and one of the future are not read', async () => {
  const bytesOf = async (flags: number, version: number) =>
    (await id3Tag(bytesSource(tagged({ version, flags, body: entryFrame(version) }))))?.bytes
  const plain = 10 + 10 + 6 + text.length
  assert.equal(await bytesOf(0, 4), plain)
  assert.equal(await bytesOf(0x10, 4), plain + 10)
  assert.equal(await bytesOf(0, 2), undefined)
  assert.equal(await bytesOf(0, 5), undefined)
  assert.equal(await id3Tag(bytesSource(Buffer.from('ID3\x04'))), undefined)
})

test('ID3: frames end at padding, at a size of nothing and at one that is not there', async () => {
  const frames = async (body: Buffer) =>
    (await id3Tag(bytesSource(tagged({ body }))))?.frames.map(({ id, data }) => [id, data.toString()])
  const title = frame('TIT2', 'a')
  assert.deepEqual(await frames(Buffer.concat([title, Buffer.alloc(40), frame('TPE1', 'b')])), [
    ['TIT2', 'a'],
  ])
  assert.deepEqual(await frames(Buffer.concat([title, frame('TALB', ''), frame('TPE1', 'b')])), [
    ['TIT2', 'a'],
  ])
  assert.deepEqual(await frames(Buffer.concat([title, frame('TPE1', 'abc').subarray(0, 12)])), [
    ['TIT2', 'a'],
  ])
  assert.deepEqual(await frames(Buffer.concat([title, frame('tpe1', 'b')])), [['TIT2', 'a']])
})

test('ID3: who made it is told by the frames for makers, not by a title; content credentials by their box', async () => {
  for (const [id, data, traces] of [
    ['TSSE', '\0Suno v4', ['generator:sound-generator']],
    ['TPE1', '\x03ElevenLabs', ['generator:sound-generator']],
    ['COMM', '\0eng\0made with suno', ['generator:sound-generator']],
    ['TXXX', '\0software\0Doubao', ['generator:doubao-jimeng']],
    ['GEOB', '\0application/x-c2pa-manifest-store\0', ['c2pa']],
    ['GEOB', '\0image/png\0', []],
    ['TIT2', '\0Suno', []],
    ['PRIV', 'c2pa', []],
  ] as const) {
    const found = await read(tagged({ body: frame(id, data) }))
    assert.deepEqual(found.traces, traces, `${id} ${data.slice(1, 12)}`)
    assert.equal(found.says, traces.length > 0 ? 'suspected' : 'none')
  }
  const silent = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0]), Buffer.alloc(200)])
  assert.deepEqual([(await read(silent)).format, (await read(silent)).says], ['mp3', 'none'])
})

test('ID3: a tag that claims more than any honest one is not read', async () => {
  const head = Buffer.concat([Buffer.from('ID3\x04\0\0'), sevenBits(8 * 1024 * 1024 + 1)])
  assert.deepEqual((await read(head)).problems, ['over-limit'])
  const most = Buffer.concat([Buffer.from('ID3\x04\0\0'), sevenBits(8 * 1024 * 1024), entryFrame()])
  assert.equal((await read(most)).says, 'sure')
})

const littleEndian = (value: number) => four(value).swap32()
const comment = (words: string) => {
  const bytes = Buffer.from(words)
  return Buffer.concat([littleEndian(bytes.length), bytes])
}
function comments(...all: string[]): Buffer {
  return Buffer.concat([comment('libFLAC 1.4'), littleEndian(all.length), ...all.map(comment)])
}
function block(kind: number, data: Buffer): Buffer {
  const head = four(data.length)
  head[0] = kind
  return Buffer.concat([head, data])
}
const flac = (...blocks: Buffer[]) => Buffer.concat([Buffer.from('fLaC'), ...blocks])

test('FLAC: comments are found among other blocks, up to the one that says it is the last', async () => {
  const info = block(0, Buffer.alloc(34))
  const said = comments('TITLE=桥', `AIGC=${text}`)
  assert.deepEqual((await read(flac(info, block(0x84, said)))).entries[0]?.entry, entry)
  assert.deepEqual((await read(flac(info, block(4, said), block(0x81, Buffer.alloc(9))))).entries.length, 1)
  assert.equal(
    (await read(flac(block(0x80, Buffer.alloc(34)), block(4, said)))).says,
    'none',
    'sound follows',
  )
  assert.equal((await read(flac(info))).says, 'none', 'cut off')
  const claims = Buffer.concat([Buffer.from('fLaC'), Buffer.from([4, 0xff, 0xff, 0xff])])
  assert.deepEqual((await read(claims)).problems, ['over-limit'])
})

test('FLAC: an entry keeps its equals signs, its key is in any case, a maker in another comment is a trace', () => {
  assert.deepEqual(readComments(comments('x_aigc= {"ProduceID":"a=b=c"} '), 'p').entries, [
    { place: 'p', text: '{"ProduceID":"a=b=c"}' },
  ])
  const two = readComments(comments('ENCODER=Suno', 'ARTIST=udio', 'nothing'), 'p')
  assert.deepEqual([two.entries, two.traces], [[], ['generator:sound-generator']])
})

test('FLAC: counts and lengths that are not there end the reading', () => {
  assert.deepEqual(readComments(Buffer.alloc(7), 'p').entries, [])
  const many = Buffer.concat([comment(''), littleEndian(0xffffffff), comment('AIGC={}')])
  assert.equal(readComments(many, 'p').entries.length, 1)
  const long = Buffer.concat([comment(''), littleEndian(2), littleEndian(0xffffffff), Buffer.from('AIGC={}')])
  assert.deepEqual(readComments(long, 'p').entries, [{ place: 'p', text: '{}' }])
  const vendor = Buffer.concat([littleEndian(0xffffff), Buffer.from('AIGC={}')])
  assert.deepEqual(readComments(vendor, 'p').entries, [])
})
