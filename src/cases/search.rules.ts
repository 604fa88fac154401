/**
 * Terms for finding cases. Chinese has no spaces, and a dictionary would miss names of people, roads and estates: runs of
 * Han characters are indexed as bigrams, everything else as words. No dictionary, so index and query can never disagree.
 */

const run = /\p{Script=Han}+|[\p{L}\p{N}]+/gu
const han = /^\p{Script=Han}/u
// PostgreSQL takes lexemes up to 2 KB; nobody types more of a word than this.
const longestWord = 40
/** Marks terms of the address, so that one index serves both. */
export const addressMark = '@'

/** Full-width forms become plain, letters lower case; NFKC also joins what looks alike and is typed in several ways. */
function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

// `\p{L}` also matches Han characters, so a mixed run such as 3号楼 is cut where the script changes.
function* runsOf(text: string): Generator<{ characters: string[]; han: boolean }> {
  for (const [found] of plain(text).matchAll(run)) {
    let piece: string[] = []
    let wasHan = han.test(found)
    for (const character of found) {
      const isHan = han.test(character)
      if (isHan !== wasHan && piece.length > 0) {
        yield { characters: piece, han: wasHan }
        piece = []
      }
      wasHan = isHan
      piece.push(character)
    }
    yield { characters: piece, han: wasHan }
  }
}

/** Terms to index: bigrams, the last character of each Han run (so that a single character is found by prefix), words. */
export function indexTerms(text: string, mark = ''): string[] {
  const terms = new Set<string>()
  for (const { characters, han: isHan } of runsOf(text)) {
    if (!isHan) {
      terms.add(mark + characters.slice(0, longestWord).join(''))
      continue
    }
    for (let place = 0; place < characters.length; place++)
      terms.add(mark + characters.slice(place, place + 2).join(''))
  }
  return [...terms]
}

const quoted = (term: string) => `'${term.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`

function runQuery(characters: readonly string[], isHan: boolean, mark: string): string[] {
  if (!isHan) {
    const word = characters.slice(0, longestWord).join('')
    return [`${quoted(mark + word)}${characters.length > longestWord ? '' : ':*'}`]
  }
  if (characters.length === 1) return [`${quoted(mark + characters[0])}:*`]
  return characters.slice(1).map((_, place) => quoted(mark + characters.slice(place, place + 2).join('')))
}

/**
 * A tsquery for what somebody typed: every bigram has to be there; single characters and words match as beginnings.
 * Null when the text holds nothing that is indexed: it then finds nothing, rather than everything.
 * @param alternative a term that is as good as a run of the text, where there is one
 */
export function searchQuery(
  text: string,
  mark = '',
  alternative: (run: string) => string | undefined = () => undefined,
): string | null {
  const parts = new Set<string>()
  for (const { characters, han: isHan } of runsOf(text)) {
    const found = runQuery(characters, isHan, mark)
    const other = alternative(characters.join(''))
    if (other !== undefined) parts.add(`(${quoted(other)} | (${found.join(' & ')}))`)
    else for (const one of found) parts.add(one)
  }
  return parts.size > 0 ? [...parts].join(' & ') : null
}

/**
 * Digits of a telephone number as it is dialled in China: what numbers are compared by. Null without digits. Exchanges show
 * callers with or without the country code; a landline then has lost the 0 of its area code.
 */
export function phoneDigits(phone: string | null): string | null {
  const text = plain(phone ?? '').trim()
  const digits = text.replace(/\D/g, '')
  const dialled = text.startsWith('+') ? `00${digits}` : digits
  const national = /^0086(10|[2-9]\d)\d{8,9}$/.test(dialled)
    ? `0${dialled.slice(4)}`
    : digits.replace(/^(00)?86(?=1\d{10}$)/, '')
  return national === '' ? null : national
}

const code = /^\d{8}-?[0-9a-z]{0,4}-?[0-9a-z]{0,4}$/i

/** The case code somebody typed in the search field, as codes are written; null when it is something else. */
export function codeOf(words: string): string | null {
  const text = plain(words).replace(/\s/g, '')
  if (!code.test(text)) return null
  const letters = text.replaceAll('-', '').toUpperCase()
  return letters.length === 16 ? `${letters.slice(0, 8)}-${letters.slice(8, 12)}-${letters.slice(12)}` : null
}
