import { randomInt } from 'node:crypto'
import { commonPasswords } from './password.common.ts'
import { signInName } from './person.rules.ts'

export const shortestPassword = 12
/** Longer ones would let a stranger make the server hash megabytes. */
export const longestPassword = 128

export type PasswordFault = 'too-short' | 'too-long' | 'common' | 'contains-account' | 'too-plain'

// "Password2024!!" is the word and a habit: what is left without the digits and signs at its ends is looked up too.
function core(password: string): string {
  return password.toLowerCase().replace(/^[\d\W_]+|[\d\W_]+$/gu, '')
}

/**
 * What is wrong with a password, or undefined. No rule about kinds of characters: NIST SP 800-63B measured that they
 * make people write `Aa1!`; length and a list of common ones do more.
 */
export function passwordFault(password: string, account: string): PasswordFault | undefined {
  const length = [...password].length
  if (length < shortestPassword) return 'too-short'
  if (password.length > longestPassword) return 'too-long'
  const lower = password.toLowerCase()
  if (commonPasswords.has(lower) || commonPasswords.has(core(password))) return 'common'
  if (new Set(lower).size < 5) return 'too-plain'
  const name = signInName(account)
  if (name.length >= 3 && lower.normalize('NFKC').includes(name)) return 'contains-account'
  return undefined
}

// Without characters that are mistaken for one another when read aloud or copied from paper.
const readable = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A first password of 4 × 5 characters: 31^20 possibilities, 99 bits. */
export function generatePassword(): string {
  const group = () => Array.from({ length: 5 }, () => readable[randomInt(readable.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}
