import { setImmediate as nextTurn } from 'node:timers/promises'
import { higher, type Level, within } from '#base/index.ts'
import type { AnyAlgorithm } from '../algorithm.ts'
import { maskText, openTokenBook, type TokenBook } from '../mask/token-book.rules.ts'
import type { Passage } from '../ports.ts'
import { recognise } from '../recognise/recognise.rules.ts'
import { freeTextsOf } from './free-texts.rules.ts'
import type { AttackVerdict, Finding } from './guard.contract.ts'
import type { GuardInForce } from './guard-in-force.ts'

/** What the guard knows of one input before anything is asked of a model, and what it did since. */
export interface Guarded {
  inForce: GuardInForce
  /** The people's words of the input. */
  texts: readonly string[]
  /** The highest level of what was found; without findings the level that people's words have by themselves. */
  level: Level
  /** How many of each type were found. */
  counts: Record<string, number>
  attack: AttackVerdict
  book: TokenBook
  /** How many retrieved passages were kept from a model because they give orders. */
  passagesDropped: number
}

/** Words in which nothing was found may go wherever internal matters may. */
export const plainWords: Level = 'L2'
/** Highly sensitive values reach no model but as tokens, wherever it runs. */
const highestUnmasked: Level = 'L3'

function countTypes(findings: readonly Finding[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { type } of findings) counts[type] = (counts[type] ?? 0) + 1
  return counts
}

// A subject is often the first words of the detail, and is then left out of what a model is asked with.
function withoutRepeats(texts: string[]): string[] {
  return texts.filter((text, place) => !texts[place + 1]?.startsWith(text))
}

const textsOf = (algorithm: AnyAlgorithm, input: unknown) =>
  withoutRepeats(freeTextsOf(algorithm.input, input))

/** As many inputs are read in one turn of the event loop; five hundred would keep everybody else waiting for 150 ms. */
const readAtOnce = 16

/**
 * Reads the inputs of a batch ahead: for attacks in another thread, for identities here, a few in each turn of the event loop;
 * what was read is remembered.
 */
export async function readAhead(
  inForce: GuardInForce,
  algorithm: AnyAlgorithm,
  inputs: readonly unknown[],
): Promise<void> {
  if (!isBulk(inputs.length)) return
  await inForce.readAttacks(inputs.map(input => textsOf(algorithm, input).join('\n')))
  for (const [place, input] of inputs.entries()) {
    guardInput(inForce, algorithm, { input, inBulk: true })
    if (place % readAtOnce === readAtOnce - 1) await nextTurn()
  }
}

/** True for so many inputs that nobody waits for each. */
export const isBulk = (count: number): boolean => count > readAtOnce

/**
 * Reads the people's words of an input: what identities stand in them, whether they attack. The fields are read as one text:
 * an attack may be spread over several. Of many at once only what every model is kept from is looked for (0.04 ms a text
 * instead of 0.3), and names are taken to be there.
 */
export function guardInput(
  inForce: GuardInForce,
  algorithm: AnyAlgorithm,
  { input, inBulk }: { input: unknown; inBulk: boolean },
): Guarded {
  const texts = textsOf(algorithm, input)
  const whole = texts.join('\n')
  const findings = inBulk ? inForce.highIn(whole) : inForce.findingsIn(whole)
  const least = inBulk && whole !== '' ? highestUnmasked : plainWords
  return {
    inForce,
    texts,
    level: findings.reduce<Level>((top, one) => higher(top, one.level), least),
    counts: countTypes(findings),
    attack: inForce.attackIn(whole),
    book: openTokenBook(),
    passagesDropped: 0,
  }
}

/**
 * A text as a provider of this ceiling may see it: what lies above the ceiling, and always what is highly sensitive, as tokens
 * of this decision.
 */
export function maskFor(guarded: Guarded, ceiling: Level, text: string): string {
  const most = within(ceiling, highestUnmasked) ? ceiling : highestUnmasked
  const { highIn, findingsIn } = guarded.inForce
  const findings = most === highestUnmasked ? highIn(text) : findingsIn(text)
  const above = findings.filter(one => !within(one.level, most))
  if (above.length === 0 && !text.includes('⟦') && !text.includes('⟧')) return text
  return maskText(guarded.book, text, above)
}

/** True for a retrieved passage that gives orders to whoever reads it; it is counted, and no model sees it. */
export function passageAttacks(guarded: Guarded, passage: Passage): boolean {
  if (!guarded.inForce.passageAttacks(`${passage.title}\n${passage.text}`)) return false
  guarded.passagesDropped += 1
  return true
}

/** A text with everything found in it masked, for whoever looks after the guard and not after the matter. */
export function maskWhole(inForce: GuardInForce, text: string): string {
  return maskText(openTokenBook(), text, inForce.findingsIn(text))
}

/**
 * A text as every model may see it, for what is learned from: highly sensitive values as tokens, as when the model is asked.
 * Not remembered: a text is learned from once.
 */
export function maskForModels(text: string): string {
  const above = recognise(text, { highOnly: true }).filter(one => !within(one.level, highestUnmasked))
  return maskText(openTokenBook(), text, above)
}
