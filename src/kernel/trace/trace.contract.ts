import { z } from 'zod'
import { level, levels } from '#base/level.contract.ts'
import { attackVerdict, checkResult } from '../guard/guard.contract.ts'
import { contentPurposes, decisionRecord, outcomes, verdicts } from '../kernel.contract.ts'
import { documentFormats } from '../label/label.contract.ts'

/** The way of one decision, in order. */
export const traceStepNames = [
  'asked',
  'guarded',
  'ran',
  'checked',
  'answered',
  'recorded',
  'used',
  'confirmed',
  'settled',
  'took-effect',
] as const
export type TraceStepName = (typeof traceStepNames)[number]

/** `done`, `marked` (something was found, it went on), `stopped` (it ended here), `skipped` (never reached), `waits` (a person has not come to it). */
export const traceSays = ['done', 'marked', 'stopped', 'skipped', 'waits'] as const
export type TraceSays = (typeof traceSays)[number]

export const traceStep = z.object({
  name: level('L1', z.enum(traceStepNames)),
  says: level('L2', z.enum(traceSays)),
  at: level('L2', z.iso.datetime().nullable()),
  /** Who did it, by id; null where the product did. */
  by: level('L2', z.string().nullable()),
  outcome: level('L2', z.enum(outcomes).nullable()),
  verdict: level('L2', z.enum(verdicts).nullable()),
})
export type TraceStep = z.infer<typeof traceStep>

/** A field that went in: which, how sensitive, and whether it held anything; never what. */
export const traceInput = z.object({
  field: level('L1', z.string()),
  level: level('L1', z.enum(levels)),
  /** Null once the content is erased. */
  filled: level('L2', z.boolean().nullable()),
})

const inTwoLanguages = z.object({ zh: level('L2', z.string()), en: level('L2', z.string()) })

/** Something that came of it in the matter it is about. */
export const traceEffect = z.object({
  /** Stable word: `case`, `state`, `department`, `returned`, `closed`, `rating`, `resolved`. */
  fact: level('L1', z.string()),
  said: inTwoLanguages,
  at: level('L2', z.iso.datetime().nullable()),
})
export type TraceEffect = z.infer<typeof traceEffect>

/** One of the values an algorithm considered, best first. */
export const traceAlternative = z.object({
  title: inTwoLanguages,
  confidence: level('L2', z.number().min(0).max(1).nullable()),
})
export type TraceAlternative = z.infer<typeof traceAlternative>

/** Everything that is known of how one decision came about and what became of it. */
export const traceReport = z.object({
  record: decisionRecord,
  /** Null for an algorithm that no longer runs here. */
  algorithm: z
    .object({
      title: level('L1', z.object({ zh: z.string(), en: z.string() })),
      purpose: level('L1', z.string()),
      owner: level('L1', z.string()),
    })
    .nullable(),
  steps: z.array(traceStep),
  inputs: z.array(traceInput),
  /** What the guard found; null where it had nothing to say. */
  guard: z
    .object({
      inputLevel: level('L2', z.enum(levels)),
      findings: z.array(z.object({ type: level('L1', z.string()), count: level('L2', z.number().int()) })),
      masked: level('L2', z.number().int()),
      attack: attackVerdict,
      checks: z.array(checkResult),
    })
    .nullable(),
  /** Passages it relied on, by their ids and versions; their words stand in the content. */
  sources: z.array(
    z.object({
      corpus: level('L2', z.string()),
      corpusVersion: level('L2', z.string()),
      documentId: level('L2', z.string()),
      title: level('L2', z.string()),
      score: level('L2', z.number()),
    }),
  ),
  /** How many words of the input are named as having weighed. */
  weighingWords: level('L2', z.number().int()),
  /** Shown once a person has decided, or to who says what for: advice of a blind case stays unseen until then. */
  alternatives: z.array(traceAlternative),
  effects: z.array(traceEffect),
})
export type TraceReport = z.infer<typeof traceReport>

export const traceQuery = z.object({ purpose: level('L2', z.enum(contentPurposes).optional()) })
export const traceFileQuery = traceQuery.extend({
  format: level('L1', z.enum(documentFormats).default('pdf')),
})
