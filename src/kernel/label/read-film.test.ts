import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkLabel } from './check-label.ts'
import { entryText, madeHere } from './entry.rules.ts'
import { bytesSource } from './source.ts'
import { xmpPacket } from './xmp.rules.ts'

const entry = madeHere({ producer: '11310000MB2F30123X', produceId: 'film-1' })
const text = entryText(entry)
const read = (bytes: Buffer) => checkLabel(bytesSource(bytes), { name: '' })

function box(type: string, ...content: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(content.map(one => Buffer.from(one)))
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}
/** A box whose length is told in eight bytes. */
function longBox(type: string, length: bigint, content: Buffer | string): Buffer {
  const head = Buffer.alloc(16)
  head.writeUInt32BE(1)
  head.write(type, 4, 'latin1')
  head.writeBigUInt64BE(length, 8)
  return Buffer.concat([head, Buffer.from(content)])
}
const film = (brand: string, ...boxes: Buffer[]) =>
  Buffer.concat([box('ftyp', `${brand}\0\0\0\0`), box('mdat', Buffer.alloc(64, 7)), ...boxes])
const data = (words: string) => box('data', Buffer.from([0, 0, 0, 1, 0, 0, 0, 0]), words)
const item = (type: string, words: string) => box('ilst', box(type, data(words)))
const meta = (...boxes: Buffer[]) => box('moov', box('udta', box('meta', Buffer.alloc(4), ...boxes)))
const xmpId = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex')
const c2paId = Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex')

test('films: the kind is told by the brand', async () => {
  for (const [brand, format] of [
    ['isom', 'mp4'],
    ['M4A ', 'mp4'],
    ['qt  ', 'mov'],
    ['heic', 'heic'],
    ['mif1', 'heic'],
    ['avif', 'heic'],
  ] as const)
    assert.equal((await read(film(brand))).format, format, brand)
})

test('films: the entry in each of the boxes that are in use for it', async () => {
  for (const [made, place] of [
    [box('moov', box('udta', box('AIGC', text))), 'mp4:udta'],
    [box('moov', box('udta', box('aigc', Buffer.alloc(4), text))), 'mp4:udta'],
    [box('moov', box('udta', box('XMP_', xmpPacket(text)))), 'mp4:XMP_'],
    [box('uuid', xmpId, xmpPacket(text)), 'mp4:uuid'],
    [meta(item('desc', text)), 'mp4:ilst'],
    // QuickTime has no version before the boxes of its list.
    [box('moov', box('meta', box('hdlr', Buffer.alloc(8)), item('\u00a9cmt', text))), 'mp4:ilst'],
    [box('moov', box('trak', box('udta', box('AIGC', text)))), 'mp4:udta'],
  ] as const) {
    const found = await read(film('isom', made))
    assert.deepEqual(
      found.entries.map(one => [one.place, one.entry]),
      [[place, entry]],
    )
  }
})

test('films: an item is named by its number in the list of keys, counted from one', async () => {
  const keys = (...names: string[]) =>
    box('keys', Buffer.from([0, 0, 0, 0, 0, 0, 0, names.length]), ...names.map(name => box('mdta', name)))
  const broken = 'Label: 1'
  const second = meta(keys('title', 'x.aigc.label'), item('\0\0\0\x02', broken))
  assert.deepEqual((await read(film('isom', second))).problems, ['malformed-entry'])
  const first = meta(keys('title', 'x.aigc.label'), item('\0\0\0\x01', broken))
  assert.deepEqual((await read(film('isom', first))).entries, [])
  const none = meta(keys('x.aigc.label'), item('\0\0\0\x02', broken))
  assert.deepEqual((await read(film('isom', none))).entries, [])
})

test('films: who made it is told by software and comment, not by a title', async () => {
  for (const [type, words, traces] of [
    ['\u00a9too', 'Runway Gen-3', ['generator:video-generator']],
    ['\u00a9cmt', '可灵 AI', ['generator:kling']],
    ['\u00a9nam', 'Runway', []],
  ] as const)
    assert.deepEqual((await read(film('isom', meta(item(type, words))))).traces, traces, words)
  assert.deepEqual((await read(film('isom', box('uuid', c2paId, 'x')))).traces, ['c2pa'])
  assert.deepEqual((await read(film('isom', box('jumb', 'x')))).traces, ['c2pa'])
  assert.deepEqual((await read(film('isom', box('uuid', Buffer.alloc(16), 'c2pa')))).traces, [])
})

test('films: lengths of eight bytes, the last box to the end, and lengths that cannot be', async () => {
  const inside = box('udta', box('AIGC', text))
  const long = longBox('moov', BigInt(16 + inside.length), inside)
  assert.equal((await read(film('isom', long))).says, 'sure')
  const last = Buffer.concat([Buffer.alloc(4), Buffer.from('moov'), inside])
  assert.equal((await read(film('isom', last))).says, 'sure')
  for (const length of [0n, 15n, 2n ** 63n])
    assert.equal((await read(film('isom', longBox('free', length, ''), box('AIGC', text)))).says, 'none')
  const seven = Buffer.concat([Buffer.from([0, 0, 0, 7]), Buffer.from('free')])
  assert.equal((await read(film('isom', seven, box('AIGC', text)))).says, 'none')
})

test('films: boxes in boxes are walked down eight deep, not for ever', async () => {
  const nested = (deep: number) => {
    let made = box('AIGC', text)
    for (let level = 0; level < deep; level++) made = box('udta', made)
    return film('isom', made)
  }
  assert.equal((await read(nested(8))).says, 'sure')
  assert.equal((await read(nested(9))).says, 'none')
  assert.equal((await read(nested(1_000))).says, 'none')
})

test('films: a metadata box longer than any honest one is stepped over, what follows is read', async () => {
  const huge = box('AIGC', Buffer.alloc(8 * 1024 * 1024 + 1, 0x20))
  const found = await read(film('isom', huge, box('moov', box('udta', box('AIGC', text)))))
  assert.deepEqual(
    found.entries.map(one => one.entry?.ProduceID),
    [undefined, 'film-1'],
  )
})

const other = (...pieces: (Buffer | string)[]) =>
  Buffer.concat([Buffer.from('OggS\0\x02\0\xff', 'latin1'), ...pieces.map(one => Buffer.from(one))])

test('formats not known here: an entry behind its key at either end, credentials by their words', async () => {
  const found = await read(other('\0\0AIGC=', text, '\0'))
  assert.deepEqual([found.format, found.entries[0]?.place, found.says], ['unknown', 'other:AIGC', 'sure'])
  const gap = Buffer.alloc(3 * 1024 * 1024)
  assert.equal((await read(other(gap, `AIGC\0${text}`))).says, 'sure', 'at the end of a long one')
  assert.equal((await read(other(gap, `AIGC=${text}`, gap))).says, 'none', 'in the midst of one')
  assert.equal((await read(other(gap, xmpPacket(text)))).entries[0]?.place, 'other:XMP')
  assert.deepEqual((await read(other('xx jumbc2pa xx'))).traces, ['c2pa'])
  assert.deepEqual((await read(other('urn:c2pa:1', gap, 'c2pa.claim'))).traces, ['c2pa'], 'told once')
})

test('formats not known here: a key far from its object, and an object without a label, are none', async () => {
  for (const words of [`AIGC${' '.repeat(20)}${text}`, 'AIGC={"title":"x"}', 'AIGC }', text])
    assert.equal((await read(other(words))).says, 'none', words.slice(0, 30))
})
