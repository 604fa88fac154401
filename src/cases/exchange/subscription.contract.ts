import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'
import { eventTypes } from '../case-words.contract.ts'

/** Who is told of what happens to cases. */
export const subscription = z.object({
  subscriptionId: level('L2', z.uuid()),
  name: level('L2', z.string()),
  url: level('L2', z.string()),
  eventTypes: level('L2', z.array(z.string())),
  departmentIds: level('L2', z.array(z.string()).nullable()),
  /** Set: told only of the orders this platform sent. */
  partnerId: level('L2', z.uuid().nullable()),
  createdAt: level('L2', z.iso.datetime()),
  endedAt: level('L2', z.iso.datetime().nullable()),
  waiting: level('L2', z.number().int()),
  parked: level('L2', z.number().int()),
  lastDeliveredAt: level('L2', z.iso.datetime().nullable()),
})
export type Subscription = z.infer<typeof subscription>
export const subscriptionList = z.object({ subscriptions: z.array(subscription) })

export const newSubscription = z.object({
  name: level('L2', personText(100, 1)),
  url: level('L2', z.url({ protocol: /^https?$/ }).max(500)),
  eventTypes: level('L2', z.array(z.enum(eventTypes)).min(1).max(eventTypes.length)),
  departmentIds: level('L2', z.array(personText(80, 1)).min(1).max(200).nullable()),
  partnerId: level('L2', z.uuid().nullable()),
})
export type NewSubscription = z.infer<typeof newSubscription>

/** The answer holds the secret that messages are signed with, which is shown only here. */
export const madeSubscription = z.object({ subscription, secret: level('L3', z.string()) })
export const subscriptionKey = z.object({ subscriptionId: level('L2', z.uuid()) })
export const subscriptionEnded = z.object({ ended: level('L2', z.literal(true)) })

export const messageStates = ['waiting', 'delivered', 'parked'] as const
/** One message and what became of it. */
export const message = z.object({
  messageId: level('L2', z.uuid()),
  caseId: level('L2', z.uuid()),
  code: level('L2', z.string()),
  eventType: level('L2', z.string()),
  state: level('L2', z.enum(messageStates)),
  attempts: level('L2', z.number().int()),
  madeAt: level('L2', z.iso.datetime()),
  nextAt: level('L2', z.iso.datetime().nullable()),
  lastAt: level('L2', z.iso.datetime().nullable()),
  lastStatus: level('L2', z.number().int().nullable()),
  lastError: level('L2', z.string().nullable()),
})
export type Message = z.infer<typeof message>
export const messageList = z.object({ messages: z.array(message) })
export const messageKey = z.object({ messageId: level('L2', z.uuid()) })
export const messageRetried = z.object({ retried: level('L2', z.literal(true)) })
