import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { StagedObject } from './object-store.ts'

/** Writes a stream to a new file of the folder, hashed on the way and safe on disk; a stream that breaks leaves no file. */
export async function stageObject(folder: string, stream: Readable): Promise<StagedObject> {
  // It may break before anybody listens, and that would end the process.
  stream.on('error', () => undefined)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, randomUUID())
  const discard = () => rm(path, { force: true })
  // Flushed to the disk before it is closed.
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true })
  const closed = new Promise<void>(resolve => file.once('close', resolve))
  try {
    const hash = createHash('sha256')
    let bytes = 0
    await pipeline(
      stream,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk)
          bytes += chunk.length
          yield chunk
        }
      },
      file,
    )
    return { key: hash.digest('hex'), bytes, path, discard }
  } catch (error) {
    // A file that is still being opened would be made after it was removed.
    await closed
    await discard()
    throw error
  }
}

/** Removes staged files that nobody has written to since `moment`. */
export async function removeStaged(folder: string, moment: Date): Promise<number> {
  const names = await readdir(folder).catch(() => [])
  let removed = 0
  for (const name of names) {
    const path = join(folder, name)
    // Gone in between: its upload has ended.
    const facts = await stat(path).catch(() => undefined)
    if (!facts || facts.mtime >= moment) continue
    await rm(path, { force: true })
    removed++
  }
  return removed
}
