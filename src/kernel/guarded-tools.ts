import type { Actor } from '#identity/index.ts'
import type { Tools } from './algorithm.ts'
import type { Limiter } from './attack/create-limiter.ts'
import type { BreakerHolder } from './breaker/hold-breakers.ts'
import type { GuardInForce } from './guard/guard-in-force.ts'
import { type Guarded, maskFor, passageAttacks, plainWords } from './guard/guard-input.ts'
import { withinCeiling } from './levels/effective-level.rules.ts'
import type { KnowledgePort, ModelPort, Passage } from './ports.ts'

export interface Ports {
  models: ModelPort
  knowledge: KnowledgePort
  /** The guard as it holds now. */
  guard(): Promise<GuardInForce>
  /** Milliseconds a run may take before it counts as failed. */
  patience: number
  /** What is cut off; not for an evaluation, which is how it is found out whether it may come back. */
  breakers?: Pick<BreakerHolder, 'inForce'>
  /** What one person may ask for in a while; batches are bounded by their queues, and an evaluation by nothing. */
  limiter?: Limiter
}

/** What a provider may receive lies below what it was asked with. */
export class CeilingError extends Error {}

/** The tools of one run, and what they saw. */
export interface GuardedTools {
  tools: Tools
  versions: ReadonlySet<string>
  /** What was retrieved and handed on, in that order. */
  passages: readonly Passage[]
}

/**
 * The only way from an algorithm to models and knowledge: texts go out masked as the provider's ceiling asks, and passages that
 * give orders do not come back.
 * @throws CeilingError for a provider that may not even see internal matters.
 */
export function guardedTools(ports: Ports, guarded: Guarded, actor: Actor): GuardedTools {
  const versions = new Set<string>()
  const passages: Passage[] = []
  const { ceiling: limit } = guarded.inForce
  const tools: Tools = {
    classify: async request => {
      const ceiling = limit(`model:${request.task}`, ports.models.ceiling(request.task))
      if (!withinCeiling(plainWords, ceiling)) throw new CeilingError(request.task)
      const text = maskFor(guarded, ceiling, request.text)
      const answer = await ports.models.classify({ ...request, text })
      if (answer) versions.add(answer.modelVersion)
      return answer
    },
    retrieve: async request => {
      const ceiling = limit(`corpus:${request.corpus}`, ports.knowledge.ceiling(request.corpus))
      if (!withinCeiling(plainWords, ceiling)) throw new CeilingError(request.corpus)
      const query = maskFor(guarded, ceiling, request.query)
      const found = await ports.knowledge.retrieve({ ...request, query }, actor)
      const kept = found.filter(one => !passageAttacks(guarded, one))
      passages.push(...kept)
      return kept
    },
  }
  return { tools, versions, passages }
}
