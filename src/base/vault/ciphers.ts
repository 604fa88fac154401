import { createCipheriv, createDecipheriv, createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'
import { vaultError } from './vault.errors.ts'

/** What seals: AES-256-GCM, or SM4 in counter mode with an HMAC-SM3 over what came of it, where a city must use these. */
export const cipherNames = ['aes-256-gcm', 'sm4-ctr-hmac-sm3'] as const
export type CipherName = (typeof cipherNames)[number]

/** One cipher with its key, ready for use. */
export interface Cipher {
  /** Bytes that have to be fresh for each message. */
  ivBytes: number
  tagBytes: number
  /** @param facts what is not secret but must not be changed either. @returns ciphertext and tag. */
  seal(iv: Buffer, facts: Buffer, plain: Buffer): Buffer[]
  /** @throws base.sealed-damaged */
  open(iv: Buffer, facts: Buffer, sealed: Buffer): Buffer
}

function aes(secret: Buffer): Cipher {
  const key = createSecretKey(secret)
  return {
    ivBytes: 12,
    tagBytes: 16,
    seal: (iv, facts, plain) => {
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      cipher.setAAD(facts)
      const text = cipher.update(plain)
      cipher.final()
      return [text, cipher.getAuthTag()]
    },
    open: (iv, facts, sealed) => {
      if (sealed.length < 16) throw vaultError('base.sealed-damaged')
      const cipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 })
      cipher.setAAD(facts)
      cipher.setAuthTag(sealed.subarray(-16))
      const plain = cipher.update(sealed.subarray(0, -16))
      try {
        cipher.final()
      } catch {
        throw vaultError('base.sealed-damaged')
      }
      return plain
    },
  }
}

// OpenSSL in Node has no authenticated mode of SM4 that all supported releases share, so: encrypt, then MAC, each with a
// key of its own. `facts` have a fixed length per kind of message, so that no two pairs of facts and text read alike.
function sm4(secret: Buffer): Cipher {
  const part = (name: string) => createHmac('sm3', secret).update(`chengshu sm4 ${name}`).digest()
  const encrypting = createSecretKey(part('encrypt').subarray(0, 16))
  const marking = createSecretKey(part('mark'))
  const mark = (iv: Buffer, facts: Buffer, text: Buffer) =>
    createHmac('sm3', marking).update(facts).update(iv).update(text).digest()
  return {
    ivBytes: 16,
    tagBytes: 32,
    seal: (iv, facts, plain) => {
      const text = createCipheriv('sm4-ctr', encrypting, iv).update(plain)
      return [text, mark(iv, facts, text)]
    },
    open: (iv, facts, sealed) => {
      const text = sealed.subarray(0, -32)
      if (sealed.length < 32 || !timingSafeEqual(mark(iv, facts, text), sealed.subarray(-32)))
        throw vaultError('base.sealed-damaged')
      return createDecipheriv('sm4-ctr', encrypting, iv).update(text)
    },
  }
}

/** A cipher with its key of 32 bytes. */
export function cipherOf(name: CipherName, secret: Buffer): Cipher {
  return name === 'aes-256-gcm' ? aes(secret) : sm4(secret)
}
