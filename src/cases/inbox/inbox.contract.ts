import { z } from 'zod'
import { level } from '#base/level.contract.ts'

export const inboxShows = ['all', 'unread', 'read'] as const
export type InboxShow = (typeof inboxShows)[number]

const messageId = level('L2', z.uuid())

/** One message as its reader may see it now. */
export const inboxMessage = z.object({
  messageId,
  at: level('L2', z.iso.datetime()),
  template: level('L2', z.string()),
  /** May hold the subject of a case; the reader's clearance was asked when it was made. */
  title: level('L4', z.string()),
  text: level('L4', z.string()),
  read: level('L2', z.boolean()),
  /** False when it is about something the reader may not see any more: then the text says no more than that. */
  visible: level('L2', z.boolean()),
  caseId: level('L2', z.uuid().nullable()),
  importId: level('L2', z.uuid().nullable()),
  /** Of the reader's own report: the way to where it stands. */
  followUpCode: level('L3', z.string().nullable()),
})
export type InboxMessage = z.infer<typeof inboxMessage>

/** Counted up to a hundred; `more` when there are more. */
export const unreadCount = z.object({
  value: level('L2', z.int()),
  more: level('L2', z.boolean()),
})

export const inboxQuery = z.object({
  show: level('L2', z.enum(inboxShows).default('all')),
  /** The last message of the page before. */
  after: level('L2', z.uuid()).optional(),
  limit: level('L2', z.coerce.number().int().min(1).max(100).default(30)),
})

export const inboxPage = z.object({
  items: z.array(inboxMessage),
  next: level('L2', z.uuid().nullable()),
  unread: unreadCount,
})

export const readMessages = z.object({ messageIds: level('L2', z.array(z.uuid()).min(1).max(200)) })

/** Everything up to the newest message that was on the page: what came since stays unread. */
export const readThrough = z.object({ through: level('L2', z.uuid()) })
