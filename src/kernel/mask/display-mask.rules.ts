import type { Finding, FindingType } from '../guard/guard.contract.ts'

/** How much of a value stays for the eye: characters at its beginning and at its end. What is not here is hidden whole. */
const kept: Readonly<Partial<Record<FindingType, readonly [start: number, end: number]>>> = {
  id_card: [3, 4],
  mobile: [3, 4],
  landline: [0, 4],
  bank_card: [0, 4],
  plate: [2, 1],
  social_credit_code: [4, 4],
  passport: [1, 2],
  military_id: [0, 2],
  name: [1, 0],
}
const star = '*'

/** A value with its middle hidden, as long as it was; one too short to have a middle is hidden whole. */
function middleHidden(value: string, start: number, end: number): string {
  const characters = [...value]
  if (characters.length <= start + end) return star.repeat(characters.length)
  const hidden = star.repeat(characters.length - start - end)
  return characters.slice(0, start).join('') + hidden + characters.slice(characters.length - end).join('')
}

function maskedMail(value: string): string {
  const at = value.lastIndexOf('@')
  return at < 1 ? star.repeat(value.length) : `${[...value][0]}${star.repeat(3)}${value.slice(at)}`
}

// The last 区, 县, 街道, 镇 or 乡 ends what may be seen; without one nothing of the address may.
const district = /^.*(?:自治区|[省市区县旗镇乡]|街道)/u

function maskedAddress(value: string): string {
  const seen = district.exec(value)?.[0] ?? ''
  return seen.length === value.length ? value : `${seen}${star.repeat(4)}`
}

/**
 * How a value is shown to who may not see it: 310***********1234, 138****5678, 张*, an address to its district. As a mask for
 * the eye: it is not reversible and not meant to tell two people apart.
 */
export function displayMask(type: FindingType, value: string): string {
  if (type === 'email') return maskedMail(value)
  if (type === 'address') return maskedAddress(value)
  const [start, end] = kept[type] ?? [0, 0]
  return middleHidden(value, start, end)
}

/** A text with display masks where the findings stand, which are sorted and do not overlap. */
export function maskForEye(text: string, findings: readonly Finding[]): string {
  let masked = ''
  let read = 0
  for (const { type, start, end } of findings) {
    masked += text.slice(read, start) + displayMask(type, text.slice(start, end))
    read = end
  }
  return masked + text.slice(read)
}
