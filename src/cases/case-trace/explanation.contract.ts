import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { aiLabel, outcomes, verdicts } from '#kernel/kernel.contract.ts'

/** What a citizen is told of the part that AI had in a matter: how, on what, how sure, and that a person decides. */
export const caseExplanation = z.object({
  items: z.array(
    z.object({
      title: level('L1', z.object({ zh: z.string(), en: z.string() })),
      algorithm: level('L1', z.string()),
      algorithmVersion: level('L1', z.string()),
      /** `model`: the city's own trained model had a part; `duty-list`: the words were looked up in the duty list. */
      method: level('L2', z.enum(['model', 'duty-list'])),
      outcome: level('L2', z.enum(outcomes)),
      confidence: level('L2', z.number().min(0).max(1).nullable()),
      madeAt: level('L2', z.iso.datetime()),
      /** What a person made of it; null as long as nobody has. */
      verdict: level('L2', z.enum(verdicts).nullable()),
      settledAt: level('L2', z.iso.datetime().nullable()),
      label: aiLabel,
    }),
  ),
})
