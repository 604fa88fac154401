import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'
import { governedView } from '#kernel/kernel.contract.ts'
import { documentFormats, omissionRequest } from '#kernel/label/label.contract.ts'

/** What dispatch advice is inferred from. */
export const caseForDispatch = z.object({
  subject: level('L4', z.string()),
  detail: level('L4', z.string()),
  regionId: level('L2', z.string().nullable()),
  /** One of many that nobody is waiting for: what only a reader of the advice would look at is not searched for. */
  inBulk: level('L2', z.boolean().optional()),
})
export type CaseForDispatch = z.infer<typeof caseForDispatch>

/** One department that could handle it. */
export const candidate = z.object({
  departmentId: level('L2', z.string()),
  confidence: level('L2', z.number().min(0).max(1)),
  dutyId: level('L2', z.string().nullable()),
  categoryId: level('L2', z.string().nullable()),
})

/** Up to three departments, best first, how they were found, and similar closed cases. */
export const dispatchAdvice = z.object({
  candidates: z.array(candidate).min(1).max(3),
  /** `model`: by the city's own trained model; `duty-list`: by matching the duty list, where there is no model yet. */
  method: level('L2', z.enum(['model', 'duty-list'])),
  similar: z.array(
    z.object({
      caseId: level('L2', z.string()),
      code: level('L2', z.string()),
      excerpt: level('L3', z.string()),
      departmentId: level('L2', z.string()),
      score: level('L2', z.number()),
    }),
  ),
})
export type DispatchAdvice = z.infer<typeof dispatchAdvice>

/** A label of the classification task, with its rivals. */
export const classification = z.object({
  label: level('L2', z.string()),
  alternatives: z.array(z.object({ label: level('L2', z.string()), confidence: level('L2', z.number()) })),
})
export type CaseClassification = z.infer<typeof classification>

export const adviceView = governedView(dispatchAdvice)

/** Live advice while typing. */
export const askForAdvice = z.object({
  draftId: level('L2', z.uuid()),
  subject: level('L4', personText(200)),
  detail: level('L4', personText(20_000)),
  regionId: level('L2', z.string().max(80).nullable()),
})

/** Advice as a file; without its visible label only on a request that is recorded. */
export const adviceDocument = z.object({
  format: level('L1', z.enum(documentFormats)),
  unlabelled: omissionRequest.optional(),
})

/** Blind: this case is one of the few settled before the advice is shown, so that quality is measured honestly. */
export const adviceAnswer = z.object({
  blind: level('L2', z.boolean()),
  advice: adviceView.nullable(),
  /** True while a job is still working on it. */
  pending: level('L2', z.boolean()),
})
