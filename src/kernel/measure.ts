import type { Actor } from '#identity/index.ts'
import type { Algorithm, AnyAlgorithm } from './algorithm.ts'
import type { CheckResult } from './guard/guard.contract.ts'
import { isBulk } from './guard/guard-input.ts'
import type { Ports } from './guarded-tools.ts'
import type { Outcome } from './kernel.contract.ts'
import { runAlgorithm } from './run-algorithm.ts'

declare const onlyMeasured: unique symbol

/** What an algorithm answered in an evaluation. Not Governed: it cannot be stored on a case and makes no decision. */
export interface Measured<Output> {
  readonly [onlyMeasured]: true
  readonly outcome: Outcome
  readonly value: Output | null
  readonly confidence: number | null
  readonly reason: string | null
  readonly modelVersion: string | null
  /** What the checks after the model had to say; empty where all passed. */
  readonly checks: readonly CheckResult[]
}

/** Runs an algorithm over rows for `evaluate`, `predict` and benchmarks; results come in the order of the rows. */
export async function measure<Input, Output>(
  ports: Ports,
  algorithm: Algorithm<Input, Output>,
  call: { inputs: readonly Input[]; actor: Actor },
): Promise<Measured<Output>[]> {
  const inBulk = isBulk(call.inputs.length)
  const results = await Promise.all(
    call.inputs.map(input =>
      runAlgorithm(ports, algorithm as unknown as AnyAlgorithm, { input, actor: call.actor, inBulk }),
    ),
  )
  return results.map(
    ({ outcome, value, confidence, reason, modelVersion, guard }) =>
      ({
        outcome,
        value,
        confidence,
        reason,
        modelVersion,
        checks: guard.checks,
      }) as unknown as Measured<Output>,
  )
}
