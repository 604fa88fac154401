import { Readable } from 'node:stream'
import sharp from 'sharp'
import type { Upload } from '#base/index.ts'

/** A photo as a camera writes it: lying on its side, with maker, and the place where given. */
export async function photo(
  given: {
    width?: number
    height?: number
    place?: [string, string]
    orientation?: number
    colour?: string
  } = {},
): Promise<Buffer> {
  const { width = 400, height = 300, place, orientation = 1, colour = '#3377aa' } = given
  const image = sharp({ create: { width, height, channels: 3, background: colour } }).jpeg()
  return await image
    .withExif({
      IFD0: { Make: 'SecretCamera' },
      ...(place
        ? {
            IFD3: {
              GPSLatitudeRef: 'N',
              GPSLatitude: place[0],
              GPSLongitudeRef: 'E',
              GPSLongitude: place[1],
            },
          }
        : {}),
    })
    .withMetadata({ orientation })
    .toBuffer()
}

/** Random pixels: every one of two photos is another. */
export async function noisyPhoto(width = 300, height = 200): Promise<Buffer> {
  return await sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .jpeg()
    .toBuffer()
}

/** An upload as a route hands it on. */
export function uploadOf(content: Buffer | string, name = 'IMG_0001.JPG'): Upload {
  return { name, stream: Readable.from([Buffer.from(content)]) }
}

export const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
/** As much of an MP4 as its type is told by. */
export const mp4 = Buffer.concat([
  Buffer.from([0, 0, 0, 24]),
  Buffer.from('ftypisom\0\0\x02\0isomiso2'),
  Buffer.alloc(400),
])
const number = (value: number, bytes: 2 | 4) => {
  const written = Buffer.alloc(bytes)
  written.writeUIntBE(value, 0, bytes)
  return written
}
const box = (type: string, ...parts: Buffer[]) => {
  const body = Buffer.concat(parts)
  return Buffer.concat([number(body.length + 8, 4), Buffer.from(type), body])
}
const versioned = (version: number) => Buffer.from([version, 0, 0, 0])
const item = (id: number, type: string) =>
  box('infe', versioned(2), number(id, 2), number(0, 2), Buffer.from(`${type}\0`))

/** A photo as a phone of Apple writes it, but for its pixels: items, places, and what the camera wrote. */
export function heicPhoto(exif: Buffer | null): Buffer {
  const ftyp = box('ftyp', Buffer.from('heic\0\0\0\0mif1heic'))
  // The TIFF part begins six bytes behind the number that says so: after "Exif" and two zeros.
  const written = exif ? Buffer.concat([number(6, 4), Buffer.from('Exif\0\0'), exif]) : Buffer.alloc(0)
  const pixels = Buffer.alloc(64, 9)
  const meta = (exifAt: number) =>
    box(
      'meta',
      versioned(0),
      box('hdlr', versioned(0), number(0, 4), Buffer.from('pict'), Buffer.alloc(13)),
      box('pitm', versioned(0), number(1, 2)),
      box('iinf', versioned(0), number(exif ? 2 : 1, 2), item(1, 'hvc1'), ...(exif ? [item(2, 'Exif')] : [])),
      box(
        'iloc',
        versioned(0),
        number(0x4400, 2),
        number(2, 2),
        ...[
          [1, exifAt + written.length, pixels.length],
          [2, exifAt, written.length],
        ].map(([id, at, length]) =>
          Buffer.concat([number(id!, 2), number(0, 2), number(1, 2), number(at!, 4), number(length!, 4)]),
        ),
      ),
    )
  const exifAt = ftyp.length + meta(0).length + 8
  return Buffer.concat([ftyp, meta(exifAt), box('mdat', written, pixels)])
}

/** As much of a HEIC file as its type is told by. */
export const heic = Buffer.concat([
  Buffer.from([0, 0, 0, 24]),
  Buffer.from('ftypheic\0\0\0\0heicmif1'),
  Buffer.alloc(400),
])
