import type { Level } from '#base/index.ts'
import { assessAhead } from '../attack/assess-ahead.ts'
import { assessAttack } from '../attack/assess-attack.ts'
import { mustRefuseTopics } from '../check/must-refuse.topics.ts'
import { compileTopics, type Topics } from '../check/topics.rules.ts'
import { recognise } from '../recognise/recognise.rules.ts'
import type { Vocabulary } from '../vocabulary/compile-vocabulary.rules.ts'
import type { AttackVerdict, Finding } from './guard.contract.ts'

/** The recognisers, rules and words that hold now. A change makes a new one, with nothing remembered from the old. */
export interface GuardInForce {
  findingsIn(text: string): readonly Finding[]
  /** Only what is highly sensitive, in a tenth of the time: what every model is kept from. */
  highIn(text: string): readonly Finding[]
  attackIn(text: string): AttackVerdict
  /** Has many texts read for attacks by another thread, so that `attackIn` knows them. */
  readAttacks(texts: readonly string[]): Promise<void>
  /** True for a passage, a file or the result of a tool that gives orders to whoever reads it. */
  passageAttacks(text: string): boolean
  vocabulary: Vocabulary | null
  topics: Topics | null
  /** Hosts that a link of an answer may lead to. */
  hosts: readonly string[]
  /** What a provider may receive: its own ceiling, or the city's where that is lower. */
  ceiling(provider: string, own: Level): Level
}

/** What a city may have changed; what is left out is as it comes with the product. */
export interface GuardChoices {
  recognise?: (text: string) => Finding[]
  recogniseHigh?: (text: string) => Finding[]
  assess?: (text: string) => AttackVerdict
  vocabulary?: Vocabulary | null
  hosts?: readonly string[]
  ceiling?: (provider: string, own: Level) => Level
}

/** As many characters are remembered by each reader; in memory only. */
const rememberedCharacters = 4_000_000

/**
 * What was made of a text once is remembered for a while. A batch of five hundred matters is read by two algorithms, one after
 * the other: remembering fewer texts than that would read each four times.
 */
function remembered<T>(make: (text: string) => T): ((text: string) => T) & { has(text: string): boolean } {
  const held = new Map<string, T>()
  let characters = 0
  const read = (text: string) => {
    const known = held.get(text)
    if (known !== undefined) return known
    const made = make(text)
    held.set(text, made)
    characters += text.length
    for (const oldest of held.keys()) {
      if (characters <= rememberedCharacters) break
      held.delete(oldest)
      characters -= oldest.length
    }
    return made
  }
  return Object.assign(read, { has: (text: string) => held.has(text) })
}

const shippedTopics = compileTopics(mustRefuseTopics)

/** Makes a guard of the given choices. */
export function guardOf(choices: GuardChoices = {}): GuardInForce {
  const {
    recognise: find = text => recognise(text),
    recogniseHigh: findHigh = text => recognise(text, { highOnly: true }),
    assess = assessAttack,
    vocabulary = null,
    hosts = [],
    ceiling = (_, own) => own,
  } = choices
  const attackIn = remembered(assess)
  return {
    // One matter is asked about by several algorithms, and its words reach a model as they stand in the input or in parts.
    findingsIn: remembered<readonly Finding[]>(find),
    highIn: remembered<readonly Finding[]>(findHigh),
    attackIn,
    readAttacks: async texts => await assessAhead(texts.filter(text => !attackIn.has(text))),
    // Passages of a corpus come back with every question.
    passageAttacks: remembered(text => assess(text).flagged),
    vocabulary,
    topics: shippedTopics,
    hosts,
    ceiling,
  }
}
