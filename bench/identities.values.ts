import { agreesLuhn, creditCheckOf, idCheckOf } from '../src/kernel/recognise/checksums.rules.ts'

/** Chance that can be repeated. */
export interface Dice {
  below(limit: number): number
  pick<T>(from: readonly T[]): T
}

/** mulberry32: the same sentences on every machine. */
export function rollDice(seed: number): Dice {
  let state = seed >>> 0
  const below = (limit: number) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }
  return { below, pick: from => from[below(from.length)]! }
}

const digits = (dice: Dice, count: number) => Array.from({ length: count }, () => dice.below(10)).join('')
const two = (value: number) => String(value).padStart(2, '0')
const wide = (text: string) =>
  text.replace(/[0-9A-Za-z]/g, one => String.fromCharCode(one.charCodeAt(0) + 0xfee0))

function grouped(value: string, sizes: readonly number[], by: string): string {
  let at = 0
  return sizes
    .map(size => {
      at += size
      return value.slice(at - size, at)
    })
    .filter(Boolean)
    .join(by)
}

const regions =
  '110105 110108 120101 130102 140105 210102 220104 230103 310104 310115 320505 330106 340104 350203 360102 370202 410105 420106 430104 440305 450103 460106 500112 510107 520103 530102 610113 620102 630104 640104 650104'.split(
    ' ',
  )

function idNumber(dice: Dice): string {
  const birth = `${1935 + dice.below(85)}${two(1 + dice.below(12))}${two(1 + dice.below(28))}`
  const first = `${dice.pick(regions)}${birth}${digits(dice, 3)}`
  return first + idCheckOf(first)
}

function idCard(dice: Dice): string {
  const value = idNumber(dice)
  const how = dice.below(12)
  if (how === 0) return value.toLowerCase()
  if (how === 1) return grouped(value, [6, 8, 4], ' ')
  if (how === 2) return grouped(value, [6, 8, 4], '-')
  if (how === 3) return wide(value)
  if (how === 4) return grouped(value, [6, 4, 4, 4], ' ')
  return value
}

/** The first generation: always with a word for it, as nobody could tell it otherwise. */
const oldId = (dice: Dice) =>
  `${dice.pick(regions)}${two(35 + dice.below(60))}${two(1 + dice.below(12))}${two(1 + dice.below(28))}${digits(dice, 3)}`

function mobile(dice: Dice): string {
  const value = `1${3 + dice.below(7)}${digits(dice, 9)}`
  const how = dice.below(14)
  if (how === 0) return grouped(value, [3, 4, 4], ' ')
  if (how === 1) return grouped(value, [3, 4, 4], '-')
  if (how === 2) return `+86 ${value}`
  if (how === 3) return `+86${value}`
  if (how === 4) return `86-${value}`
  if (how === 5) return wide(value)
  if (how === 6) return `+86 ${grouped(value, [3, 4, 4], '-')}`
  return value
}

const areas =
  '010 021 022 023 024 025 027 028 029 0311 0371 0411 0431 0451 0512 0531 0551 0571 0591 0731 0755 0769 0791 0851 0871 0898 0931 0951 0971 0991'.split(
    ' ',
  )

function landline(dice: Dice): string {
  const area = dice.pick(areas)
  const local = `${2 + dice.below(7)}${digits(dice, area.length === 3 ? 7 : 6 + dice.below(2))}`
  const how = dice.below(8)
  if (how === 0) return `(${area})${local}`
  if (how === 1) return `${area} ${local}`
  if (how === 2) return `${area}-${local}-${100 + dice.below(900)}`
  if (how === 3) return `${area}${local}`
  if (how === 4) return `（${area}）${local}`
  return `${area}-${local}`
}

const issuers =
  '622202 621700 622848 623058 436742 601382 955880 622588 622260 621661 625912 402658 524047 356885'.split(
    ' ',
  )

function cardNumber(dice: Dice, right: boolean): string {
  const issuer = dice.pick(issuers)
  const length = /^[453]/.test(issuer) ? 16 : dice.pick([16, 19, 19])
  const first = issuer + digits(dice, length - 7)
  const check = [...'0123456789'].find(one => agreesLuhn(first + one))!
  return first + (right ? check : String((Number(check) + 1 + dice.below(9)) % 10))
}

function bankCard(dice: Dice): string {
  const value = cardNumber(dice, true)
  return dice.below(3) === 0 ? grouped(value, [4, 4, 4, 4, 3], ' ') : value
}

const plateLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'

function plate(dice: Dice): string {
  const province = dice.pick([...'京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'])
  const city = dice.pick([...'ABCDEFGH'])
  const how = dice.below(6)
  const body =
    how === 0
      ? `${dice.pick(['D', 'F'])}${digits(dice, 5)}`
      : how === 1
        ? `${dice.pick([...plateLetters])}${digits(dice, 4)}`
        : how === 2
          ? `${digits(dice, 2)}${dice.pick([...plateLetters])}${digits(dice, 2)}`
          : digits(dice, 5)
  return `${province}${city}${dice.pick(['', '', '', '·', ' '])}${body}`
}

function creditCode(dice: Dice): string {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  const body = Array.from({ length: 9 }, () => dice.pick([...alphabet])).join('')
  const first = `${dice.pick(['91', '92', '93', '52', '51', '12', '11'])}${dice.pick(regions)}${body}`
  return first + creditCheckOf(first)
}

const email = (dice: Dice) =>
  `${dice.pick(['zhang', 'li.wei', 'wang_fang', 'chen-jun', 'user', 'admin', 'hr'])}${dice.below(9999)}@${dice.pick(['qq.com', '163.com', 'gmail.com', 'mail.example.gov.cn', 'sina.com.cn', '126.com', 'corp-mail.cn'])}`

const ip = (dice: Dice) =>
  dice.below(6) === 0
    ? `2001:db8:${dice.below(9999).toString(16)}::${dice.below(65535).toString(16)}`
    : `${dice.pick([10, 172, 192, 58, 113, 202, 221])}.${dice.below(256)}.${dice.below(256)}.${1 + dice.below(254)}`

const passport = (dice: Dice) =>
  dice.pick([
    () => `E${digits(dice, 8)}`,
    () => `G${digits(dice, 8)}`,
    () => `E${dice.pick([...'ABCDEFGHJKLM'])}${digits(dice, 7)}`,
  ])()

/** Identities, each as people write them. */
export const identities: Readonly<Record<string, (dice: Dice) => string>> = {
  id_card: idCard,
  mobile,
  landline,
  bank_card: bankCard,
  plate,
  social_credit_code: creditCode,
  passport,
  email,
  ip,
}

/** Values that look like identities and are none. */
export const nearMisses: Readonly<Record<string, (dice: Dice) => string>> = {
  order: dice =>
    `${2023 + dice.below(4)}${two(1 + dice.below(12))}${two(1 + dice.below(28))}${digits(dice, 8 + dice.below(8))}`,
  wrongId: dice => {
    const value = idNumber(dice)
    const last = '0123456789X'[('0123456789X'.indexOf(value[17]!) + 1 + dice.below(10)) % 11]!
    return value.slice(0, 17) + last
  },
  badDate: dice => {
    const first = `${dice.pick(regions)}19${digits(dice, 2)}13${digits(dice, 5)}`
    return first + idCheckOf(first)
  },
  wrongCard: dice => cardNumber(dice, false),
  wrongCode: dice => {
    const value = creditCode(dice)
    return value.slice(0, 17) + (value.endsWith('8') ? '9' : '8')
  },
  price: dice => `${1 + dice.below(9999)}.${digits(dice, 2)}`,
  meter: dice => digits(dice, 5 + dice.below(4)),
  stamp: dice => `17${digits(dice, dice.pick([8, 11]))}`,
  version: dice =>
    `${dice.below(20)}.${dice.below(20)}.${dice.below(20)}${dice.pick(['', `.${dice.below(99)}`])}`,
  date: dice =>
    `${2020 + dice.below(7)}-${two(1 + dice.below(12))}-${two(1 + dice.below(28))} ${two(dice.below(24))}:${two(dice.below(60))}:${two(dice.below(60))}`,
  law: dice => `〔${2015 + dice.below(11)}〕${1 + dice.below(300)}号`,
  hotline: dice => dice.pick(['12345', '12315', '110', '95588', '10086', '119']),
  area: dice => `${1 + dice.below(400)}.${dice.below(10)}`,
  elevenOrder: dice => `1${3 + dice.below(7)}${digits(dice, 9)}`,
  longNumber: dice => digits(dice, 21 + dice.below(12)),
  short: dice => `1${3 + dice.below(7)}${digits(dice, 8)}`,
}

export { oldId }
