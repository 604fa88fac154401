/**
 * What is seen by nobody and read by machines: zero-width, direction and tag characters, controls, private use. The sign
 * that makes a picture coloured is hidden only where there is no picture before it: bytes are smuggled in rows of such signs.
 */
export const hiddenCharacters =
  /(?![\t\n\r])\p{Cc}|(?!\ufe0f)[\p{DI}\p{Cf}\p{Co}\u2028\u2029]|(?<![\p{ExtPict}\d#*])\ufe0f/gu

const marks: Record<string, string> = {
  '。': '.',
  '、': ',',
  '“': '"',
  '”': '"',
  '「': '"',
  '」': '"',
  '『': '"',
  '』': '"',
  '‘': "'",
  '’': "'",
  '—': '-',
  '–': '-',
  '－': '-',
}

/**
 * A text as it is compared: width, case and quotation marks made equal, white space and what is not seen taken out. What
 * two typists make differently of one sentence comes out the same.
 */
export function plain(text: string): string {
  return text
    .replaceAll(hiddenCharacters, '')
    .normalize('NFKC')
    .replaceAll(/[。、“”「」『』‘’—–－]/g, mark => marks[mark]!)
    .replaceAll(/\s+/g, '')
    .toLowerCase()
}
