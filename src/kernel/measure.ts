import type { Actor } from '#identity/index.ts'
import type { Algorithm, AnyAlgorithm } from './algorithm.ts'
import type { Outcome } from './kernel.contract.ts'
import { type Ports, runAlgorithm } from './run-algorithm.ts'

declare const onlyMeasured: unique symbol

/** What an algorithm answered in an evaluation. Not Governed: it cannot be stored on a case and makes no decision. */
export interface Measured<Output> {
  readonly [onlyMeasured]: true
  readonly outcome: Outcome
  readonly value: Output | null
  readonly confidence: number | null
  readonly reason: string | null
  readonly modelVersion: string | null
}

/** Runs an algorithm over rows for `evaluate`, `predict` and benchmarks; results come in the order of the rows. */
export async function measure<Input, Output>(
  ports: Ports,
  algorithm: Algorithm<Input, Output>,
  call: { inputs: readonly Input[]; actor: Actor },
): Promise<Measured<Output>[]> {
  const results = await Promise.all(
    call.inputs.map(input =>
      runAlgorithm(ports, algorithm as unknown as AnyAlgorithm, { input, actor: call.actor }),
    ),
  )
  return results.map(
    ({ outcome, value, confidence, reason, modelVersion }) =>
      ({ outcome, value, confidence, reason, modelVersion }) as Measured<Output>,
  )
}
