import { createHash, createHmac } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ObjectRange, ObjectStore, StagedObject } from './object-store.ts'
import { lookUpKey } from './vault/key-ring.ts'
import { isSealedStream, openRange, openStream, sealStream } from './vault/seal-stream.ts'

/** Content that lies sealed in a file of its own and is not an object yet. */
export interface SealedStaged extends StagedObject {
  /** SHA-256 of the content in hex: for what is said of it, sealed as well; not the name of the object. */
  digest: string
  /** How long the file is; `bytes` is the length of the content. */
  storedBytes: number
  /** Reads the content again. */
  open(): Promise<Readable>
}

/** Part of a content of this length. */
export interface ObjectPart extends ObjectRange {
  bytes: number
}

/**
 * Objects whose bytes are sealed. They are named by a keyed hash of their content: the same content is still kept once, and
 * nobody who has the names but not the key can tell whether a file he knows is among them. Those of earlier releases, named
 * by the SHA-256 of their content and not sealed, are read as they are.
 */
export interface SealedObjects extends Omit<ObjectStore, 'stage' | 'keep' | 'open'> {
  stage(stream: Readable): Promise<SealedStaged>
  keep(staged: StagedObject): Promise<void>
  /** Nothing that was altered is passed on: the stream ends with base.sealed-damaged. @throws base.object-missing */
  open(key: string, part?: ObjectPart): Promise<Readable>
}

const markBytes = 8

/** The content of a file or object, whether it is sealed or of an earlier release, told by its first bytes. */
export async function openContent(stored: Readable): Promise<Readable> {
  const chunks = stored[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let beginning = Buffer.alloc(0)
  while (beginning.length < markBytes) {
    const next = await chunks.next()
    if (next.done) break
    beginning = Buffer.concat([beginning, next.value])
  }
  const whole = Readable.from(
    (async function* () {
      if (beginning.length > 0) yield beginning
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
    })(),
    { objectMode: false },
  )
  // Also when nobody began to read.
  whole.once('close', () => stored.destroy())
  if (!isSealedStream(beginning)) return whole
  const opened = openStream()
  // Its error is that of the stream that is returned.
  void pipeline(whole, opened).catch(() => undefined)
  return opened
}

/** The content of a file on this machine, as `openContent`. */
export async function openSealedFile(path: string): Promise<Readable> {
  return await openContent(createReadStream(path, { highWaterMark: 1 << 18 }))
}

function counting() {
  const name = createHmac('sha256', lookUpKey()).update('object\n')
  const digest = createHash('sha256')
  let bytes = 0
  return {
    through: async function* (chunks: AsyncIterable<Buffer | string>) {
      for await (const chunk of chunks) {
        const piece = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
        name.update(piece)
        digest.update(piece)
        bytes += piece.length
        yield piece
      }
    },
    told: () => ({ key: name.digest('hex'), digest: digest.digest('hex'), bytes }),
  }
}

async function stage(stored: ObjectStore, stream: Readable): Promise<SealedStaged> {
  // It may break before anybody listens, and that would end the process.
  stream.on('error', () => undefined)
  const content = counting()
  const sealing = sealStream()
  void pipeline(stream, content.through, sealing).catch(() => undefined)
  const { key: sha256, bytes: storedBytes, path, discard } = await stored.stage(sealing)
  return { ...content.told(), sha256, storedBytes, path, discard, open: () => openSealedFile(path) }
}

async function open(stored: ObjectStore, key: string, part?: ObjectPart): Promise<Readable> {
  if (!part) return await openContent(await stored.open(key))
  const chunks: Buffer[] = []
  const beginning = await stored.open(key, { start: 0, end: markBytes - 1 })
  for await (const chunk of beginning) chunks.push(chunk as Buffer)
  const { bytes, ...range } = part
  if (!isSealedStream(Buffer.concat(chunks))) return await stored.open(key, range)
  return await openRange(one => stored.open(key, one), bytes, range)
}

/** Seals the objects of a store. */
export function sealedObjects(stored: ObjectStore): SealedObjects {
  return {
    ...stored,
    stage: stream => stage(stored, stream),
    // The same content sealed twice has other bytes: who reads the first in parts must not find the second under its name.
    keep: async staged => {
      if (!(await stored.has(staged.key))) await stored.keep(staged)
    },
    open: (key, part) => open(stored, key, part),
  }
}
