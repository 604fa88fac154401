import { z } from 'zod'
import { level } from '#base/index.ts'
import { defineAlgorithm } from '#kernel/index.ts'
import { versionReference } from './version-state.rules.ts'

const textToMeasure = z.object({
  task: level('L1', z.string()),
  version: level('L1', z.string()),
  text: level('L4', z.string()),
})

const measuredText = z.object({
  ranked: z.array(z.object({ label: level('L2', z.string()), confidence: level('L2', z.number()) })).min(1),
})
export type MeasuredText = z.infer<typeof measuredText>

/**
 * Runs one version of a task's model, in use or not, on texts whose answers go nowhere: for `evaluate` and `predict`,
 * through `kernel.measure`.
 */
export const measureText = defineAlgorithm({
  id: 'models.measure',
  version: '1',
  title: { zh: '模型评测', en: 'Measuring a model' },
  purpose: 'Measures how well a version of a trained model does; its answers make no decisions.',
  owner: 'hotline',
  risk: 'low',
  gate: 'informs',
  input: textToMeasure,
  output: measuredText,
  breaker: { overrideShare: 1, minimumCount: 1 },
  onAttack: 'mark',
  fallback: 'human-queue',
  expiresAfterHours: 1,
  run: async ({ task, version, text }, tools) => {
    const answer = await tools.classify({ task: versionReference(task, version), text, explain: false })
    const best = answer?.ranked[0]
    if (!answer || !best)
      return { outcome: 'abstained', value: null, confidence: null, evidence: [], reason: 'no-model' }
    const sure = text !== '' && best.confidence >= answer.threshold
    return {
      outcome: sure ? 'advised' : 'abstained',
      value: { ranked: answer.ranked.slice(0, 3) },
      confidence: best.confidence,
      evidence: [],
      reason: sure ? null : 'low-confidence',
    }
  },
})
