import { simplifiedPairs } from '../vocabulary/simplified-pairs.ts'

/** A text as the rules and the classifier read it. */
export interface Normalised {
  text: string
  /** Characters that nobody sees and that mean nothing in a message: zero-width, tags, overrides of direction. */
  hidden: number
}

/** Cyrillic and Greek letters drawn like a Latin one, each before the Latin one. */
const lookAlikes =
  'аaвbсcԁdеeғfԍgһhіiјjкkӏlмmнhоoрpԛqѕsтtуyхxүyѵvԝwаaɡgαaβbεeηnιiκkνvοoρpτtυuχxγyωwꞵbɑaıiɩiℓlᴀaʙbᴄcᴅdᴇeɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrꜱsᴛtᴜuᴠvᴡwʏyᴢz'

const drop = 0
const space = 0x20

/** What each UTF-16 unit becomes after NFKD and lower case: itself, a Latin look-alike, a simplified character, a space, nothing. */
function tableOf(): Uint16Array {
  const table = new Uint16Array(0x10000)
  const mark = /^\p{Mn}$/u
  const hiddenKind = /^[\p{Cc}\p{Cf}\p{Co}]$/u
  for (let unit = 0; unit < 0x10000; unit++) {
    const character = String.fromCharCode(unit)
    const isHalf = unit >= 0xd800 && unit <= 0xdfff
    table[unit] = !isHalf && (mark.test(character) || hiddenKind.test(character)) ? drop : unit
  }
  for (const unit of [0x09, 0x0b, 0x0c, 0xa0, 0x1680, 0x180e, 0x2800, 0x3164, 0xffa0]) table[unit] = space
  for (let unit = 0x2000; unit <= 0x200a; unit++) table[unit] = space
  for (const unit of [0x0a, 0x0d, 0x85, 0x2028, 0x2029]) table[unit] = 0x0a
  for (let at = 0; at < lookAlikes.length; at += 2)
    table[lookAlikes.charCodeAt(at)] = lookAlikes.charCodeAt(at + 1)
  for (let at = 0; at < simplifiedPairs.length; at += 2)
    table[simplifiedPairs.charCodeAt(at)] = simplifiedPairs.charCodeAt(at + 1)
  // 薴 becomes 苧, and 苧 becomes 苎: a chain is walked to its end.
  for (let at = 0; at < simplifiedPairs.length; at += 2) {
    const unit = simplifiedPairs.charCodeAt(at)
    table[unit] = table[table[unit]!]!
  }
  return table
}

const table = tableOf()

const isHan = (unit: number): boolean => unit >= 0x3400 && unit <= 0x9fff

/** Zero-width and overriding characters that stand in no honest message; a byte order mark and a soft hyphen do. */
const concealing =
  /[\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f]|[\u{e0000}-\u{e007f}]|[\u{e0100}-\u{e01ef}]/gu
/** Emoji are joined with U+200D and coloured flags are made of tags: both are meant to be seen. */
const emojiJoin = /\p{Extended_Pictographic}\ufe0f?(?:\u200d|[\u{e0020}-\u{e007f}]+)/gu

function countHidden(text: string): number {
  const found = text.match(concealing)?.length ?? 0
  if (found === 0) return 0
  const joined = (text.match(emojiJoin) ?? []).reduce(
    (sum, one) => sum + (one.match(concealing)?.length ?? 0),
    0,
  )
  return found - joined
}

/** Letters in circles and squares, and those of flags: NFKD leaves them as they are. */
const boxed = /[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}\u{1f1e6}-\u{1f1ff}]/gu

function unboxed(character: string): string {
  const point = character.codePointAt(0)!
  const first = point >= 0x1f1e6 ? 0x1f1e6 : point >= 0x1f170 ? 0x1f170 : 0x1f150
  return String.fromCharCode(0x61 + point - first)
}

const plain = /^[\n\x20-\x40\x5b-\x7e]*$/

function decomposed(text: string): string {
  if (plain.test(text)) return text
  const lower = text.toLowerCase().normalize('NFKD').toLowerCase().normalize('NFKD')
  return lower.includes('\ud83c') ? lower.replace(boxed, unboxed) : lower
}

/**
 * One form for everything that reads the same: NFKD without marks, lower case, no invisible characters, Latin look-alikes as
 * Latin, traditional as simplified, no space between Han characters, other spaces one. A text of this form stays as it is.
 */
export function normalise(text: string): Normalised {
  const source = decomposed(text)
  const units = new Uint16Array(source.length)
  let length = 0
  for (let at = 0; at < source.length; at++) {
    const unit = table[source.charCodeAt(at)]!
    // U+DB40 begins tags and the further variation selectors only: neither is ever seen.
    if (unit === 0xdb40) at++
    else if (unit !== drop) {
      const before = length > 0 ? units[length - 1]! : 0x0a
      const isBlank = unit === space || unit === 0x0a
      if (isBlank && (before === space || before === 0x0a)) {
        if (unit === 0x0a) units[length > 0 ? length - 1 : 0] = unit
      } else {
        if (before === space && isHan(unit) && length > 1 && isHan(units[length - 2]!)) length--
        units[length++] = unit
      }
    }
  }
  return { text: decode(units, length), hidden: countHidden(text) }
}

/** Arguments of one call are limited: long texts are put together in pieces. */
const piece = 8192

function decode(units: Uint16Array, length: number): string {
  let text = ''
  for (let at = 0; at < length; at += piece)
    text += String.fromCharCode(...units.subarray(at, Math.min(length, at + piece)))
  return text
}
