// Crockford's base 32: no I, L, O, U, which are misread or misheard on the telephone.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Bytes as base 32, five bits a letter; trailing bits that fill no letter are dropped. */
export function base32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet.charAt((value >> bits) & 31)
    }
  }
  return text
}

const inFours = (text: string) => text.match(/.{4}/g)!.join('-')

/**
 * A case code such as `20261122-7F3K-2QXM`: the local day and 40 random bits. Random, because a counter a day would make
 * all reports wait for one row; 40 bits, because an import may report 100,000 cases in one day.
 * @param day local date, `2026-11-22`
 * @param random 5 bytes
 */
export function caseCode(day: string, random: Uint8Array): string {
  return `${day.replaceAll('-', '')}-${inFours(base32(random.subarray(0, 5)))}`
}

/** A public follow-up code of 80 random bits: who has it may follow and rate the case. @param random 10 bytes */
export function followUpCodeOf(random: Uint8Array): string {
  return inFours(base32(random.subarray(0, 10)))
}

/** The follow-up code somebody typed, in the form it was given in; null when it cannot be one. */
export function readFollowUpCode(typed: string): string | null {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  if (letters.length !== 16 || [...letters].some(letter => !alphabet.includes(letter))) return null
  return inFours(letters)
}
