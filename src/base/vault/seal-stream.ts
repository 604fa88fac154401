import { createHmac } from 'node:crypto'
import { pipeline, type Readable, Transform, type TransformCallback } from 'node:stream'
import type { ObjectRange } from '../object-store.ts'
import { freshBytes } from '../random-pool.ts'
import { type Cipher, cipherOf } from './ciphers.ts'
import { type ContentKey, openingKey, sealingKey } from './key-ring.ts'
import { vaultError } from './vault.errors.ts'

// 'sealed:s' ‖ key (4) ‖ salt (16), then frames of 64 KiB, each sealed by itself: what is read was whole before it is passed
// on. A frame's number and whether it is the last stand in its iv, so frames cannot be moved, left out or cut off.
const prefix = Buffer.from('sealed:s')
const saltBytes = 16
/** Bytes in front of the first frame. */
export const streamHead = prefix.length + 4 + saltBytes
/** Bytes of content in a frame; the last may have fewer. */
export const frameBytes = 65_536

function cipherOfStream(key: ContentKey, salt: Buffer): Cipher {
  return cipherOf(
    key.cipher,
    createHmac('sha256', key.secret).update('chengshu stream').update(salt).digest(),
  )
}

function ivOf(cipher: Cipher, frame: number, last: boolean): Buffer {
  const iv = Buffer.alloc(cipher.ivBytes)
  iv.writeUIntBE(frame, 0, 6)
  // Counter mode counts blocks in the last bytes of the iv: the mark of the end stands before them.
  iv.writeUInt8(last ? 1 : 0, 6)
  return iv
}

/** Cuts what comes into pieces of one size and tells the last one from the others. */
function inPieces(size: () => number, take: (piece: Buffer, last: boolean) => Buffer): Transform {
  let waiting: Buffer[] = []
  let held = 0
  const each = (work: () => void, done: TransformCallback) => {
    try {
      work()
    } catch (error) {
      return done(error as Error)
    }
    done()
  }
  return new Transform({
    transform(chunk: Buffer, _, done) {
      each(() => {
        waiting.push(chunk)
        held += chunk.length
        // A whole piece waits until something follows it: only then it is not the last.
        if (held <= size()) return
        let all = Buffer.concat(waiting)
        while (all.length > size()) {
          const piece = all.subarray(0, size())
          all = all.subarray(piece.length)
          this.push(take(piece, false))
        }
        waiting = [all]
        held = all.length
      }, done)
    },
    flush(done) {
      each(() => void this.push(take(Buffer.concat(waiting), true)), done)
    },
  })
}

/** Seals a file of any size on its way, 64 KiB at a time. @throws base.no-keys */
export function sealStream(): Transform {
  const key = sealingKey()
  const salt = freshBytes(saltBytes)
  const head = Buffer.concat([prefix, key.id, salt])
  const cipher = cipherOfStream(key, salt)
  let frame = 0
  return inPieces(
    () => frameBytes,
    (piece, last) => {
      const sealed = cipher.seal(ivOf(cipher, frame, last), head, piece)
      return Buffer.concat(frame++ === 0 ? [head, ...sealed] : sealed)
    },
  )
}

function readHead(head: Buffer): Cipher {
  const key = prefix.equals(head.subarray(0, 8)) ? openingKey(head.subarray(8)) : undefined
  if (!key || head.length < streamHead) throw vaultError('base.sealed-damaged')
  return cipherOfStream(key, head.subarray(12, streamHead))
}

function framesOf(plainBytes: number): number {
  return Math.max(1, Math.ceil(plainBytes / frameBytes))
}

async function readAll(stream: Readable): Promise<Buffer> {
  return Buffer.concat((await stream.toArray()) as Buffer[])
}

/**
 * Opens a part of a sealed file, reading only the frames that hold it; both ends included, as of an object.
 * @param plainBytes the length of the whole content. @throws base.sealed-damaged, base.no-keys; what `read` throws
 */
export async function openRange(
  read: (range: ObjectRange) => Promise<Readable>,
  plainBytes: number,
  { start, end }: ObjectRange,
): Promise<Readable> {
  const head = await readAll(await read({ start: 0, end: streamHead - 1 }))
  const cipher = readHead(head)
  const size = frameBytes + cipher.tagBytes
  const first = Math.floor(start / frameBytes)
  const frames = framesOf(plainBytes)
  const sealedBytes = streamHead + plainBytes + frames * cipher.tagBytes
  const until = streamHead + (Math.floor(end / frameBytes) + 1) * size
  const source = await read({ start: streamHead + first * size, end: Math.min(until, sealedBytes) - 1 })
  let frame = first
  const opened = inPieces(
    () => size,
    piece => {
      const at = frame * frameBytes
      const plain = cipher.open(ivOf(cipher, frame, frame === frames - 1), head, piece)
      frame++
      return plain.subarray(Math.max(0, start - at), end - at + 1)
    },
  )
  pipeline(source, opened, () => undefined)
  return opened
}

/**
 * Opens what `sealStream` made; nothing that was altered is passed on, and an end that is missing ends it with an error.
 * Errors with base.sealed-damaged, base.no-keys.
 */
export function openStream(): Transform {
  let head: Buffer | undefined
  let cipher: Cipher | undefined
  let frame = 0
  return inPieces(
    () => (cipher ? frameBytes + cipher.tagBytes : streamHead),
    (piece, last) => {
      if (!cipher || !head) {
        if (last) throw vaultError('base.sealed-damaged')
        head = Buffer.from(piece)
        cipher = readHead(head)
        return Buffer.alloc(0)
      }
      return cipher.open(ivOf(cipher, frame++, last), head, piece)
    },
  )
}

/** True for the beginning of a sealed file (eight bytes are enough): one written before this release is not. */
export function isSealedStream(beginning: Buffer): boolean {
  return prefix.equals(beginning.subarray(0, 8))
}
