/** A stretch of text; `weight` 0 is plain, 1 the strongest of the marked. */
export interface Stretch {
  text: string
  weight: number
}

interface Mark {
  start: number
  end: number
  weight: number
}

function marksOf(text: string, terms: readonly { term: string; weight: number }[]): Mark[] {
  const strongest = Math.max(...terms.map(one => Math.abs(one.weight)), 0)
  const lower = text.toLowerCase()
  const marks: Mark[] = []
  for (const { term, weight } of terms) {
    const needle = term.toLowerCase()
    if (needle.trim() === '' || weight <= 0) continue
    for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, at + needle.length))
      marks.push({ start: at, end: at + needle.length, weight: weight / strongest })
  }
  return marks.sort((a, b) => a.start - b.start || b.end - a.end)
}

/**
 * The text cut at the words that weighed. Overlapping words become one stretch with the greater weight; words that spoke
 * against (weight ≤ 0) are not marked.
 */
export function markText(text: string, terms: readonly { term: string; weight: number }[]): Stretch[] {
  const merged: Mark[] = []
  for (const mark of marksOf(text, terms)) {
    const last = merged.at(-1)
    if (last && mark.start < last.end) {
      last.end = Math.max(last.end, mark.end)
      last.weight = Math.max(last.weight, mark.weight)
    } else merged.push({ ...mark })
  }
  const stretches: Stretch[] = []
  let done = 0
  for (const { start, end, weight } of merged) {
    if (start > done) stretches.push({ text: text.slice(done, start), weight: 0 })
    stretches.push({ text: text.slice(start, end), weight })
    done = end
  }
  if (done < text.length) stretches.push({ text: text.slice(done), weight: 0 })
  return stretches
}

export type Sureness = 'sure' | 'likely' | 'unsure'

/** A word beside the number, so that colour is never the only sign. */
export function surenessOf(confidence: number): Sureness {
  if (confidence >= 0.85) return 'sure'
  return confidence >= 0.5 ? 'likely' : 'unsure'
}

/** A share for people: never 0 % or 100 %, because nothing here is certain. */
export function percentText(share: number, language: string): string {
  const write = (value: number) => new Intl.NumberFormat(language, { style: 'percent' }).format(value)
  if (share > 0.99) return `> ${write(0.99)}`
  return share < 0.01 ? `< ${write(0.01)}` : write(share)
}

/** What a choice says about advice that was shown, before the server derives it again. */
export function verdictOf(
  suggested: readonly { departmentId: string }[],
  chosen: string | null,
): 'adopted' | 'amended' | 'rejected' | null {
  if (chosen === null || suggested.length === 0) return null
  if (suggested[0]?.departmentId === chosen) return 'adopted'
  return suggested.some(one => one.departmentId === chosen) ? 'amended' : 'rejected'
}

/** Seconds between two moments (Unix milliseconds), within what the contract takes. */
export function secondsBetween(from: number, to: number): number {
  return Math.min(86_400, Math.max(0, Math.round((to - from) / 100) / 10))
}
