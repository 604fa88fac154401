import { freshBytes } from '../random-pool.ts'
import { openingKey, sealingKey } from './key-ring.ts'
import { vaultError } from './vault.errors.ts'

const textPrefix = 'sealed:1:'
const jsonPrefix = 'sealed:j:'
const bytesPrefix = Buffer.from('sealed:b')
/** How sealed bytes begin as PostgreSQL writes a bytea. */
export const sealedHex = `\\x${bytesPrefix.toString('hex')}`
type Prefix = typeof textPrefix | typeof jsonPrefix

// The kind is sealed with the content: a text cannot be passed off as a document, nor a key for another.
const factsOf = (kind: string, id: Buffer) => Buffer.concat([Buffer.from(kind, 'latin1'), id])

function sealBody(kind: string, plain: Buffer): Buffer {
  const key = sealingKey()
  const iv = freshBytes(key.ivBytes)
  return Buffer.concat([key.id, iv, ...key.seal(iv, factsOf(kind, key.id), plain)])
}

/** @returns undefined when it was sealed with a key that is not ours. */
function openBody(kind: string, body: Buffer): Buffer | undefined {
  const key = openingKey(body)
  if (!key) return undefined
  const iv = body.subarray(4, 4 + key.ivBytes)
  if (iv.length < key.ivBytes) throw vaultError('base.sealed-damaged')
  return key.open(iv, factsOf(kind, key.id), body.subarray(4 + key.ivBytes))
}

/** Seals a text for a text column. @throws base.no-keys */
export function sealText(plain: string): string {
  return textPrefix + sealBody(textPrefix, Buffer.from(plain, 'utf8')).toString('base64')
}

/** Seals any JSON value into one string: for a text column, or, as a JSON string, for a jsonb column. @throws base.no-keys */
export function sealJson(value: unknown): string {
  return jsonPrefix + sealBody(jsonPrefix, Buffer.from(JSON.stringify(value), 'utf8')).toString('base64')
}

/** True for what looks sealed; whether it opens is another question. */
export function isSealed(value: string): boolean {
  return value.startsWith(textPrefix) || value.startsWith(jsonPrefix)
}

/**
 * Opens a string as it comes from the database; what is not sealed, or only looks so (its key is none of ours), stays as it is.
 * @throws base.sealed-damaged, base.no-keys
 */
export function openStored(stored: string): unknown {
  const prefix = stored.slice(0, textPrefix.length)
  if (prefix !== textPrefix && prefix !== jsonPrefix) return stored
  const plain = openBody(prefix, Buffer.from(stored.slice(prefix.length), 'base64'))
  if (!plain) return stored
  const text = plain.toString('utf8')
  return prefix === textPrefix ? text : (JSON.parse(text) as unknown)
}

/** Opens bytes as they come from the database; see `openStored`. @throws base.sealed-damaged, base.no-keys */
export function openStoredBytes(stored: Buffer): Buffer {
  if (!bytesPrefix.equals(stored.subarray(0, 8))) return stored
  return openBody('sealed:b', stored.subarray(8)) ?? stored
}

/** The id of the key that something was sealed with, in hex; undefined for what is not sealed. */
export function sealedWith(stored: string | Buffer): string | undefined {
  if (typeof stored !== 'string')
    return bytesPrefix.equals(stored.subarray(0, 8)) ? stored.subarray(8, 12).toString('hex') : undefined
  return isSealed(stored) ? Buffer.from(stored.slice(9, 17), 'base64').toString('hex', 0, 4) : undefined
}

function openAs(prefix: Prefix, sealed: string): string {
  const plain = sealed.startsWith(prefix)
    ? openBody(prefix, Buffer.from(sealed.slice(prefix.length), 'base64'))
    : undefined
  if (!plain) throw vaultError('base.sealed-damaged')
  return plain.toString('utf8')
}

/** Opens what `sealText` made. @throws base.sealed-damaged for anything else, base.no-keys */
export function openText(sealed: string): string {
  return openAs(textPrefix, sealed)
}

/** Opens what `sealJson` made. @throws base.sealed-damaged for anything else, base.no-keys */
export function openJson(sealed: string): unknown {
  return JSON.parse(openAs(jsonPrefix, sealed)) as unknown
}

/** Seals bytes that fit in memory, for a bytea column or a small file. @throws base.no-keys */
export function sealBytes(plain: Buffer): Buffer {
  return Buffer.concat([bytesPrefix, sealBody('sealed:b', plain)])
}

/** Opens what `sealBytes` made. @throws base.sealed-damaged for anything else, base.no-keys */
export function openBytes(sealed: Buffer): Buffer {
  const plain = bytesPrefix.equals(sealed.subarray(0, 8))
    ? openBody('sealed:b', sealed.subarray(8))
    : undefined
  if (!plain) throw vaultError('base.sealed-damaged')
  return plain
}
