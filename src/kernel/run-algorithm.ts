import { z } from 'zod'
import type { Actor } from '#identity/index.ts'
import type { AnyAlgorithm } from './algorithm.ts'
import type { LimitOutcome } from './attack/limits.rules.ts'
import type { Cut } from './breaker/cut.rules.ts'
import type { RunResult } from './decision.draft.ts'
import { checkRun } from './guard/check-run.ts'
import type { CheckResult } from './guard/guard.contract.ts'
import { type Guarded, guardInput } from './guard/guard-input.ts'
import { CeilingError, guardedTools, type Ports } from './guarded-tools.ts'
import { evidence } from './kernel.contract.ts'
import { storable } from './storable.rules.ts'

/** What a run may answer. The output's own contract is checked after it. */
const answerContract = z.object({
  outcome: z.enum(['advised', 'abstained']),
  value: z.unknown(),
  confidence: z.number().min(0).max(1).nullable(),
  evidence: z.array(evidence),
  reason: z.string().nullable(),
})

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

const refusal = {
  outcome: 'refused' as const,
  value: null,
  confidence: null,
  evidence: [],
  reason: 'answer-checks',
}

function limitOf(
  { limiter }: Ports,
  call: { algorithm: AnyAlgorithm; guarded: Guarded; actor: Actor },
): LimitOutcome {
  const { algorithm, guarded, actor } = call
  if (!limiter || actor.kind === 'system') return 'within'
  return limiter.ask({ text: guarded.texts.join('\n'), actor: actor.id, algorithm: algorithm.id })
}

function withPassages({ passagesDropped }: Guarded, checks: CheckResult[]): CheckResult[] {
  if (passagesDropped === 0) return checks
  return [...checks, { check: 'passages', says: 'drop', because: ['orders'], overridable: false }]
}

/**
 * guard → run → check. Never throws for what an algorithm or a model does wrong: that is an outcome, and it is recorded.
 * `failed` keeps the kind of the error in `reason`, never its text, which could quote the input.
 */
export async function runAlgorithm(
  ports: Ports,
  algorithm: AnyAlgorithm,
  call: {
    input: unknown
    actor: Actor
    overridden?: ReadonlySet<string> | undefined
    inBulk?: boolean
    /** Why it does not run at all: switched off by hand, or not on the register. */
    stopped?: Cut | null
  },
): Promise<RunResult> {
  const began = performance.now()
  const guarded = guardInput(await ports.guard(), algorithm, {
    input: call.input,
    inBulk: call.inBulk ?? false,
  })
  const { tools, versions, passages } = guardedTools(ports, guarded, call.actor)
  const settle = (
    part: Omit<RunResult, 'modelVersion' | 'durationMilliseconds' | 'guard'>,
    checks: CheckResult[] = [],
  ): RunResult => ({
    ...part,
    modelVersion: versions.size > 0 ? [...versions].sort().join('+') : null,
    durationMilliseconds: performance.now() - began,
    guard: { ...guarded, checks: withPassages(guarded, checks) },
  })
  const nothing = (outcome: 'refused' | 'failed' | 'abstained', reason: string) =>
    settle({ outcome, value: null, confidence: null, evidence: [], reason })
  if (call.stopped) return nothing('abstained', call.stopped)
  const limit = limitOf(ports, { algorithm, guarded, actor: call.actor })
  if (limit !== 'within') return nothing('refused', limit)
  if (guarded.attack.flagged && algorithm.onAttack !== 'mark') return nothing('refused', 'attack-suspected')
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
  const fits = algorithm.output.safeParse(value)
  if (!fits.success) return nothing('failed', 'output-contract')
  const reader = call.actor.scope.level
  const checked = checkRun(
    { value: fits.data, evidence: answer.evidence },
    { algorithm, guarded, passages, reader, overridden: call.overridden },
  )
  if (checked.results.some(one => one.says === 'refuse')) return settle(refusal, checked.results)
  // A check may take parts out: what is left has to be an answer still.
  const left = algorithm.output.safeParse(checked.value)
  if (!left.success) return settle(refusal, checked.results)
  return settle({ ...answer, evidence: checked.evidence, value: storable(left.data) }, checked.results)
}
