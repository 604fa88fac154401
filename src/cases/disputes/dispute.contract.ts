import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'
import { localDate } from '#city/calendar.contract.ts'
import { duty } from '#city/duty.contract.ts'
import { identifier } from '#city/region.contract.ts'
import { caseStates, urgencies } from '../case-words.contract.ts'

/** How an objection ended; it lapses when the case leaves the department by another step. */
export const disputeOutcomes = ['upheld', 'refused', 'lapsed'] as const
export type DisputeOutcome = (typeof disputeOutcomes)[number]

/** Why a reviewer may not rule on an objection. */
export const hindrances = ['sent-it', 'objected', 'of-a-side'] as const
export type Hindrance = (typeof hindrances)[number]

/** What a ruling changes in the duty list: another host of a duty, or a duty that was missing. */
export const dutyRuling = z.discriminatedUnion('kind', [
  z.object({
    kind: level('L2', z.literal('host')),
    dutyId: level('L2', identifier),
    /** The version of the duty the reviewer saw. */
    dutyVersion: level('L2', z.int().min(1).max(2_147_483_647)),
    inForceFrom: level('L2', localDate),
  }),
  z.object({
    kind: level('L2', z.literal('add')),
    title: level('L2', personText(120, 1)),
    titleEnglish: level('L2', personText(240)),
    categoryId: level('L2', identifier),
    legalBasis: level('L2', personText(500)),
    timeLimitWorkdays: level('L2', z.int().min(0).max(366)),
    inForceFrom: level('L2', localDate),
  }),
])
export type DutyRuling = z.infer<typeof dutyRuling>

const id = level('L2', z.string())
const maybeId = level('L2', z.string().nullable())
const moment = level('L2', z.iso.datetime())
const name = level('L3', z.string().nullable())
const said = level('L4', z.string().nullable())

/** One objection with both sides. What lies above the reader's level, or in a case out of sight, is null. */
export const dispute = z.object({
  disputeId: level('L2', z.uuid()),
  caseId: level('L2', z.uuid()),
  code: id,
  /** False once the case has left the reader's sight: the outcome is told, the case is not. */
  visible: level('L2', z.boolean()),
  subject: said,
  state: level('L2', z.enum(caseStates)),
  urgency: level('L2', z.enum(urgencies)),
  dueAt: level('L2', z.iso.datetime().nullable()),
  contested: level('L2', z.boolean()),
  departmentId: id,
  proposedDepartmentId: maybeId,
  dutyId: maybeId,
  openedAt: moment,
  openedByName: name,
  reason: said,
  legalBasis: said,
  sentByName: name,
  sentAt: level('L2', z.iso.datetime().nullable()),
  sentNote: said,
  outcome: level('L2', z.enum(disputeOutcomes).nullable()),
  endedAt: level('L2', z.iso.datetime().nullable()),
  endedByName: name,
  ruledDepartmentId: maybeId,
  rulingReason: said,
})
export type Dispute = z.infer<typeof dispute>

export const disputeFilter = z.object({
  state: level('L2', z.enum(['open', 'ended']).default('open')),
})

export const disputeList = z.object({
  items: z.array(dispute),
  count: level('L2', z.int()),
})

/** What a reviewer reads before ruling. */
export const disputeDetail = dispute.extend({
  version: level('L2', z.int()),
  detail: said,
  /** The city's own day: the first from which a ruling may change the duty list. */
  today: level('L1', localDate),
  /** Whether this reader may rule on it, and if not, why. */
  mayRule: level('L2', z.boolean()),
  hindrance: level('L2', z.enum(hindrances).nullable()),
  /** Passages of the duty list: the duty it was sent under, the one argued about, then those beside them. */
  duties: z.array(duty),
  similar: z.array(
    z.object({
      caseId: level('L2', z.uuid()),
      code: id,
      departmentId: maybeId,
      excerpt: said,
    }),
  ),
})
export type DisputeDetail = z.infer<typeof disputeDetail>

/** A case that was given back or objected to three times. */
export const contestedCase = z.object({
  caseId: level('L2', z.uuid()),
  code: id,
  visible: level('L2', z.boolean()),
  subject: said,
  state: level('L2', z.enum(caseStates)),
  departmentId: maybeId,
  contestedAt: moment,
  /** Every department it was sent to, the first first. */
  hadIt: level('L2', z.array(z.string())),
})
export const contestedList = z.object({ items: z.array(contestedCase) })
export type ContestedCase = z.infer<typeof contestedCase>

/** Local days of the city, both inclusive; without them the last ninety days. */
export const returnsFilter = z.object({
  from: level('L2', localDate).optional(),
  to: level('L2', localDate).optional(),
})

/** One pair of the return matrix. */
export const returnPair = z.object({
  sentTo: id,
  /** Null while it has not been sent on. */
  belongedTo: maybeId,
  returned: level('L2', z.int()),
  upheld: level('L2', z.int()),
})
export type ReturnPair = z.infer<typeof returnPair>

export const returnMatrix = z.object({
  from: level('L2', z.iso.date()),
  to: level('L2', z.iso.date()),
  pairs: z.array(returnPair),
  /** What was sent to each department in the period; only of departments within the reader's scope. */
  sent: z.array(z.object({ departmentId: id, count: level('L2', z.int()) })),
})
export type ReturnMatrix = z.infer<typeof returnMatrix>

/** A change of the duty list that a ruling proposes. */
export const dutyProposal = z.object({
  proposalId: level('L2', z.uuid()),
  caseId: level('L2', z.uuid()),
  code: id,
  departmentId: id,
  change: dutyRuling,
  proposedAt: moment,
  proposedByName: name,
})
export type DutyProposal = z.infer<typeof dutyProposal>
export const dutyProposalList = z.object({ items: z.array(dutyProposal) })
export const proposalKey = z.object({ proposalId: level('L2', z.uuid()) })
export const proposalDecision = z.object({ accept: level('L2', z.boolean()) })
export const proposalDecided = z.object({ outcome: level('L2', z.enum(['accepted', 'declined'])) })
