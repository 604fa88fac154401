import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'

/**
 * What became of a mail: not worked on yet, a new case, a reply to one, a matter for a person, automatic and only kept, not
 * taken, or discarded by a person.
 */
export const mailStates = ['waiting', 'case', 'reply', 'person', 'kept', 'refused', 'discarded'] as const
export type MailState = (typeof mailStates)[number]

/** Why a person has to look at a mail. */
export const personReasons = [
  'other-sender',
  'several-cases',
  'case-closed',
  'case-erased',
  'no-sender',
  'sender-not-verified',
  'too-many',
  'failed',
] as const
/** Why a mail was not read. */
export const refusedReasons = ['too-large', 'unreadable'] as const
/** Why nobody has to look at a mail. */
export const keptReasons = ['automatic', 'bounce', 'list', 'own'] as const
export const mailReasons = [...personReasons, ...refusedReasons, ...keptReasons] as const
export type MailReason = (typeof mailReasons)[number]

/** A file of a mail. */
export const mailFile = z.object({
  name: level('L4', z.string()),
  /** Why it was not taken, as a sentence; null when it is with the case. */
  fault: level('L2', z.string().nullable()),
})

/** One mail that came in. */
export const incomingMail = z.object({
  mailId: level('L2', z.uuid()),
  state: level('L2', z.enum(mailStates)),
  reason: level('L2', z.enum(mailReasons).nullable()),
  arrivedAt: level('L2', z.iso.datetime()),
  bytes: level('L2', z.int()),
  /** Masked: the first letter and the domain, below L3 the domain alone; null once erased. */
  sender: level('L3', z.string().nullable()),
  /** Null for whoever may not read it, and once erased. */
  subject: level('L4', z.string().nullable()),
  /** The case it became, belongs to or names, where the reader sees it. */
  caseId: level('L2', z.uuid().nullable()),
  code: level('L2', z.string().nullable()),
  /** How many of its files were not taken. */
  filesLeft: level('L2', z.int()),
  endedAt: level('L2', z.iso.datetime().nullable()),
})
export type IncomingMail = z.infer<typeof incomingMail>

/** A mail with what it says, for who decides on it. */
export const mailDetail = incomingMail.extend({
  from: level('L4', z.string().nullable()),
  fromName: level('L3', z.string().nullable()),
  text: level('L4', z.string().nullable()),
  /** Why somebody discarded it. */
  note: level('L4', z.string().nullable()),
  files: z.array(mailFile),
  /** What the reader may do with it now. */
  may: z.object({
    makeCase: level('L2', z.boolean()),
    addToCase: level('L2', z.boolean()),
    discard: level('L2', z.boolean()),
  }),
})
export type MailDetail = z.infer<typeof mailDetail>

export const mailQuery = z.object({
  state: level('L2', z.enum(mailStates)).optional(),
  after: level('L2', z.uuid()).optional(),
  limit: level('L2', z.coerce.number().int().min(1).max(100).default(50)),
})

export const mailPage = z.object({
  items: z.array(incomingMail),
  next: level('L2', z.uuid().nullable()),
})

export const mailboxFailures = ['sign-in', 'unreachable', 'folder', 'protocol'] as const
export type MailboxFailure = (typeof mailboxFailures)[number]

/** The mailbox and how much waits; each number ends at 10,000. */
export const mailOverview = z.object({
  /** Its name without the password; null where none is set. */
  mailbox: level('L2', z.string().nullable()),
  readAt: level('L2', z.iso.datetime().nullable()),
  /** Why it could not be read the last time; null while it can. */
  failure: level('L2', z.enum(mailboxFailures).nullable()),
  failedAt: level('L2', z.iso.datetime().nullable()),
  person: level('L2', z.int()),
  refused: level('L2', z.int()),
  waiting: level('L2', z.int()),
})
export type MailOverview = z.infer<typeof mailOverview>

export const mailKey = z.object({ mailId: level('L2', z.uuid()) })
export const discardBody = z.object({ reason: level('L4', personText(500, 1)) })
export const mailEnded = z.object({
  state: level('L2', z.enum(mailStates)),
  caseId: level('L2', z.uuid().nullable()),
  code: level('L2', z.string().nullable()),
})
