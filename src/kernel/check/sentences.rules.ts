/** A sentence of a text, its end mark and the white space behind it among it. */
export interface Sentence {
  start: number
  end: number
  text: string
}

const end = /[。！？!?；;]+[”」』"'’）)]*\s*|\n+|\.(?=\s|$)\s*/g

/** The sentences of a text, in order and without a gap. A full stop inside a number ends none. */
export function sentencesOf(text: string): Sentence[] {
  const found: Sentence[] = []
  let start = 0
  for (const match of text.matchAll(end)) {
    const to = match.index + match[0].length
    found.push({ start, end: to, text: text.slice(start, to) })
    start = to
  }
  if (start < text.length) found.push({ start, end: text.length, text: text.slice(start) })
  return found
}
