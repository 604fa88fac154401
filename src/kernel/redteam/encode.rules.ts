import type { Encoding } from './redteam.contract.ts'

const utf8 = (text: string) => Buffer.from(text, 'utf8')

const alike: Readonly<Record<string, string>> = { a: 'а', e: 'е', o: 'о', p: 'р', c: 'с', i: 'і', s: 'ѕ' }

const each = (text: string, change: (character: string) => string) => [...text].map(change).join('')

const encoders: Readonly<Record<Encoding, (text: string) => string>> = {
  base64: text => utf8(text).toString('base64'),
  hex: text => utf8(text).toString('hex'),
  url: text => [...utf8(text)].map(byte => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`).join(''),
  html: text => each(text, one => `&#${one.codePointAt(0)};`),
  'zero-width': text => [...text].join('\u200b'),
  spaced: text => [...text].join(' '),
  homoglyph: text => each(text, one => alike[one] ?? one),
  'full-width': text =>
    each(text, one => (/[!-~]/.test(one) ? String.fromCharCode(one.charCodeAt(0) + 0xfee0) : one)),
  // Tag characters are drawn by nothing and read by models: the plane of U+E0000 mirrors ASCII.
  tags: text =>
    each(text, one => (/[ -~]/.test(one) ? String.fromCodePoint(one.charCodeAt(0) + 0xe0000) : one)),
}

/** The text as an attacker would hide it; as it is without an encoding. */
export function encodeText(text: string, encoding: Encoding | undefined): string {
  return encoding ? encoders[encoding](text) : text
}
