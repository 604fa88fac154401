import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'
import { identifier } from '#city/region.contract.ts'
import { caseStates } from '../case-words.contract.ts'

/** `wrong`: the decision is said to be wrong; `person`: a person shall look at the matter, whatever was decided. */
export const appealKinds = ['wrong', 'person'] as const
export type AppealKind = (typeof appealKinds)[number]

/** `upheld`: the citizen was right; `kept`: a person looked and the decision stands. */
export const findings = ['upheld', 'kept'] as const
/** `lapsed`: what was said about the matter was erased before anybody answered. */
export const appealOutcomes = [...findings, 'lapsed'] as const
export type Finding = (typeof findings)[number]
export type AppealOutcome = (typeof appealOutcomes)[number]

/** Working days within which a citizen is answered. */
export const appealWorkdays = 15
/** More than these about one matter are a matter for the telephone. */
export const mostAppeals = 3

/** Why nobody may object now. */
export const appealHindrances = ['no-decision', 'one-open', 'too-many', 'erased'] as const
export type AppealHindrance = (typeof appealHindrances)[number]

/** Why a reviewer may not decide on an appeal. */
export const reviewHindrances = ['decided-first', 'own-matter', 'of-the-department'] as const
export type ReviewHindrance = (typeof reviewHindrances)[number]

const moment = level('L2', z.iso.datetime())
const said = level('L4', z.string().nullable())

export const newAppeal = z.object({
  kind: level('L2', z.enum(appealKinds)),
  ground: level('L4', personText(2000, 1)),
})
export type NewAppeal = z.infer<typeof newAppeal>

/** What whoever holds the follow-up code reads of an appeal; the own words are not shown again. */
export const ownAppeal = z.object({
  appealId: level('L2', z.uuid()),
  kind: level('L2', z.enum(appealKinds)),
  madeAt: moment,
  dueAt: moment,
  outcome: level('L2', z.enum(appealOutcomes).nullable()),
  decidedAt: level('L2', z.iso.datetime().nullable()),
  finding: said,
})
export const ownAppeals = z.object({
  items: z.array(ownAppeal),
  /** Null when one may be made now. */
  hindrance: level('L2', z.enum(appealHindrances).nullable()),
})
export type OwnAppeals = z.infer<typeof ownAppeals>

/** An appeal for those who decide on it. What lies above the reader's level is null. */
export const appeal = z.object({
  appealId: level('L2', z.uuid()),
  caseId: level('L2', z.uuid()),
  code: level('L2', z.string()),
  subject: said,
  state: level('L2', z.enum(caseStates)),
  departmentId: level('L2', z.string().nullable()),
  categoryId: level('L2', z.string().nullable()),
  decisionId: level('L2', z.uuid()),
  algorithm: level('L1', z.string()),
  kind: level('L2', z.enum(appealKinds)),
  ground: said,
  madeAt: moment,
  dueAt: moment,
  overdue: level('L2', z.boolean()),
  outcome: level('L2', z.enum(appealOutcomes).nullable()),
  finding: said,
  decidedAt: level('L2', z.iso.datetime().nullable()),
  decidedByName: level('L3', z.string().nullable()),
  correctedDepartmentId: level('L2', z.string().nullable()),
  correctedCategoryId: level('L2', z.string().nullable()),
  /** Whether this reader may decide on it, and if not, why; null also for who may decide on none. */
  mayDecide: level('L2', z.boolean()),
  hindrance: level('L2', z.enum(reviewHindrances).nullable()),
})
export type Appeal = z.infer<typeof appeal>

export const appealFilter = z.object({ state: level('L2', z.enum(['open', 'decided']).default('open')) })
export const appealList = z.object({
  items: z.array(appeal),
  count: level('L2', z.int()),
})

export const appealKey = z.object({ appealId: level('L2', z.uuid()) })
export const appealDecision = z.object({
  outcome: level('L2', z.enum(findings)),
  /** What the citizen reads as the answer. */
  finding: level('L4', personText(2000, 1)),
  correctedDepartmentId: level('L2', identifier.nullable()),
  correctedCategoryId: level('L2', identifier.nullable()),
})
export type AppealDecision = z.infer<typeof appealDecision>
export const appealDecided = z.object({ outcome: level('L2', z.enum(findings)) })
