const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const idKey = /^ids?$|Ids?$/

/** Where a text stands in an answer: keys and numbers from the top. */
export type Path = readonly (string | number)[]

export type PartKind = 'written' | 'copied' | 'id'

/** Whether a path lies at or below a pattern, `*` standing for any one step. */
export function liesIn(path: Path, pattern: string): boolean {
  if (pattern === '') return true
  const steps = pattern.split('.')
  return (
    steps.length <= path.length && steps.every((step, place) => step === '*' || step === String(path[place]))
  )
}

/** What kind of part a text is. What a model wrote is never an id by its key alone: the key is not what speaks. */
export function kindOf(
  text: string,
  path: Path,
  declared: { written: readonly string[]; ids: readonly string[] },
): PartKind {
  if (declared.ids.some(pattern => liesIn(path, pattern))) return 'id'
  if (declared.written.some(pattern => liesIn(path, pattern))) return 'written'
  const key = path.findLast(step => typeof step === 'string')
  return uuid.test(text) || (typeof key === 'string' && idKey.test(key)) ? 'id' : 'copied'
}

/**
 * The value with every text in it seen once. A text for which null comes back is taken out: out of a list, or it becomes
 * empty where a field needs it.
 */
export function mapTexts(
  value: unknown,
  see: (text: string, path: Path) => string | null,
  path: Path = [],
): unknown {
  if (typeof value === 'string') return see(value, path)
  if (Array.isArray(value)) {
    const kept: unknown[] = []
    for (const [place, one] of value.entries()) {
      const seen = mapTexts(one, see, [...path, place])
      if (seen !== null || one === null) kept.push(seen)
    }
    return kept
  }
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      const seen = mapTexts(one, see, [...path, key])
      return [key, seen === null && typeof one === 'string' ? '' : seen]
    }),
  )
}
