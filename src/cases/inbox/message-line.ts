import type { EventType } from '../case-words.contract.ts'

/** What messages are about besides the events of a timeline. */
export const occasions = [
  'deadline-response',
  'deadline-warning',
  'deadline-overdue',
  'deadline-escalation',
  'deadline-escalation-parent',
  'deadline-escalation-city',
  'deadlines-many',
  'import-ended',
  'emergency-reported',
  'case-contested',
  'task-warning',
  'task-overdue',
  'supervision-overdue',
  'partner-key-ending',
  'appeal-made',
  'appeal-decided',
  'breaker-opened',
  'breaker-opened-everywhere',
  'breaker-half-open',
  'breaker-closed',
  'breaker-signal',
  'ai-switched-off',
  'ai-on-asked',
  'ai-switched-on',
] as const
export type Occasion = (typeof occasions)[number]

/**
 * Whom a message is for: the department that has the case, the one it was taken from, the one the event is about, the leads
 * of the department that has it and those above them, the grid members of its region, whom it was given to, who dispatched it (all dispatchers
 * when that is nobody any more), all dispatchers or leaders, whoever is named when the message is made, or the citizen whose
 * case it is.
 */
export type Whom =
  | 'department'
  | 'former-department'
  | 'event-department'
  | 'lead'
  | 'lead-above'
  | 'region'
  | 'assignee'
  | 'dispatcher'
  | 'dispatchers'
  | 'leaders'
  | 'named'
  | 'citizen'

/** Title and text. */
export type Wording = readonly [title: string, text: string]

/** A message: when it is made, for whom, and what it says unless the city says it otherwise. */
export interface MessageLine {
  /** Names the template for ever: what the city wrote hangs on it. */
  key: string
  on: EventType | Occasion
  to: Whom
  zh: Wording
  en: Wording
  /** Ids, numbers and words of the event that may be filled in besides the usual ones. */
  with?: readonly string[]
  /** For those who lose the case by it: they are told its code and no more, and see that afterwards too. */
  farewell?: true
  /** Only when this holds for the event's details. */
  when?: (details: { readonly [name: string]: unknown }) => boolean
}
