import type { Token } from './tokens.rules.ts'

/** A stretch of the query that counted for a document: UTF-16 offsets, end exclusive, and its share of the score. */
export interface Match {
  term: string
  start: number
  end: number
  weight: number
}

/**
 * Joins matched tokens that overlap into the longest stretch, as a reader sees them: 路灯 and 灯不 and 不亮 are shown
 * as 路灯不亮. Tokens that only touch stay apart. Heaviest first.
 */
export function matchedSpans(query: string, weighed: readonly { token: Token; weight: number }[]): Match[] {
  const ordered = weighed.toSorted((a, b) => a.token.start - b.token.start || b.token.end - a.token.end)
  const spans: Match[] = []
  for (const { token, weight } of ordered) {
    const last = spans.at(-1)
    if (last && token.start < last.end) {
      last.end = Math.max(last.end, token.end)
      last.weight += weight
    } else {
      spans.push({ term: '', start: token.start, end: token.end, weight })
    }
  }
  for (const span of spans) span.term = query.slice(span.start, span.end)
  return spans.sort((a, b) => b.weight - a.weight || a.start - b.start)
}
