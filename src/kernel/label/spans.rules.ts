/** A piece of a text between two marks, with them. */
export interface Span {
  from: number
  to: number
  text: string
}

/**
 * The pieces of a text that begin and end with these marks, none longer than `longest`, in one walk: a text with a thousand
 * openings and no end, over which a pattern would stand still for hours, takes no longer than another.
 */
export function spansOf(
  text: string,
  marks: { open: string; close: string; longest: number; most?: number },
): Span[] {
  const { open, close, longest, most = 100 } = marks
  const spans: Span[] = []
  let end = -1
  let from = text.indexOf(open)
  while (from >= 0 && spans.length < most) {
    if (end < from + open.length) end = text.indexOf(close, from + open.length)
    if (end < 0) break
    const to = end + close.length
    const fits = to - from <= longest
    if (fits) spans.push({ from, to, text: text.slice(from, to) })
    from = text.indexOf(open, fits ? to : from + open.length)
  }
  return spans
}

/** A text without these pieces, which are in order and do not overlap. */
export function withoutSpans(text: string, spans: readonly Pick<Span, 'from' | 'to'>[]): string {
  let kept = ''
  let at = 0
  for (const { from, to } of spans) {
    kept += text.slice(at, from)
    at = to
  }
  return kept + text.slice(at)
}
