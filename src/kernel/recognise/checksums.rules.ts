/** Weights of GB 11643 (ISO 7064 MOD 11-2), for the first 17 digits. */
const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const idChecks = '10X98765432'
/** The alphabet of GB 32100: no I, O, S, V, Z. */
const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const digits = /^\d+$/

/** The 18th character that belongs to 17 digits of an identity number (GB 11643). */
export function idCheckOf(first17: string): string {
  let sum = 0
  for (let at = 0; at < 17; at++) sum += (first17.charCodeAt(at) - 48) * idWeights[at]!
  return idChecks[sum % 11]!
}

/** Whether 17 digits and a digit or X agree (mod-11-2). */
export function agreesMod11(value: string): boolean {
  return /^\d{17}[\dX]$/.test(value) && idCheckOf(value) === value[17]
}

/** Whether a number agrees with its last digit by Luhn, as bank cards do (ISO/IEC 7812). */
export function agreesLuhn(value: string): boolean {
  if (!digits.test(value) || value.length < 2) return false
  let sum = 0
  for (let at = value.length - 1, double = false; at >= 0; at--, double = !double) {
    const digit = value.charCodeAt(at) - 48
    const twice = digit * 2
    sum += double ? (twice > 9 ? twice - 9 : twice) : digit
  }
  return sum % 10 === 0
}

/** The 18th character that belongs to the first 17 of a social credit code (GB 32100); empty for letters that none has. */
export function creditCheckOf(first17: string): string {
  let sum = 0
  for (let at = 0; at < 17; at++) {
    const worth = creditAlphabet.indexOf(first17[at]!)
    if (worth < 0) return ''
    sum += worth * creditWeights[at]!
  }
  return creditAlphabet[(31 - (sum % 31)) % 31]!
}

/** Whether 18 characters are in agreement as a social credit code (mod-31). */
export function agreesMod31(value: string): boolean {
  return value.length === 18 && creditCheckOf(value) === value[17]
}

/** Whether a number agrees by ISO 7064 MOD 97-10, letters counting from 10 (A) to 35 (Z). */
export function agreesMod97(value: string): boolean {
  if (!/^[0-9A-Z]{3,}$/.test(value)) return false
  let rest = 0
  for (const character of value) {
    const worth = Number.parseInt(character, 36)
    rest = (rest * (worth > 9 ? 100 : 10) + worth) % 97
  }
  return rest === 1
}
