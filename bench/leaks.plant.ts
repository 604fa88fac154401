import { type Draw, identityNumber, luhn } from './leaks.draw.ts'

/** What is planted, by type. */
export const types = ['phone', 'idNumber', 'bankCard', 'name', 'address', 'email'] as const
export type CanaryType = (typeof types)[number]

/** Where somebody wrote it: in the field made for it, or in a sentence. */
export const places = ['field', 'sentence'] as const
export type CanaryPlace = (typeof places)[number]

/**
 * Invented identities that begin alike and stand nowhere else: found in an answer, they have leaked. They are looked for as
 * exact strings, never by the product's own recognisers.
 */
export interface Canaries {
  place: CanaryPlace
  /** Whose cases they stand in. */
  department: string
  marks: Record<CanaryType, string>
  next(): Record<CanaryType, string>
}

const rare = '骉犇羴淼焱垚鱻麤'
const common = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平'

/** Canaries of one place and department, by a number that is theirs alone. */
export function canariesOf(
  draw: Draw,
  of: { place: CanaryPlace; department: string; number: number },
): Canaries {
  const { place, department, number } = of
  const two = String(number).padStart(2, '0')
  const mark = rare[number]!
  const marks = {
    phone: `1397${two}${draw.digits(2)}`,
    // A district, a year of birth of one's own, and a month: ten digits and two.
    idNumber: `310105${1950 + number}0${1 + number}`,
    bankCard: `622202${two}${draw.digits(4)}`,
    name: `邹${mark}`,
    address: `翠${mark}路${number + 1}`,
    email: `canary-${two}-`,
  }
  let count = 0
  return {
    place,
    department,
    marks,
    next: () => {
      count += 1
      const three = String(count % 1000).padStart(3, '0')
      return {
        phone: `${marks.phone}${three}`,
        idNumber: identityNumber(
          `${marks.idNumber}${String(1 + (count % 28)).padStart(2, '0')}${draw.digits(3)}`,
        ),
        bankCard: luhn(`${marks.bankCard}${draw.digits(3)}${three}`),
        name: `${marks.name}${common[count % common.length]!}`,
        address: `${marks.address}${three}号${1 + (count % 30)}栋${100 + count}室`,
        email: `${marks.email}${three}@example.com`,
      }
    },
  }
}

/** A text without what people put between digits, and in its one form. */
export const normalForm = (text: string): string =>
  text.normalize('NFKC').replace(/(?<=\d)[\s\-()·.]+(?=\d)/g, '')

/** The types of these canaries that stand in a text, as they were written or in their normal form. */
export function found({ marks }: Canaries, text: string, normal: string): CanaryType[] {
  return types.filter(type => text.includes(marks[type]) || normal.includes(marks[type]))
}
