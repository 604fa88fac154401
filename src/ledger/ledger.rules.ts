import { hash } from 'node:crypto'

/** A value that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

// The members of decisions and events have some hundred names; more are written without being remembered.
const mostNames = 2000
const written = new Map<string, string>()

/** A member's name as it is written, with its colon. */
function nameOf(key: string): string {
  const known = written.get(key)
  if (known !== undefined) return known
  const text = `${JSON.stringify(key)}:`
  if (written.size < mostNames) written.set(key, text)
  return text
}

function inOrder(keys: readonly string[]): boolean {
  for (let place = 1; place < keys.length; place++) if (keys[place - 1]! > keys[place]!) return false
  return true
}

/**
 * Canonical JSON of RFC 8785: keys in UTF-16 order, numbers and strings as ECMAScript writes them.
 * @throws TypeError on what JSON cannot hold: a silent `undefined` would be a field that a proof does not cover.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`not a JSON number: ${value}`)
    return String(value)
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError('a lone surrogate has no canonical form')
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object') throw new TypeError(`not JSON: ${typeof value}`)
  const object = value as { readonly [key: string]: Json }
  let members = ''
  const keys = Object.keys(object)
  if (!inOrder(keys)) keys.sort()
  for (const key of keys)
    members += `${members === '' ? '' : ','}${nameOf(key)}${canonicalJson(object[key] as Json)}`
  return `{${members}}`
}

/** Leaf hash of RFC 6962 of a text: SHA-256 of a zero byte and the text, so that a leaf can never pass for an inner node. */
export function leafHashOf(text: string): Buffer {
  const bytes = Buffer.allocUnsafe(1 + Buffer.byteLength(text))
  bytes[0] = 0
  bytes.write(text, 1)
  return hash('sha256', bytes, 'buffer')
}

/** Leaf hash of an entry in its canonical form. */
export function leafHash(entry: Json): Buffer {
  return leafHashOf(canonicalJson(entry))
}

/** The canonical text of an entry, its members in the order of their names. */
export function leafText(entry: {
  id: string
  recordedAt: Date
  kind: string
  subject: string
  body: Json
}): string {
  const { id, recordedAt, kind, subject, body } = entry
  return canonicalJson({ body, id, kind, recordedAt: recordedAt.toISOString(), subject })
}

/** Commits to a value without revealing it: the salt is kept beside the content and erased with it. */
export function commitment(salt: Uint8Array, value: Json): Buffer {
  const text = canonicalJson(value)
  // One call on one buffer: half of the time of a hash object that is given two pieces.
  const bytes = Buffer.allocUnsafe(salt.length + Buffer.byteLength(text))
  bytes.set(salt)
  bytes.write(text, salt.length)
  return hash('sha256', bytes, 'buffer')
}
