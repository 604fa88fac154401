import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'
import {
  askings,
  caseActions,
  caseStates,
  channels,
  dispositions,
  eventTypes,
  natures,
  pauses,
  ratingReasons,
  relations,
  urgencies,
} from './case-words.contract.ts'
import { contactChoice } from './inbox/outside.contract.ts'

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
  /** Not to be known to all who work on it; a minor never is. */
  confidential: level('L2', z.boolean()).optional(),
  minor: level('L3', z.boolean()).optional(),
  /** Whom the reporter speaks for; both are kept. */
  onBehalfOf: z
    .object({
      name: level('L3', personText(50).nullable()),
      phone: level(
        'L4',
        z
          .string()
          .regex(/^[0-9+() -]{0,30}$/)
          .nullable(),
      ),
      relation: level('L2', z.enum(relations)),
    })
    .nullable()
    .optional(),
})
export type Reporter = z.infer<typeof reporter>

const shownPhone = level('L4', z.string().nullable())
/** Who brought a matter in, as a reader sees it: numbers stand masked until the reader says what they are needed for. */
export const shownReporter = reporter.extend({
  phone: shownPhone,
  masked: level('L2', z.boolean()).optional(),
  onBehalfOf: reporter.shape.onBehalfOf.unwrap().unwrap().extend({ phone: shownPhone }).nullable().optional(),
})
export type ShownReporter = z.infer<typeof shownReporter>

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
  /** How the caller wants to be told of each step; not at all unless given. */
  notify: contactChoice.optional(),
})
export type ReportByStaff = z.infer<typeof reportByStaff>

/** A report by a citizen without signing in, or signed in as one. */
export const reportByCitizen = z.object({
  ...matter.shape,
  ...place.shape,
  reporter,
  idempotencyKey: level('L2', personText(100, 8)),
  /** How the citizen wants to be told of each step; not at all unless given. */
  notify: contactChoice.optional(),
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
  /** Who of the department works on it. */
  assigneeId: level('L2', z.string().nullable()),
  /** The case that leads, where this one was merged into it. */
  mergedInto: level('L2', z.uuid().nullable()),
  /** How many people brought it in: its own reporter and those of the cases merged into it. */
  people: level('L2', z.number().int().min(1)),
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
  reporter: shownReporter.nullable(),
  followUpCode: level('L3', z.string().nullable()),
  externalId: level('L2', z.string().nullable()),
  timeline: z.array(timelineEvent),
  /** What this reader may do now; the server decides again. */
  actions: level('L2', z.array(z.enum(caseActions))),
  pause: level('L2', z.enum(pauses).nullable()),
  /** What waits for a ruling, and of how many workdays. */
  asked: z
    .object({ what: level('L2', z.enum(askings)), workdays: level('L2', z.int().nullable()) })
    .nullable(),
  /** Until when the department has to begin. */
  respondBy: level('L2', z.iso.datetime().nullable()),
  /** Working minutes each department has used, pauses left out. */
  timeUsed: z.array(
    z.object({
      departmentId: level('L2', z.string()),
      minutes: level('L2', z.int()),
      running: level('L2', z.boolean()),
    }),
  ),
})

export const caseFilter = z.object({
  state: level('L2', z.enum(caseStates)).optional(),
  departmentId: level('L2', z.string().max(80)).optional(),
  /** `false`: of the department alone, without those below it. */
  below: level('L2', z.enum(['true', 'false'])).optional(),
  regionId: level('L2', z.string().max(80)).optional(),
  categoryId: level('L2', z.string().max(80)).optional(),
  channel: level('L2', z.enum(channels)).optional(),
  nature: level('L2', z.enum(natures)).optional(),
  urgency: level('L2', z.enum(urgencies)).optional(),
  from: level('L2', z.iso.date()).optional(),
  to: level('L2', z.iso.date()).optional(),
  overdue: level('L2', z.enum(['true', 'false'])).optional(),
  /** Deadlines of what is open: before the end of today, and before the end of the week after that. */
  due: level('L2', z.enum(['today', 'week'])).optional(),
  /** An area drawn on the map, `lon,lat;lon,lat;…`. */
  area: level('L3', z.string().max(2000)).optional(),
  mine: level('L2', z.enum(['true', 'false'])).optional(),
  /** Given to oneself or to whom one stands in for; or to nobody yet. */
  assigned: level('L2', z.enum(['me', 'nobody'])).optional(),
  /** Cases merged into others are left out unless they, or somebody's own, are asked for. */
  merged: level('L2', z.enum(['true', 'false'])).optional(),
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
  reasons: level('L2', z.array(z.enum(ratingReasons)).max(ratingReasons.length)).optional(),
  note: level('L4', personText(1_000)).optional(),
})

/** What the citizen answers to a question of the department. */
export const publicAnswer = z.object({ answer: level('L4', personText(5_000, 1)) })

/** Why the citizen gives the matter up. */
export const publicWithdrawal = z.object({ reason: level('L4', personText(5_000, 1)) })

/** How many cases of the reader's scope stand in each state (closed ones up to 10,000, then 10,001), and how many of the open ones are overdue. */
export const caseCounts = z.object({
  states: level('L2', z.record(z.enum(caseStates), z.number().int())),
  overdue: level('L2', z.number().int()),
})

/** What a caller brought in before; at most 20, newest first, and only what lies in the reader's scope. */
export const callerHistory = z.object({ items: z.array(caseSummary) })

/** What somebody reported as a citizen, each with the code that leads to how it stands; null once its content is erased. */
export const ownCases = z.object({
  items: z.array(caseSummary.extend({ followUpCode: level('L3', z.string().nullable()) })),
})

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
  /** What the department waits for the citizen to answer. */
  question: level('L4', z.string().nullable()),
  pause: level('L2', z.enum(pauses).nullable()),
  canWithdraw: level('L2', z.boolean()),
  version: caseVersion,
})
