import { type Classification, defineAlgorithm, type Evidence } from '#kernel/index.ts'
import { caseForDispatch, classification } from './advice.contract.ts'
import { caseText } from './case-text.rules.ts'
import { classifyProposal } from './register-proposals.ts'

/** Words that weighed, as evidence; none where the model named none. */
export function wordsOf(answer: Classification): Evidence[] {
  return answer.terms.length > 0 ? [{ kind: 'words', items: answer.terms }] : []
}

/** Which category a matter belongs to, by the city's own trained model. The label is a category's id. */
export const classifyCase = defineAlgorithm({
  id: 'cases.classify',
  version: '1',
  title: { zh: '诉求分类', en: 'Classification of matters' },
  purpose: 'Proposes the category of a matter from its words, to help people find and count matters.',
  owner: 'hotline',
  risk: 'low',
  gate: 'informs',
  input: caseForDispatch,
  output: classification,
  breaker: { overrideShare: 0.5, minimumCount: 50 },
  onAttack: 'mark',
  fallback: 'human-queue',
  expiresAfterHours: 24 * 30,
  proposal: classifyProposal,
  run: async (input, tools) => {
    const text = caseText(input)
    const nothing = { outcome: 'abstained' as const, value: null, confidence: null, evidence: [] }
    if (text === '') return { ...nothing, reason: 'empty' }
    const answer = await tools.classify({ task: 'cases.classify', text, explain: true })
    const [best, ...others] = answer?.ranked ?? []
    if (!answer || !best) return { ...nothing, reason: 'no-model' }
    const sure = best.confidence >= answer.threshold
    return {
      outcome: sure ? 'advised' : 'abstained',
      value: { label: best.label, alternatives: others.slice(0, 2) },
      confidence: best.confidence,
      evidence: wordsOf(answer),
      reason: sure ? null : 'low-confidence',
    }
  },
})
