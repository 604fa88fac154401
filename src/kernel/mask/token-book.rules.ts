import type { Finding } from '../guard/guard.contract.ts'

/**
 * The tokens of one decision: what a model saw instead of a value, `⟦手机1⟧`. The same value is the same token, so that a model
 * can still tell two people apart.
 */
export interface TokenBook {
  /** Values as they were first written, by token. */
  values: Map<string, string>
  /** Tokens by type and value in its one form. */
  tokens: Map<string, string>
  /** How many tokens of each word there are. */
  counts: Map<string, number>
}

/** What may stand before a model or in a sealed column: tokens with their values. */
export type StoredBook = Readonly<Record<string, string>>

const words: Readonly<Record<string, string>> = {
  id_card: '身份证',
  mobile: '手机',
  landline: '座机',
  bank_card: '银行卡',
  plate: '车牌',
  social_credit_code: '信用代码',
  passport: '护照',
  military_id: '军官证',
  email: '邮箱',
  ip: '网络地址',
  address: '地址',
  name: '姓名',
  birth_date: '出生日期',
  medical: '健康',
  money: '财务',
}
const digits = new Set(['id_card', 'mobile', 'landline', 'bank_card'])
const token = /⟦[^⟦⟧]{1,40}⟧/g

/** An empty book, for one decision. */
export function openTokenBook(): TokenBook {
  return { values: new Map(), tokens: new Map(), counts: new Map() }
}

/** The one form of a value: people write one number with spaces, hyphens, full-width digits, the country code before it. */
export function oneForm(type: string, value: string): string {
  const plain = value.normalize('NFKC').toUpperCase()
  if (!digits.has(type)) return plain.replace(/\s+/g, '')
  const kept = plain.replace(/[^0-9X]/g, '')
  return type === 'mobile' ? kept.slice(-11) : kept
}

function tokenFor(book: TokenBook, type: string, value: string): string {
  const key = `${type}\n${oneForm(type, value)}`
  const known = book.tokens.get(key)
  if (known) return known
  const word = words[type] ?? type.replace(/^own:/, '').replace(/[⟦⟧]/g, '')
  const place = (book.counts.get(word) ?? 0) + 1
  const made = `⟦${word}${place}⟧`
  book.counts.set(word, place)
  book.tokens.set(key, made)
  book.values.set(made, value)
  return made
}

/** Brackets of tokens in what people wrote become plain ones: nobody forges a token. As long as before. */
export function withoutTokens(text: string): string {
  return text.replaceAll('⟦', '[').replaceAll('⟧', ']')
}

/**
 * A text with tokens where the findings stand, which are sorted and do not overlap. What looks like a token in it is made
 * harmless.
 */
export function maskText(book: TokenBook, text: string, findings: readonly Finding[]): string {
  let masked = ''
  let read = 0
  for (const { type, start, end } of findings) {
    masked += withoutTokens(text.slice(read, start)) + tokenFor(book, type, text.slice(start, end))
    read = end
  }
  return masked + withoutTokens(text.slice(read))
}

/** The text with the values in the place of their tokens; a token that is not in the book stays. */
export function restoreText(book: TokenBook, text: string): string {
  return text.replace(token, found => book.values.get(found) ?? found)
}

/** The same for every text in a value. */
export function restoreDeep(book: TokenBook, value: unknown): unknown {
  if (typeof value === 'string') return restoreText(book, value)
  if (Array.isArray(value)) return value.map(one => restoreDeep(book, one))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, restoreDeep(book, one)]))
}

/** How many different values of each word a book holds; never a value. */
export function describeBook(book: TokenBook): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const made of book.values.keys()) {
    const word = made.slice(1, -1).replace(/\d+$/, '')
    counts[word] = (counts[word] ?? 0) + 1
  }
  return counts
}

/** Tokens with their values, to be sealed with a decision. */
export function storedBook(book: TokenBook): StoredBook {
  return Object.fromEntries(book.values)
}

/** A book that can restore what was stored; it makes no new tokens that could be mistaken for the old ones. */
export function bookOf(stored: StoredBook): TokenBook {
  return { ...openTokenBook(), values: new Map(Object.entries(stored)) }
}
