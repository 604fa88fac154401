import { simplifiedPairs } from './simplified-pairs.ts'

/** What a unit of a text is to the search of words. */
export const noise = 0xffff
export const natural = 0xfffe

const apart = /^[\p{P}\p{S}\p{Z}\p{C}\p{M}]$/u
/** Marks with which people write sentences; between two characters they part more than an inserted sign does. */
const writing = /^[\n\r\u2028\u2029,.;:!?()[\]"'，。、；：！？（）《》〈〉「」『』【】“”‘’…—]$/u

/**
 * What each UTF-16 unit is folded to: full width to plain, capitals to small letters, traditional characters to simplified
 * ones, signs and spaces to noise. Each unit on its own, so that places in the folded text are places in the text; what
 * becomes several letters (ﬁ) is left as it is. Halves of characters beyond 16 bits stay, except those of emoji and signs.
 */
function tableOf(): Uint16Array {
  const table = new Uint16Array(0x10000)
  for (let unit = 0; unit < 0x10000; unit++) {
    const isHalf = unit >= 0xd800 && unit <= 0xdfff
    const character = String.fromCharCode(unit)
    // U+D83C to U+D83E begin emoji and pictures; their second halves begin nothing and are noise behind them or alone.
    if (isHalf) table[unit] = (unit >= 0xd83c && unit <= 0xd83e) || unit >= 0xdc00 ? noise : unit
    else if (writing.test(character)) table[unit] = natural
    else if (apart.test(character)) table[unit] = noise
    else {
      const folded = character.normalize('NFKC').toLowerCase()
      table[unit] = folded.length === 1 ? folded.charCodeAt(0) : unit
    }
  }
  for (let at = 0; at < simplifiedPairs.length; at += 2)
    table[simplifiedPairs.charCodeAt(at)] = simplifiedPairs.charCodeAt(at + 1)
  return table
}

/** Made once: 65,536 entries. */
export const foldTable = tableOf()

/** The units of a word that count, folded. */
export function foldWord(word: string): number[] {
  const units: number[] = []
  for (let i = 0; i < word.length; i++) {
    const unit = foldTable[word.charCodeAt(i)]!
    if (unit !== noise && unit !== natural) units.push(unit)
  }
  return units
}

/** A text folded as words are, what does not count left out: for asking whether a phrase stands in it. */
export function foldText(text: string): string {
  return String.fromCharCode(...foldWord(text))
}

const latin = /^[\p{Script=Latin}\p{N}]$/u
/** Whether a unit is one of letters that are written without space inside a word. */
export const isLatin = (unit: number): boolean => latin.test(String.fromCharCode(unit))
