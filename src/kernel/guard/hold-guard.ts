import type { ExceptionHolder } from '../alarm/hold-exceptions.ts'
import { withExceptions } from '../alarm/with-exceptions.ts'
import { assessAttack } from '../attack/assess-attack.ts'
import type { LevelHolder } from '../levels/hold-levels.ts'
import type { RecogniserHolder } from '../recognise/own/create-recognisers.ts'
import type { VocabularyHolder } from '../vocabulary/create-vocabulary.ts'
import { type GuardInForce, guardOf } from './guard-in-force.ts'

/** The guard of what is in force now: made anew when something of it was changed, here or in another process. */
export function holdGuard(holders: {
  vocabulary: VocabularyHolder
  recognisers: RecogniserHolder
  exceptions: ExceptionHolder
  levels: LevelHolder
}): () => Promise<GuardInForce> {
  let held: { guard: GuardInForce; of: readonly unknown[] } | undefined
  return async () => {
    const of = await Promise.all([
      holders.vocabulary.inForce(),
      holders.recognisers.inForce(),
      holders.exceptions.inForce(),
      holders.levels.inForce(),
    ])
    if (!held || of.some((one, place) => one !== held?.of[place])) {
      const [vocabulary, finders, ruled, levels] = of
      const { findings: byType } = levels.settings
      const seen = (highOnly: boolean) =>
        withExceptions(ruled, {
          recognise: text => finders.recognise(text, { levels: byType, highOnly }),
          assess: assessAttack,
        })
      const choices = { vocabulary, ceiling: levels.ceiling, recogniseHigh: seen(true).recognise }
      held = { guard: guardOf({ ...choices, ...seen(false) }), of }
    }
    return held.guard
  }
}
