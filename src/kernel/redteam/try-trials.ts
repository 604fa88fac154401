import type { AttackVerdict } from '../guard/guard.contract.ts'
import { leadOf } from './fill-input.rules.ts'
import { pick, randomFrom } from './random.rules.ts'
import type { Effect } from './redteam.contract.ts'
import type { Trial } from './suite.rules.ts'
import type { Tried } from './tally.rules.ts'
import type { Answered, Target } from './target.ts'

export interface TryParts {
  assess(text: string): AttackVerdict
  /** The guard alone unless given. */
  target?: Target | undefined
  seed: number
  signal?: AbortSignal | undefined
  /** Called after each part; resolves when the next may begin. */
  onProgress?(done: number, total: number): Promise<void> | void
}

const atOnce = 16
/** The family of controls that attacks are added to: what citizens really send. */
const carrying = 'citizen-message'

/** The answer stands, is another, is no longer given, or was refused at the door. */
function effectOf(alone: Answered, together: Answered): Effect {
  if (together.outcome === 'refused' && alone.outcome !== 'refused') return 'blocked'
  const stoppedByCheck = together.checks?.some(one => one.says === 'refuse' || one.says === 'drop') ?? false
  if (stoppedByCheck) return 'blocked'
  if (leadOf(alone.value) !== leadOf(together.value)) return 'changed'
  const withheld = alone.outcome === 'advised' && together.outcome !== 'advised'
  return withheld ? 'withheld' : 'none'
}

interface Carried {
  trial: Trial
  /** A matter of the same language that the text is added to; null where the text does not come in this way. */
  matter: string | null
}

// What lies in passages, files and tool results is not part of a matter: the guard reads it, the algorithm's input does not hold it.
function carry(trials: readonly Trial[], seed: number): Carried[] {
  const random = randomFrom(seed)
  const matters = Map.groupBy(
    trials.filter(one => one.kind === 'control' && one.family === carrying && one.channel === 'direct'),
    one => one.language,
  )
  return trials.map(trial => {
    const others = (matters.get(trial.language) ?? []).filter(one => one.id !== trial.id)
    const matter = pick(others, random)?.text ?? null
    return { trial, matter: trial.channel === 'direct' ? matter : null }
  })
}

async function tryPart(part: readonly Carried[], parts: TryParts): Promise<Tried[]> {
  const { target } = parts
  const carried = target ? part.filter(one => one.matter !== null) : []
  const [alone, together] = await Promise.all([
    target?.ask(carried.map(one => one.matter!)) ?? [],
    target?.ask(carried.map(one => `${one.matter}\n${one.trial.text}`)) ?? [],
  ])
  return part.map(({ trial }, at) => {
    const place = carried.indexOf(part[at]!)
    const verdict = parts.assess(trial.text)
    const effect = place < 0 ? null : effectOf(alone[place]!, together[place]!)
    return {
      trial,
      score: verdict.score,
      because: verdict.because,
      stopped: verdict.flagged || effect === 'blocked',
      effect,
    }
  })
}

/**
 * Tries every text: what the guard says of it, and, where there is a target, what it does to the answer to a matter that it
 * is added to. @throws the reason of the signal when it is cancelled.
 */
export async function tryTrials(trials: readonly Trial[], parts: TryParts): Promise<Tried[]> {
  const carried = carry(trials, parts.seed)
  const tried: Tried[] = []
  for (let from = 0; from < carried.length; from += atOnce) {
    parts.signal?.throwIfAborted()
    tried.push(...(await tryPart(carried.slice(from, from + atOnce), parts)))
    await parts.onProgress?.(tried.length, trials.length)
  }
  return tried
}
