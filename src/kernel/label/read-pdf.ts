import { type Found, nothing, together, unpack } from './found.ts'
import { readXmp } from './read-xmp.ts'
import type { Source } from './source.ts'
import { generatorsIn } from './traces.rules.ts'
import { packetsIn } from './xmp.rules.ts'

/** The Info dictionary stands near the head or the end; what lies between is pages. */
const windowBytes = 6 * 1024 * 1024
const mostStreams = 400

/** Text of a PDF string, literal or hexadecimal, from the place of its bracket; undefined when it is none. */
export function pdfString(file: Buffer, at: number): { text: string; end: number } | undefined {
  if (file[at] === 0x3c && file[at + 1] !== 0x3c) {
    const end = file.indexOf('>', at)
    if (end < 0) return undefined
    const hex = file.toString('latin1', at + 1, end).replace(/\s/g, '')
    return { text: decode(Buffer.from(hex.length % 2 ? `${hex}0` : hex, 'hex')), end: end + 1 }
  }
  if (file[at] !== 0x28) return undefined
  const bytes: number[] = []
  let depth = 1
  for (let place = at + 1; place < file.length && bytes.length < 200_000; place++) {
    const byte = file[place]!
    if (byte === 0x5c) {
      const next = String.fromCharCode(file[place + 1] ?? 0)
      const octal = /^[0-7]{1,3}/.exec(file.toString('latin1', place + 1, place + 4))?.[0]
      const known = { n: 10, r: 13, t: 9, b: 8, f: 12 }[next]
      if (octal) bytes.push(Number.parseInt(octal, 8) & 255)
      else if (known !== undefined) bytes.push(known)
      else if (next !== '\n' && next !== '\r') bytes.push(file[place + 1] ?? 0)
      place += octal ? octal.length : 1
      continue
    }
    if (byte === 0x28) depth++
    if (byte === 0x29 && --depth === 0) return { text: decode(Buffer.from(bytes)), end: place + 1 }
    bytes.push(byte)
  }
  return undefined
}

function decode(bytes: Buffer): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString('utf16le')
  return bytes.toString('utf8')
}

// Where the content of an object begins; the newest of several states of it counts.
function startOf(text: string, mark: string): number | undefined {
  for (let at = text.lastIndexOf(mark); at >= 0; at = at === 0 ? -1 : text.lastIndexOf(mark, at - 1)) {
    const isWhole = at === 0 || /\s/.test(text[at - 1]!)
    if (isWhole)
      return (
        at + mark.length + (/^\s*/.exec(text.slice(at + mark.length, at + mark.length + 20))?.[0].length ?? 0)
      )
  }
  return undefined
}

/** Where the values of keys that contain `AIGC` lie, and what they say. */
export function aigcKeys(file: Buffer): { text: string; from: number; to: number }[] {
  const found: { text: string; from: number; to: number }[] = []
  let tried = 0
  const text = file.toString('latin1')
  for (const match of text.matchAll(/\/[A-Za-z0-9_.-]{0,40}AIGC[A-Za-z0-9_.-]{0,40}\s*(?=[(<\d])/g)) {
    if (++tried > 100) break
    const behind = match.index + match[0].length
    // Some writers put every value into an object of its own.
    const reference = /^(\d{1,8}) (\d{1,5}) R/.exec(text.slice(behind, behind + 20))
    const at = reference ? startOf(text, `${reference[1]} ${reference[2]} obj`) : behind
    const value = at === undefined ? undefined : pdfString(file, at)
    if (!value) continue
    const to = reference ? behind + reference[0].length : value.end
    found.push({ text: value.text, from: match.index, to })
  }
  return found
}

const softwareKeys = /\/(?:Producer|Creator|Author)\s*(?=[(<])/g

function readPlain(file: Buffer): Found {
  const text = file.toString('latin1')
  const entries = aigcKeys(file).map(one => ({ place: 'pdf:info', text: one.text.trim() }))
  const software = [...text.matchAll(softwareKeys)]
    .slice(0, 20)
    .map(match => pdfString(file, match.index + match[0].length)?.text ?? '')
  return together([
    { ...nothing(), entries, traces: software.flatMap(generatorsIn) },
    ...packetsIn(text).map(packet => readXmp(packet, 'pdf:XMP')),
    /C2PA_Manifest|application\/x-c2pa/.test(text) ? { ...nothing(), traces: ['c2pa'] } : nothing(),
  ])
}

// Newer files pack their dictionaries into object streams; a broken one says nothing.
function packedObjects(source: Source, file: Buffer): Buffer[] {
  const text = file.toString('latin1')
  const opened: Buffer[] = []
  const streams = text.matchAll(/\/Type\s{0,8}\/ObjStm\b[\s\S]{0,400}?stream\r?\n/g)
  for (const match of streams.take(mostStreams)) {
    const from = match.index + match[0].length
    const to = text.indexOf('endstream', from)
    if (to < 0) break
    if (!/FlateDecode/.test(text.slice(Math.max(0, match.index - 300), from))) continue
    try {
      opened.push(unpack(source, file.subarray(from, to), 'zlib'))
    } catch {
      // Cut off by the window, packed another way, or a bomb.
    }
  }
  return opened
}

/** What a PDF file says of itself: its information dictionary, also a packed one, and its XMP. */
export async function readPdf(source: Source): Promise<Found> {
  const head = await source.read(0, Math.min(source.bytes, windowBytes))
  const rest = source.bytes - head.length
  const end =
    rest > 0 ? await source.read(source.bytes - Math.min(rest, windowBytes), windowBytes) : Buffer.alloc(0)
  // One text where both windows meet, so that nothing at their seam is cut.
  const windows = rest <= windowBytes ? [Buffer.concat([head, end])] : [head, end]
  const all = windows.flatMap(one => [readPlain(one), ...packedObjects(source, one).map(readPlain)])
  const locked = windows.some(one => /\/Encrypt\s+\d+\s+\d+\s+R/.test(one.toString('latin1')))
  if (locked) all.push({ ...nothing(), problems: ['encrypted'] })
  return together(all)
}
