import { sealBytes, sealJson, sealText } from '#base/index.ts'

/**
 * Seals what somebody said for a text column. What is empty stays so: it tells nothing, and queries still ask whether
 * anything was said at all.
 */
export function sealed<Text extends string | null | undefined>(words: Text): Text {
  return (words ? sealText(words) : words) as Text
}

const isEmpty = (value: object) => Object.keys(value).length === 0

/** Seals a document that travels inside other JSON, for a jsonb column; an empty one stays as it is. */
export function sealedWithin(document: object): object | string {
  return isEmpty(document) ? document : sealJson(document)
}

/** Seals a document for a jsonb column of its own, as JSON text. */
export function sealedDocument(document: object): string {
  return JSON.stringify(sealedWithin(document))
}

/** Seals bytes that travel as PostgreSQL writes them, `\x` and hex. */
export function sealedHex(hex: string): string {
  return `\\x${sealBytes(Buffer.from(hex.slice(2), 'hex')).toString('hex')}`
}

/** The first characters of what was said: sealed, it can be cut only once it was read. */
export function beginning<Text extends string | null>(words: Text, characters: number): Text {
  // Most texts are shorter; only a cut one is taken apart.
  if (words === null || words.length <= characters) return words
  return Array.from(words.slice(0, characters * 2))
    .slice(0, characters)
    .join('') as Text
}
