import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress } from 'node:zlib'
import type { Encrypter } from 'age-encryption'
import { pack as createPack, type Pack } from 'tar-stream'
import { operationsError } from '../operations.errors.ts'

/** Takes the entries of an archive, one after another. */
export interface ArchiveWriter {
  add(name: string, content: Buffer): Promise<void>
  /** An entry of a known size whose content comes in pieces. */
  stream(entry: { name: string; size: number }, content: AsyncIterable<Buffer>): Promise<void>
}

function writerOf(pack: Pack): ArchiveWriter {
  const begin = (name: string, size: number) => {
    const done = Promise.withResolvers<undefined>()
    const entry = pack.entry({ name, size, mode: 0o600 }, error => {
      if (error) done.reject(error)
      else done.resolve(undefined)
    })
    // An entry that is open when the pack breaks says so in an event; unheard it would end the process.
    entry.on('error', error => done.reject(error))
    // The pack's own end of a broken run; without this the rejection would have nobody to hear it.
    done.promise.catch(() => undefined)
    return { entry, done: done.promise }
  }
  return {
    add: async (name, content) => {
      const { entry, done } = begin(name, content.length)
      entry.end(content)
      await done
    },
    stream: async ({ name, size }, content) => {
      const { entry, done } = begin(name, size)
      for await (const piece of content)
        if (!entry.write(piece)) await Promise.race([once(entry, 'drain'), done])
      entry.end(undefined)
      await done
    },
  }
}

/**
 * Writes tar → zstd → age to a file under a name that is no archive's, on disk before it gets its own: what is killed or
 * fails in the middle leaves nothing that looks like a backup. An archive that is there is never written over.
 * @throws operations.file-unwritable (a full disk too), and what `fill` throws
 */
export async function writeArchive(
  file: string,
  encrypter: Encrypter,
  fill: (archive: ArchiveWriter) => Promise<void>,
): Promise<{ bytes: number; sha256: string }> {
  const draft = join(dirname(file), `.${basename(file)}.${randomBytes(4).toString('hex')}.partial`)
  let handle: FileHandle
  try {
    if (await stat(file).catch(() => undefined)) throw new Error('it is there already')
    await mkdir(dirname(file), { recursive: true })
    handle = await open(draft, 'wx', 0o600)
  } catch (error) {
    throw operationsError('operations.file-unwritable', { file, reason: (error as Error).message })
  }
  try {
    const written = await fillFile(handle, encrypter, fill)
    await handle.sync()
    await handle.close()
    await rename(draft, file)
    await syncFolder(dirname(file))
    return written
  } catch (error) {
    if (!isFileError(error)) throw error
    throw operationsError('operations.file-unwritable', { file, reason: (error as Error).message })
  } finally {
    await handle.close().catch(() => undefined)
    await rm(draft, { force: true })
  }
}

async function fillFile(
  handle: FileHandle,
  encrypter: Encrypter,
  fill: (archive: ArchiveWriter) => Promise<void>,
): Promise<{ bytes: number; sha256: string }> {
  const pack = createPack()
  const compressed = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 6 } })
  const hash = createHash('sha256')
  let bytes = 0
  const squeezed = pipeline(pack, compressed)
  const stored = (async () => {
    const closed = await encrypter.encrypt(Readable.toWeb(compressed) as ReadableStream<Uint8Array>)
    for await (const piece of closed) {
      hash.update(piece)
      bytes += piece.length
      for (let at = 0; at < piece.length; ) at += (await handle.write(piece, at)).bytesWritten
    }
  })()
  // A full disk must end the reading of the database, not wait for it.
  stored.catch(error => pack.destroy(error as Error))
  squeezed.catch(() => undefined)
  try {
    await fill(writerOf(pack))
    pack.finalize()
  } catch (error) {
    pack.destroy(error as Error)
    const cause = await Promise.allSettled([stored]).then(([one]) => one)
    throw cause.status === 'rejected' && isFileError(cause.reason) ? cause.reason : error
  }
  await Promise.all([squeezed, stored])
  return { bytes, sha256: hash.digest('hex') }
}

// Of the file alone: a database that went away has codes of this kind too.
const fileErrors = ['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'EROFS', 'EACCES', 'EPERM']
const isFileError = (error: unknown) => fileErrors.includes((error as NodeJS.ErrnoException)?.code ?? '')

// The name itself is on disk only when its folder is; Windows does without.
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  await using handle = await open(folder, 'r')
  await handle.sync()
}
