import type { JsonObject, Told } from './message.rules.ts'

/** A step of a case of another platform, as a message tells of it. Ids, words of the contract and times; nothing personal. */
export interface CaseFact extends Told {
  /** What the platform calls it. */
  externalId: string | null
}

/** An order as a platform sends it, read into our words. */
export interface PlatformOrder {
  orderId: string
  subject: string
  detail: string
  address: string | null
  longitude: number | null
  latitude: number | null
  reporter: { name: string | null; phone: string | null; anonymous: boolean }
  nature: 'complaint' | 'enquiry' | 'suggestion' | 'report' | 'help' | 'praise'
  urgency: 'normal' | 'urgent' | 'emergency'
  /** By when the platform wants it closed. */
  dueAt: string | null
}

/** How one kind of platform speaks. */
export interface PlatformAdapter {
  /** @returns the order, or in words what is wrong with it. */
  readOrder(body: unknown): PlatformOrder | string
  writeStatus(fact: CaseFact): JsonObject
  /** True when what was answered to a message says that it was taken. */
  isAcknowledged(answer: string): boolean
}
