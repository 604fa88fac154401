import type { CipherName } from './ciphers.ts'

/** What a data key is bound to: it opens in no other place. */
export interface KeyFacts {
  id: string
  purpose: 'content' | 'look-up'
  cipher: CipherName
}

/** What wraps data keys and never lies in the database: a key file, or a key management system. */
export interface MasterKey {
  /** For people: the path, or the name of the key in the management system. */
  name: string
  /** How everything wrapped by it begins. */
  mark: string
  /** @throws base.kms-unreachable, base.kms-refused */
  wrap(secret: Buffer, facts: KeyFacts): Promise<string>
  /** @throws base.master-key-wrong, base.kms-unreachable, base.kms-refused */
  unwrap(wrapped: string, facts: KeyFacts): Promise<Buffer>
}
