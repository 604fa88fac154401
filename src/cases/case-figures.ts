import type { CitySnapshot } from '#city/index.ts'
import type { CountObjections, EffectOf, MeasureStage, ObjectionFigures, TellRoles } from '#kernel/index.ts'
import { selectAppealCount, selectAppealFigures } from './appeals/appeal.store.ts'
import { effectOfDecision } from './case-trace/effect-of-decision.ts'
import { tellRoles } from './inbox/tell-roles.ts'
import { selectStageCounts } from './stage-effect/stage-effect.store.ts'

/**
 * What the kernel asks of the matters themselves: what came of a decision, how matters went in a span of time, who objected;
 * and the way to tell people.
 */
export function caseFigures(snapshot: () => Promise<CitySnapshot>): {
  effectOf: EffectOf
  measureStage: MeasureStage
  objectionFigures: ObjectionFigures
  countObjections: CountObjections
  tellRoles: TellRoles
} {
  return {
    effectOf: effectOfDecision(snapshot),
    measureStage: selectStageCounts,
    objectionFigures: selectAppealFigures,
    countObjections: selectAppealCount,
    tellRoles,
  }
}
