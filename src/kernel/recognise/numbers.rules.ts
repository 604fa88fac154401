import { agreesLuhn, agreesMod11 } from './checksums.rules.ts'

/** Provinces as the first two digits of an identity number or the third and fourth of a social credit code. */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  ),
)
const longMonths = new Set([1, 3, 5, 7, 8, 10, 12])
const thisYear = new Date().getFullYear()

/** Whether a region code begins with a province that there is. */
export function isRegion(code: string): boolean {
  return provinces.has(code.slice(0, 2))
}

/** Whether a day exists on which somebody may have been born. */
export function isBirthDate(year: number, month: number, day: number): boolean {
  if (year < 1880 || year > thisYear || month < 1 || month > 12 || day < 1) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return day <= (month === 2 ? (leap ? 29 : 28) : longMonths.has(month) ? 31 : 30)
}

const numberAt = (value: string, from: number, to: number) => Number(value.slice(from, to))

/** Whether 18 characters have the form of an identity number, whatever their check digit. */
export function looksLikeId(value: string): boolean {
  return (
    value.length === 18 &&
    isRegion(value) &&
    isBirthDate(numberAt(value, 6, 10), numberAt(value, 10, 12), numberAt(value, 12, 14))
  )
}

/** An identity number of 18 characters (GB 11643): region, birth date, check digit. */
export function isIdCard(value: string): boolean {
  return looksLikeId(value) && agreesMod11(value)
}

/** An identity number of the first generation: no century and no check digit. */
export function isOldIdCard(value: string): boolean {
  return (
    value.length === 15 &&
    !value.endsWith('X') &&
    isRegion(value) &&
    isBirthDate(1900 + numberAt(value, 6, 8), numberAt(value, 8, 10), numberAt(value, 10, 12))
  )
}

/** A mobile number without its country code. */
export function isMobile(value: string): boolean {
  return value.length === 11 && /^1[3-9]\d{9}$/.test(value)
}

/** The mobile number in digits that may begin with the country code; empty when there is none. */
export function mobileIn(value: string): string {
  for (const code of ['', '86', '0086', '0'])
    if (value.startsWith(code) && isMobile(value.slice(code.length))) return value.slice(code.length)
  return ''
}

/** Area codes of three digits: the eight-digit cities. */
const shortAreas = new Set('010 020 021 022 023 024 025 027 028 029'.split(' '))
const longArea = new RegExp(
  `^0(?:${[
    '3(?:[1579]\\d|35|49)',
    '4(?:[1-357]\\d|40|6\\d|8[23])',
    '5(?:[13579]\\d|2[37]|4[36]|6[1-6]|80)',
    '6(?:3[1-5]|6\\d|9[12])',
    '7(?:01|[135679]\\d|2[248]|4[3-6])',
    '8(?:1[2-8]|2[567]|[35789]\\d)',
    '9(?:[01379]\\d|4[13]|5[1-5])',
  ].join('|')})$`,
)

/** The length of the area code that digits begin with; 0 when there is none. */
export function areaLength(value: string): number {
  if (shortAreas.has(value.slice(0, 3))) return 3
  return longArea.test(value.slice(0, 4)) ? 4 : 0
}

/**
 * Whether digits with their area code are a landline number. Local numbers begin with 2 to 8; where the area code is set apart,
 * nothing else is written so, and the others pass too.
 */
export function isLandline(value: string, parted: boolean): boolean {
  const area = areaLength(value)
  if (area === 0 || !(parted ? /^[1-9]/ : /^[2-8]/).test(value.slice(area))) return false
  const local = value.length - area
  return area === 3 ? local === 8 : local === 7 || local === 8
}

/** How strongly the first digits speak for a bank card: of a card scheme, of some bank at least, or not. */
export function cardPrefix(value: string): 'scheme' | 'bank' | 'none' {
  if (/^(?:62|81|4|5[1-5]|35[2-8]|9558|60|2(?:2[2-9]|[3-6]\d|7[01])\d)/.test(value)) return 'scheme'
  return /^[3-9]/.test(value) ? 'bank' : 'none'
}

/** Whether digits may be the number of a bank card: length, issuer, Luhn. */
export function isBankCard(value: string): boolean {
  if (/^3[47]\d{13}$/.test(value)) return agreesLuhn(value)
  return /^\d{16,19}$/.test(value) && cardPrefix(value) !== 'none' && agreesLuhn(value)
}
