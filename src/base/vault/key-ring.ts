import { type Cipher, type CipherName, cipherOf } from './ciphers.ts'
import { vaultError } from './vault.errors.ts'

/** A key that content is sealed with, opened from its wrapping. Plain data: it can be handed to a worker thread. */
export interface DataKey {
  /** Eight hex digits; stands in front of everything sealed with it. */
  id: string
  purpose: 'content' | 'look-up'
  cipher: CipherName
  /** 32 bytes. */
  secret: Uint8Array
  /** From when on new content is sealed with it: not before every process knows it. */
  inUseFrom: Date
}

/** All data keys of a hub. New content is sealed with the newest one that is in use already. */
export interface KeyRing {
  keys: readonly DataKey[]
}

/** A content key in use. */
export interface ContentKey extends Cipher {
  id: Buffer
  secret: Buffer
  cipher: CipherName
}

interface Held {
  ring: KeyRing
  content: ReadonlyMap<number, ContentKey>
  /** Newest first. */
  sealing: { key: ContentKey; from: number }[]
  lookUp: Buffer
}

let held: Held | undefined

function contentKeyOf({ id, cipher, secret }: DataKey): ContentKey {
  const bytes = Buffer.from(secret)
  return { id: Buffer.from(id, 'hex'), secret: bytes, cipher, ...cipherOf(cipher, bytes) }
}

/**
 * Gives this process its keys; later calls put others in their place (a rotation). One process has one ring.
 * @throws base.no-keys when a key to seal or to look up with is missing
 */
export function loadKeys(ring: KeyRing): void {
  const lookUp = ring.keys.find(key => key.purpose === 'look-up')
  const sealing = ring.keys
    .filter(key => key.purpose === 'content')
    .map(key => ({ key: contentKeyOf(key), from: key.inUseFrom.getTime() }))
    .sort((a, b) => b.from - a.from)
  if (!lookUp || sealing.length === 0) throw vaultError('base.no-keys')
  const content = new Map(sealing.map(({ key }) => [key.id.readUInt32BE(0), key]))
  held = { ring, content, sealing, lookUp: Buffer.from(lookUp.secret) }
}

/** Forgets the keys: for tests of what happens without them. */
export function unloadKeys(): void {
  held = undefined
}

function ours(): Held {
  if (!held) throw vaultError('base.no-keys')
  return held
}

/** The ring of this process, e.g. to hand it to a worker thread. @throws base.no-keys */
export const heldKeys = (): KeyRing => ours().ring

/** What new content is sealed with. @throws base.no-keys */
export function sealingKey(): ContentKey {
  const { sealing } = ours()
  const only = sealing.length === 1 ? undefined : sealing.find(one => one.from <= Date.now())
  return (only ?? sealing.at(-1)!).key
}

/** What something was sealed with, by the number in front of it; undefined when no such key is known. @throws base.no-keys */
export const openingKey = (bytes: Buffer): ContentKey | undefined =>
  bytes.length < 4 ? undefined : ours().content.get(bytes.readUInt32BE(0))

/** @throws base.no-keys */
export const lookUpKey = (): Buffer => ours().lookUp
