import type { Transaction } from '#base/index.ts'
import type { BusinessCalendar } from '#city/index.ts'
import type { Actor } from '#identity/index.ts'
import type { CaseRecord } from './case.store.ts'
import type { CaseLoop } from './case-loop.ts'
import type { CaseStep } from './case-words.contract.ts'
import type { EventDraft } from './event.draft.ts'

/** What a transition did, for what follows from it in the same transaction. */
export interface Transitioned {
  action: CaseStep
  actor: Actor
  before: CaseRecord
  after: CaseRecord
  at: Date
  /** The events the transition wrote, the last one that of the action. */
  events: readonly EventDraft[]
  calendar: BusinessCalendar
}

/**
 * Something that follows from every transition, e.g. deadlines planned anew. It commits with the transition or undoes it,
 * so it writes rows and queues jobs and waits for nothing else.
 */
export type Follower = (tx: Transaction, done: Transitioned, loop: CaseLoop) => Promise<void>
