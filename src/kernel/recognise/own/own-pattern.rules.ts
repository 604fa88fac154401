import { RE2JS } from 're2js'
import { agreesLuhn, agreesMod11, agreesMod31, agreesMod97 } from '../checksums.rules.ts'
import type { Spot } from '../spot.rules.ts'
import type { Checksum, OwnRecogniser } from './own-recogniser.contract.ts'

/** How far around a find its words are looked for, before and behind. */
const reachBefore = 24
const reachBehind = 12
/** More in one text are the mark of a pattern that finds anything. */
const mostFinds = 1000

const agrees: Readonly<Record<Checksum, (value: string) => boolean>> = {
  none: () => true,
  luhn: agreesLuhn,
  'mod-11-2': agreesMod11,
  'mod-31': agreesMod31,
  'mod-97': agreesMod97,
}

/** A recogniser of the city, ready to find. */
export interface CompiledRecogniser {
  key: string
  find(text: string): Spot[]
}

/** Why a pattern cannot be one; null when it can. */
export function faultOfPattern(pattern: string): 'pattern-invalid' | 'pattern-empty' | null {
  try {
    return RE2JS.compile(pattern).matcher('').matches() ? 'pattern-empty' : null
  } catch {
    return 'pattern-invalid'
  }
}

/** The value as a checksum is made on it: without spaces and hyphens, letters upper. */
const bare = (value: string) => value.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()

function cutsPair(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  const before = text.charCodeAt(at - 1)
  return unit >= 0xdc00 && unit <= 0xdfff && before >= 0xd800 && before <= 0xdbff
}

/** Makes a recogniser ready. @throws what the pattern library throws for a pattern that is none */
export function compileOwn(key: string, own: OwnRecogniser): CompiledRecogniser {
  // The engine of RE2 never goes back: no pattern takes more than time in proportion to the text.
  const pattern = RE2JS.compile(own.pattern)
  const near = (text: string, start: number, end: number) => {
    const around = text.slice(Math.max(0, start - reachBefore), end + reachBehind)
    return own.words.some(word => around.includes(word))
  }
  const find = (text: string): Spot[] => {
    const spots: Spot[] = []
    const matcher = pattern.matcher(text)
    while (spots.length < mostFinds && matcher.find()) {
      const [start, end] = [matcher.start(), matcher.end()]
      if (start === end || cutsPair(text, start) || cutsPair(text, end)) continue
      const named = near(text, start, end)
      if (own.wordsRequired && !named) continue
      if (!agrees[own.checksum](bare(text.slice(start, end)))) continue
      const because = ['pattern']
      if (own.checksum !== 'none') because.push('checksum')
      if (named) because.push('context')
      const score = named ? own.score : own.words.length > 0 ? own.score * 0.8 : own.score
      spots.push({ type: `own:${key}`, start, end, score, because, level: own.level })
    }
    return spots
  }
  return { key, find }
}

/** What keeps a recogniser from being saved: the first example that does not come out as it must. */
export type OwnFault =
  | { fault: 'pattern-invalid' | 'pattern-empty' }
  | { fault: 'words-missing' }
  | { fault: 'example-missed' | 'example-found'; example: string }

/** Tries a recogniser on its own examples. @returns what is wrong with it; null when it does what it says */
export function tryExamples(own: OwnRecogniser): OwnFault | null {
  const fault = faultOfPattern(own.pattern)
  if (fault) return { fault }
  if (own.wordsRequired && own.words.length === 0) return { fault: 'words-missing' }
  const { find } = compileOwn('trial', own)
  for (const example of own.examples)
    if (find(example).length === 0) return { fault: 'example-missed', example }
  for (const example of own.counterExamples)
    if (find(example).length > 0) return { fault: 'example-found', example }
  return null
}
