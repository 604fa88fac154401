import { phoneDigits } from '../search.rules.ts'

/** What was said of a case that somebody may have typed to find it. */
export interface SaidOfCase {
  /** Names, numbers, places, codes. */
  marks: readonly (string | null)[]
  /** Subject and detail. */
  matter: readonly string[]
}

/** Anybody's: so few characters name no one. */
const anybodys = 3

const digitsOf = (text: string) => text.replace(/\D/g, '')

function isAbout([field, typed]: [string, string], said: string): boolean {
  if (said === '' || typed === '') return false
  if (typed.includes(said)) return true
  if (field === 'name' || field === 'address') return said.includes(typed)
  // As it was typed, and as it is dialled at home: with a country code before it, it names the same person.
  const numbers = field === 'phone' ? [digitsOf(typed), phoneDigits(typed) ?? ''] : []
  return numbers.some(digits => digits !== '' && digitsOf(said).includes(digits))
}

/** True when what was typed to search by names somebody of these cases, or quotes what they said. */
export function typedAbout(typed: Readonly<Record<string, string>>, cases: readonly SaidOfCase[]): boolean {
  return Object.entries(typed).some(part =>
    cases.some(({ marks, matter }) => {
      if (part[0] === 'words' && part[1].length > anybodys && matter.some(text => text.includes(part[1])))
        return true
      return marks.some(
        mark => mark !== null && [mark, phoneDigits(mark) ?? ''].some(said => isAbout(part, said)),
      )
    }),
  )
}
