import { z } from 'zod'
import { level, levels } from '#base/level.contract.ts'
import { aigcEntry } from './label/label.contract.ts'

/** What became of one run of an algorithm. Abstained: it may have an idea but a person triages. */
export const outcomes = ['advised', 'abstained', 'refused', 'failed'] as const
export type Outcome = (typeof outcomes)[number]

/** What a person did with a decision; an explicit word, never an empty value. */
export const verdicts = ['adopted', 'amended', 'rejected', 'taken-over', 'expired'] as const
export type Verdict = (typeof verdicts)[number]

export const risks = ['low', 'medium', 'high', 'prohibited'] as const
export type Risk = (typeof risks)[number]

export const gates = ['informs', 'human-confirms', 'two-humans-confirm'] as const
export type Gate = (typeof gates)[number]

/** Words of the input that weighed for the advice. */
const wordsEvidence = z.object({
  kind: z.literal('words'),
  items: z.array(z.object({ term: level('L3', z.string()), weight: level('L2', z.number()) })),
})
/** A passage of a corpus that was retrieved, with the words that matched. */
const passageEvidence = z.object({
  kind: z.literal('passage'),
  corpus: level('L2', z.string()),
  corpusVersion: level('L2', z.string()),
  documentId: level('L2', z.string()),
  title: level('L2', z.string()),
  text: level('L3', z.string()),
  score: level('L2', z.number()),
  matched: level('L3', z.array(z.string())),
})
export const evidence = z.discriminatedUnion('kind', [wordsEvidence, passageEvidence])
export type Evidence = z.infer<typeof evidence>

/** The label every AI output carries (GB 45438-2025): the visible words, and the entry that files made of it carry. */
export const aiLabel = z.object({
  zh: level('L1', z.string()),
  en: level('L1', z.string()),
  aigc: aigcEntry,
})
export type AiLabel = z.infer<typeof aiLabel>

/** The wire form of a governed output; the only form in which AI output appears in an API. */
export function governedView<Output extends z.ZodType>(output: Output) {
  return z.object({
    decisionId: level('L2', z.string()),
    algorithm: level('L1', z.string()),
    algorithmVersion: level('L1', z.string()),
    modelVersion: level('L1', z.string().nullable()),
    outcome: level('L2', z.enum(outcomes)),
    value: output.nullable(),
    confidence: level('L2', z.number().min(0).max(1).nullable()),
    reason: level('L2', z.string().nullable()),
    evidence: z.array(evidence),
    label: aiLabel,
    madeAt: level('L2', z.iso.datetime()),
    expiresAt: level('L2', z.iso.datetime()),
  })
}

/** One decision as the explorer shows it: facts without content. */
export const decisionSummary = z.object({
  decisionId: level('L2', z.string()),
  algorithm: level('L1', z.string()),
  algorithmVersion: level('L1', z.string()),
  modelVersion: level('L1', z.string().nullable()),
  subject: level('L2', z.string()),
  actor: level('L2', z.string()),
  outcome: level('L2', z.enum(outcomes)),
  confidence: level('L2', z.number().nullable()),
  level: level('L2', z.enum(levels)),
  madeAt: level('L2', z.iso.datetime()),
  settledAt: level('L2', z.iso.datetime().nullable()),
  verdict: level('L2', z.enum(verdicts).nullable()),
})

/** Somebody who had to do with a decision; the name is null for a reader who may not see names. */
export const namedPerson = z.object({
  id: level('L2', z.string()),
  account: level('L2', z.string()),
  name: level('L3', z.string().nullable()),
})

/** What somebody opens the content of a decision for. */
export const contentPurposes = ['audit', 'objection', 'quality', 'incident'] as const
export type ContentPurpose = (typeof contentPurposes)[number]

/** One decision with what was done about it; content is null for a reader below its level, without a purpose, or once erased. */
export const decisionRecord = decisionSummary.extend({
  gate: level('L1', z.enum(gates)),
  risk: level('L1', z.enum(risks)),
  durationMilliseconds: level('L2', z.number()),
  inputCommitment: level('L1', z.string()),
  outputCommitment: level('L1', z.string()),
  /** Of the ids in `actor` and `by` those that are people's. */
  people: z.array(namedPerson),
  /** True when the reader would see the content but has not said what for. */
  asksPurpose: level('L2', z.boolean()).optional(),
  /** Whether input and output are still what was committed to; null once erased. */
  contentIntact: level('L1', z.boolean().nullable()),
  label: aiLabel,
  content: level(
    'L4',
    z
      .object({
        input: z.unknown(),
        output: z.unknown(),
        evidence: z.unknown(),
        reason: z.string().nullable(),
      })
      .nullable(),
  ),
  acts: z.array(
    z.object({
      act: level('L2', z.enum(['used', 'confirmed', 'settled'])),
      verdict: level('L2', z.enum(verdicts).nullable()),
      by: level('L2', z.string()),
      at: level('L2', z.iso.datetime()),
      evidenceOpened: level('L2', z.boolean().nullable()),
      secondsToSettle: level('L2', z.number().nullable()),
      blind: level('L2', z.boolean()),
      value: level('L4', z.unknown()),
      reason: level('L3', z.string().nullable()),
    }),
  ),
  ledger: z.array(
    z.object({
      entryId: level('L1', z.string()),
      kind: level('L1', z.string()),
      at: level('L1', z.iso.datetime()),
      intact: level('L1', z.boolean()),
    }),
  ),
})
