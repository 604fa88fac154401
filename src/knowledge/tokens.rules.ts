/** Cuts a text into consecutive pieces whose concatenation is the text. */
export type Segmenter = (text: string) => readonly string[]

/**
 * A term with the place where it stood: UTF-16 offsets, end exclusive. Words and bigrams are different terms even when
 * spelled alike, because each has its own weight and its own rarity.
 */
export interface Token {
  term: string
  start: number
  end: number
  kind: 'word' | 'bigram'
}

const han = /\p{Script=Han}/u
const wordLike = /[\p{L}\p{N}]/u

// Classes of the 65,536 UTF-16 code units, made once: a regular expression per character was 40 % of a query.
// Surrogates count as Han, so that names with rare characters (𠮷, 䶮) form bigrams too.
const none = 0
const hanUnit = 1
const otherUnit = 2
const unitClass = new Uint8Array(65_536)
for (let unit = 0; unit < 65_536; unit++) {
  const character = String.fromCharCode(unit)
  if (unit >= 0xd840 && unit <= 0xdfff) unitClass[unit] = hanUnit
  else if (han.test(character)) unitClass[unit] = hanUnit
  else if (wordLike.test(character)) unitClass[unit] = otherUnit
}

/**
 * Lower-cases and turns full-width Latin, digits and signs into their plain forms, one UTF-16 unit to one unit:
 * offsets into the folded text are offsets into the original. NFKC was rejected because it changes lengths.
 */
export function fold(text: string): string {
  const narrow = text.replace(/[\uff01-\uff5e\u3000]/g, unit =>
    unit === '\u3000' ? ' ' : String.fromCharCode(unit.charCodeAt(0) - 0xfee0),
  )
  const lower = narrow.toLowerCase()
  return lower.length === narrow.length ? lower : lowerUnitByUnit(narrow)
}

/** For the few letters whose lower case is longer (İ): those keep their form. */
function lowerUnitByUnit(text: string): string {
  let folded = ''
  for (let place = 0; place < text.length; place++) {
    const unit = text.charAt(place)
    const lower = unit.toLowerCase()
    folded += lower.length === 1 ? lower : unit
  }
  return folded
}

/** Words of two Han characters or more, and any Latin word or number; single Han characters say too little alone. */
export function eachWord(
  folded: string,
  segmenter: Segmenter,
  visit: (term: string, start: number) => void,
): void {
  let start = 0
  for (const piece of segmenter(folded)) {
    const first = unitClass[folded.charCodeAt(start)]
    if (first === otherUnit || (first === hanUnit && piece.length > 1)) visit(piece, start)
    start += piece.length
  }
}

function pushWords(folded: string, segmenter: Segmenter, tokens: Token[]): void {
  eachWord(folded, segmenter, (term, start) => {
    tokens.push({ term, start, end: start + term.length, kind: 'word' })
  })
}

const bigramMark = '\u0002'

/** A bigram as one number, so that a query needs no string for each of them; undefined for what is a word. */
export function bigramNumber(term: string): number | undefined {
  return term.startsWith(bigramMark) ? term.charCodeAt(1) * 65_536 + term.charCodeAt(2) : undefined
}

/** Calls for each bigram of the runs of Han characters, with its number and the place of its second unit. */
export function eachBigram(folded: string, visit: (bigram: number, place: number) => void): void {
  let before = none
  let unitBefore = 0
  for (let place = 0; place < folded.length; place++) {
    const unit = folded.charCodeAt(place)
    const now = unitClass[unit] as number
    if (now === hanUnit && before === hanUnit) visit(unitBefore * 65_536 + unit, place)
    before = now
    unitBefore = unit
  }
}

function pushBigrams(folded: string, tokens: Token[]): void {
  eachBigram(folded, (_, place) => {
    const term = `${bigramMark}${folded.slice(place - 1, place + 1)}`
    tokens.push({ term, start: place - 1, end: place + 1, kind: 'bigram' })
  })
}

/** The words of a text by the segmenter, then the bigrams of its runs of Han characters. */
export function tokenise(text: string, segmenter: Segmenter): Token[] {
  const folded = fold(text)
  const tokens: Token[] = []
  pushWords(folded, segmenter, tokens)
  pushBigrams(folded, tokens)
  return tokens
}
