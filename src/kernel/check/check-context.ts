import type { Level } from '#base/level.contract.ts'
import type { CheckSays, Finding } from '../guard/guard.contract.ts'
import type { Passage } from '../ports.ts'
import type { Vocabulary } from '../vocabulary/compile-vocabulary.rules.ts'
import type { Topics } from './topics.rules.ts'

/** What the checks know of the run whose answer they read. */
export interface CheckContext {
  /** How far whoever asked is cleared. */
  reader: Level
  /** The texts of the input. */
  inputs: readonly string[]
  /** What was retrieved for this answer, in the order in which the model was given it: `[1]` is the first. */
  passages: readonly Passage[]
  /** The tokens of this decision's book, `⟦手机1⟧`. Any other in the answer is somebody else's. */
  tokens: ReadonlySet<string>
  /** What the model was told to do; empty for a trained classifier. */
  instructions: readonly string[]
  /**
   * Which parts of the answer a generative model wrote, as paths into the value: `reply`, `points.*.text`; what lies below
   * a path belongs to it, the empty path is all of it. Everything else was copied from lists of the city's own.
   */
  written: readonly string[]
  /** Which parts are ids, as paths. A key `id`, `…Id`, `…Ids` and a UUID are ids without being named. */
  ids: readonly string[]
  /** The word library in force; null while there is none. */
  vocabulary: Vocabulary | null
  /** Topics that must be refused; null for none. */
  topics: Topics | null
  /** The recognisers in force, a city's own ones among them. */
  recognise(text: string): readonly Finding[]
  /** Checks that a person overrode for this subject: what they say where a person may decide is not heeded. */
  overridden?: ReadonlySet<string>
  /** Hosts that a link of an answer may lead to, with their subdomains. */
  hosts: readonly string[]
}

/** What one check makes of one text. */
export interface Said {
  /** The text as it may go on. */
  text: string
  says: CheckSays
  because: readonly string[]
  /** Whether a person may override it; true where there is nothing to override. */
  overridable: boolean
}

/** Nothing to say about a text. */
export const pass = (text: string): Said => ({ text, says: 'pass', because: [], overridable: true })

/** What stands where something was taken out: the sign of a redaction in published Chinese judgments, and in no language a word. */
export const redacted = '×××'
