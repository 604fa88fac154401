const marks = [
  { signs: [0xff, 0xfe], encoding: 'utf-16le' },
  { signs: [0xfe, 0xff], encoding: 'utf-16be' },
] as const
/** What no list of words holds: control characters but tabs and breaks, and what cannot be read. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const noText = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd]/

function decodeAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return noText.test(text) ? null : text
  } catch {
    return null
  }
}

/**
 * The text of a file of words: UTF-8, or GBK (GB 18030) as spreadsheets in China write it, or UTF-16 with its mark.
 * @returns null for what is no text of either
 */
export function decodeWords(bytes: Uint8Array): string | null {
  const marked = marks.find(({ signs }) => signs.every((sign, place) => bytes[place] === sign))
  if (marked) return decodeAs(marked.encoding, bytes)
  return decodeAs('utf-8', bytes) ?? decodeAs('gb18030', bytes)
}
