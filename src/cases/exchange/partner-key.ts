import { createHash, randomBytes } from 'node:crypto'

const mark = 'csp_'

/** The text a partner sends: a mark that secret scanners can look for and 256 random bits. */
export function makePartnerKey(): string {
  return mark + randomBytes(32).toString('base64url')
}

/** What is kept of a key. It has 256 random bits, so a slow hash would add nothing. */
export function hashPartnerKey(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}

/** What is shown of a key in lists. */
export function prefixOfKey(key: string): string {
  return key.slice(0, mark.length + 6)
}
