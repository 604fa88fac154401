import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'
import { caseId, caseVersion } from './case.contract.ts'
import {
  type CaseAction,
  caseStates,
  emergencyServices,
  ratingReasons,
  urgencies,
} from './case-words.contract.ts'
import { dutyRuling } from './disputes/dispute.contract.ts'

const acting = { version: caseVersion }
const text = level('L4', personText(5_000, 1))
const workdays = level('L2', z.number().int().min(1).max(90))

/** How the person came to the dispatch: with which advice, and whether it was looked into. */
export const adviceUse = z.object({
  decisionId: level('L2', z.uuid()),
  evidenceOpened: level('L2', z.boolean()),
  secondsToSettle: level('L2', z.number().min(0).max(86_400)),
})

/** Body of each action. */
export const actionBodies = {
  accept: z.object({ ...acting, note: level('L4', personText(5_000)).optional() }),
  answer: z.object({ ...acting, reply: text, categoryId: level('L2', z.string().max(80)).nullable() }),
  decline: z.object({ ...acting, reason: text, legalBasis: level('L2', personText(500, 2)) }),
  'hand-over': z.object({ ...acting, service: level('L2', z.enum(emergencyServices)), note: text }),
  dispatch: z.object({
    ...acting,
    departmentId: level('L2', z.string().min(1).max(80)),
    dutyId: level('L2', z.string().max(80)).nullable(),
    categoryId: level('L2', z.string().max(80)).nullable(),
    urgency: level('L2', z.enum(urgencies)).optional(),
    note: level('L4', personText(5_000)).optional(),
    /** Required when advice was shown: its verdict is derived by comparing. */
    advice: adviceUse.optional(),
    /** Why the advice was not followed; asked for when it differs. */
    reason: level('L4', personText(1_000)).optional(),
  }),
  return: z.object({
    ...acting,
    reason: text,
    proposedDepartmentId: level('L2', z.string().max(80)).nullable(),
  }),
  handle: z.object({ ...acting, note: level('L4', personText(5_000)).optional() }),
  reply: z.object({
    ...acting,
    reply: text,
    /** Why the host replies before its co-hosts are done; needed then. */
    openTasksReason: level('L4', personText(1_000)).optional(),
  }),
  'send-back': z.object({ ...acting, reason: text }),
  close: z.object({
    ...acting,
    note: level('L4', personText(5_000)).optional(),
    /** Why a parent closes before its children; needed then. */
    openChildrenReason: level('L4', personText(1_000)).optional(),
  }),
  reopen: z.object({ ...acting, reason: text }),
  rate: z.object({
    ...acting,
    score: level('L2', z.number().int().min(1).max(5)),
    resolved: level('L2', z.boolean()),
    /** Why not better; asked for when the score is low. */
    reasons: level('L2', z.array(z.enum(ratingReasons)).max(ratingReasons.length)).optional(),
    note: level('L4', personText(1_000)).optional(),
  }),
  comment: z.object({ ...acting, note: text }),
  object: z.object({
    ...acting,
    reason: text,
    proposedDepartmentId: level('L2', z.string().max(80)).nullable(),
    /** The duty of the list that is argued about. */
    dutyId: level('L2', z.string().max(80)).nullable(),
    legalBasis: level('L2', personText(500)).optional(),
  }),
  'uphold-objection': z.object({
    ...acting,
    reason: text,
    departmentId: level('L2', z.string().min(1).max(80)),
    dutyId: level('L2', z.string().max(80)).nullable(),
    /** What the ruling changes in the duty list. */
    dutyChange: dutyRuling.optional(),
  }),
  'refuse-objection': z.object({ ...acting, reason: text }),
  assign: z.object({
    ...acting,
    personId: level('L2', z.uuid()),
    /** A lead's, when the person has more open cases than the department's limit. */
    reason: level('L4', personText(1_000)).optional(),
  }),
  hold: z.object({ ...acting, reason: text }),
  resume: z.object({ ...acting, note: level('L4', personText(5_000)).optional() }),
  'ask-citizen': z.object({ ...acting, question: text }),
  'answer-question': z.object({ ...acting, answer: text }),
  'ask-extension': z.object({ ...acting, workdays, reason: text }),
  'grant-extension': z.object({
    ...acting,
    /** As many as were asked for unless given. */
    workdays: workdays.optional(),
    note: level('L4', personText(5_000)).optional(),
  }),
  'refuse-extension': z.object({ ...acting, reason: text }),
  'declare-impossible': z.object({ ...acting, reason: text, legalBasis: level('L2', personText(500, 2)) }),
  'confirm-impossible': z.object({ ...acting, note: level('L4', personText(5_000)).optional() }),
  /** To an office outside the city, by its name. */
  transfer: z.object({ ...acting, recipient: level('L2', personText(200, 1)), note: text }),
  withdraw: z.object({ ...acting, reason: text }),
  /** Why the reporter has to be known; it stands on the timeline. */
  reveal: z.object({ ...acting, purpose: level('L4', personText(500, 2)) }),
  'call-back': z.object({
    ...acting,
    reached: level('L2', z.boolean()),
    /** What the citizen says, where somebody was reached. */
    satisfied: level('L2', z.boolean()).optional(),
    note: level('L4', personText(5_000)).optional(),
  }),
  merge: z.object({ ...acting, into: caseId, note: level('L4', personText(5_000)).optional() }),
  unmerge: z.object({ ...acting, reason: text }),
  'adapt-reply': z.object({ ...acting, reply: text }),
} satisfies Record<CaseAction, z.ZodType>
export type ActionBody<A extends CaseAction> = z.infer<(typeof actionBodies)[A]>

/** The answer of every action: enough to go on with, also where the case has just left the actor's sight. */
export const acted = z.object({
  caseId,
  version: caseVersion,
  state: level('L2', z.enum(caseStates)),
})
