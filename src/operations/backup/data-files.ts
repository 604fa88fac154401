import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, open, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { Sum } from './archive.format.ts'
import { isKept } from './archive.rules.ts'
import type { ArchiveWriter } from './write-archive.ts'

/** The files of a data folder that a backup holds, as paths with slashes, in order. Links and sockets are none. */
export async function listDataFiles(folder: string): Promise<string[]> {
  const found: string[] = []
  const walk = async (inside: string) => {
    const entries = await readdir(join(folder, inside), { withFileTypes: true }).catch(ignoreGone)
    for (const entry of entries) {
      if (inside === '' && !isKept(entry.name)) continue
      const path = inside === '' ? entry.name : `${inside}/${entry.name}`
      if (entry.isDirectory()) await walk(path)
      else if (entry.isFile() && !/\.partial$/.test(entry.name)) found.push(path)
    }
  }
  await walk('')
  return found.sort()
}

function ignoreGone(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
  throw error
}

/**
 * Puts a file into the archive, at the length it has when it is opened: one that an upload writes at this moment grows on.
 * @returns undefined when the file has gone: it was removed after the folder was listed.
 */
export async function addFile(
  archive: ArchiveWriter,
  folder: string,
  path: string,
): Promise<Sum | undefined> {
  const handle = await open(join(folder, path), 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (!handle) return undefined
  try {
    const { size } = await handle.stat()
    const hash = createHash('sha256')
    const content = async function* () {
      if (size === 0) return
      for await (const piece of handle.createReadStream({ end: size - 1, autoClose: false })) {
        hash.update(piece as Buffer)
        yield piece as Buffer
      }
    }
    await archive.stream({ name: `files/${path}`, size }, content())
    return { bytes: size, sha256: hash.digest('hex') }
  } finally {
    await handle.close()
  }
}

/** Writes a file of an archive into a folder, for the owner alone. */
export async function takeFile(folder: string, path: string, content: AsyncIterable<Buffer>): Promise<void> {
  const target = join(folder, path)
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  const stream = createWriteStream(target, { flags: 'wx', mode: 0o600, flush: true })
  const done = finished(stream)
  done.catch(() => undefined)
  for await (const piece of content)
    if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), done])
  stream.end()
  await done
}
