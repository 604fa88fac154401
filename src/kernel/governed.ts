import type { Level } from '#base/index.ts'
import type { AiLabel, Evidence, Outcome } from './kernel.contract.ts'
import { madeHere } from './label/entry.rules.ts'
import { labelProducer } from './label/producer.ts'

declare const passedTheDoor: unique symbol

/** An AI output that passed the kernel. Only the kernel makes one; its wire form is `governedView`. */
export interface Governed<Output> {
  readonly [passedTheDoor]: true
  readonly decisionId: string
  readonly algorithm: string
  readonly algorithmVersion: string
  readonly modelVersion: string | null
  readonly outcome: Outcome
  readonly value: Output | null
  readonly confidence: number | null
  readonly reason: string | null
  readonly evidence: Evidence[]
  readonly label: AiLabel
  readonly level: Level
  readonly madeAt: string
  readonly expiresAt: string
  /** Hex of the kernel's commitment to the value; stores keep it with the decision id and verify it. */
  readonly hash: string
}

/** The explicit label of GB 45438-2025: the words 人工智能 and 生成 stand in it. */
export const aiWords = {
  zh: '人工智能生成的建议，须经人工确认',
  en: 'AI-generated advice; a person must confirm it',
}

/** The label of a decision wherever something of it is shown. */
export function aiLabelOf(decisionId: string): AiLabel {
  const { producer } = labelProducer()
  return { ...aiWords, aigc: madeHere({ producer, produceId: decisionId }) }
}

/** Kernel-internal: the one cast to the brand. Not exported from the room. */
export function govern<Output>(
  facts: Omit<Governed<Output>, typeof passedTheDoor | 'label'>,
): Governed<Output> {
  return Object.freeze({ ...facts, label: aiLabelOf(facts.decisionId) }) as Governed<Output>
}

/** Plain object for an HTTP answer. */
export function viewOf<Output>(governed: Governed<Output>) {
  const { level: _level, hash: _hash, ...view } = governed
  return view
}
