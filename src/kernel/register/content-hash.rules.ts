import { hash } from 'node:crypto'
import { canonicalJson, type Json } from '#ledger/index.ts'
import type { RegisterContent } from './register.contract.ts'

/** SHA-256 of an entry's text in canonical form, as hex: the ledger holds it, and who has the text can compare. */
export function contentHash(content: RegisterContent): string {
  return hash('sha256', canonicalJson(content as Json))
}
