import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { ReadableStream as WebStream } from 'node:stream/web'
import { parentPort, workerData } from 'node:worker_threads'
import { createInflateRaw } from 'node:zlib'
import { type CellValue, streamXlsxRows } from 'hucre/xlsx'
import { type KeyRing, loadKeys, openSealedFile, sealStream } from '#base/index.ts'
import { zipEntries } from './zip-entries.rules.ts'

/** What the thread is given, and what it answers. */
export interface WorkbookOrder {
  from: string
  to: string
  /** The file is sealed, and so is what becomes of it. */
  keys: KeyRing
  mostRows: number
  mostCharacters: number
  /** Of all files of the archive together, unpacked. */
  mostBytes: number
}
export type WorkbookAnswer = { rows: number } | { problem: 'broken' | 'too-large' }

const pad = (value: number) => String(value).padStart(2, '0')

function textOf(value: CellValue): string {
  if (value === null || value === undefined) return ''
  if (!(value instanceof Date)) return String(value)
  if (Number.isNaN(value.getTime())) return ''
  // A workbook knows no zone: the fields of the date are the clock on the wall.
  const date = `${value.getUTCFullYear()}-${pad(value.getUTCMonth() + 1)}-${pad(value.getUTCDate())}`
  return `${date} ${pad(value.getUTCHours())}:${pad(value.getUTCMinutes())}:${pad(value.getUTCSeconds())}`
}

/**
 * Unpacks everything once, keeping nothing, before the library keeps it: 6 MB can hold 6 GB, and what an archive says of
 * its unpacked size may be a lie. Costs about a second for 300 MB.
 */
async function isTooLarge(path: string, most: number): Promise<boolean> {
  const bytes = await buffer(await openSealedFile(path))
  let unpacked = 0
  for (const { method, start, packed } of zipEntries(bytes) ?? []) {
    if (method !== 8) {
      unpacked += packed
      continue
    }
    const inflating = createInflateRaw()
    inflating.end(bytes.subarray(start, start + packed))
    for await (const chunk of inflating) {
      unpacked += (chunk as Buffer).length
      if (unpacked > most) return true
    }
  }
  return unpacked > most
}

async function convert(order: WorkbookOrder): Promise<WorkbookAnswer> {
  const out = sealStream()
  const written = pipeline(out, createWriteStream(order.to, { mode: 0o600 }))
  let rows = 0
  let characters = 0
  try {
    if (await isTooLarge(order.from, order.mostBytes)) return { problem: 'too-large' }
    const input = WebStream.from(await openSealedFile(order.from)) as unknown as ReadableStream<Uint8Array>
    for await (const row of streamXlsxRows(input)) {
      const cells = Array.from(row.values, textOf)
      if (cells.every(cell => cell.trim() === '')) continue
      // The first row with anything in it holds the headings; numbers are those the person sees beside the rows.
      const line = `${JSON.stringify([rows === 0 ? 1 : row.index + 1, ...cells])}\n`
      characters += line.length
      rows++
      if (rows > order.mostRows || characters > order.mostCharacters) return { problem: 'too-large' }
      if (!out.write(line)) await once(out, 'drain')
    }
    return { rows }
  } catch {
    // Whatever the library says of a file that is not well formed, the person can do one thing: export it again.
    return { problem: 'broken' }
  } finally {
    out.end()
    await written
  }
}

loadKeys((workerData as WorkbookOrder).keys)
parentPort?.postMessage(await convert(workerData as WorkbookOrder))
