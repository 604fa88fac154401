/** What of a HEIC file can be told without decoding its pixels. */
export interface HeicContainer {
  /** What the camera wrote, as TIFF; null when there is none. */
  exif: Uint8Array | null
}

interface Box {
  type: string
  start: number
  end: number
}

// More than any camera writes: what claims more is made to keep us busy.
const mostItems = 1000

const wordAt = (view: DataView, at: number) =>
  String.fromCharCode(...[0, 1, 2, 3].map(place => view.getUint8(at + place)))

function boxesIn(view: DataView, from: number, to: number): Box[] {
  const boxes: Box[] = []
  for (let at = from; at + 8 <= to && boxes.length < mostItems; ) {
    const short = view.getUint32(at)
    const long = short === 1
    const size = long ? Number(view.getBigUint64(at + 8)) : short === 0 ? to - at : short
    const start = at + (long ? 16 : 8)
    if (at + size < start || at + size > to) break
    boxes.push({ type: wordAt(view, at + 4), start, end: at + size })
    at += size
  }
  return boxes
}

/** The id of the item that holds EXIF. */
function exifItem(view: DataView, items: Box): number | undefined {
  const wide = view.getUint8(items.start) > 0
  for (const { type, start } of boxesIn(view, items.start + (wide ? 8 : 6), items.end)) {
    if (type !== 'infe') continue
    const version = view.getUint8(start)
    if (version < 2) continue
    const id = version === 2 ? view.getUint16(start + 4) : view.getUint32(start + 4)
    if (wordAt(view, start + (version === 2 ? 8 : 10)) === 'Exif') return id
  }
  return undefined
}

/** Numbers of a width that the file itself names, one after the other. */
function reader(view: DataView, from: number) {
  let at = from
  return (width: number): number => {
    at += width
    if (width === 0) return 0
    if (width === 2) return view.getUint16(at - 2)
    return width === 4 ? view.getUint32(at - 4) : Number(view.getBigUint64(at - 8))
  }
}

/** Where in the file an item lies. */
function placeOfItem(view: DataView, places: Box, wanted: number): { start: number; length: number } | null {
  const version = view.getUint8(places.start)
  const sizes = view.getUint16(places.start + 4)
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15] as const
  const indexSize = version === 0 ? 0 : sizes & 15
  const read = reader(view, places.start + 6)
  const count = read(version < 2 ? 2 : 4)
  for (let item = 0; item < Math.min(count, mostItems); item++) {
    const id = read(version < 2 ? 2 : 4)
    const inFile = version === 0 || (read(2) & 15) === 0
    read(2)
    const base = read(baseSize)
    const extents = read(2)
    for (let extent = 0; extent < extents; extent++) {
      read(indexSize)
      const start = base + read(offsetSize)
      const length = read(lengthSize)
      if (id === wanted) return inFile ? { start, length } : null
    }
  }
  return null
}

function exifOf(bytes: Uint8Array, view: DataView, meta: readonly Box[]): Uint8Array | null {
  const [items, places] = ['iinf', 'iloc'].map(type => meta.find(box => box.type === type))
  const wanted = items && exifItem(view, items)
  const place = wanted !== undefined && places ? placeOfItem(view, places, wanted) : null
  if (!place) return null
  // The first number says how far behind it the TIFF part begins.
  const start = place.start + 4 + view.getUint32(place.start)
  const end = place.start + place.length
  return start < end && end <= bytes.length ? bytes.subarray(start, end) : null
}

/** Reads a HEIC file (ISO 23008-12) as far as its items; null when it is none, or is cut or made up. */
export function readHeic(bytes: Uint8Array): HeicContainer | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const meta = boxesIn(view, 0, bytes.length).find(box => box.type === 'meta')
  if (!meta) return null
  try {
    const inside = boxesIn(view, meta.start + 4, meta.end)
    if (!inside.some(box => box.type === 'iinf')) return null
    return { exif: exifOf(bytes, view, inside) }
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
