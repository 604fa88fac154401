import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'

/** The states a case can be in; everything finer is an event (domain: keep the machine small). */
export const caseStates = ['reported', 'accepted', 'dispatched', 'handling', 'verifying', 'closed'] as const
export type CaseState = (typeof caseStates)[number]

/** How a closed case ended. */
export const dispositions = ['resolved', 'answered', 'declined', 'handed-over'] as const
export type Disposition = (typeof dispositions)[number]

export const channels = ['phone', 'web', 'app', 'wechat', 'walk-in', 'grid', 'import', 'api'] as const
export const natures = ['complaint', 'enquiry', 'suggestion', 'report', 'help', 'praise'] as const
export const urgencies = ['normal', 'urgent', 'emergency'] as const
export const emergencyServices = ['110', '119', '120'] as const

/** What may be done to a case; each is one verb, one file, one event. */
export const caseActions = [
  'accept',
  'answer',
  'decline',
  'hand-over',
  'dispatch',
  'return',
  'handle',
  'reply',
  'send-back',
  'close',
  'reopen',
  'rate',
  'comment',
] as const
export type CaseAction = (typeof caseActions)[number]

/** Types of events on a timeline: the reporting, the advice, then one for each action. */
export const eventTypes = [
  'reported',
  'advised',
  'accepted',
  'answered',
  'declined',
  'handed-over',
  'dispatched',
  'returned',
  'handling-started',
  'replied',
  'sent-back',
  'closed',
  'reopened',
  'rated',
  'commented',
  'imported',
] as const
export type EventType = (typeof eventTypes)[number]

export const caseId = level('L2', z.uuid())
/** Public follow-up code: 80 random bits in base 32 without look-alikes, in groups of four. */
export const followUpCode = level(
  'L3',
  z.string().regex(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/),
)
export const caseVersion = level('L2', z.number().int().min(1))

/** Who brings a matter in. A hidden name is stored null, never a placeholder. */
export const reporter = z.object({
  name: level('L3', personText(50).nullable()),
  phone: level(
    'L4',
    z
      .string()
      .regex(/^[0-9+() -]{0,30}$/)
      .nullable(),
  ),
  anonymous: level('L2', z.boolean()),
})
export type Reporter = z.infer<typeof reporter>

/** What was said, as it was said: at most 20,000 characters; longer matters come as files. */
export const matter = z.object({
  subject: level('L4', personText(200)),
  detail: level('L4', personText(20_000, 1)),
})
export type Matter = z.infer<typeof matter>

export const place = z.object({
  address: level('L4', personText(300).nullable()),
  longitude: level('L3', z.number().min(-180).max(180).nullable()),
  latitude: level('L3', z.number().min(-90).max(90).nullable()),
  regionId: level('L2', z.string().max(80).nullable()),
})

/** A report by staff on somebody's behalf; `draftId` ties it to the advice that was shown while typing. */
export const reportByStaff = z.object({
  draftId: level('L2', z.uuid()),
  ...matter.shape,
  ...place.shape,
  reporter,
  channel: level('L2', z.enum(channels)),
  nature: level('L2', z.enum(natures)),
  urgency: level('L2', z.enum(urgencies)).default('normal'),
  /** Makes a repeated click one case. Unique with the reporting person. */
  idempotencyKey: level('L2', personText(100, 8)).optional(),
  /** Unique with the sender; empty is none. */
  externalId: level('L2', personText(200)).optional(),
})
export type ReportByStaff = z.infer<typeof reportByStaff>

/** A report by a citizen without signing in, or signed in as one. */
export const reportByCitizen = z.object({
  ...matter.shape,
  ...place.shape,
  reporter,
  idempotencyKey: level('L2', personText(100, 8)),
})

export const reported = z.object({
  caseId,
  code: level('L2', z.string()),
  followUpCode,
  version: caseVersion,
})

/** A row of a list. Text above the reader's level comes masked: null. */
export const caseSummary = z.object({
  caseId,
  code: level('L2', z.string()),
  state: level('L2', z.enum(caseStates)),
  disposition: level('L2', z.enum(dispositions).nullable()),
  subject: level('L4', z.string().nullable()),
  excerpt: level('L4', z.string().nullable()),
  departmentId: level('L2', z.string().nullable()),
  dutyId: level('L2', z.string().nullable()),
  categoryId: level('L2', z.string().nullable()),
  regionId: level('L2', z.string().nullable()),
  channel: level('L2', z.enum(channels)),
  nature: level('L2', z.enum(natures)),
  urgency: level('L2', z.enum(urgencies)),
  reportedAt: level('L2', z.iso.datetime()),
  updatedAt: level('L2', z.iso.datetime()),
  dueAt: level('L2', z.iso.datetime().nullable()),
  closedAt: level('L2', z.iso.datetime().nullable()),
  rating: level('L2', z.number().int().nullable()),
  generated: level('L2', z.boolean()),
  version: caseVersion,
})
export type CaseSummary = z.infer<typeof caseSummary>

export const timelineEvent = z.object({
  eventId: level('L2', z.string()),
  type: level('L2', z.enum(eventTypes)),
  at: level('L2', z.iso.datetime()),
  actorId: level('L2', z.string()),
  actorName: level('L3', z.string()),
  departmentId: level('L2', z.string().nullable()),
  fromState: level('L2', z.enum(caseStates).nullable()),
  toState: level('L2', z.enum(caseStates)),
  /** What was said: reason, reply, note; null below its level or once erased. */
  text: level('L4', z.string().nullable()),
  decisionId: level('L2', z.string().nullable()),
  details: level('L3', z.record(z.string(), z.unknown())),
})

export const caseDetail = caseSummary.extend({
  detail: level('L4', z.string().nullable()),
  address: level('L4', z.string().nullable()),
  longitude: level('L3', z.number().nullable()),
  latitude: level('L3', z.number().nullable()),
  reporter: reporter.nullable(),
  followUpCode: level('L3', z.string().nullable()),
  externalId: level('L2', z.string().nullable()),
  timeline: z.array(timelineEvent),
  /** What this reader may do now; the server decides again. */
  actions: level('L2', z.array(z.enum(caseActions))),
})

export const caseFilter = z.object({
  state: level('L2', z.enum(caseStates)).optional(),
  departmentId: level('L2', z.string().max(80)).optional(),
  regionId: level('L2', z.string().max(80)).optional(),
  categoryId: level('L2', z.string().max(80)).optional(),
  channel: level('L2', z.enum(channels)).optional(),
  nature: level('L2', z.enum(natures)).optional(),
  urgency: level('L2', z.enum(urgencies)).optional(),
  from: level('L2', z.iso.date()).optional(),
  to: level('L2', z.iso.date()).optional(),
  overdue: level('L2', z.enum(['true', 'false'])).optional(),
  mine: level('L2', z.enum(['true', 'false'])).optional(),
  /** Words in subject and detail; also a code, when it looks like one. */
  words: level('L4', personText(100)).optional(),
  phone: level('L4', personText(30)).optional(),
  name: level('L3', personText(50)).optional(),
  address: level('L4', personText(100)).optional(),
  /** Opaque: the `next` of the page before. */
  after: level('L2', z.string().max(200)).optional(),
  limit: level('L2', z.coerce.number().int().min(1).max(200).default(50)),
})
export type CaseFilter = z.infer<typeof caseFilter>

export const casePage = z.object({
  items: z.array(caseSummary),
  next: level('L2', z.string().nullable()),
  /** Exact up to 1,000, then 1,000 with `more`: counting all of a large city on each click would cost more than it tells. */
  count: z.object({ value: level('L2', z.number().int()), more: level('L2', z.boolean()) }),
})

/** A rating by follow-up code; the code is the right to give it. */
export const publicRating = z.object({
  score: level('L2', z.number().int().min(1).max(5)),
  resolved: level('L2', z.boolean()),
  note: level('L4', personText(1_000)).optional(),
})

const acting = { version: caseVersion }
const text = level('L4', personText(5_000, 1))

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
  reply: z.object({ ...acting, reply: text }),
  'send-back': z.object({ ...acting, reason: text }),
  close: z.object({ ...acting, note: level('L4', personText(5_000)).optional() }),
  reopen: z.object({ ...acting, reason: text }),
  rate: z.object({
    ...acting,
    score: level('L2', z.number().int().min(1).max(5)),
    resolved: level('L2', z.boolean()),
    note: level('L4', personText(1_000)).optional(),
  }),
  comment: z.object({ ...acting, note: text }),
} satisfies Record<CaseAction, z.ZodType>
export type ActionBody<A extends CaseAction> = z.infer<(typeof actionBodies)[A]>

/** The answer of every action: enough to go on with, also where the case has just left the actor's sight. */
export const acted = z.object({
  caseId,
  version: caseVersion,
  state: level('L2', z.enum(caseStates)),
})

/** How many cases of the reader's scope stand in each state, and how many of the open ones are overdue. */
export const caseCounts = z.object({
  states: level('L2', z.record(z.enum(caseStates), z.number().int())),
  overdue: level('L2', z.number().int()),
})

/** What a caller brought in before; at most 20, newest first, and only what lies in the reader's scope. */
export const callerHistory = z.object({ items: z.array(caseSummary) })

/** What the public sees of a case by its follow-up code: no names, no internal notes. */
export const publicStatus = z.object({
  code: level('L2', z.string()),
  state: level('L2', z.enum(caseStates)),
  disposition: level('L2', z.enum(dispositions).nullable()),
  reportedAt: level('L2', z.iso.datetime()),
  dueAt: level('L2', z.iso.datetime().nullable()),
  departmentName: level('L1', z.object({ zh: z.string(), en: z.string() }).nullable()),
  steps: z.array(z.object({ type: level('L2', z.enum(eventTypes)), at: level('L2', z.iso.datetime()) })),
  /** The reply meant for the citizen, once there is one. */
  reply: level('L4', z.string().nullable()),
  rating: level('L2', z.number().int().nullable()),
  canRate: level('L2', z.boolean()),
  version: caseVersion,
})
