import type { EventType } from './case-words.contract.ts'

/** Events that hold what is answered to the citizen; of several the last one stands. */
export const replyEvents: readonly EventType[] = [
  'answered',
  'declined',
  'handed-over',
  'replied',
  'transferred',
  'impossible-declared',
  'reply-adapted',
]
