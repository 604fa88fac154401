import { entryText, oneEntry, readEntry } from './entry.rules.ts'
import type { AigcEntry } from './label.contract.ts'
import { aigcKeys, readPdf } from './read-pdf.ts'
import { bytesSource } from './source.ts'

/** What an update of a PDF needs of the file as it is. */
interface Trailer {
  root: string
  info: { number: number; generation: number } | undefined
  size: number
  previous: number
  id: string
  /** A file whose cross-reference is a stream is updated by one. */
  isStream: boolean
}

/** Thrown for a PDF that cannot be labelled: encrypted, its end cannot be read, or an entry is packed away in it. */
export class UnreadablePdf extends Error {}

function trailerOf(latin: string): Trailer {
  const at = latin.lastIndexOf('startxref')
  const previous = Number(/^startxref\s+(\d{1,12})/.exec(latin.slice(at))?.[1] ?? Number.NaN)
  const isStream = !latin.startsWith('xref', previous)
  const from = isStream ? previous : latin.indexOf('trailer', previous)
  const dictionary = latin.slice(
    from,
    isStream ? latin.indexOf('stream', from) : latin.indexOf('startxref', from),
  )
  const root = /\/Root\s+(\d+\s+\d+\s+R)/.exec(dictionary)?.[1]
  const size = /\/Size\s+(\d+)/.exec(dictionary)?.[1]
  if (at < 0 || from < 0 || !root || !size || /\/Encrypt\b/.test(dictionary)) throw new UnreadablePdf()
  const info = /\/Info\s+(\d+)\s+(\d+)\s+R/.exec(dictionary)
  return {
    root,
    size: Number(size),
    previous,
    isStream,
    id: /\/ID\s*(\[\s*<[^>]*>\s*<[^>]*>\s*\])/.exec(dictionary)?.[1] ?? '',
    info: info ? { number: Number(info[1]), generation: Number(info[2]) } : undefined,
  }
}

// Keys and values of an information dictionary that lies openly in the file; a packed one is begun anew.
function infoOf(latin: string, info: Trailer['info']): string {
  if (!info) return ''
  const marks = [...latin.matchAll(new RegExp(`(?:^|[\\r\\n])${info.number} ${info.generation} obj\\b`, 'g'))]
  const at = marks.at(-1)?.index
  if (at === undefined) return ''
  const from = latin.indexOf('<<', at)
  const to = latin.indexOf('endobj', at)
  const body = latin.slice(from + 2, latin.lastIndexOf('>>', to))
  return from < 0 || to < 0 ? '' : body
}

const literal = (text: string) => `(${text.replace(/[\\()]/g, sign => `\\${sign}`)})`

/** Four bytes of a place and two of a generation behind one that says it is used. */
function xrefStream(trailer: Trailer, objects: { number: number; at: number }[], at: number): Buffer {
  const own = trailer.size + 1
  const all = [...objects, { number: own, at }].sort((one, other) => one.number - other.number)
  const rows = all.map(one => {
    const row = Buffer.alloc(7)
    row[0] = 1
    row.writeUInt32BE(one.at, 1)
    return row
  })
  const index = all.map(one => `${one.number} 1`).join(' ')
  const dictionary =
    `<< /Type /XRef /Size ${own + 1} /Prev ${trailer.previous} /Root ${trailer.root} /Info ${objects[0]!.number} 0 R ` +
    `/W [1 4 2] /Index [${index}] /Length ${rows.length * 7}${trailer.id ? ` /ID ${trailer.id}` : ''} >>`
  return Buffer.concat([
    Buffer.from(`${own} 0 obj\n${dictionary}\nstream\n`, 'latin1'),
    ...rows,
    Buffer.from('\nendstream\nendobj\n', 'latin1'),
  ])
}

function xrefTable(trailer: Trailer, { number, at }: { number: number; at: number }): string {
  const place = String(at).padStart(10, '0')
  const size = Math.max(trailer.size, number + 1)
  return (
    `xref\n0 1\n0000000000 65535 f \n${number} 1\n${place} 00000 n \n` +
    `trailer\n<< /Size ${size} /Root ${trailer.root} /Info ${number} 0 R /Prev ${trailer.previous}` +
    `${trailer.id ? ` /ID ${trailer.id}` : ''} >>\n`
  )
}

/**
 * A PDF with the one entry in its information dictionary, by an update at its end; its pages stay byte by byte, and so does a
 * signature's range. Entries that stood in it before are blanked; that of another producer goes on with us as propagator.
 * @throws UnreadablePdf
 */
export async function stampPdf(pdf: Buffer, ours: AigcEntry): Promise<Buffer> {
  const before = aigcKeys(pdf)
  // An entry in a packed dictionary can neither be taken over nor blanked by an update: there would be two.
  const all = (await readPdf(bytesSource(pdf))).entries.filter(({ place }) => place === 'pdf:info')
  if (all.length > before.length) throw new UnreadablePdf()
  const found = before.map(({ text }) => readEntry(text.trim()).entry).find(one => one !== null)
  const file = Buffer.from(pdf)
  for (const { from, to } of before) file.fill(0x20, from, to)
  const latin = file.toString('latin1')
  const trailer = trailerOf(latin)
  // A number of its own: the one before stays what it was for who reads an older state.
  const number = trailer.size
  const text = entryText(oneEntry(found ?? null, ours))
  const kept = infoOf(latin, trailer.info).trim()
  const object = `${number} 0 obj\n<< ${kept} /AIGC ${literal(text)} >>\nendobj\n`
  const gap = latin.endsWith('\n') ? '' : '\n'
  const at = file.length + gap.length
  const begun = Buffer.concat([file, Buffer.from(gap + object, 'latin1')])
  const xref = trailer.isStream
    ? xrefStream(trailer, [{ number, at }], begun.length)
    : Buffer.from(xrefTable(trailer, { number, at }), 'latin1')
  return Buffer.concat([begun, xref, Buffer.from(`startxref\n${begun.length}\n%%EOF\n`, 'latin1')])
}
