import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import type { Decrypter } from 'age-encryption'
import { extract as createExtract } from 'tar-stream'
import { CatalogueError } from '#base/index.ts'
import { operationsError } from '../operations.errors.ts'
import { type EntryKind, entryKind } from './archive.rules.ts'
import { backupError } from './backup.errors.ts'

/** One entry as it passes by; its content must be read to the end before the next one comes. */
export interface ArchiveEntry {
  name: string
  of: EntryKind
  content: AsyncIterable<Buffer>
}

/** What visiting an entry threw, to be told from what reading the archive threw. */
class VisitFailed extends Error {}

async function open(file: string, decrypter: Decrypter): Promise<Readable> {
  const source = createReadStream(file, { highWaterMark: 1 << 20 })
  try {
    const opened = await decrypter.decrypt(Readable.toWeb(source) as ReadableStream<Uint8Array>)
    return Readable.fromWeb(opened as Parameters<typeof Readable.fromWeb>[0])
  } catch (error) {
    source.destroy()
    const reason = (error as Error).message
    if ((error as NodeJS.ErrnoException).syscall)
      throw operationsError('operations.file-unreadable', { file, reason })
    if (/no identity matched/.test(reason)) throw backupError('operations.backup-wrong-key', { file })
    throw backupError('operations.backup-damaged', { file, reason })
  }
}

/**
 * Reads an archive from its beginning to its end and shows each entry. What an entry holds is authentic when it is shown;
 * that the archive is whole is known when this resolves.
 * @throws operations.backup-wrong-key, operations.backup-damaged, operations.file-unreadable, and what `visit` throws
 */
export async function readArchive(
  file: string,
  decrypter: Decrypter,
  visit: (entry: ArchiveEntry) => Promise<void>,
): Promise<void> {
  const opened = await open(file, decrypter)
  const entries = createExtract()
  const unpacked = createZstdDecompress()
  const passed = pipeline(opened, unpacked, entries)
  passed.catch(error => entries.destroy(error))
  try {
    for await (const entry of entries) {
      const { name } = entry.header
      const of = entry.header.type === 'file' ? entryKind(name) : undefined
      if (!of) throw new Error(`it has an entry ${JSON.stringify(name)}`)
      await visit({ name, of, content: entry as AsyncIterable<Buffer> }).catch(error => {
        throw new VisitFailed('', { cause: error })
      })
    }
    await passed
  } catch (error) {
    // When the source breaks in the middle of an entry, the visitor meets that first, before the pipeline has ended.
    const broken = opened.errored ?? unpacked.errored
    opened.destroy()
    entries.destroy()
    const cause = error instanceof VisitFailed ? (error.cause as Error) : (error as Error)
    if (cause instanceof CatalogueError) throw cause
    if (error instanceof VisitFailed && !broken) throw cause
    throw backupError('operations.backup-damaged', { file, reason: cause.message || String(cause) })
  }
}

/** All of a small entry. @throws Error when it is larger than any head or manifest */
export async function readSmall(content: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of content) {
    size += piece.length
    if (size > 64 << 20) throw new Error('an entry is too large')
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}
