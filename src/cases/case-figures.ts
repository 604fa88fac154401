import type { CitySnapshot } from '#city/index.ts'
import type { EffectOf, MeasureStage } from '#kernel/index.ts'
import { effectOfDecision } from './case-trace/effect-of-decision.ts'
import { selectStageCounts } from './stage-effect/stage-effect.store.ts'

/** What the kernel asks of the matters themselves: what came of a decision, and how matters went in a span of time. */
export function caseFigures(snapshot: () => Promise<CitySnapshot>): {
  effectOf: EffectOf
  measureStage: MeasureStage
} {
  return { effectOf: effectOfDecision(snapshot), measureStage: selectStageCounts }
}
