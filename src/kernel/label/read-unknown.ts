import { type Found, nothing, together } from './found.ts'
import { readXmp } from './read-xmp.ts'
import type { Source } from './source.ts'
import { spansOf } from './spans.rules.ts'
import { packetsIn } from './xmp.rules.ts'

const windowBytes = 2 * 1024 * 1024

// `AIGC` and a JSON object behind it, as comments of Vorbis and tags of Matroska have it.
function bareEntries(latin: string): Found['entries'] {
  return spansOf(latin, { open: 'AIGC', close: '}', longest: 66_000, most: 20 }).flatMap(({ text }) => {
    const from = text.indexOf('{')
    const isEntry = from > 0 && from < 16 && text.includes('"Label"')
    return isEntry
      ? [{ place: 'other:AIGC', text: Buffer.from(text.slice(from), 'latin1').toString('utf8') }]
      : []
  })
}

/** Of a format that is not known here (GIF, TIFF, Ogg, Matroska, …) head and end are searched for XMP packets and traces. */
export async function readUnknown(source: Source): Promise<Found> {
  const head = await source.read(0, windowBytes)
  const tail =
    source.bytes > windowBytes
      ? await source.read(Math.max(windowBytes, source.bytes - windowBytes), windowBytes)
      : Buffer.alloc(0)
  return together(
    [head, tail].map(piece => {
      const text = piece.toString('latin1')
      const marked = /jumbc2pa|urn:c2pa|c2pa\.(claim|assertions)/.test(text)
      return together([
        ...packetsIn(text).map(packet => readXmp(packet, 'other:XMP')),
        { ...nothing(), entries: bareEntries(text), traces: marked ? ['c2pa'] : [] },
      ])
    }),
  )
}
