import type { SeededRandom } from '#city/index.ts'
import type { DemoCase } from './demo-case.ts'
import common from './phrases/common.json' with { type: 'json' }

function replaceFirst(text: string, pairs: readonly (readonly string[])[]): string {
  const pair = pairs.find(([from]) => text.includes(from!))
  return pair ? text.replace(pair[0]!, pair[1]!) : text
}

/** A letter lost or doubled, as on a small keyboard. */
function slip(random: SeededRandom, text: string): string {
  const at = random.integer(1, Math.max(1, text.length - 2))
  const kept = random.chance(0.5) ? '' : text.slice(at, at + 1).repeat(2)
  return text.slice(0, at) + kept + text.slice(at + 1)
}

/** Wrong characters, local words and slips. Seats type well, so what came by phone has fewer. */
export function garble(random: SeededRandom, text: string, channel: DemoCase['channel']): string {
  const typed = channel !== 'phone' && channel !== 'walk-in'
  let garbled = text
  if (random.chance(0.15)) {
    for (let count = random.integer(1, 3); count > 0; count--)
      garbled = replaceFirst(garbled, random.shuffled(common.dialect))
  }
  if (random.chance(typed ? 0.25 : 0.06)) {
    for (let count = random.integer(1, 3); count > 0; count--)
      garbled = replaceFirst(garbled, random.shuffled(common.typos))
  }
  if (random.chance(typed ? 0.12 : 0.03)) garbled = slip(random, garbled)
  return garbled
}
