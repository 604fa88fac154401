/** How much one call may hand to a model. */
export interface CallLimits {
  /** Unicode code points. */
  characters: number
  /** By estimate, before any provider counts. */
  tokens: number
}

/** How much may be asked for in one window of time; a person and an algorithm each have an account. */
export interface BudgetLimits {
  seconds: number
  requests: number
  tokens: number
}

/** What was spent in the current window and the one before it. */
export interface Account {
  /** Number of the current window since 1970. */
  window: number
  requests: number
  tokens: number
  requestsBefore: number
  tokensBefore: number
}

/** `within`, or the limit that was met first. */
export type LimitOutcome =
  | 'within'
  | 'too-long'
  | 'too-many-tokens'
  | 'actor-requests'
  | 'actor-tokens'
  | 'algorithm-requests'
  | 'algorithm-tokens'

/** What a text of a city takes at most: a long complaint is 5,000 characters, the longest policy of the tests 60,000. */
export const usualCall: CallLimits = { characters: 100_000, tokens: 100_000 }
/** A seat types one message a minute at most and asks for advice a few times while typing. */
export const usualForActor: BudgetLimits = { seconds: 60, requests: 120, tokens: 400_000 }
export const usualForAlgorithm: BudgetLimits = { seconds: 60, requests: 6000, tokens: 20_000_000 }

const wide = /[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\u{1f000}-\u{3ffff}]/gu
/** Latin text has some four characters to a token; digits and signs fewer, so three are counted. */
const narrowPerToken = 3

/** Tokens of a text, rather too many than too few: one for each Han character or emoji, one for three others. */
export function estimateTokens(text: string): number {
  const broad = text.match(wide) ?? []
  const units = broad.reduce((sum, sign) => sum + sign.length, 0)
  return broad.length + Math.ceil((text.length - units) / narrowPerToken)
}

/** Code points without making an array of a long text. */
export function countCharacters(text: string): number {
  let halves = 0
  for (let at = 0; at < text.length; at++) if ((text.charCodeAt(at) & 0xfc00) === 0xdc00) halves++
  return text.length - halves
}

const empty = (window: number): Account => ({
  window,
  requests: 0,
  tokens: 0,
  requestsBefore: 0,
  tokensBefore: 0,
})

/** The account as it stands at a moment: windows that have passed are forgotten. */
export function accountAt(account: Account | undefined, now: number, seconds: number): Account {
  const window = Math.floor(now / (seconds * 1000))
  if (!account || account.window < window - 1) return empty(window)
  if (account.window >= window) return account
  return { ...empty(window), requestsBefore: account.requests, tokensBefore: account.tokens }
}

/** One more request on an account. */
export function noteUse(
  account: Account | undefined,
  use: { at: number; tokens: number },
  seconds: number,
): Account {
  const held = accountAt(account, use.at, seconds)
  return { ...held, requests: held.requests + 1, tokens: held.tokens + use.tokens }
}

/**
 * What counts as spent in the last window's length: what the current window has, and of the one before the share that still
 * lies within reach. Two numbers are kept and not every request.
 */
export function spentAt(
  account: Account | undefined,
  now: number,
  seconds: number,
): { requests: number; tokens: number } {
  const held = accountAt(account, now, seconds)
  const gone = Math.min(1, Math.max(0, now / (seconds * 1000) - held.window))
  return {
    requests: held.requests + held.requestsBefore * (1 - gone),
    tokens: held.tokens + held.tokensBefore * (1 - gone),
  }
}

export interface AskedFor {
  text: string
  now: number
  actor: Account | undefined
  algorithm: Account | undefined
}

export interface Limits {
  call: CallLimits
  actor: BudgetLimits
  algorithm: BudgetLimits
}

export const usualLimits: Limits = { call: usualCall, actor: usualForActor, algorithm: usualForAlgorithm }

/** Whether a text may be handed to a model now: its size, what its author and what its algorithm have spent. */
export function withinLimits(
  asked: AskedFor,
  limits: Limits = usualLimits,
): { outcome: LimitOutcome; tokens: number } {
  // A code point has two units at most: a text twice as long is too long without counting.
  if (asked.text.length > limits.call.characters * 2 || countCharacters(asked.text) > limits.call.characters)
    return { outcome: 'too-long', tokens: 0 }
  const tokens = estimateTokens(asked.text)
  if (tokens > limits.call.tokens) return { outcome: 'too-many-tokens', tokens }
  for (const who of ['actor', 'algorithm'] as const) {
    const spent = spentAt(asked[who], asked.now, limits[who].seconds)
    if (spent.requests + 1 > limits[who].requests) return { outcome: `${who}-requests`, tokens }
    if (spent.tokens + tokens > limits[who].tokens) return { outcome: `${who}-tokens`, tokens }
  }
  return { outcome: 'within', tokens }
}
