import { z } from 'zod'
import { highestLevel, within } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { AnyAlgorithm, Tools } from './algorithm.ts'
import type { RunResult } from './decision.draft.ts'
import { evidence } from './kernel.contract.ts'
import type { KnowledgePort, ModelPort } from './ports.ts'
import { storable } from './storable.rules.ts'

export interface Ports {
  models: ModelPort
  knowledge: KnowledgePort
  /** Milliseconds a run may take before it counts as failed. */
  patience: number
}

/** What a run may answer. The output's own contract is checked after it. */
const answerContract = z.object({
  outcome: z.enum(['advised', 'abstained']),
  value: z.unknown(),
  confidence: z.number().min(0).max(1).nullable(),
  evidence: z.array(evidence),
  reason: z.string().nullable(),
})

function toolsFor(ports: Ports, algorithm: AnyAlgorithm, actor: Actor) {
  const inputLevel = highestLevel(algorithm.input)
  const versions = new Set<string>()
  const tools: Tools = {
    classify: async request => {
      // A call over the ceiling of a provider is refused and recorded as such.
      if (!within(inputLevel, ports.models.ceiling(request.task))) throw new CeilingError(request.task)
      const answer = await ports.models.classify(request)
      if (answer) versions.add(answer.modelVersion)
      return answer
    },
    retrieve: request => ports.knowledge.retrieve(request, actor),
  }
  return { tools, versions }
}

class CeilingError extends Error {}
class LateError extends Error {}

/** The run, or LateError when it takes too long: a model that hangs must not hold a case for ever. */
async function inTime<T>(run: () => Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new LateError()), milliseconds)
  })
  try {
    return await Promise.race([run(), late])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * guard → run → check. Never throws for what an algorithm or a model does wrong: that is an outcome, and it is recorded.
 * `failed` keeps the kind of the error in `reason`, never its text, which could quote the input.
 */
export async function runAlgorithm(
  ports: Ports,
  algorithm: AnyAlgorithm,
  call: { input: unknown; actor: Actor },
): Promise<RunResult> {
  const began = performance.now()
  const { tools, versions } = toolsFor(ports, algorithm, call.actor)
  const settle = (part: Omit<RunResult, 'modelVersion' | 'durationMilliseconds'>): RunResult => ({
    ...part,
    modelVersion: versions.size > 0 ? [...versions].sort().join('+') : null,
    durationMilliseconds: performance.now() - began,
  })
  const nothing = (outcome: 'refused' | 'failed', reason: string) =>
    settle({ outcome, value: null, confidence: null, evidence: [], reason })
  let given: unknown
  try {
    given = await inTime(() => algorithm.run(call.input as never, tools), ports.patience)
  } catch (error) {
    if (error instanceof CeilingError) return nothing('refused', 'level-above-ceiling')
    if (error instanceof LateError) return nothing('failed', 'no-answer-in-time')
    return nothing('failed', error instanceof Error ? error.name : 'unknown')
  }
  const read = answerContract.safeParse(given)
  if (!read.success) return nothing('failed', 'answer-contract')
  // One text that PostgreSQL cannot hold would lose a whole batch of decisions.
  const answer = storable(read.data) as z.infer<typeof answerContract>
  const value = answer.value ?? null
  if (value === null) {
    if (answer.outcome === 'advised') return nothing('failed', 'advised-nothing')
    return settle({ ...answer, value })
  }
  const checked = algorithm.output.safeParse(value)
  if (!checked.success) return nothing('failed', 'output-contract')
  return settle({ ...answer, value: storable(checked.data) })
}
